"""What the page of a first start says, in two languages. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from typing import Any

from config.schema import Branch
from kiosk.commissioning.steps import Step
from kiosk.commissioning.trial_ticket import Trial
from ui.first_start.words import NAMES, QUESTIONS, reason_said
from ui.touch.first_start.conductor import Conductor
from ui.touch.tongue import Tongue
from ui.touch.wording import Lines, Voice

_TOLD_WHOLE = frozenset({"faults", "box"})
"""Of these the sentences say what the word does not."""
_GROUP = 4
"""A code is read out in parts."""


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that the box sees, and whether it needs a hand."""

    label: Lines
    value: Lines
    warns: bool = False

    def shown(self) -> dict[str, Any]:
        """As QML takes it."""
        return {"label": self.label, "value": self.value, "warns": self.warns}


@dataclass(frozen=True, slots=True)
class Page:
    """Everything of a page that is words."""

    step: str = ""
    names: list[Lines] = field(default_factory=list)
    question: Lines = field(default_factory=list)
    fault: Lines = field(default_factory=list)
    faults: tuple[str, ...] = ()
    branch: Lines = field(default_factory=list)
    branch_facts: Lines = field(default_factory=list)
    was_read: Lines = field(default_factory=list)
    codes: Lines = field(default_factory=list)
    upload: Lines = field(default_factory=list)
    rows: tuple[Row, ...] = ()
    paper: Lines = field(default_factory=list)
    paper_state: str = ""
    """Nothing yet, printing, good or bad."""
    printer: Lines = field(default_factory=list)
    links: tuple[str, ...] = ()
    profiles: tuple[tuple[str, str], ...] = ()


def page_of(desk: Conductor, branch: Branch, voice: Voice, zone: tzinfo | None) -> Page:
    """The page as it stands."""
    look = desk.scene.look.facts if desk.scene.look else {}
    trial = desk.scene.trial
    return Page(
        step=desk.step.value,
        names=[voice.phrase(NAMES[step]) for step in Step],
        question=voice.phrase(QUESTIONS[desk.step]),
        fault=_fault(desk, voice),
        faults=desk.fault.says if desk.fault.reason in _TOLD_WHOLE else (),
        branch=voice.lines(lambda tongue: f"{tongue.text(branch.bank)} · {tongue.text(branch.name)}"),
        branch_facts=_branch_facts(branch, voice),
        was_read=voice.phrase("setup.branch_done") if desk.was_read else [],
        codes=_codes(desk, voice),
        upload=_upload(desk, branch, look, voice),
        rows=_rows(look, voice, zone) if desk.step is Step.NETWORK and look else (),
        paper=_paper(trial, voice) if trial else [],
        paper_state=_paper_state(trial),
        printer=_printer(trial, voice) if trial else [],
        links=_links(branch, look),
        profiles=tuple(sorted(look.get("profiles", {}).items())),
    )


def _fault(desk: Conductor, voice: Voice) -> Lines:
    fault = desk.fault
    return voice.lines(lambda tongue: reason_said(fault.reason, tongue.say, fault.what))


def _branch_facts(branch: Branch, voice: Voice) -> Lines:
    spoken = " ".join(language.replace("_", "-") for language in branch.languages)
    counts = {"services": len(branch.services), "counters": len(branch.counters)}
    return voice.phrase("setup.branch_facts", **counts, languages=spoken)


def _codes(desk: Conductor, voice: Voice) -> Lines:
    reading = desk.scene.reading
    if not reading.pieces:
        return voice.phrase("setup.branch_codes_how")
    return voice.phrase("setup.branch_codes_read", done=len(reading.pieces), count=reading.count)


def _upload(desk: Conductor, branch: Branch, look: Mapping[str, Any], voice: Voice) -> Lines:
    code = desk.scene.code
    split = "\u00a0".join(code[at : at + _GROUP] for at in range(0, len(code), _GROUP))

    def said(tongue: Tongue) -> str:
        addresses = [str(each).partition("/")[0] for each in look.get("addresses", [])]
        own = addresses[0] if addresses else tongue.say("setup.page_address")
        address = desk.pages or f"https://{own}:{branch.pages.staff_port}"
        return tongue.say("setup.page_how", address=address, code=split)

    return voice.lines(said)


def _rows(look: Mapping[str, Any], voice: Voice, zone: tzinfo | None) -> tuple[Row, ...]:
    addresses = " ".join(map(str, look.get("addresses", [])))
    given = voice.phrase("setup.network_fixed" if look.get("fixed") else "setup.network_given")
    cable, alone = bool(look.get("cable")), not look.get("synchronised")
    plugged = voice.phrase("setup.network_plugged" if cable else "setup.network_unplugged")
    kept = voice.phrase("setup.clock_alone" if alone else "setup.clock_synchronised")
    gateway = str(look.get("gateway") or "")
    return (
        Row(voice.phrase("setup.network_cable"), plugged, not cable),
        Row(
            voice.phrase("setup.network_address"),
            _beside(addresses, given) if addresses else voice.phrase("setup.network_none"),
            not addresses,
        ),
        *([Row(voice.phrase("setup.network_gateway"), [gateway, gateway])] if gateway else []),
        _server(look, voice),
        Row(voice.phrase("setup.clock_now"), _beside(_time(look, zone), kept), alone),
    )


def _server(look: Mapping[str, Any], voice: Voice) -> Row:
    server, label = str(look.get("server") or ""), voice.phrase("setup.server")
    if not server:
        return Row(label, voice.phrase("setup.server_unset"))
    if look.get("reached"):
        return Row(label, voice.phrase("setup.server_reached"))
    return Row(label, voice.phrase("setup.server_away", server=server), warns=True)


def _beside(first: str, then: Lines) -> Lines:
    return [f"{first}  {each}" for each in then]


def _time(look: Mapping[str, Any], zone: tzinfo | None) -> str:
    try:
        return f"{datetime.fromisoformat(str(look.get('time'))).astimezone(zone):%Y-%m-%d %H:%M}"
    except ValueError:
        return ""


def _paper_state(trial: Trial | None) -> str:
    if trial is None:
        return ""
    if not trial.is_over:
        return "printing"
    return "good" if trial.state.on_paper else "bad"


def _paper(trial: Trial, voice: Voice) -> Lines:
    if not trial.is_over:
        return voice.phrase("setup.printing", number=trial.number)
    key = "setup.printed" if trial.state.on_paper else "setup.not_printed"
    return voice.phrase(key, number=trial.number)


def _printer(trial: Trial, voice: Voice) -> Lines:
    """What the printer says of itself, where it is not well."""
    if trial.printer in {"", "ok"}:
        return []
    why = trial.printer_says or trial.detail
    return voice.lines(lambda tongue: f"{tongue.say('setup.printer_trouble')}{tongue.say('list.colon')}{why}")


def _links(branch: Branch, look: Mapping[str, Any]) -> tuple[str, ...]:
    """Where a printer may be plugged in: what is seen, and what the branch's file says."""
    own = (branch.printer.link,) if branch.printer else ()
    return tuple(dict.fromkeys((*map(str, look.get("links", [])), *own)))
