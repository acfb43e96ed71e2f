"""What the screen says to somebody with a ticket or an appointment. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime

from config.schema import Branch
from kiosk.appointment.appointment import Appointment, Arrival, arrival
from kiosk.forms import MOST
from kiosk.progress import Progress
from kiosk.rating.next_steps import next_steps
from kiosk.ticket import TicketState
from ui.touch.revisit import Revisit, Step, keys, letters
from ui.touch.tongue import Tongue, clock_time
from ui.touch.wording import Lines, Voice

_TITLES = {
    Step.CHOICE: ("appointment", "revisit.choose", ""),
    Step.NUMBER: ("", "revisit.number", ""),
    Step.CODE: ("", "revisit.code", ""),
    Step.APPOINTMENT: ("", "revisit.appointment_code", "revisit.appointment_hint"),
    Step.FACES: ("", "rating.question", ""),
    Step.REASONS: ("", "rating.reasons", ""),
    Step.THANKS: ("check", "rating.thanks", ""),
    Step.FORM: ("papers", "revisit.form", "revisit.form_what"),
    Step.FORM_CODE: ("", "revisit.form_code", "revisit.form_code_hint"),
    Step.FORM_JOIN: ("papers", "revisit.form_join", "revisit.form_join_what"),
    Step.FORM_THERE: ("check", "revisit.form_there", "revisit.form_there_what"),
    Step.FORM_ELSEWHERE: ("papers", "revisit.form_elsewhere", "revisit.form_elsewhere_what"),
    Step.FORM_FULL: ("papers", "revisit.form_full", "revisit.form_full_what"),
    Step.UNKNOWN: ("help", "revisit.unknown", "revisit.unknown_what"),
    Step.REST: ("clock", "revisit.rest", "revisit.rest_what"),
}
"""Icon, title and words of the steps that always say the same."""
_ASIDE = {TicketState.PARKED: "phone.parked_what", TicketState.AWAY: "phone.away_what"}


@dataclass(frozen=True, slots=True)
class Told:
    """Everything the screen says about one errand."""

    step: str = ""
    icon: str = ""
    title: Lines = field(default_factory=list)
    words: Lines = field(default_factory=list)
    number: str = ""
    """The ticket that is meant."""
    typed: str = ""
    letters: list[str] = field(default_factory=list)
    live: list[str] = field(default_factory=list)
    """The keys that can follow."""
    ready: bool = False
    zone: Lines = field(default_factory=list)
    arrow: str = ""
    ahead: Lines = field(default_factory=list)
    wait: Lines = field(default_factory=list)
    picked: list[str] = field(default_factory=list)
    callManager: bool = False
    reference: str = ""
    service: Lines = field(default_factory=list)
    judgesYet: bool = False
    """Whether a ticket that was noted as missed may be judged."""
    joins: Lines = field(default_factory=list)
    """The press that puts a form with the ticket that is here."""
    retypes: bool = False
    """Whether what nothing was found for can be typed anew."""


def revisit_told(branch: Branch, revisit: Revisit, now: datetime, voice: Voice) -> Told:
    """The errand in the customer's languages."""
    step = revisit.step
    if step is Step.PLACE and revisit.held and revisit.held.progress:
        return replace(_place(branch, revisit.held.progress, voice), judgesYet=revisit.held.may_judge)
    if step is Step.OFFER and revisit.appointment:
        offer, read = _offer(branch, revisit.appointment, now, voice), voice.phrase("revisit.form")
        return replace(offer, words=_also(offer.words, read)) if revisit.form else offer
    if step not in _TITLES:
        return Told()
    icon, title, words = _TITLES[step]
    retypes = revisit.retype is not Step.NOTHING
    if retypes:
        words = "revisit.mistyped"
    number = _number(revisit)
    return Told(
        step.value,
        icon,
        voice.phrase(title, number=number, most=MOST),
        _thanks(revisit, now, voice) if step is Step.THANKS else voice.phrase(words) if words else [],
        number=number,
        typed=revisit.typed,
        letters=letters(branch) if step is Step.NUMBER else [],
        live=keys(revisit, branch),
        ready=revisit.is_complete,
        picked=list(revisit.reasons),
        callManager=revisit.call_manager,
        reference=revisit.answer.reference if revisit.answer else "",
        joins=voice.phrase("revisit.form_to", number=number) if step is Step.FORM_JOIN else [],
        retypes=retypes,
    )


def _also(words: Lines, more: Lines) -> Lines:
    return [f"{one}\n{other}" for one, other in zip(words, more, strict=True)]


def _number(revisit: Revisit) -> str:
    """The ticket that is spoken of."""
    ticket = revisit.held.ticket if revisit.held else revisit.ticket
    return ticket.label if ticket else revisit.number


def _thanks(revisit: Revisit, now: datetime, voice: Voice) -> Lines:
    """What happens now, and nothing that does not."""
    answer = revisit.answer
    if answer is None:
        return []

    def tell(tongue: Tongue) -> str:
        return "\n".join(next_steps(answer, tongue.phrases, now.date()))

    return voice.lines(tell)


def _place(branch: Branch, progress: Progress, voice: Voice) -> Told:
    """Where a ticket stands, as its page on the phone says it."""
    ticket = progress.ticket
    zone = next((zone for zone in branch.zones if zone.id == ticket.current.zone), None)
    title, words = _standing(branch, progress, voice)
    waits = ticket.state is TicketState.WAITING
    wait, ahead = progress.wait, progress.ahead
    return Told(
        Step.PLACE.value,
        title=title,
        words=words,
        number=ticket.label,
        zone=voice.phrase("panel.go_to", zone=zone.name) if zone and waits else [],
        arrow=f"arrow-{zone.arrow}" if zone else "",
        ahead=voice.lines(lambda tongue: tongue.ahead(ahead)) if ahead is not None else [],
        wait=voice.lines(lambda tongue: tongue.wait(wait)) if wait else [],
    )


def _standing(branch: Branch, progress: Progress, voice: Voice) -> tuple[Lines, Lines]:
    """What is with the ticket now, and what its holder does about it."""
    ticket, back_by = progress.ticket, progress.back_by
    match ticket.state:
        case TicketState.CALLED:
            counter = next((each for each in branch.counters if each.id == ticket.counter), None)
            words = voice.phrase("phone.please_come", window=counter.name) if counter else []
            return voice.phrase("phone.called"), words
        case TicketState.SERVING:
            return voice.phrase("phone.serving"), []
        case TicketState.MISSED:
            if back_by is None:
                return voice.phrase("phone.missed"), voice.phrase("phone.missed_late")
            return voice.phrase("phone.missed"), voice.phrase("phone.missed_what", time=clock_time(back_by))
        case TicketState.AWAY | TicketState.PARKED:
            key = "phone.away" if ticket.state is TicketState.AWAY else "phone.parked"
            time = clock_time(back_by) if back_by else ""
            return voice.phrase(key), voice.phrase(_ASIDE[ticket.state], time=time)
        case _:
            return voice.phrase("panel.your_number"), []


def _offer(branch: Branch, appointment: Appointment, now: datetime, voice: Voice) -> Told:
    """Early, on time or late: told before the ticket is taken."""
    comes = arrival(appointment.slot, now)
    title, words = {
        Arrival.EARLY: ("revisit.early", "revisit.early_what"),
        Arrival.ON_TIME: ("revisit.on_time", "revisit.on_time_what"),
        Arrival.LATE: ("revisit.late", "revisit.late_what"),
    }[comes]
    time = clock_time(appointment.slot)
    service = next((each for each in branch.services if each.id == appointment.service), None)
    return Told(
        Step.OFFER.value,
        "clock" if comes is Arrival.LATE else "appointment",
        voice.phrase(title, time=time),
        voice.phrase(words, time=time),
        service=voice.text(service.name) if service else [],
    )
