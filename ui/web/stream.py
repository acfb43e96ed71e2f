"""Live changes as server-sent events: what was missed, then the page's live part whenever it changes."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Hashable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import Header, Query
from fastapi.responses import StreamingResponse

from kiosk.store import StoreError
from ui.web.feed import Told, missed_since
from ui.web.hall import Hall, as_json
from ui.web.problem import Problem

PING_S = 15.0
"""Proxies close what is silent, and a page that hears nothing for two of these says so."""
_MISSED_MOST = 1_000
_FOLLOWERS_MOST = 300
"""Of each kind of page: a crowd of phones must not keep a board or a counter from following."""
_COME_BACK_MS = 2_000
_SEQ_MOST = 2**62

LastId = Annotated[str | None, Header(alias="Last-Event-ID", max_length=20)]
After = Annotated[int | None, Query(ge=0, le=_SEQ_MOST)]


@dataclass(frozen=True, slots=True)
class Watch:
    """What one kind of page follows."""

    kind: str
    """`staff`, `board` or `public`."""
    key: Hashable
    make: Callable[[], Awaitable[str]]
    """Its live part as HTML."""
    may_see: Callable[[Told], Mapping[str, Any] | None]
    """A row of the log as this page may know it; None where it may not."""
    still: Callable[[], Awaitable[bool]] | None = None
    """Whether who asked is still signed in."""


def follow(hall: Hall, watch: Watch, last_id: str | None, after: int | None) -> StreamingResponse:
    """The stream of a page. `after` serves pages that open a fresh connection, which sends no header."""
    if last_id is not None:
        if not (last_id.isascii() and last_id.isdecimal()):
            raise Problem(
                HTTPStatus.UNPROCESSABLE_ENTITY, f"Last-Event-ID is {last_id!r}; it is a number of ours."
            )
        after = int(last_id)
    if hall.feed.following(watch.kind) >= _FOLLOWERS_MOST:
        raise Problem(HTTPStatus.SERVICE_UNAVAILABLE, "Too many pages follow at once.", {"Retry-After": "10"})
    return StreamingResponse(
        _lines(hall, watch, after), media_type="text/event-stream", headers={"X-Accel-Buffering": "no"}
    )


async def _lines(hall: Hall, watch: Watch, after: int | None) -> AsyncIterator[str]:
    listener = hall.feed.listen(watch.kind)
    try:
        seen = hall.feed.head
        yield f"retry: {_COME_BACK_MS}\n\n"
        if after is not None:
            lines, seen = await _missed(hall, watch, after, seen)
            yield lines
        shown = await _made(hall, watch, seen)
        yield _page(hall, shown, seen)
        while (news := await listener.next(PING_S)) is not None:
            fresh = [told for told in news if told.seq > seen]
            seen = fresh[-1].seq if fresh else seen
            lines = "".join(_told(watch, told) for told in fresh)
            made = await _made(hall, watch, seen)
            if made != shown:
                shown = made
                lines += _page(hall, shown, seen)
            if not news:
                if watch.still and not await watch.still():
                    yield _line("ended", "{}", None)
                    return
                lines += f": still here\n\n{_line('beat', '{}', None)}"
            if lines:
                yield lines
    except StoreError:
        # The page sees a broken connection, says so, and comes back.
        return
    finally:
        listener.close()


async def _missed(hall: Hall, watch: Watch, after: int, head: int) -> tuple[str, int]:
    """What a page that was away did not hear, and the row up to which it knows now."""
    if after > head:
        return _line("reset", "{}", head), head
    missed = await hall.clerks.ask(lambda clerk: missed_since(clerk.store, after, _MISSED_MOST))
    if missed is None:
        return _line("reset", "{}", head), head
    return "".join(_told(watch, told) for told in missed), missed[-1].seq if missed else max(after, head)


async def _made(hall: Hall, watch: Watch, seq: int) -> str:
    return await hall.views.at(watch.key, seq, watch.make)


def _told(watch: Watch, told: Told) -> str:
    seen = watch.may_see(told)
    if seen is None:
        return ""
    body = {"kind": told.kind.value, "at": told.at.isoformat(timespec="seconds"), **seen}
    return _line("lobby", as_json(body), told.seq)


def _page(hall: Hall, html: str, seq: int) -> str:
    return _line("page", as_json({"html": html, "now": hall.site.clock().isoformat()}), seq)


def _line(event: str, data: str, seq: int | None) -> str:
    mark = f"id: {seq}\n" if seq is not None else ""
    return f"{mark}event: {event}\ndata: {data}\n\n"
