"""The pages as a branch manager and an inspector meet them: real Chromium, both languages."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Page, sync_playwright

from config.pack import load_checklists, load_rules
from kiosk.scoring.cadence import Cadence, Method
from kiosk.scoring.cases import NewCase
from kiosk.scoring.complaint import Origin
from kiosk.scoring.entry import NewEntry
from kiosk.scoring.inspections import Look, Round, Seen
from kiosk.scoring.intake import Intake
from kiosk.scoring.message import Sent
from kiosk.scoring.periods import Period
from kiosk.scoring.posts import Office
from kiosk.store import open_store
from tests.kiosk.memory import passing_folder
from tests.kiosk.scoring.messages import rating, signed
from tests.ui.scoring.conftest import PASSWORD, SetClock
from ui.scoring.clerks import Place, clerk_of
from ui.scoring.rating_form import read_rating

NOW = "2026-12-10T10:00"
DESK, PHONE = (1366, 768), (390, 844)
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
PATIENCE_MS = 15_000
PATIENCE_S = 20.0
LEAST_TOUCH = 44
PAGES = (
    *("/login", "/?month=2026-11", "/cases", "/cases/1", "/cases/2", "/ledger", "/ledger/new", "/ledger/1"),
    *("/inspections", "/inspections/1", "/inspections/2", "/honours?month=2026-11&unit=east", "/decisions"),
    *("/rules", "/nothing-here"),
)


@pytest.fixture(scope="module")
def chromium():
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    assert program, "Chromium is not installed: apt-get install chromium"
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


def fill(data: Path) -> None:
    """A bank of two branches in the middle of its work."""
    clock = SetClock()
    place = Place(
        lambda: open_store(data / "scoring", shape="kiosk.scoring"),
        clock,
        load_rules("civility"),
        load_checklists(),
    )
    with closing(place.store()) as store:
        clerk = clerk_of(store, place)
        clerk.units.add("east", "城东支行")
        clerk.units.add("west", "城西支行")
        secret = clerk.units.give_key("east")
        intake = Intake(store, clock, place.rules, read_rating)
        scores = [5] * 26 + [4] * 9 + [3] * 4 + [2] * 2 + [1]
        values = [
            rating(
                "east",
                score,
                teller=("zhou", "qian", "wu")[number % 3],
                comment="等了很久" if score < 3 else "",
            )
            for number, score in enumerate(scores)
        ]
        intake.take([Sent(*signed(secret, value, clock())) for value in values])
        cases = clerk.cases
        cases.take(1, "lin")
        cases.judge(1, "lin", "监控显示等候42分钟", verified=True, justified=True)
        cases.open(NewCase("west", Origin.PHONE, "客户来电：柜员语气生硬", "sun"), "lin")
        written = clerk.ledger.write(
            NewEntry("east", "attitude-harsh", 5, date(2026, 11, 20), "录像 10:12 三号窗口", "lin", "wu"),
            "han",
        )
        clerk.ledger.write(
            NewEntry("east", "discipline-drink", 10, date(2026, 11, 21), "检测单 17 号", "lin", "wu"), "han"
        )
        clerk.ledger.write(
            NewEntry("east", "discipline-drink", 10, date(2026, 11, 22), "检测单 18 号", "lin", "wu"), "han"
        )
        clerk.ledger.appeal(written.id, "wu", "当时不在三号窗口")
        clerk.sanctions.take_step("east", "季度检查不合格", "chief")
        first = clerk.inspections.begin(Round("east", "morning", Cadence.DAILY, (Method.LOOK,)), "han")
        for item in clerk.inspections.find(first)[1]:
            fault = item.item == "glasses"
            clerk.inspections.look(
                first,
                Look(item.place, Seen.FAULT, "缺一副老花镜", "照片 3", date(2026, 12, 1))
                if fault
                else Look(item.place, Seen.FINE),
            )
        clerk.inspections.close(first)
        clerk.inspections.begin(Round("east", "branch-round", Cadence.MONTHLY, tuple(Method)), "han")
        clerk.posts.add("chief", Office.ADMINISTRATOR, PASSWORD)
        clerk.posts.add("han", Office.MANAGER, PASSWORD, "east")
        clock.advance(days=15)
        clerk.honours.choose(Period.from_text("2026-11"), "east", "zhou", "chief")


@contextmanager
def running(data: Path) -> Iterator[str]:
    words = ["scoring", "serve", "--port", "0", "--data", str(data), "--clock", NOW]
    process = subprocess.Popen(
        [sys.executable, "-m", "ui.cli", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    try:
        found = re.search(r"(http://\S+)/", process.stdout.readline())
        assert found, process.stderr.read()
        yield found[1]
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE_S)
        complaints = process.stderr.read()
        process.stdout.close()
        process.stderr.close()
    assert complaints == ""


@pytest.fixture(scope="module")
def address():
    with passing_folder() as data:
        fill(data)
        with running(data) as started:
            yield started


@pytest.fixture
def look(chromium, address):
    contexts, complaints = [], []

    def opened(size, language="zh-CN", name="chief") -> Page:
        width, height = size
        context = chromium.new_context(
            viewport={"width": width, "height": height}, locale=language, bypass_csp=True
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.on("console", lambda said: complaints.append(said.text) if _is_complaint(said) else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(f"{address}/login")
        page.fill("#name", name)
        page.fill("#secret", PASSWORD)
        page.click(".go")
        page.wait_for_url("**/")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


def _is_complaint(said) -> bool:
    """An answer that is no success is part of the talk, though the browser calls it an error."""
    return said.type == "error" and not re.search(r"\b4\d\d\b", said.text)


def holds(page: Page) -> None:
    """Nothing for axe to say, nothing cut off at the side, and everything large enough to be hit."""
    page.evaluate(AXE)
    found = page.evaluate("axe.run()")
    told = [(each["id"], each["help"], each["nodes"][0]["html"][:200]) for each in found["violations"]]
    assert told == []
    wide = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert wide[0] <= wide[1]
    small = page.evaluate(
        "[...document.querySelectorAll('button, .button, summary')].filter(each => each.offsetHeight > 0 &&"
        f" each.offsetHeight < {LEAST_TOUCH}).map(each => each.outerHTML.slice(0, 120))"
    )
    assert small == []


@pytest.mark.parametrize(("size", "language"), [(DESK, "zh-CN"), (PHONE, "en-GB")])
def test_every_page_holds_at_its_size_in_both_languages(look, address, size, language):
    page = look(size, language)
    faults = {}
    for path in PAGES:
        page.goto(address + path)
        try:
            holds(page)
        except AssertionError as fault:
            faults[path] = str(fault)[:400]
    assert faults == {}
