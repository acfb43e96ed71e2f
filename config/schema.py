"""What a branch is: the values its TOML files may hold, with their bounds.

Plain frozen dataclasses, so that the touch process pays nothing to read them;
`config.reader` fills them and gathers every fault. Durations are seconds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from typing import Annotated, ClassVar, TypeVar

from config.bounds import Between, Length, Pattern
from config.pages import Pages
from config.rating import Rating, Relay

Text = dict[str, Annotated[str, Length(1, 200)]]
"""One sentence in every language of the branch, by language code (`zh_CN`, `en`)."""

Id = Annotated[str, Pattern(r"[a-z0-9][a-z0-9_-]{0,23}", "up to 24 small letters, digits, - or _")]
Prefix = Annotated[str, Pattern(r"[A-HJ-NP-Z]", "one capital letter, not I or O")]
OwnPrefix = Annotated[str, Pattern(r"[A-HJ-NP-Z]?", "one capital letter, not I or O, or empty")]
Language = Annotated[str, Pattern(r"[a-z]{2,3}(_[A-Z][A-Za-z]{1,3})?", "a language code such as zh_CN or en")]
Seconds = Annotated[int, Between(0, 86_400)]
ShortText = Annotated[str, Length(0, 60)]

_SPAN = re.compile(r"([0-9]{2}:[0-9]{2})-([0-9]{2}:[0-9]{2})")

_Named = TypeVar("_Named", "Zone", "Service", "Counter", "Machine", "ClassRule", "Elsewhere")


class TicketClass(StrEnum):
    """How urgently a ticket is called. `care` never says why."""

    ORDINARY = "ordinary"
    CARE = "care"
    VIP = "vip"
    APPOINTMENT = "appointment"


class Calling(StrEnum):
    """The rule by which a counter's next customer is chosen."""

    DEFAULT = "default"
    STRICT = "strict"
    FIRST_COME = "first-come"
    CREDIT = "credit"


class Customers(StrEnum):
    """Whose business a service is; each side has its own opening hours (对私 / 对公)."""

    PERSONAL = "personal"
    CORPORATE = "corporate"


class Arrow(StrEnum):
    """Where a zone lies, seen by somebody who stands at the kiosk."""

    LEFT = "left"
    AHEAD_LEFT = "ahead-left"
    AHEAD = "ahead"
    AHEAD_RIGHT = "ahead-right"
    RIGHT = "right"
    BEHIND = "behind"
    UPSTAIRS = "upstairs"
    HERE = "here"


@dataclass(frozen=True, kw_only=True, slots=True)
class Zone:
    """A part of the lobby a customer is sent to (功能分区)."""

    id: Id
    name: Text
    arrow: Arrow
    direction: Text = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Service:
    """One line of the touch menu, and the letter of its numbers."""

    id: Id
    prefix: Prefix
    name: Text
    zone: Id
    icon: Id
    summary: Text = field(default_factory=dict)
    papers: Annotated[tuple[Text, ...], Length(0, 8, "entries")] = ()
    customers: Customers = Customers.PERSONAL
    service_s: Annotated[int, Between(30, 7_200)] = 300
    """Typical time at the counter with wrap-up: the prior until the tickets teach better."""
    target_s: Annotated[int, Between(60, 14_400)] = 900
    """The promised limit of one transaction (限时服务承诺)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Elsewhere:
    """A service this branch does not offer, and where it is offered."""

    id: Id
    name: Text
    icon: Id
    place: Text


@dataclass(frozen=True, kw_only=True, slots=True)
class Counter:
    """A window (窗口): what its teller can do, and for which classes."""

    id: Id
    name: Text
    zone: Id
    services: Annotated[tuple[Id, ...], Length(1, 40, "entries")]
    classes: Annotated[tuple[TicketClass, ...], Length(1, 9, "entries")] = tuple(TicketClass)
    helps: bool = True
    """Whether it calls customers of other classes when none of its own have come for a while."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Machine:
    """A self-service machine that can replace a counter for some services."""

    id: Id
    name: Text
    zone: Id
    services: Annotated[tuple[Id, ...], Length(1, 40, "entries")]
    service_s: Annotated[int, Between(30, 7_200)] = 180


@dataclass(frozen=True, kw_only=True, slots=True)
class ClassRule:
    """A class of tickets: the wait it is owed, and a letter of its own if it has one."""

    id: TicketClass
    name: Text
    target_s: Annotated[int, Between(60, 14_400)]
    prefix: OwnPrefix = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Span:
    """An unbroken stretch of opening time within one day."""

    FORM: ClassVar = 'a stretch such as "09:00-12:00", its start before its end'

    start: time
    end: time

    @classmethod
    def from_text(cls, text: str) -> Span:
        """The stretch written as "09:00-12:00"; ValueError if it is not one."""
        written = _SPAN.fullmatch(text)
        if written is None:
            raise ValueError(text)
        start, end = map(time.fromisoformat, written.groups())
        if start >= end:
            raise ValueError(text)
        return cls(start=start, end=end)

    def __str__(self) -> str:
        return f"{self.start:%H:%M}-{self.end:%H:%M}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Week:
    """Opening hours by weekday; an empty day is closed. Written "09:00-12:00"."""

    monday: tuple[Span, ...] = ()
    tuesday: tuple[Span, ...] = ()
    wednesday: tuple[Span, ...] = ()
    thursday: tuple[Span, ...] = ()
    friday: tuple[Span, ...] = ()
    saturday: tuple[Span, ...] = ()
    sunday: tuple[Span, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class SpecialDay:
    """A holiday (no spans) or a day with other hours; it overrules the week."""

    date: date
    name: Text = field(default_factory=dict)
    personal: tuple[Span, ...] = ()
    corporate: tuple[Span, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Hours:
    """When the branch serves, and from when to when it hands out tickets."""

    personal: Week
    corporate: Week
    special_days: tuple[SpecialDay, ...] = ()
    holiday_calendar: Annotated[str, Pattern(r"([A-Z]{2})?", "a country code such as CN, or empty")] = ""
    """Public holidays of this country close the branch unless a special day says otherwise."""
    tickets_before_open_s: Seconds = 1_800
    last_ticket_before_close_s: Seconds = 0
    closing_soon_s: Seconds = 1_800
    cutoff: time = time(4, 0)
    """The business day rolls at this local time, and only when nobody waits."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Printer:
    """The ticket printer: where it is plugged in and which profile speaks its language."""

    id: Id
    profile: Id
    link: Annotated[str, Length(1, 200)]
    """A serial device such as /dev/ttyUSB0; an empty string is not a printer."""
    baud: Annotated[int, Between(1_200, 921_600)] = 115_200
    flow: Annotated[str, Pattern(r"none|xonxoff|rtscts", "none, xonxoff or rtscts")] = "xonxoff"


@dataclass(frozen=True, kw_only=True, slots=True)
class Paper:
    """What the branch adds to its tickets; a line whose fact is missing is left out."""

    wifi: ShortText = ""
    caution: Text = field(default_factory=dict)
    """The anti-fraud line."""
    footer: Text = field(default_factory=dict)
    expires_s: Annotated[int, Between(10, 3_600)] = 180
    """A ticket that could not be printed for so long is not printed by itself any more."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Rules:
    """Figures of the lobby that a branch may set."""

    overtakes: Annotated[int, Between(0, 20)] = 3
    """An ordinary ticket is overtaken by VIP and appointment tickets at most so often."""
    calling: Calling = Calling.DEFAULT
    care_in_a_row: Annotated[int, Between(1, 99)] = 3
    """At most so many care calls in a row while an ordinary ticket is past its target."""
    appointment_late_s: Seconds = 300
    """An appointment joins care so long after its slot."""
    help_idle_s: Seconds = 30
    """A counter kept for some classes helps the others after so long without a customer."""
    credit_care_s: Seconds = 900
    credit_vip_s: Seconds = 300
    overtakes_vip: Annotated[int, Between(0, 20)] = 1
    """The credit rule lets a VIP ticket be overtaken at most so often."""
    recalls_s: Annotated[tuple[Seconds, ...], Length(0, 5, "entries")] = (20, 40)
    """A customer who has not come is called again so long after the call."""
    missed_after_s: Annotated[int, Between(10, 3_600)] = 60
    missed_after_care_s: Annotated[int, Between(10, 3_600)] = 120
    miss_by_itself: bool = False
    """Whether a number is missed without the teller's word once its time is up."""
    missed_valid_s: Seconds = 1_800
    back_after: Annotated[int, Between(0, 20)] = 3
    """Who was missed and comes back is called after so many others."""
    back_times: Annotated[int, Between(0, 9)] = 2
    step_out_s: Seconds = 1_200
    step_out_times: Annotated[int, Between(0, 9)] = 1
    no_shows: Annotated[int, Between(1, 99)] = 3
    """So many missed in a row start a look at who is still there."""
    services_per_ticket: Annotated[int, Between(1, 9)] = 4
    idle_ask_s: Annotated[int, Between(5, 600)] = 30
    idle_home_s: Annotated[int, Between(20, 600)] = 30
    panel_s: Annotated[int, Between(3, 120)] = 20


@dataclass(frozen=True, kw_only=True, slots=True)
class Green:
    """The green channel (绿色通道): who may be lifted before the others is staff's decision, within these."""

    daily_quota: Annotated[int, Between(0, 999)] = 10
    hard: bool = False
    """Whether the quota is a wall; otherwise it is a warning."""
    undo_s: Annotated[int, Between(0, 3_600)] = 60


@dataclass(frozen=True, kw_only=True, slots=True)
class Alarms:
    """When staff are alarmed, and when a waiting customer is owed a visit."""

    wait_amber_s: Seconds = 600
    wait_red_s: Seconds = 1_200
    wait_escalate_s: Seconds = 1_800
    care_visits_s: Annotated[tuple[Seconds, ...], Length(0, 9, "entries")] = (600, 1_200, 1_800)


@dataclass(frozen=True, kw_only=True, slots=True)
class Address:
    """Where customers and staff reach this branch on the network."""

    public_url: Annotated[str, Pattern(r"(https?://[^\s/]+)?", "https://host with no path, or empty")] = ""
    """Base of the customer's page; empty leaves the QR code off the paper."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Branch:
    """A whole branch, as its configuration folder describes it."""

    id: Id
    code: Annotated[int, Between(1, 65_535)]
    """The branch's number within the bank: two bytes of every ticket's token."""
    bank: Text
    name: Text
    languages: Annotated[tuple[Language, ...], Length(1, 12, "entries")]
    """The first one is the screen's when nobody has chosen yet."""
    timezone: Annotated[str, Length(1, 64)]
    complaint_line: ShortText = ""
    address: Address = field(default_factory=Address)
    pages: Pages = field(default_factory=Pages)
    store: Annotated[str, Pattern(r"(postgresql://[^\s]+)?", "postgresql://host/database, or empty")] = ""
    """The database of this kiosk; empty is a file in the data folder."""
    zones: Annotated[tuple[Zone, ...], Length(1, 24, "entries")]
    services: Annotated[tuple[Service, ...], Length(1, 24, "entries")]
    counters: Annotated[tuple[Counter, ...], Length(1, 99, "entries")]
    classes: Annotated[tuple[ClassRule, ...], Length(1, 9, "entries")]
    machines: tuple[Machine, ...] = ()
    elsewhere: tuple[Elsewhere, ...] = ()
    hours: Hours
    printer: Printer | None = None
    paper: Paper = field(default_factory=Paper)
    rules: Rules = field(default_factory=Rules)
    green: Green = field(default_factory=Green)
    alarms: Alarms = field(default_factory=Alarms)
    rating: Rating = field(default_factory=Rating)
    relay: Relay = field(default_factory=Relay)

    def zone(self, zone_id: str) -> Zone:
        """The zone of that id; KeyError if the branch has none."""
        return _by_id(self.zones, zone_id)

    def service(self, service_id: str) -> Service:
        """The service of that id; KeyError if the branch has none."""
        return _by_id(self.services, service_id)

    def counter(self, counter_id: str) -> Counter:
        """The counter of that id; KeyError if the branch has none."""
        return _by_id(self.counters, counter_id)

    def class_rule(self, ticket_class: TicketClass) -> ClassRule:
        """The rule of a class; KeyError if the branch does not use it."""
        return _by_id(self.classes, ticket_class)


def _by_id(things: Iterable[_Named], wanted: str) -> _Named:
    for thing in things:
        if thing.id == wanted:
            return thing
    raise KeyError(wanted)
