"""A box's reserve: entered in the common store first, then mirrored durably on the box, where it counts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from config.schema import Branch
from kiosk.island.block import Block, Series, following, left_of, wanted
from kiosk.island.identity import Box
from kiosk.store import Cursor, Store

_BLOCK = "SELECT day, prefix, first, last FROM reserve"


def held(cursor: Cursor) -> list[Block]:
    """All blocks of the box's own store."""
    return _blocks(cursor, "1 = 1")


def used(cursor: Cursor) -> dict[Series, int]:
    """The last number that the box gave of each series."""
    found = cursor.all("SELECT day, prefix, max(number) FROM ticket GROUP BY day, prefix")
    return {Series(date.fromisoformat(day), prefix): last for day, prefix, last in found}


def spent(cursor: Cursor, day: date, letters: Iterable[str]) -> frozenset[str]:
    """The series of a day of which the box has no number left."""
    given = used(cursor)
    blocks = [(block, Series(block.day, block.prefix)) for block in held(cursor)]
    left = {of.prefix for block, of in blocks if of.day == day and left_of(block, given.get(of, 0))}
    return frozenset(letters) - left


def top_up(common: Store, island: Store, box: Box, branch: Branch, today: date) -> int:
    """Bring reserve and mirror into agreement, with enough for the days to come; how many blocks are new."""
    with island.read() as cursor:
        mirrored = [block for block in held(cursor) if block.day >= today]
        given = used(cursor)
    with common.read() as cursor:
        mine = _blocks(cursor, "instance = ? AND day >= ?", box.instance, today.isoformat())
    if set(mine) - set(mirrored) or set(mirrored) - set(mine) or wanted(branch, today, mine, given):
        with common.write(quietly=True) as cursor:
            mine = _entered(cursor, box, branch, today, mirrored, given)
        _mirror(common, island, mirrored, mine)
    return len(set(mine) - set(mirrored))


def _entered(
    cursor: Cursor,
    box: Box,
    branch: Branch,
    today: date,
    mirrored: Iterable[Block],
    given: dict[Series, int],
) -> list[Block]:
    """The box's blocks in the common store, once what it lacks is entered."""
    everybodys = _blocks(cursor, "day >= ?", today.isoformat())
    mine = _blocks(cursor, "instance = ? AND day >= ?", box.instance, today.isoformat())
    # A store that was restored from a backup has forgotten those; what somebody else has by now stays theirs.
    for block in set(mirrored) - set(mine):
        clashes = any(block.meets(other) for other in everybodys)
        if not clashes and _last_common(cursor, block) < block.first:
            _enter(cursor, box, block)
            mine.append(block)
            everybodys.append(block)
    for series in wanted(branch, today, mine, given):
        ends = [b.last for b in everybodys if (b.day, b.prefix) == (series.day, series.prefix)]
        block = following(series, max([_last_common(cursor, series), given.get(series, 0), *ends]))
        _enter(cursor, box, block)
        mine.append(block)
        everybodys.append(block)
    return mine


def _mirror(common: Store, island: Store, mirrored: Iterable[Block], mine: Iterable[Block]) -> None:
    """The key of the seals first: a number counts here only with what its paper needs."""
    with common.read() as cursor:
        keys = cursor.all("SELECT kid, secret FROM token_key")
    with island.write() as cursor:
        for key in keys:
            cursor.run("INSERT INTO token_key (kid, secret) VALUES (?, ?) ON CONFLICT (kid) DO NOTHING", *key)
        for block in set(mirrored) - set(mine):
            cursor.run(
                "DELETE FROM reserve WHERE day = ? AND prefix = ? AND first = ?",
                *(block.day.isoformat(), block.prefix, block.first),
            )
        for block in set(mine) - set(mirrored):
            _insert(cursor, "", block)


def _enter(cursor: Cursor, box: Box, block: Block) -> None:
    _insert(cursor, box.instance, block)


def _insert(cursor: Cursor, instance: str, block: Block) -> None:
    cursor.run(
        "INSERT INTO reserve (day, prefix, first, last, instance) VALUES (?, ?, ?, ?, ?)",
        *(block.day.isoformat(), block.prefix, block.first, block.last, instance),
    )


def _last_common(cursor: Cursor, series: Series | Block) -> int:
    found = cursor.one(
        "SELECT last FROM series WHERE day = ? AND prefix = ?", series.day.isoformat(), series.prefix
    )
    return int(found[0]) if found else 0


def _blocks(cursor: Cursor, where: str, *values: object) -> list[Block]:
    found = cursor.all(f"{_BLOCK} WHERE {where} ORDER BY day, prefix, first", *values)
    return [Block(date.fromisoformat(day), prefix, first, last) for day, prefix, first, last in found]
