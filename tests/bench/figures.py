"""Every figure with its goal, measured as thoroughly as one has time for."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kiosk.advice.adviser import WITHIN_S
from tests.bench import advising, calling, paper
from tests.bench.disk import syncs_ms
from tests.bench.figure import Figure
from tests.bench.history import pairs
from tests.bench.pages import pages_measured
from tests.bench.printing import printed
from tests.bench.rating_page import first_bytes_ms
from tests.bench.relay import delivered, issuing_beside_ms
from tests.bench.reports import answered
from tests.bench.scoring import LINES, taken_in, taken_in_by_two
from tests.bench.screen import screens
from tests.bench.tap import taps
from tests.bench.touching import touched
from tests.bench.waiting import telling_ms
from tests.bench.wear import worn
from tests.campaigns.actors import BAUD, Stage
from tests.campaigns.crowd import Outcome, crowd
from tests.kiosk.sixteen import COUNTERS

PAUSE_S = 0.05
WARM = 10
MANY = 1_000
"""From so many visits on it is told whether memory grows; before it is still finding its size."""
"""A child shares its memory with its parent until it writes to it: its first tickets pay for that."""
_BITS_PER_BYTE = 10
_NOTHING_KB = 0.1


@dataclass(frozen=True, slots=True)
class Pains:
    """How often each thing is done."""

    syncs: int = 300
    taps: int = 500
    processes: int = 8
    tickets: int = 50
    crowds: int = 5
    rounds: int = 50
    pictures: int = 5
    starts: int = 5
    idle_s: float = 20.0
    history: int = 5_000_000
    pairs: int = 1_000
    presses: int = 1_000
    rushes: int = 10
    people: int = 160
    changes: int = 100
    papers: int = 30
    ratings: int = 20_000
    beside: int = 500
    phones: int = 1_000
    reports: int = 9
    touches: int = 60
    visits: int = 10_000
    looks: int = 120
    worn: int = 300


SMALL = Pains(
    syncs=50,
    taps=30,
    tickets=30,
    crowds=1,
    rounds=5,
    pictures=2,
    starts=1,
    idle_s=2.0,
    history=100_000,
    pairs=150,
    presses=100,
    rushes=2,
    people=64,
    changes=10,
    papers=5,
    ratings=1_500,
    beside=30,
    phones=100,
    reports=3,
    touches=6,
    visits=40,
    looks=8,
    worn=10,
)
"""Enough to see that nothing is wrong by an order of magnitude."""


def disk(pains: Pains) -> Iterator[Figure]:
    yield Figure("a ticket's bytes written and synced, by themselves", "ms", syncs_ms(pains.syncs))


def tap(pains: Pains) -> Iterator[Figure]:
    measured = taps(pains.taps)
    handed = [each.handed_ms for each in measured]
    yield Figure("tap until the number is durable and told", "ms", [each.durable_ms for each in measured])
    yield Figure("tap until the port has every byte", "ms", handed, {"p50": 3.0, "p99": 10.0})
    # A box that others share has forgotten the program by then: three times as long for the same work.
    rested = [each.handed_ms for each in taps(pains.taps // 3, PAUSE_S)]
    yield Figure(f"the same after {PAUSE_S * 1e3:.0f} ms in which nothing happened", "ms", rested)


def many_at_once(pains: Pains) -> Iterator[Figure]:
    outcomes = [_crowd(pains) for _ in range(pains.crowds)]
    took_ms = [each for outcome in outcomes for each in outcome.ms]
    faults = float(sum(len(outcome.faults) for outcome in outcomes))
    yield Figure(f"{pains.processes} processes issuing without a pause", "ms", took_ms, {"p99": 20.0})
    yield Figure("tickets lost, doubled or out of order in that", "", [faults], {"most": 0})


def _crowd(pains: Pains) -> Outcome:
    # A fresh lobby each time: one in which thousands wait is no branch's.
    with tempfile.TemporaryDirectory(prefix="crowd-") as folder:
        return crowd(Stage(Path(folder), time.monotonic()), pains.processes, pains.tickets, WARM)


def ticket(pains: Pains) -> Iterator[Figure]:
    sizes = paper.sizes()
    line_ms = [1e3 * size * _BITS_PER_BYTE / BAUD for size in sizes]
    yield Figure("bytes of a full bilingual ticket with one QR", "", paper.sample_sizes(), {"most": 1_000})
    yield Figure("the same of every service, whatever papers it asks for", "", sizes)
    yield Figure(f"time of those bytes on a line of {BAUD} baud", "ms", line_ms)
    yield Figure("setting a ticket in lines", "ms", paper.setting_ms(pains.rounds))
    yield Figure("compiling it to bytes", "ms", paper.compiling_ms(pains.rounds), {"p50": 0.3})
    yield Figure("drawing its picture", "ms", paper.drawing_ms(pains.pictures), {"p50": 60.0})


def screen(pains: Pains) -> Iterator[Figure]:
    measured = screens(pains.starts, pains.idle_s)
    first = [each.first_frame_s for each in measured]
    yield Figure("start of the touch process until its first frame", "s", first, {"p50": 0.8})
    yield Figure("its resident memory", "MB", [each.resident_mb for each in measured], {"most": 110.0})
    yield Figure("of that, what lies in no file", "MB", [each.own_mb for each in measured], {"most": 55.0})
    yield Figure(
        "its share of a core while idle", "%", [each.idle_percent for each in measured], {"p50": 0.3}
    )


def touch(pains: Pains) -> Iterator[Figure]:
    seen = touched(pains.touches, pains.visits)
    yield Figure("from a press until the frame that shows it", "ms", seen.answer_ms, {"p95": 25.0})
    yield Figure("from a tap until the next page stands still", "ms", seen.change_ms, {"p50": 200.0})
    yield Figure("frames while it moves", "/s", seen.frames_a_second, floors={"p50": 50.0})
    yield Figure("language or mode, from the tap until it is shown", "ms", seen.switch_ms, {"p95": 200.0})
    yield Figure("from a scanned ticket until its place is shown", "ms", seen.scan_ms, {"p95": 200.0})
    name = f"memory by which {pains.visits:,} visits let it grow, each"
    yield Figure(name, "kB", [seen.grown_kb_a_visit], {"most": 1.0 if pains.visits > MANY else 20.0})


def history(pains: Pains) -> Iterator[Figure]:
    measured = pairs(pains.history, pains.pairs)
    empty, full = ([each.empty_ms for each in measured], [each.full_ms for each in measured])
    yield Figure("issuing into an empty store", "ms", empty)
    yield Figure(f"issuing with {pains.history:,} tickets of history", "ms", full)
    ratio = statistics.median(full) / statistics.median(empty)
    yield Figure("the one to the other", "×", [ratio], {"p50": 1.1})


def calls(pains: Pains) -> Iterator[Figure]:
    yield Figure(
        f"calling the next with {calling.WAITING} waiting", "ms", calling.presses(pains.presses), {"p99": 5.0}
    )
    rushes = calling.rushes(pains.rushes, pains.people)
    rates = [each.calls_a_second for each in rushes]
    name = f"{len(COUNTERS)} counters pressing next, {pains.people} waiting, PostgreSQL"
    yield Figure(name, "/s", rates, floors={"p50": 500.0})
    faults = [float(each.faults) for each in rushes]
    yield Figure("tickets lost or given twice in that", "", faults, {"most": 0})


def pages(pains: Pains) -> Iterator[Figure]:
    measured = pages_measured(pains.changes)
    yield Figure("from a press to each of 100 boards", "ms", measured.changed_ms, {"p95": 150.0})
    yield Figure("memory of the pages' process by then", "MB", [measured.most_mb], {"most": 120.0})


def relay(pains: Pains) -> Iterator[Figure]:
    sent = delivered(pains.ratings)
    name = f"{pains.ratings:,} ratings that waited, to a local server"
    yield Figure(name, "/s", [sent.ratings_a_second], floors={"p50": 500.0})
    yield Figure("ratings that did not arrive in that", "", [float(sent.faults)], {"most": 0})
    alone, beside = issuing_beside_ms(2 * pains.ratings, pains.beside)
    yield Figure("issuing a ticket with nothing leaving", "ms", alone)
    yield Figure("issuing while twice as many ratings leave", "ms", beside, {"p50": 20.0})


def printing(pains: Pains) -> Iterator[Figure]:
    return printed(pains.papers)


def scoring(pains: Pains) -> Iterator[Figure]:
    burst = taken_in(pains.ratings)
    name = f"signed ratings taken in one by one, over {LINES} lines"
    yield Figure(name, "/s", [burst.a_second], floors={"p50": 1_000.0})
    yield Figure("from a rating sent until it is durable and told", "ms", burst.ms, {"p99": 100.0})
    yield Figure("ratings answered with anything but taken", "", [float(len(burst.strange))], {"most": 0})
    both = taken_in_by_two(pains.ratings)
    yield Figure("the same by two servers on one PostgreSQL", "/s", [both.a_second], floors={"p50": 500.0})
    yield Figure("from a rating sent to one of the two until it is told", "ms", both.ms, {"p99": 200.0})
    yield Figure("of those answered with anything but taken", "", [float(len(both.strange))], {"most": 0})


def rating(pains: Pains) -> Iterator[Figure]:
    yield Figure("first byte of the rating page", "ms", first_bytes_ms(pains.phones), {"p95": 30.0})


def waits(pains: Pains) -> Iterator[Figure]:
    for waiting, took_ms in telling_ms(pains.rounds).items():
        yield Figure(f"of a core: telling a wait with {waiting} waiting", "ms", took_ms, {"p50": 10.0})


def advice(pains: Pains) -> Iterator[Figure]:
    crowded, busy = (advising.looks(pains.looks, people) for people in (advising.WAITING, advising.USUAL))
    name = f"one look of the adviser, {advising.WAITING} waiting"
    yield Figure(name, "ms", crowded.ms, {"p95": 1e3 * WITHIN_S})
    yield Figure("of a core", "ms", crowded.core_ms)
    yield Figure("its share of a core over a busy hour", "%", [busy.share], {"p50": 1.0})


def reports(pains: Pains) -> Iterator[Figure]:
    measured = answered(pains.history, pains.reports)
    yield Figure(f"a report of all of {pains.history:,} tickets", "s", measured.all_s, {"p50": 1.0})
    yield Figure("of a core", "s", measured.core_s)
    yield Figure("a report of any range of them", "s", measured.any_s, {"p50": 1.0})
    yield Figure("binding their months and years, once", "s", [measured.bind_s])


def wear(pains: Pains) -> Iterator[Figure]:
    box = worn(pains.worn)
    kb = [box.kb_a_ticket]
    yield Figure("written to disk for a ticket, from the door to its end", "kB", kb, {"most": 60.0})
    for part, each in box.by_part.items():
        if each >= _NOTHING_KB:
            yield Figure(f"of that, by {part}", "kB", [each])
    yield Figure("by which the store grows with it", "kB", [box.store_kb_a_ticket])
    most = {"most": 450.0}
    yield Figure("resident memory of all processes together", "MB", [sum(box.memory_mb.values())], most)


FIGURES: dict[str, Callable[[Pains], Iterator[Figure]]] = {
    "disk": disk,
    "tap": tap,
    "crowd": many_at_once,
    "ticket": ticket,
    "screen": screen,
    "touch": touch,
    "history": history,
    "calling": calls,
    "pages": pages,
    "relay": relay,
    "printing": printing,
    "scoring": scoring,
    "rating": rating,
    "reports": reports,
    "waits": waits,
    "advice": advice,
    "wear": wear,
}
