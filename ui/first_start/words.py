"""Why something of a first start could not be done, as a key of the phrases. Pure."""

from __future__ import annotations

from collections.abc import Callable

from config.phrases import Phrases
from kiosk.commissioning.steps import Step
from kiosk.commissioning.wishes import Answer

NAMES = {
    Step.LANGUAGE: "setup.step_language",
    Step.BRANCH: "setup.step_branch",
    Step.PRINTER: "setup.step_printer",
    Step.NETWORK: "setup.step_network",
    Step.ADMINISTRATOR: "setup.step_administrator",
}
QUESTIONS = {
    Step.LANGUAGE: "setup.ask_language",
    Step.BRANCH: "setup.ask_branch",
    Step.PRINTER: "setup.ask_printer",
    Step.NETWORK: "setup.ask_network",
    Step.ADMINISTRATOR: "setup.ask_administrator",
}
_REASONS = {
    "faults": "setup.faults",
    "no_stick": "setup.no_stick",
    "no_file": "setup.no_file",
    "no_branch": "setup.no_branch",
    "broken": "setup.broken",
    "locked": "setup.locked",
    "large": "setup.large",
    "strange": "setup.strange",
    "twice": "setup.twice",
    "over": "setup.over",
    "profile": "setup.wrong_profile",
    "link": "setup.wrong_link",
    "address": "setup.wrong_address",
    "gateway": "setup.wrong_gateway",
    "server": "setup.wrong_server",
    "time": "setup.wrong_time",
    "name": "setup.wrong_name",
    "length": "setup.wrong_length",
    "weak": "setup.wrong_weak",
    "taken": "setup.wrong_taken",
    "differ": "setup.wrong_differ",
    "missing": "setup.missing",
    "another": "setup.administrator_there",
    "silent": "setup.silent",
}

Say = Callable[..., str]
"""Says a phrase in one language."""


def reason_said(reason: str, say: Say | Phrases, what: str = "") -> str:
    """Why it was not done; nothing where it was."""
    if not reason:
        return ""
    key = _REASONS.get(reason, "setup.box")
    return say(key, what=what) if reason in {"strange", "twice"} else say(key)


def answer_said(answer: Answer, say: Say | Phrases) -> str:
    """The same of an answer."""
    return "" if answer.fine else reason_said(answer.reason or "box", say, str(answer.facts.get("what", "")))
