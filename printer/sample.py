"""A ticket that nobody took, to show what this branch's paper looks like."""

from __future__ import annotations

from datetime import datetime, timedelta

from config.schema import Branch, Service, TicketClass
from kiosk.ticket import Promise, Step, Ticket, WaitRange

SAMPLE_LINK = "HTTPS://Q.BANK.EXAMPLE/T/" + "SAMPLE" * 5
_NUMBER = 23
_AHEAD = 6
_WAIT = WaitRange(p50_s=14 * 60, p90_s=19 * 60)


def sample_ticket(branch: Branch, now: datetime, *, language: str = "", large: bool = False) -> Ticket:
    """The first service of the branch, with six people ahead."""
    service = branch.services[0]
    return Ticket(
        id=1,
        day=now.date(),
        prefix=service.prefix,
        number=_NUMBER,
        ticket_class=TicketClass.ORDINARY,
        steps=(Step((service.id,), service.zone, _counters(branch, service)),),
        issued_at=now,
        due_at=now + timedelta(seconds=branch.class_rule(TicketClass.ORDINARY).target_s),
        promise=Promise(_AHEAD, _WAIT),
        request_id="sample",
        language=language or branch.languages[0],
        large=large,
    )


def _counters(branch: Branch, service: Service) -> tuple[str, ...]:
    return tuple(
        counter.id
        for counter in branch.counters
        if service.id in counter.services and TicketClass.ORDINARY in counter.classes
    )
