"""One simulated day: arrivals, counters and time, with the lobby's own functions choosing whom to call."""

from __future__ import annotations

import heapq
from collections import Counter as Tally
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count

from config.schema import Counter, Rules, TicketClass
from kiosk.calling import FAVOURED, Call, Choice, Turn, Waiting, choose, turn_of
from kiosk.simulate.people import Person
from kiosk.simulate.scenario import Scenario
from kiosk.simulate.staffing import Seen, Staffing, Will

_START = datetime(2000, 1, 1, tzinfo=UTC)
_START_S = _START.timestamp()
LONG_S = 1_200.0
"""An ordinary customer who waited longer waited long."""


@dataclass(slots=True)
class Play:
    """What became of a day: who waited how long, who was passed by whom, how long counters worked."""

    waits: list[tuple[TicketClass, float]] = field(default_factory=list)
    left: Tally[TicketClass] = field(default_factory=Tally)
    """Those who gave up, or did not answer the call."""
    overtaken: dict[int, int] = field(default_factory=dict)
    """How often each ordinary customer was passed by somebody who came later."""
    overtaken_by_favoured: Tally[int] = field(default_factory=Tally)
    """By VIP and appointments alone, which is what the rules promise about."""
    open_s: float = 0.0
    busy_s: float = 0.0
    spare_s: float = 0.0
    """How long counters were open that only advice opened."""
    called: list[tuple[int, float]] = field(default_factory=list)
    """Who was called, and when in the day."""


def play(
    scenario: Scenario, rules: Rules, people: Iterable[Person], staffing: Staffing | None = None
) -> Play:
    """A day of these people under these rules; `staffing` may open and close the spare counters."""
    return _Day(scenario, rules, people, staffing).run()


class _Day:
    def __init__(
        self, scenario: Scenario, rules: Rules, people: Iterable[Person], staffing: Staffing | None
    ) -> None:
        self._scenario, self._rules, self._staffing = scenario, rules, staffing
        windows = (*scenario.windows, *scenario.spares)
        self._counters = {window.id: window.counter() for window in windows}
        self._targets = {target.id: target.target_s for target in scenario.targets}
        self._result = Play()
        self._now_s = self._last_s = 0.0
        self._people: dict[int, Person] = {}
        self._waiting: dict[int, Waiting] = {}
        self._idle: dict[str, float] = {}
        """The open counters without a customer, and since when."""
        self._serving: dict[str, tuple[int, float]] = {}
        """Who is at which counter, and since when."""
        self._spare_since: dict[str, float] = {}
        self._closed: set[str] = {window.id for window in scenario.spares}
        self._recent: deque[Call] = deque()
        self._order = count()
        self._agenda: list[tuple[float, int, Callable[[], None]]] = []
        for window in scenario.windows:
            self._plan(window.opens_s, partial(self._open, window.id))
            self._plan(window.closes_s, partial(self._close, window.id))
        for person in people:
            self._plan(person.at_s, partial(self._come, person))
        if staffing:
            self._plan(staffing.every_s, self._look)

    def run(self) -> Play:
        while self._agenda:
            self._now_s, _, happen = heapq.heappop(self._agenda)
            happen()
            self._call()
        self._result.left.update(self._people[number].ticket_class for number in self._waiting)
        for window in self._scenario.windows:
            until_s = min(window.closes_s, self._last_s)
            self._result.open_s += max(0.0, until_s - window.opens_s)
        for since_s in self._spare_since.values():
            self._result.spare_s += max(0.0, self._last_s - since_s)
        return self._result

    def _plan(self, at_s: float, happen: Callable[[], None]) -> None:
        heapq.heappush(self._agenda, (at_s, next(self._order), happen))

    def _open(self, name: str) -> None:
        self._idle[name] = self._now_s
        # By then it may help those of other classes, though nothing else happens.
        self._plan(self._now_s + self._rules.help_idle_s, _look_again)

    def _come(self, person: Person) -> None:
        since = _START_S + self._now_s
        self._people[person.id] = person
        self._waiting[person.id] = Waiting(
            person.id,
            person.ticket_class,
            (person.service,),
            since + self._targets[person.ticket_class],
            since,
        )
        if person.ticket_class is TicketClass.ORDINARY:
            self._result.overtaken[person.id] = 0
        if self._scenario.patience_s:
            self._plan(self._now_s + person.patience_s, partial(self._give_up, person))

    def _give_up(self, person: Person) -> None:
        if self._waiting.pop(person.id, None):
            self._result.left[person.ticket_class] += 1

    def _close(self, name: str) -> None:
        self._idle.pop(name, None)
        self._closed.add(name)

    def _look(self) -> None:
        """Let whoever staffs the spare counters see the floor."""
        if not (self._staffing and self._agenda):
            return
        for will in self._staffing.look(self._seen()):
            self._plan(self._now_s + will.in_s, partial(self._staff, will))
        self._plan(self._now_s + self._staffing.every_s, self._look)

    def _seen(self) -> Seen:
        there = [name for name in self._counters if name not in self._closed]
        serving = {
            name: (self._people[number].service, self._now_s - since_s)
            for name, (number, since_s) in self._serving.items()
        }
        open_ = tuple(self._counters[name] for name in there)
        closed = tuple(each.counter() for each in self._scenario.spares if each.id in self._closed)
        spares = {name: self._now_s - since_s for name, since_s in self._spare_since.items()}
        return Seen(
            self._now_s, _START_S + self._now_s, tuple(self._waiting.values()), open_, closed, serving, spares
        )

    def _staff(self, will: Will) -> None:
        if will.opens and will.counter in self._closed:
            self._closed.discard(will.counter)
            self._spare_since[will.counter] = self._now_s
            self._open(will.counter)
        elif not will.opens and will.counter in self._spare_since:
            self._close(will.counter)
            if will.counter not in self._serving:
                self._leave(will.counter)

    def _leave(self, name: str) -> None:
        """A spare counter's teller goes, after the customer who was there."""
        self._result.spare_s += self._now_s - self._spare_since.pop(name)

    def _free(self, name: str) -> None:
        self._last_s = self._now_s
        self._serving.pop(name, None)
        if name in self._closed and name in self._spare_since:
            self._leave(name)
        if name not in self._closed:
            self._open(name)

    def _call(self) -> None:
        """Each idle counter presses next, the one that has been idle longest first."""
        for name, since_s in sorted(self._idle.items(), key=lambda each: each[1]):
            if not self._waiting:
                return
            turn = self._turn(self._counters[name], self._now_s - since_s)
            if choice := choose(turn):
                self._serve(name, turn, choice)

    def _turn(self, counter: Counter, idle_s: float) -> Turn:
        now = _START + timedelta(seconds=self._now_s)
        return turn_of(counter, self._waiting.values(), now, self._rules, self._recent, idle_s)

    def _serve(self, name: str, turn: Turn, choice: Choice) -> None:
        called = self._waiting.pop(choice.ticket.id)
        person = self._people[called.id]
        self._count_passed(turn, called)
        for number in choice.overtook:
            passed = self._waiting[number]
            self._waiting[number] = passed._replace(overtaken=passed.overtaken + 1)
        self._recent.appendleft(Call(called.ticket_class is TicketClass.CARE, called.services))
        self._serving[name] = called.id, self._now_s
        self._result.called.append((called.id, self._now_s))
        takes_s = person.takes_s if person.comes else float(self._waited_for_s(person))
        if person.comes:
            self._result.waits.append((person.ticket_class, self._now_s - person.at_s))
        else:
            self._result.left[person.ticket_class] += 1
        self._result.busy_s += takes_s
        del self._idle[name]
        self._plan(self._now_s + takes_s, partial(self._free, name))

    def _count_passed(self, turn: Turn, called: Waiting) -> None:
        for other in turn.waiting:
            if other.id < called.id and other.ticket_class is TicketClass.ORDINARY:
                self._result.overtaken[other.id] += 1
                if called.ticket_class in FAVOURED:
                    self._result.overtaken_by_favoured[other.id] += 1

    def _waited_for_s(self, person: Person) -> int:
        care = person.ticket_class is TicketClass.CARE
        return self._rules.missed_after_care_s if care else self._rules.missed_after_s


def _look_again() -> None:
    """Time went by: every idle counter looks for somebody after each happening."""
