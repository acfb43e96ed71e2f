"""Every phrase that is shipped is said somewhere, and everything that is said is shipped."""

from __future__ import annotations

import re

import pytest

from config.phrases import languages, load, own_words
from config.schema import Arrow, Calling
from config.template import RowKind, RowLook, Side, Tongue
from config.tongues import may_borrow
from kiosk.advice.decide import Deed as Advised
from kiosk.advice.deeds import SupportAnswer, Why
from kiosk.alarms import Trouble
from kiosk.event import Kind
from kiosk.green import Reason
from kiosk.printer_state import PrinterState
from kiosk.staff import Role
from kiosk.ticket import TicketState
from kiosk.upkeep import ARCHIVE, BACKUP, CHORES, PARTS, UPDATE, Deed
from kiosk.visits import Care
from tests.house.imports import ROOT
from ui.web.deeds import PauseReason

SPEAKING = ("kiosk", "printer", "drivers", "ui")
MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
LOGGED = frozenset(kind for kind in Kind if kind.startswith(("advice_", "support_"))) | {Kind.COUNTER_OPENED}
LOOKED_AT = ("config", "disk", "store", "reserve", "clock", "printer", "logo", "relay", "scanner", "voice")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
PUT_TOGETHER = {
    *(f"arrow.{arrow}" for arrow in Arrow),
    *(f"date.{name}" for name in (*WEEKDAYS, *MONTHS)),
    *(f"staff.{role}" for role in Role),
    *(f"manager.reason_{reason}" for reason in Reason),
    *(f"manager.care_{care}" for care in Care),
    *(f"manager.alarm_{trouble}" for trouble in Trouble),
    *(f"manager.state_{state}" for state in ("missed", "parked", "away")),
    *(f"manager.printer_{state}" for state in PrinterState if state is not PrinterState.OK),
    *(f"counter.reason_{pause}" for pause in PauseReason),
    *(f"design.kind_{kind}" for kind in RowKind),
    *(f"design.look_{look}" for look in RowLook),
    *(f"design.side_{side}" for side in Side),
    *(f"design.language_{tongue}" for tongue in Tongue),
    *(f"phone.{state}" for state in TicketState if state.over),
    *(f"advice.{deed}" for deed in Advised),
    *(f"advice.do_{deed}" for deed in Advised),
    *(f"advice.why_{why}" for why in Why),
    *(f"advice.support_said_{answer}" for answer in SupportAnswer),
    *(f"advice.rule_{calling.replace('-', '_')}" for calling in Calling),
    *(f"advice.plan_{column}" for column in ("day", "start", "people", "counters", "wait")),
    *(f"advice.day_{weekday}" for weekday in range(7)),
    *(f"advice.log_{kind}" for kind in Kind if kind in LOGGED),
    *(f"technician.kind_{kind}" for kind in Kind),
    *(f"technician.deed_{deed}" for deed in Deed),
    *(f"technician.part_{part}" for part in (*LOOKED_AT, *CHORES, *(f"lobby_{name}" for name in PARTS))),
    *(
        f"technician.do_{part}"
        for part in (*LOOKED_AT, BACKUP, ARCHIVE, UPDATE)
        if part not in {"scanner", "voice"}
    ),
}
"""Keys of which the second half is a word of the core or of the calendar."""
FILES = (".html", ".js", ".css", ".json", ".py", ".toml")
LITERAL = re.compile(r"""["']([a-z]+\.[a-z_-]+)["']""")


def said() -> set[str]:
    """Every key that a program or a page names."""
    files = (path for room in SPEAKING for path in (ROOT / room).rglob("*"))
    sources = [path for path in files if path.suffix in {".py", ".qml", ".html", ".js"}]
    written = {key for path in sources for key in LITERAL.findall(path.read_text(encoding="utf-8"))}
    tables = {key.partition(".")[0] for language in languages() for key in load(language).keys()}  # noqa: SIM118
    named = {key for key in written if key.partition(".")[0] in tables}
    return {key for key in named if not key.endswith(FILES) and not key.endswith("_")} | PUT_TOGETHER


@pytest.mark.parametrize("language", sorted(languages()))
def test_every_phrase_that_is_shipped_is_said_somewhere(language: str) -> None:
    assert sorted(load(language).keys() - said()) == []


@pytest.mark.parametrize("language", sorted(languages()))
def test_every_phrase_that_is_said_is_shipped(language: str) -> None:
    assert sorted(said() - load(language).keys()) == []


@pytest.mark.parametrize("language", sorted(languages()))
def test_every_phrase_for_customers_is_in_every_pack_and_asks_for_the_same_facts(language: str) -> None:
    """What only staff see may be left to a pack's fallback, by the list of its groups; nothing else may."""
    model, pack = load("zh_CN"), load(language)
    needed = {key for key in model.keys() if not may_borrow(key)}  # noqa: SIM118
    assert sorted(needed - own_words(language)) == []
    assert sorted(own_words(language) - model.keys()) == []
    assert [key for key in sorted(needed) if pack.placeholders(key) - model.placeholders(key)] == []


def test_the_two_languages_of_staff_say_everything_themselves() -> None:
    assert own_words("zh_CN") == own_words("en")
