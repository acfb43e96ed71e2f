"""The screen speaks to whoever asks for it: what is there, where the keyboard stands, what is new."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from pytestqt.qtbot import QtBot

from config.phrases import Phrases
from config.schema import Branch
from config.speech import Speech
from kiosk.issuing import IssueRequest
from kiosk.lobby import Lobby as Core
from kiosk.print_job import PrintState
from kiosk.store import open_store
from tests.ui.touch.listener import Listener, Throat
from tests.ui.touch.person import Clock, Person, Steady
from ui.touch.app import Place, Screen
from ui.touch.idle import LISTENS_S
from ui.touch.speaking import aloud, spell
from ui.touch.wording import Voice

KEY = Qt.Key
QUIET = Speech(jack="")


@pytest.fixture
def listening(
    qtbot: QtBot, branch: Branch, phrases: dict[str, Phrases], core: Core, clock: Clock, tmp_path: Path
) -> Iterator[Callable[..., Listener]]:
    """Somebody before a screen that can speak."""
    screens: list[Screen] = []

    def come(speech: Speech = QUIET, size: tuple[int, int] = (1080, 1920), **facts: object) -> Listener:
        throat, made = Throat(), []

        def make(quiet: Callable[[], None], failed: Callable[[str], None]) -> Throat:
            made.append(1)
            throat.quiet, throat.failed = quiet, failed
            return throat

        place = Place(
            replace(branch, **facts), phrases, lambda: open_store(tmp_path), clock, speech=speech, throat=make
        )
        screen = Screen(place, steady := Steady())
        screens.append(screen)
        person = Person(qtbot, screen, core, clock, steady)
        screen.window.resize(*size)
        screen.window.show()
        screen.start()
        person.until(lambda: screen.lobby.reception.overview is not None)
        return Listener(person, throat, made)

    yield come
    for screen in screens:
        screen.stop()
        screen.deleteLater()
        QCoreApplication.sendPostedEvents(screen, QEvent.Type.DeferredDelete)


@pytest.fixture
def listener(listening: Callable[..., Listener]) -> Listener:
    return listening()


# Pure


def test_a_number_is_said_letter_by_letter_and_a_range_with_its_word(voice: Voice) -> None:
    assert spell("A023", voice.first) == "A 零 二 三"
    assert aloud("请记住您的号码：A023", voice.first) == "请记住您的号码：A 零 二 三"
    assert aloud("约10-15分钟", voice.first) == "约10至15分钟"
    assert aloud("windows 1-3, B101", voice.second) == "windows 1 to 3, B one zero one"


# What starts it, and what ends it


def test_nothing_of_a_voice_is_made_until_somebody_asks_for_it(listener: Listener) -> None:
    listener.person.takes()
    assert (listener.made, listener.throat.said) == ([], [])


def test_the_button_starts_it_and_says_how_it_goes_on(listener: Listener) -> None:
    listener.person.tap("speak")
    listener.hears("朗读已打开", "欢迎光临，请选择要办理的业务")
    assert listener.person.find("speak").property("on")
    listener.person.tap("speak")
    assert listener.hears("朗读已关闭") == "朗读已关闭"
    assert not listener.person.find("speak").property("on")


def test_the_first_key_of_a_customer_starts_it(listener: Listener) -> None:
    listener.presses(KEY.Key_Down)
    heard = listener.hears("朗读已打开", "个人现金", "未选中", "存钱、取钱、换零钱", "请备：身份证")
    assert "Personal" not in heard


def test_a_branch_may_leave_keys_silent(listening: Callable[..., Listener]) -> None:
    listener = listening(Speech(jack="", keypad_starts=False))
    listener.presses(KEY.Key_Down)
    assert listener.made == []
    listener.presses(KEY.Key_F2)
    listener.hears("朗读已打开", "个人现金")


def test_a_branch_without_speech_has_neither_button_nor_key(listening: Callable[..., Listener]) -> None:
    listener = listening(Speech(jack="", offered=False))
    listener.presses(KEY.Key_Down, KEY.Key_F2, KEY.Key_F15)
    assert not listener.person.sees("speak")
    assert listener.made == []


@pytest.mark.parametrize("plug", ["the key of a keypad with a socket", "the jack of the box"])
def test_a_headphone_starts_it_and_ends_it(listener: Listener, plug: str) -> None:
    narrator = listener.person.screen.narrator
    if plug == "the jack of the box":
        narrator.plug(True)
    else:
        listener.presses(KEY.Key_F15)
    listener.hears("朗读已打开")
    if plug == "the jack of the box":
        narrator.plug(False)
    else:
        listener.presses(KEY.Key_F16)
    listener.person.until(lambda: not listener.person.find("speak").property("on"))
    assert listener.throat.said == []


def test_the_next_customer_finds_silence_and_the_first_loudness(listener: Listener) -> None:
    listener.presses(KEY.Key_F2, KEY.Key_VolumeUp)
    listener.hears("音量60")
    listener.person.screen.lobby.leave()
    listener.person.until(lambda: not listener.person.find("speak").property("on"))
    assert listener.throat.said == []
    listener.presses(KEY.Key_F2)
    listener.hears("朗读已打开")
    assert {percent for _, _, percent in listener.throat.said} == {50}


# How it is said


def test_a_press_cuts_off_what_is_being_said(listener: Listener) -> None:
    listener.presses(KEY.Key_F2)
    listener.hears("欢迎光临")
    before = listener.throat.hushed
    listener.presses(KEY.Key_Down)
    heard = listener.hears("个人现金")
    assert listener.throat.hushed > before
    assert "欢迎光临" not in heard


def test_the_speak_key_says_it_all_again(listener: Listener) -> None:
    listener.presses(KEY.Key_F2)
    listener.hears("欢迎光临")
    listener.presses(KEY.Key_Down)
    listener.hears("个人现金")
    listener.presses(KEY.Key_F2)
    listener.hears("欢迎光临", "个人现金")


def test_it_goes_no_louder_than_was_measured_and_no_softer_than_one_step(listener: Listener) -> None:
    listener.presses(KEY.Key_F2)
    listener.presses(*[KEY.Key_VolumeUp] * 9)
    assert listener.hears("音量80") == "音量80"
    listener.presses(KEY.Key_VolumeDown)
    assert listener.hears("音量70") == "音量70"
    listener.presses(*[KEY.Key_VolumeDown] * 20)
    assert listener.hears("音量10") == "音量10"


def test_what_changes_under_the_hand_is_said_and_nothing_twice(listener: Listener) -> None:
    listener.presses(KEY.Key_Down)
    listener.hears("个人现金")
    listener.presses(KEY.Key_Return)
    heard = listener.hears("已选中", "马上可以办理")
    assert "欢迎光临" not in heard


def test_another_language_speaks_with_its_own_voice(listener: Listener) -> None:
    listener.presses(KEY.Key_F2)
    listener.hears("欢迎光临")
    listener.person.tap("language")
    listener.hears("Welcome")
    assert {language for language, text, _ in listener.throat.said if "Welcome" in text} == {"en"}


def test_the_whole_ticket_is_said_when_it_is_there(listener: Listener) -> None:
    listener.presses(KEY.Key_Down, KEY.Key_Return)
    listener.person.steer_to("take")
    listener.presses(KEY.Key_Return)
    heard = listener.hears("A 零 零 一", "请到现金服务区", "1至3号窗口", "下一位就是您", "正在打印", "好的")
    assert "A001" not in heard
    listener.person.is_printed(PrintState.PRINTED)
    heard = listener.hears("请取走您的号票")
    assert heard.count("A 零 零 一") == 1


def test_a_code_is_not_told_to_the_hall_but_to_a_headphone(listener: Listener) -> None:
    def type_a_code() -> None:
        listener.person.screen.lobby.revisit.begin()
        listener.person.screen.lobby.revisit.choose("appointment")
        listener.person.until_sees("key-4")
        listener.person.tap("key-4")
        listener.person.tap("key-7")

    listener.presses(KEY.Key_F2)
    type_a_code()
    assert "4 7" not in listener.hears("已输入2位")
    listener.person.screen.lobby.leave()
    listener.presses(KEY.Key_F15)
    type_a_code()
    listener.hears("4 7")


# Time


def test_time_that_runs_out_is_told_once_and_any_key_gives_it_back(listener: Listener) -> None:
    listener.presses(KEY.Key_F2)
    listener.hears("欢迎光临")
    listener.hears_it_out()
    listener.person.waits(31)
    listener.hears("还需要时间吗？", "秒后回到首页", "继续")
    told = len(listener.throat.said)
    listener.person.waits(5)
    listener.person.waits(5)
    assert len(listener.throat.said) == told
    listener.presses(KEY.Key_Left)
    assert listener.person.screen.lobby.reception.seconds_left == 30
    listener.presses(KEY.Key_Escape)
    listener.person.until(lambda: not listener.person.screen.lobby.reception.asking)


def test_whoever_has_listened_to_the_end_gets_the_time_of_a_press(listener: Listener) -> None:
    listener.presses(KEY.Key_F2)
    listener.hears("欢迎光临")
    listener.person.waits(29)
    listener.throat.quiet()
    listener.person.until(lambda: listener.person.screen.lobby.reception.idle.quiet_s == 0)
    listener.person.waits(29)
    assert not listener.person.screen.lobby.reception.asking


def test_a_ticket_stays_until_it_was_read_to_its_end(listener: Listener) -> None:
    reception = listener.person.screen.lobby.reception
    listener.presses(KEY.Key_F2)
    listener.person.takes()
    listener.person.is_printed(PrintState.PRINTED)
    listener.hears("A 零 零 一", "请取走您的号票")
    listener.person.waits(45)
    assert reception.given is not None
    listener.hears_it_out()
    listener.person.waits(19)
    assert reception.given is not None
    listener.person.waits(1)
    assert reception.given is None


def test_a_word_that_the_ticket_is_about_to_go_does_not_keep_it(
    listening: Callable[..., Listener], branch: Branch
) -> None:
    listener = listening(rules=replace(branch.rules, panel_s=45))
    reception = listener.person.screen.lobby.reception
    listener.presses(KEY.Key_F2)
    listener.person.takes()
    listener.person.is_printed(PrintState.PRINTED)
    listener.hears("请取走您的号票")
    listener.hears_it_out()
    listener.person.waits(26)
    listener.hears("可继续看")
    listener.hears_it_out()
    listener.person.waits(19)
    assert reception.given is None


def test_news_of_the_lobby_keep_no_page_of_somebody_who_has_left(listener: Listener) -> None:
    reception = listener.person.screen.lobby.reception
    listener.presses(KEY.Key_F2)
    listener.person.tap("card-cash")
    listener.hears("马上可以办理")
    listener.hears_it_out()
    for number in range(6):
        listener.person.core.issue(IssueRequest(("cash",), f"before {number}"))
    listener.person.waits(29)
    listener.hears("预计等候 约")
    listener.hears_it_out()
    listener.person.waits(1)
    assert reception.asking


def test_a_voice_that_never_ends_keeps_nobodys_page(listener: Listener) -> None:
    reception = listener.person.screen.lobby.reception
    listener.presses(KEY.Key_F2)
    listener.hears("欢迎光临")
    listener.person.waits(LISTENS_S)
    assert not reception.asking
    listener.person.waits(31)
    assert reception.asking


# A voice that fails


def test_a_voice_that_fails_is_told_to_staff_and_the_screen_goes_on(listener: Listener) -> None:
    def state() -> str:
        device = listener.person.core.overview().devices.get("speech")
        return device.state if device else ""

    listener.presses(KEY.Key_F2)
    listener.hears("欢迎光临")
    listener.throat.failed("The sound output default does not play.")
    listener.person.until(lambda: state() == "failed")
    assert not listener.person.find("speak").property("on")
    listener.person.takes()
    listener.presses(KEY.Key_F2)
    listener.hears("A 零 零 一")
    listener.throat.quiet()
    listener.person.until(lambda: state() == "ok")


def test_it_ends_with_the_screen(listening: Callable[..., Listener]) -> None:
    listener = listening()
    listener.presses(KEY.Key_F2)
    listener.hears("朗读已打开")
    listener.person.screen.stop()
    assert listener.throat.stopped
