"""What the leaves of the resting screen say: peaks, promises, rates, fraud, staff, honours, Wi-Fi. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from config.front import Figure, Front, Member, Prices, Promise
from config.schema import Branch
from kiosk.peaks.outlook import Outlook
from kiosk.peaks.words import hint_words
from ui.touch.front_facts import Facts
from ui.touch.qr_path import Code, wifi_code
from ui.touch.wording import Lines, Voice

_PEOPLE_MOST = 6


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a leaf: words, and what stands at its end. The names are those of the roles in QML."""

    words: Lines
    value: Lines = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Leaf:
    """One leaf."""

    icon: str = ""
    title: Lines = field(default_factory=list)
    rows: tuple[Row, ...] = ()
    note: Lines = field(default_factory=list)
    bars: tuple[float, ...] = ()
    hours: tuple[str, ...] = ()
    """Under each bar; empty where nothing stands."""
    now: int = -1
    """The bar of this half hour."""
    code: Code = field(default_factory=Code)


def leaves(branch: Branch, front: Front, facts: Facts, now: datetime, voice: Voice) -> list[Leaf]:
    """Every leaf that has something to say today, in its order."""
    return [*_leaves(branch, front, facts, now, voice)]


def _leaves(branch: Branch, front: Front, facts: Facts, now: datetime, voice: Voice) -> Iterator[Leaf]:
    today = now.date()
    if facts.outlook and facts.outlook.is_told:
        yield _peaks(facts.outlook, now, voice)
    if front.promises:
        rows = tuple(_promise(each, facts, front.rest.days, voice) for each in front.promises)
        yield Leaf("check", voice.phrase("rest.promises"), rows)
    for prices in front.prices:
        if _stands(prices.as_of, prices.until, today):
            yield _prices(prices, voice)
    if cautions := [each for each in front.cautions if _stands(each.as_of, each.until, today)]:
        rows = tuple(Row(voice.text(each.text)) for each in cautions)
        yield Leaf("shield", voice.phrase("rest.cautions"), rows)
    yield from _supervision(branch, front, facts, voice)
    if front.honours:
        rows = tuple(
            Row(voice.text(each.text), voice.phrase("rest.year", year=each.year)) for each in front.honours
        )
        yield Leaf("honour", voice.phrase("rest.honours"), rows)
    if branch.paper.wifi:
        note = voice.phrase("rest.wifi_how", name=branch.paper.wifi)
        yield Leaf("wifi", voice.phrase("rest.wifi"), note=note, code=wifi_code(branch.paper.wifi))


def _stands(as_of: date, until: date, today: date) -> bool:
    """Neither news of tomorrow, nor what nobody has renewed."""
    return as_of <= today <= until


def _peaks(outlook: Outlook, now: datetime, voice: Voice) -> Leaf:
    place = outlook.place_of(now.time())
    return Leaf(
        "peaks",
        voice.phrase("rest.peaks"),
        note=voice.lines(lambda tongue: hint_words(outlook, tongue.phrases)),
        bars=outlook.bars(),
        hours=tuple(f"{slot.start.hour}" if slot.start.minute == 0 else "" for slot in outlook.slots),
        now=-1 if place is None else place,
    )


def _promise(promise: Promise, facts: Facts, days: int, voice: Voice) -> Row:
    share = facts.shares.get(promise.figure) if promise.figure is not Figure.NONE else None
    told = voice.phrase("rest.share", days=days, share=share) if share is not None else []
    return Row(voice.text(promise.text), told)


def _prices(prices: Prices, voice: Voice) -> Leaf:
    rows = tuple(Row(voice.text(price.what), [price.value]) for price in prices.rows)
    return Leaf("papers", voice.text(prices.title), rows, voice.phrase("rest.as_of", date=prices.as_of))


def _supervision(branch: Branch, front: Front, facts: Facts, voice: Voice) -> Iterator[Leaf]:
    shown = [each for each in front.members if not each.account or each.account in facts.on_duty]
    rows = tuple(_member(each, voice) for each in shown[:_PEOPLE_MOST])
    line = branch.complaint_line
    note = voice.phrase("rest.complaints", phone=line) if line else []
    if rows or note:
        yield Leaf("staff", voice.phrase("rest.supervision"), rows, note)


def _member(member: Member, voice: Voice) -> Row:
    words = voice.lines(lambda tongue: f"{tongue.text(member.post)}  {member.name}".rstrip())
    return Row(words, voice.phrase("rest.badge", badge=member.badge))
