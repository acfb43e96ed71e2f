"""The report's figures beside a count of our own, made from nothing but the rows of the log."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from datetime import date, datetime

import pytest

from config.branch import SAMPLE, load
from config.schema import TicketClass
from kiosk.lobby import Lobby
from kiosk.reports import report
from kiosk.rows import log
from tests.kiosk.conftest import SetClock
from tests.kiosk.visits import COUNTERS, SERVICES, do, store_for_visits

DAY = date(2026, 11, 25)
_OF_A_TICKET = ("bring back", "cancel", "step out", "lift", "undo", "visit", "send", "take up", "now")
_SELDOM = (*_OF_A_TICKET, "miss", "miss", "park", "send on", "go on", "recall", "open", "pause", "close")
_ENDS = {"finished", "step_done", "missed", "parked", "transferred", "cancelled", "expired"}


def counted(rows):
    """Arrivals, ends, waits in seconds and services done, as anybody could count them with a pencil."""
    by_ticket = defaultdict(list)
    for row in rows:
        if row.ticket_id is not None:
            by_ticket[row.ticket_id].append(row)
    ends, waits, services = Counter(), [], Counter()
    for own in by_ticket.values():
        kinds = [row.kind.value for row in own]
        ends[_end(kinds)] += 1
        calls = [row for row in own if row.kind == "called"]
        if calls:
            waits.append(_wait_s(own[0], calls[0]))
        at = None
        for row in own:
            if row.kind == "called":
                at = row
            elif at and row.kind.value in _ENDS:
                services[row.counter or at.counter] += row.kind in {"finished", "step_done"}
                at = None
    return ends, waits, +services


def _end(kinds):
    if {"started", "finished", "step_done"} & set(kinds):
        return "served"
    over = {"cancelled", "expired"} & set(kinds)
    if "missed" in kinds and (over or kinds[-1] == "missed"):
        return "no_show"
    return "left" if over else "open"


def _wait_s(issued, called):
    slot = issued.facts.get("slot")
    since = max(issued.at, datetime.fromisoformat(slot)) if slot else issued.at
    return max(0.0, (called.at - since).total_seconds())


def busy_morning(seed):
    """Some two hundred deeds, most of them of those that make a morning."""
    rng = random.Random(seed)
    verbs = [*["take"] * 12, *["bring back"] * 9, *["call"] * 12, *["finish"] * 9, *["start"] * 3, *_SELDOM]
    for _ in range(300):
        verb = rng.choice(verbs)
        if verb == "take":
            yield verb, ((rng.choice(SERVICES[:3]),), rng.choice(list(TicketClass)))
        else:
            yield verb, rng.randint(1, 60) if verb in _OF_A_TICKET else rng.choice(COUNTERS[:4])


@pytest.mark.parametrize("seed", [6, 9, 15])
def test_whatever_people_do_the_figures_are_those_anybody_counts(seed):
    clock, done = SetClock(), list(busy_morning(seed))
    with store_for_visits() as store:
        lobby = Lobby(store, load(SAMPLE), clock)
        clock.set(f"{DAY}T09:30")
        for deed in done:
            clock.advance(37)
            do(lobby, deed)
        with store.read() as cursor:
            rows = list(log(cursor, 0))
        told = report(lobby.site, DAY, DAY)
    ends, waits, services = counted(rows)
    assert min(ends["served"], ends["no_show"], ends["left"]) > 0, "the morning proves too little"
    assert {end: told.whole[end] for end in ("served", "no_show", "left")} == {
        end: ends[end] for end in ("served", "no_show", "left")
    }
    assert told.whole["arrivals"] == ends.total()
    assert (told.whole["waited"], round(told.whole["wait_s"], 3)) == (len(waits), round(sum(waits), 3))
    by_counter = Counter()
    for key, tally in told.stays.items():
        by_counter[key.split("|")[1]] += int(tally["stays"])
    assert +by_counter == services
