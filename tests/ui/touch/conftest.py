"""The real screen over a real lobby in a store of its own, with clocks that stand still."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from config.branch import SAMPLE, load
from config.front import Front, Rest
from config.phrases import Phrases, languages
from config.phrases import load as load_phrases
from config.schema import Branch
from config.speech import Speech
from config.theme import Theme
from kiosk.lobby import Lobby as Core
from kiosk.store import open_store
from tests.ui.touch.person import Clock, Person, Steady
from ui.touch import ear
from ui.touch.app import Place, Screen
from ui.touch.wording import Voice, Wording

PORTRAIT = (1080, 1920)
SOON_S = 0.02
"""How long the screen listens before it looks whether it shall end: else each test waits half a second."""
AWAKE = Front(rest=Rest(after_s=0))
"""A screen that never rests: only tests of the rest want it to."""


@pytest.fixture(scope="session")
def branch() -> Branch:
    return load(SAMPLE)


@pytest.fixture(scope="session")
def phrases() -> dict[str, Phrases]:
    return {language: load_phrases(language) for language in languages()}


@pytest.fixture
def voice(branch: Branch, phrases: dict[str, Phrases]) -> Voice:
    return Wording(phrases, branch.languages).voice("zh_CN")


@pytest.fixture
def clock() -> Clock:
    clock = Clock()
    # Every history begins at six, since no clock is believed that goes back.
    clock.set("6:00")
    return clock


@pytest.fixture
def core(branch: Branch, clock: Clock, tmp_path: Path) -> Iterator[Core]:
    store = open_store(tmp_path)
    lobby = Core(store, branch, clock)
    lobby.report_device("printer", "ok")
    clock.set("9:42")
    yield lobby
    store.close()


@pytest.fixture
def somebody(
    qtbot: QtBot,
    branch: Branch,
    phrases: dict[str, Phrases],
    core: Core,
    clock: Clock,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Callable[..., Person]]:
    """Makes a person at a screen of a size; facts of the branch may be changed."""
    monkeypatch.setattr(ear, "LISTEN_S", SOON_S)
    people: list[Person] = []

    def come(
        size: tuple[int, int] = PORTRAIT,
        front: Front = AWAKE,
        scans: bool = False,
        speech: Speech | None = None,
        theme: Theme | None = None,
        **facts: object,
    ) -> Person:
        place = Place(
            replace(branch, **facts),
            phrases,
            lambda: open_store(tmp_path),
            clock,
            theme=theme or Theme(),
            folder=tmp_path,
            front=front,
            speech=speech,
            scans=scans,
        )
        person = Person(qtbot, Screen(place, steady := Steady()), core, clock, steady)
        people.append(person)
        person.screen.window.resize(*size)
        person.screen.window.show()
        person.screen.start()
        person.until(lambda: person.screen.lobby.reception.overview is not None)
        return person

    yield come
    for person in people:
        person.screen.stop()
        person.screen.deleteLater()
        QCoreApplication.sendPostedEvents(person.screen, QEvent.Type.DeferredDelete)


@pytest.fixture
def person(somebody: Callable[..., Person]) -> Person:
    """Somebody at the upright screen of the sample branch."""
    return somebody()
