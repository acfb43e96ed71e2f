"""What a branch says twice, or points to and does not have.

It looks at the sketch of a branch, in which a value that was refused is blank: nothing
is said about a blank one, nor about what may only be a consequence of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import date
from itertools import pairwise
from typing import Any

from config.fault import Fault, did_you_mean
from config.files import HOURS, home
from config.reader import place
from config.schema import Branch, Customers, Span, TicketClass


def contradictions(branch: Branch, told: Iterable[Fault]) -> list[Fault]:
    """The faults between the values of a branch, beside those already told of single values."""
    pointers = [*_zones(branch), *_services(branch)]
    faults = [*_ids(branch), *_letters(branch), *pointers, *_ordinary(branch), *_hours(branch)]
    faults += _pages(branch)
    if not any(fault.file == home("counters") for fault in [*told, *pointers]):
        faults += _unserved(branch)
    return faults


def _ids(branch: Branch) -> Iterator[Fault]:
    menu = [*_listed("services", branch.services), *_listed("elsewhere", branch.elsewhere)]
    yield from _twice("services", menu)
    yield from _twice("zones", _listed("zones", branch.zones))
    yield from _twice("counters", _listed("counters", branch.counters))
    yield from _twice("machines", _listed("machines", branch.machines))
    yield from _twice("classes", _listed("classes", branch.classes))
    yield from _twice("rating", _listed("rating.reasons", branch.rating.reasons))
    yield from _twice("languages", ((f"languages[{n}]", code) for n, code in enumerate(branch.languages, 1)))


def _listed(key: str, things: Iterable[Any]) -> list[tuple[str, str]]:
    return [(f"{key}[{number}].id", thing.id) for number, thing in enumerate(things, 1)]


def _letters(branch: Branch) -> Iterator[Fault]:
    services = [(f"services.{service.id}.prefix", service.prefix) for service in branch.services]
    classes = [(f"classes.{rule.id}.prefix", rule.prefix) for rule in branch.classes]
    for fault in _twice("services", [*services, *classes]):
        yield Fault(str(home(fault.key.split(".")[0])), fault.key, fault.value, fault.bound)


def _twice(table: str, values: Iterable[tuple[str, object]]) -> Iterator[Fault]:
    first: dict[object, str] = {}
    for key, value in values:
        if value and value in first:
            yield Fault(str(home(table)), key, value, f"different from {first[value]}")
        first.setdefault(value, key)


def _zones(branch: Branch) -> Iterator[Fault]:
    known = [zone.id for zone in branch.zones]
    for table in ("services", "counters", "machines"):
        for number, thing in enumerate(getattr(branch, table), 1):
            yield from _unknown(table, f"{place(table, number, thing)}.zone", thing.zone, known, "zones")


def _services(branch: Branch) -> Iterator[Fault]:
    known = [service.id for service in branch.services]
    for table in ("counters", "machines"):
        for number, thing in enumerate(getattr(branch, table), 1):
            key = f"{place(table, number, thing)}.services"
            for entry, service in enumerate(thing.services, 1):
                yield from _unknown(table, f"{key}[{entry}]", service, known, "services")


def _unknown(table: str, key: str, value: str, known: list[str], where: str) -> Iterator[Fault]:
    if value and known and "" not in known and value not in known:
        bound = f"one of {', '.join(known)} (see {home(where)})"
        yield Fault(str(home(table)), key, value, bound, did_you_mean(value, known))


def _unserved(branch: Branch) -> Iterator[Fault]:
    for service in branch.services:
        without = [rule.id for rule in branch.classes if rule.id and not _served(branch, service.id, rule.id)]
        if service.id and without:
            says = f"has no counter for the classes {', '.join(without)}"
            hint = "Add it to the services of a counter that serves them, in counters.toml."
            yield Fault("services.toml", f"services.{service.id}", service.id, hint=hint, says=says)


def _served(branch: Branch, service: str, ticket_class: TicketClass) -> bool:
    return any(service in counter.services and ticket_class in counter.classes for counter in branch.counters)


def _ordinary(branch: Branch) -> Iterator[Fault]:
    used = [rule.id for rule in branch.classes]
    if used and "" not in used and TicketClass.ORDINARY not in used:
        yield Fault("rules.toml", "classes.ordinary", None, "there, as in every branch", says="is missing")


def _pages(branch: Branch) -> Iterator[Fault]:
    pages, file = branch.pages, str(home("pages"))
    places = [
        ("staff", pages.staff_address, pages.staff_port),
        ("board", pages.board_address, pages.board_port),
        ("public", pages.public_address, pages.public_port),
    ]
    told = [(f"pages.{name}_port", f"{address}:{port}") for name, address, port in places if address and port]
    yield from _twice("pages", told)
    if pages.key and not pages.certificate:
        yield Fault(file, "pages.key", pages.key, says="is the key of no certificate: name both, or neither")


def _hours(branch: Branch) -> Iterator[Fault]:
    days = branch.hours.special_days
    yield from _twice(
        "hours", ((f"special_days[{n}].date", _known(day.date)) for n, day in enumerate(days, 1))
    )
    for side in Customers:
        week = getattr(branch.hours, side)
        for field in fields(week):
            yield from _overlaps(f"{side}.{field.name}", getattr(week, field.name))
        for number, day in enumerate(days, 1):
            yield from _overlaps(f"special_days[{number}].{side}", getattr(day, side))


def _known(day: date) -> date | None:
    return day if day > date.min else None


def _overlaps(key: str, spans: tuple[Span, ...]) -> Iterator[Fault]:
    for number, (earlier, later) in enumerate(pairwise(spans), 2):
        if later.start < earlier.end:
            yield Fault(HOURS, f"{key}[{number}]", str(later), f"after {earlier} has ended")
