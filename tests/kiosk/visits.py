"""Random visits: whatever customers and staff may do, in any order, legal or not."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from typing import Any

from hypothesis import strategies as st

from config.schema import TicketClass
from kiosk.errors import LobbyError
from kiosk.issuing import IssueRequest
from kiosk.lobby import Lobby
from kiosk.store import Store, open_store
from tests.kiosk.memory import passing_folder

COUNTERS = ("1", "2", "3", "4", "5", "6")
SERVICES = ("cash", "noncash", "corporate", "wealth", "consult")
_count = itertools.count(1)

Deed = tuple[str, Any]

picks = st.lists(st.sampled_from(SERVICES), min_size=1, max_size=3, unique=True).map(tuple)
takes = st.tuples(st.just("take"), st.tuples(picks, st.sampled_from(TicketClass)))
calls = st.tuples(st.just("call"), st.sampled_from(COUNTERS))
finishes = st.tuples(st.just("finish"), st.sampled_from(COUNTERS))
others = st.tuples(
    st.sampled_from(["start", "recall", "miss", "park", "open", "close"]), st.sampled_from(COUNTERS)
)
changes = st.tuples(st.sampled_from(["bring back", "cancel", "reprint"]), st.integers(1, 12))
deeds = st.one_of(takes, calls, finishes, others, changes)


def do(lobby: Lobby, deed: Deed) -> None:
    """Do it, or be refused with a sentence."""
    verb, what = deed
    verbs: dict[str, Callable[[], object]] = {
        "take": lambda: take(lobby, *what),
        "call": lambda: lobby.call_next(what),
        "finish": lambda: lobby.finish(what),
        "start": lambda: lobby.start(what),
        "recall": lambda: lobby.recall(what),
        "miss": lambda: lobby.miss(what),
        "park": lambda: lobby.park(what),
        "open": lambda: lobby.open_counter(what),
        "close": lambda: lobby.close_counter(what),
        "bring back": lambda: lobby.bring_back(what),
        "cancel": lambda: lobby.cancel(what),
        "reprint": lambda: lobby.reprint(what),
    }
    with suppress(LobbyError):
        verbs[verb]()


def take(lobby: Lobby, services: tuple[str, ...], ticket_class: TicketClass = TicketClass.ORDINARY) -> None:
    lobby.issue(IssueRequest(services, f"visit-{next(_count)}", ticket_class))


@contextmanager
def store_for_visits() -> Iterator[Store]:
    with passing_folder() as folder, closing(open_store(folder)) as store:
        yield store
