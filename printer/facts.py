"""The facts of a ticket in the words of one language; what is not known is an empty text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from config.phrases import Phrases
from config.schema import Arrow, Branch, Calling, Counter, Service, Text, TicketClass, Zone
from kiosk.minutes import wait_words
from kiosk.peaks.outlook import Outlook
from kiosk.peaks.words import hint_words
from kiosk.ticket import UNKNOWN_AHEAD, Step, Ticket

_ARROWS = {
    Arrow.LEFT: "←", Arrow.AHEAD_LEFT: "↖", Arrow.AHEAD: "↑", Arrow.AHEAD_RIGHT: "↗", Arrow.RIGHT: "→",
    Arrow.BEHIND: "↓", Arrow.UPSTAIRS: "↑", Arrow.HERE: "",
}  # fmt: skip
_PROMISES = {Calling.DEFAULT: "ticket.promise", Calling.CREDIT: "ticket.promise_all"}
_MINUTE_S = 60


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What the paper says besides the ticket itself."""

    has_link: bool = False
    """Whether there is a page to scan for."""
    sample: bool = False
    outage: Mapping[str, str] = field(default_factory=dict)
    """The notice that is up, by language."""
    outlook: Outlook | None = None
    """What the ticket's day is expected to be like."""
    code: str = ""
    """What is typed at the kiosk beside the number, to judge without a phone."""
    brief: bool = False
    """Whether this language leaves out what the other one tells, to make room."""


USUAL = Circumstances()


@dataclass(frozen=True, slots=True)
class Facts:
    """One ticket's facts in one language."""

    ticket: Ticket
    branch: Branch
    phrases: Phrases
    circumstances: Circumstances = USUAL
    _known: dict[str, str] = field(default_factory=dict, repr=False, compare=False)

    def told(self, name: str) -> str:
        """A fact by the name a template gives it; empty where it is not known."""
        # A template names most of them twice: to say them, and to see whether the other language differs.
        if name not in self._known:
            left_out = self.circumstances.brief and name in _LEFT_OUT
            self._known[name] = "" if left_out else _TOLD[name](self)
        return self._known[name]

    def of(self, text: Text) -> str:
        """The branch's own words in this language, or in the nearest there is."""
        return self.phrases.own(text)

    def joined(self, texts: Iterable[str]) -> str:
        """A list as the language writes it."""
        return self.phrases("list.separator").join(filter(None, texts))

    @property
    def bank(self) -> str:
        return self.of(self.branch.bank)

    @property
    def branch_name(self) -> str:
        return self.of(self.branch.name)

    @property
    def services(self) -> str:
        return self.joined(self.of(service.name) for service in self._services(self.ticket.services))

    def zone(self, step: Step) -> str:
        zone = self._zone(step)
        return self.of(zone.name) if zone else ""

    def way(self, step: Step) -> str:
        """The zone and the arrow to it."""
        zone = self._zone(step)
        name = self.zone(step)
        return f"{name} {_ARROWS[zone.arrow]}".strip() if zone and name else ""

    def windows(self, step: Step) -> str:
        """The windows of a step: by their numbers, or by their names if those are no numbers."""
        if all(counter.isdecimal() for counter in step.counters):
            numbers = self.joined(_ranges(sorted(map(int, step.counters))))
            count = len(step.counters)
            return self.phrases("ticket.windows", windows=numbers, count=count) if count else ""
        return self.joined(self.of(counter.name) for counter in self._counters(step.counters))

    @property
    def ahead(self) -> str:
        ahead = self.ticket.promise.ahead
        if ahead == UNKNOWN_AHEAD:
            return ""
        return self.phrases("ticket.ahead", count=ahead) if ahead > 0 else self.phrases("ticket.nobody_ahead")

    @property
    def wait(self) -> str:
        wait = self.ticket.promise.wait
        return wait_words(wait, self.phrases) if wait else ""

    @property
    def since(self) -> str:
        """The moment from which the wait counts, if there is one."""
        wait = self.ticket.promise.wait
        if wait is None or wait.p90_s <= 0:
            return ""
        return self.phrases("ticket.since", time=f"{self.ticket.issued_at:%H:%M}")

    @property
    def promise(self) -> str:
        """What the branch's rule of calling guarantees, and nothing where it guarantees nothing."""
        # The promise is to ordinary customers; a ticket of the care class looks just like theirs.
        if self.ticket.ticket_class not in {TicketClass.ORDINARY, TicketClass.CARE}:
            return ""
        phrase = _PROMISES.get(self.branch.rules.calling)
        return self.phrases(phrase, times=self.branch.rules.overtakes) if phrase else ""

    @property
    def peak(self) -> str:
        """When the day is busiest, and when it is better to come."""
        outlook = self.circumstances.outlook
        return hint_words(outlook, self.phrases) if outlook else ""

    @property
    def papers(self) -> str:
        """What to bring for all services, each paper once."""
        services = self._services(self.ticket.services)
        each = (self.of(paper) for service in services for paper in service.papers)
        papers = self.joined(dict.fromkeys(each))
        return self.phrases("ticket.papers", papers=papers) if papers else ""

    @property
    def forms(self) -> str:
        """The codes of the forms that the counter opens."""
        codes = self.joined(self.ticket.forms)
        return self.phrases("ticket.forms", codes=codes) if codes else ""

    def further(self, place: int) -> str:
        """Where to go for a later step, and what for; the number stays the same."""
        step = self.ticket.steps[place]
        zone = self.zone(step)
        services = self.joined(self.of(service.name) for service in self._services(step.services))
        parts = (self.phrases("ticket.then", step=place + 1, zone=zone), self.windows(step), services)
        return " ".join(filter(None, parts)) if zone else ""

    @property
    def code(self) -> str:
        code = self.circumstances.code
        return self.phrases("ticket.code", number=self.ticket.label, code=code) if code else ""

    @property
    def missed(self) -> str:
        minutes = self.branch.rules.missed_valid_s // _MINUTE_S
        return self.phrases("ticket.missed", minutes=minutes) if minutes else ""

    @property
    def validity(self) -> str:
        return self.phrases("ticket.sample" if self.circumstances.sample else "ticket.valid_today")

    @property
    def wifi(self) -> str:
        name = self.branch.paper.wifi
        return self.phrases("ticket.wifi", name=name) if name else ""

    @property
    def complaint(self) -> str:
        phone = self.branch.complaint_line
        return self.phrases("ticket.complaint", phone=phone) if phone else ""

    def _services(self, ids: Iterable[str]) -> Iterator[Service]:
        """Those that the branch still has: a ticket may be older than the configuration."""
        known = {service.id: service for service in self.branch.services}
        return (known[one] for one in ids if one in known)

    def _counters(self, ids: Iterable[str]) -> Iterator[Counter]:
        known = {counter.id: counter for counter in self.branch.counters}
        return (known[one] for one in ids if one in known)

    def _zone(self, step: Step) -> Zone | None:
        return next((zone for zone in self.branch.zones if zone.id == step.zone), None)


_TOLD: dict[str, Callable[[Facts], str]] = {
    "bank": lambda facts: facts.bank,
    "branch": lambda facts: facts.branch_name,
    "number": lambda facts: facts.ticket.label,
    "services": lambda facts: facts.services,
    "zone": lambda facts: facts.zone(facts.ticket.current),
    "way": lambda facts: facts.way(facts.ticket.current),
    "windows": lambda facts: facts.windows(facts.ticket.current),
    "ahead": lambda facts: facts.ahead,
    "wait": lambda facts: facts.wait,
    "since": lambda facts: facts.since,
    "promise": lambda facts: facts.promise,
    "papers": lambda facts: facts.papers,
    "forms": lambda facts: facts.forms,
    "outage": lambda facts: facts.of(dict(facts.circumstances.outage)),
    "peak": lambda facts: facts.peak,
    "scan": lambda facts: facts.phrases("ticket.qr") if facts.circumstances.has_link else "",
    "code": lambda facts: facts.code,
    "missed": lambda facts: facts.missed,
    "caution": lambda facts: facts.of(facts.branch.paper.caution),
    "footer": lambda facts: facts.of(facts.branch.paper.footer),
    "wifi": lambda facts: facts.wifi,
    "complaint": lambda facts: facts.complaint,
    "issued": lambda facts: moment(facts.ticket.issued_at),
    "validity": lambda facts: facts.validity,
}
_LEFT_OUT = frozenset(("caution", "complaint"))
"""What a second language may leave out: the first one says it, with the same number to call."""
TOLD = frozenset(_TOLD)
"""The facts that have one text; a further step is said by `Facts.further`, once for each."""


def moment(at: datetime) -> str:
    """A time of issue to the second, as complaints are settled by it."""
    return f"{at:%Y-%m-%d %H:%M:%S}"


def _ranges(numbers: list[int]) -> Iterator[str]:
    """Numbers in order, neighbours as a range: 1-3, 5."""
    start = 0
    for place, number in enumerate(numbers):
        if place + 1 == len(numbers) or numbers[place + 1] > number + 1:
            yield f"{numbers[start]}-{number}" if place > start else f"{number}"
            start = place + 1
