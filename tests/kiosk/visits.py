"""Random visits: whatever customers and staff may do, in any order, legal or not."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from typing import Any

from hypothesis import strategies as st

from config.schema import TicketClass
from kiosk.errors import LobbyError
from kiosk.green import Reason
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
    st.sampled_from(["start", "recall", "miss", "park", "open", "pause", "close", "send on", "go on"]),
    st.sampled_from(COUNTERS),
)
changes = st.tuples(st.sampled_from(["bring back", "cancel", "reprint", "step out"]), st.integers(1, 12))
floor = st.tuples(
    st.sampled_from(["lift", "undo", "here", "gone", "visit", "send", "take up", "now"]), st.integers(1, 12)
)
words = st.sampled_from(["tend", "duty", "off duty", "help", "helped", "outage", "over"])
house = st.tuples(words, st.none())
deeds = st.one_of(takes, calls, finishes, others, changes, floor, house)


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
        "step out": lambda: lobby.step_out(what),
        "pause": lambda: lobby.pause_counter(what, "lunch"),
        "send on": lambda: lobby.transfer(what, "noncash"),
        "send": lambda: lobby.transfer_waiting(what, "3"),
        "take up": lambda: lobby.call_parked("3", what),
        "go on": lambda: lobby.finish_and_call(what),
        "now": lambda: lobby.call_now(what, "3", "m.li", Reason.OPERATIONAL),
        "lift": lambda: lobby.lift(what, "m.chen", Reason.RECOVERY),
        "undo": lambda: lobby.undo_lift(what),
        "here": lambda: lobby.answer_presence(what, is_here=True),
        "gone": lambda: lobby.answer_presence(what, is_here=False),
        "visit": lambda: lobby.visit_care(what, "m.chen"),
        "tend": lobby.tend,
        "duty": lambda: lobby.start_duty("m.chen"),
        "off duty": lambda: lobby.end_duty("m.chen"),
        "help": lambda: lobby.ask_help("care"),
        "helped": lambda: lobby.answer_help("care", "m.chen"),
        "outage": lambda: lobby.tell_outage({"zh_CN": "系统较慢", "en": "Slow"}, 10, "m.chen"),
        "over": lambda: lobby.end_outage("m.chen"),
    }
    with suppress(LobbyError):
        verbs[verb]()


def take(lobby: Lobby, services: tuple[str, ...], ticket_class: TicketClass = TicketClass.ORDINARY) -> None:
    lobby.issue(IssueRequest(services, f"visit-{next(_count)}", ticket_class))


@contextmanager
def store_for_visits() -> Iterator[Store]:
    with passing_folder() as folder, closing(open_store(folder)) as store:
        yield store
