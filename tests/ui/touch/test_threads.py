"""The clerk and the ear work beside the screen, and end when they are told to."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from queue import SimpleQueue

import pytest
from pytestqt.qtbot import QtBot

from kiosk.store import StoreAway, StoreBusy
from ui.touch import ear as ear_module
from ui.touch.clerk import Clerk
from ui.touch.ear import Ear


class Lobby:
    """A desk that says in which thread it was asked."""

    def overview(self) -> str:
        return threading.current_thread().name

    def ask_help(self, kind: str) -> None:
        raise StoreBusy(kind)


@pytest.fixture
def clerk(qtbot: QtBot) -> Iterator[Clerk]:
    clerk = Clerk(lambda: nullcontext(Lobby()))
    clerk.start()
    yield clerk
    clerk.stop(2.0)


def test_an_errand_runs_off_the_screen_s_thread_and_its_answer_comes_back_to_it(
    clerk: Clerk, qtbot: QtBot
) -> None:
    answers: list[tuple[str, str]] = []
    clerk.send(
        lambda desk: desk.overview(), lambda found: answers.append((found, threading.current_thread().name))
    )
    qtbot.waitUntil(lambda: answers == [("clerk", threading.main_thread().name)])


def test_answers_come_in_the_order_of_the_errands(clerk: Clerk, qtbot: QtBot) -> None:
    answers: list[int] = []
    for number in range(50):
        clerk.send(lambda _desk, number=number: number, answers.append)
    qtbot.waitUntil(lambda: answers == list(range(50)))


def test_an_errand_that_fails_brings_its_exception_and_the_next_one_runs(clerk: Clerk, qtbot: QtBot) -> None:
    answers: list[object] = []
    clerk.send(lambda desk: desk.ask_help("help"), answers.append)
    clerk.send(lambda _desk: "well", answers.append)
    qtbot.waitUntil(lambda: len(answers) == 2)
    assert isinstance(answers[0], StoreBusy)
    assert answers[1] == "well"


def test_a_lobby_that_cannot_be_opened_is_opened_at_the_next_errand(qtbot: QtBot) -> None:
    closed: list[str] = []
    refusals = [StoreBusy("Another process holds the store.")]

    @contextmanager
    def desk() -> Iterator[Lobby]:
        if refusals:
            raise refusals.pop()
        yield Lobby()
        closed.append("closed")

    clerk = Clerk(desk)
    clerk.start()
    answers: list[object] = []
    clerk.send(lambda desk: desk.overview(), answers.append)
    clerk.send(lambda desk: desk.overview(), answers.append)
    qtbot.waitUntil(lambda: len(answers) == 2)
    clerk.stop(2.0)
    assert isinstance(answers[0], StoreBusy)
    assert answers[1] == "clerk"
    assert closed == ["closed"]


def test_a_store_out_of_reach_is_opened_afresh_at_the_next_errand(qtbot: QtBot) -> None:
    opened: list[str] = []

    @contextmanager
    def desk() -> Iterator[Lobby]:
        opened.append("opened")
        yield Lobby()
        raise StoreAway("The database is out of reach.")

    def fails(_desk: object) -> None:
        raise StoreAway("The database is out of reach.")

    clerk = Clerk(desk)
    clerk.start()
    answers: list[object] = []
    clerk.send(fails, answers.append)
    clerk.send(fails, answers.append)
    qtbot.waitUntil(lambda: len(answers) == 2)
    assert [type(answer) for answer in answers] == [StoreAway, StoreAway]
    assert opened == ["opened", "opened"]
    clerk.stop(2.0)


class Following:
    """A log that can be fed and broken."""

    def __init__(self) -> None:
        self.events: SimpleQueue[object] = SimpleQueue()
        self.opened = 0

    @contextmanager
    def __call__(self) -> Iterator[Following]:
        self.opened += 1
        yield self

    def wait(self, timeout_s: float) -> list[object]:
        event = self.events.get(timeout=5)
        if isinstance(event, Exception):
            raise event
        return [event] if event else []


def test_the_ear_tells_every_event_and_that_it_listens_at_all(qtbot: QtBot) -> None:
    following, heard = Following(), []
    ear = Ear(following)
    ear.heard.connect(heard.append)
    ear.start()
    following.events.put("issued")
    qtbot.waitUntil(lambda: heard == [[], ["issued"]])
    ear._stopping.set()
    following.events.put(None)
    ear.stop(2.0)


def test_the_ear_listens_again_after_a_failure_and_tells_it_once(
    qtbot: QtBot, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ear_module, "AGAIN_S", 0.0)
    following, heard = Following(), []
    ear = Ear(following)
    ear.heard.connect(heard.append)
    ear.start()
    following.events.put(StoreBusy("Another process holds the store."))
    following.events.put("called")
    qtbot.waitUntil(lambda: heard == [[], [], ["called"]])
    ear._stopping.set()
    following.events.put(None)
    ear.stop(2.0)
    assert following.opened == 2
    assert caplog.messages == [
        "The screen cannot follow the lobby's log, and goes on trying: Another process holds the store."
    ]
