"""The first start on the touch screen: what a technician presses, sees and types."""

from __future__ import annotations

import shutil

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from config.branch import SAMPLE
from config.branch_file import packed
from kiosk import papers
from kiosk.commissioning import collecting, guests, record
from kiosk.commissioning.codes import codes_of
from kiosk.commissioning.setting_up import STICK_FILE
from kiosk.commissioning.steps import LANGUAGES, Progress, Step
from kiosk.print_job import PrintState
from kiosk.site import Site
from kiosk.staff import Role, Staff
from kiosk.store import open_store
from tests.kiosk.commissioning.delivered import LINKS, PlainBox, another, hands, rooms_in
from tests.ui.touch.person import PATIENCE_MS, Steady, controls_of, items_of
from ui.touch.first_start.app import Delivery, FirstScreen

SECRET = "along3nough"
UPRIGHT, WIDE = (1080, 1920), (1280, 800)


@pytest.fixture
def rooms(tmp_path):
    return rooms_in(tmp_path)


@pytest.fixture
def own_store(rooms):
    store = open_store(rooms.data)
    yield store
    store.close()


@pytest.fixture
def config(tmp_path):
    return shutil.copytree(SAMPLE, tmp_path / "etc")


@pytest.fixture
def setting_up(rooms, config, own_store):
    return hands(rooms, config, own_store, PlainBox())


class Technician:
    """Somebody before a box as it was delivered, and the box's own hands."""

    def __init__(self, qtbot, screen, setting_up, ended, steady):
        self.qtbot, self.screen, self.setting_up, self.ended = qtbot, screen, setting_up, ended
        self.steady = steady
        self.desk = screen.first.conductor
        self.finger = QTest.createTouchDevice()

    def reads(self):
        texts = (item.property("text") for item in items_of(self.screen))
        return "\n".join(text for text in texts if isinstance(text, str) and text)

    def until(self, what):
        def looked():
            self.setting_up.work()
            self.desk.tick()
            return what()

        self.qtbot.waitUntil(looked, timeout=PATIENCE_MS)

    def until_reads(self, words):
        self.until(lambda: words in self.reads())

    def tap(self, name):
        self.until(lambda: name in controls_of(self.screen))
        item = controls_of(self.screen)[name]
        middle = item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()
        at = QPoint(middle.x(), middle.y())
        QTest.touchEvent(self.screen.window, self.finger).press(0, at, self.screen.window)
        QTest.touchEvent(self.screen.window, self.finger).release(0, at, self.screen.window)
        QCoreApplication.processEvents()

    def types(self, text):
        for letter in text:
            self.tap(f"key-{letter}")


@pytest.fixture
def come(qtbot, rooms, branch, phrases, clock, setting_up, monkeypatch):
    screens = []
    ended = []
    monkeypatch.setattr(QGuiApplication, "exit", ended.append)

    def come_in(size=UPRIGHT):
        spoken = {language: phrases[language] for language in LANGUAGES}
        box = Delivery(rooms, branch, spoken, lambda: open_store(rooms.data), clock)
        screen = FirstScreen(box, steady := Steady())
        screens.append(screen)
        screen.window.resize(*size)
        screen.window.show()
        screen.start()
        return Technician(qtbot, screen, setting_up, ended, steady)

    yield come_in
    for screen in screens:
        screen.stop()
        screen.deleteLater()
        QCoreApplication.sendPostedEvents(screen, QEvent.Type.DeferredDelete)


def at(rooms, step, language="en"):
    before = list(Step)[: list(Step).index(step)]
    record.change(rooms, lambda _: Progress(language, frozenset(before)))


def test_five_questions_by_finger_and_the_box_is_a_branch_s_kiosk(come, rooms, own_store, clock):
    technician = come()
    technician.tap("language-en")
    technician.until_reads("Which branch is this box for?")
    assert "请选择语言" not in technician.reads()
    technician.tap("next")
    technician.tap("skip")
    technician.tap("next")
    technician.until_reads("Who is the first administrator?")
    technician.types("chen")
    technician.tap("field-secret")
    technician.types(SECRET)
    assert SECRET not in technician.reads()
    technician.tap("field-again")
    technician.types(SECRET)
    technician.tap("next")
    technician.until(lambda: technician.ended == [75])
    assert rooms.is_over
    assert Staff(own_store, clock).check("chen", SECRET).role is Role.ADMINISTRATOR


def test_a_stick_s_faults_are_shown_and_a_good_one_starts_the_screen_anew(come, rooms, tmp_path):
    at(rooms, Step.BRANCH)
    technician = come()
    technician.tap("stick")
    technician.until_reads("No USB stick was found")
    stick = tmp_path / "stick"
    stick.mkdir()
    files = another()
    bad = {**files, "branch.toml": files["branch.toml"].replace(b"code = 1027", b"code = 0")}
    (stick / STICK_FILE).write_bytes(packed(bad))
    technician.tap("stick")
    technician.until_reads("branch.toml: code is 0; it must be 1 to 65535.")
    (stick / STICK_FILE).write_bytes(packed(files))
    technician.tap("stick")
    technician.qtbot.waitUntil(
        lambda: technician.desk.was_read or bool(technician.setting_up.work()), timeout=5_000
    )
    technician.until(lambda: technician.desk.was_read)


def test_codes_before_the_scanner_are_counted_and_the_faults_of_their_file_shown(come, rooms):
    at(rooms, Step.BRANCH, "zh_CN")
    technician = come()
    files = another()
    bad = {**files, "branch.toml": files["branch.toml"].replace(b"code = 1027", b"code = 0")}
    codes = codes_of(bad)
    for code in codes[:3]:
        collecting.take(rooms, code)
    technician.until_reads("已读3个二维码")
    for code in codes[3:]:
        collecting.take(rooms, code)
    technician.until_reads("branch.toml: code is 0; it must be 1 to 65535.")
    assert collecting.scanned(rooms) is None


def test_a_good_file_that_came_by_codes_starts_the_screen_anew_once(come, rooms, monkeypatch):
    at(rooms, Step.BRANCH)
    monkeypatch.setattr("ui.touch.first_start.app._MOMENT_MS", 0)
    technician = come()
    for code in codes_of(another()):
        collecting.take(rooms, code)
    technician.until(lambda: technician.ended == [75])
    again = come()
    again.until_reads("Which branch is this box for?")
    again.until(lambda: not again.desk.is_busy)
    assert again.ended == [75]
    again.until_reads("Read; please check")
    (rooms.setup.parent / "stick").mkdir()
    again.tap("stick")
    again.until_reads("There is no lobby-branch.zip")
    assert "Read; please check" not in again.reads()


def test_a_ticket_that_did_not_come_out_leads_to_another_place_or_kind(
    come, rooms, own_store, config, branch, clock
):
    at(rooms, Step.PRINTER)
    technician = come()
    technician.tap("print")
    technician.until_reads("A001 is being printed")
    site = Site(own_store, branch, clock)
    papers.mark(site, 1, PrintState.FAILED, "Nobody answers.")
    technician.until_reads("A001 was not printed")
    technician.tap("paperNone")
    technician.tap(f"option-{LINKS[1]}")
    technician.tap("use")
    technician.until(lambda: technician.desk.changing == "" and not technician.desk.is_busy)
    assert b'link = "usb:/dev/lobby/usblp"' in (config / "devices.toml").read_bytes()
    technician.tap("skip")
    technician.until(lambda: technician.desk.step is Step.NETWORK)


def test_a_wrong_address_is_told_and_a_right_one_set(come, rooms, setting_up):
    at(rooms, Step.NETWORK)
    technician = come(WIDE)
    technician.until_reads("10.2.3.4/16")
    technician.tap("changeNetwork")
    technician.types("10.2.3.9")
    technician.tap("set")
    technician.until_reads("write it as 192.168.1.20/24")
    technician.types("/16")
    technician.tap("set")
    technician.until(lambda: bool(setting_up.box.networks))
    assert setting_up.box.networks[0].address == "10.2.3.9/16"
    technician.tap("changeClock")
    technician.tap("set")
    technician.until(lambda: bool(setting_up.box.moments))


def test_a_keyboard_types_where_there_is_one_and_passwords_that_differ_are_typed_anew(come, rooms):
    at(rooms, Step.ADMINISTRATOR, "zh_CN")
    technician = come()
    technician.until(lambda: technician.desk.focus == "name")
    for letter in "Lin H":
        QTest.keyClick(technician.screen.window, letter)
    technician.tap("field-secret")
    technician.types("1q2w3e")
    technician.tap("next")
    technician.until_reads("两次输入的密码不一样")
    assert technician.desk.texts == {"name": "Lin H"}
    assert not rooms.is_over


def test_the_page_says_where_a_computer_goes_on_and_that_nobody_sets_up(come, rooms):
    at(rooms, Step.BRANCH)
    technician = come()
    technician.until_reads("https://10.2.3.4:8443")
    technician.desk.pages = "http://127.0.0.1:8443"
    technician.until_reads("http://127.0.0.1:8443")
    assert "https://" not in technician.reads()
    code = guests.code(rooms)
    assert f"{code[:4]}\u00a0{code[4:]}" in technician.reads()
    technician.tap("stick")
    technician.setting_up = Nobody()
    technician.until(lambda: technician.desk._wish is not None)
    technician.steady.now += 30
    technician.until_reads("The setting up does not answer")


class Nobody:
    """A box without its hands."""

    def work(self):
        return 0
