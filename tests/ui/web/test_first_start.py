"""The first start on a page: for whoever stands before the box, and for nobody once it is over."""

from __future__ import annotations

import re
import shutil

import pytest

from config.adoption import files_of
from config.branch import SAMPLE, load
from config.branch_file import packed
from kiosk import papers
from kiosk.commissioning import guests, record
from kiosk.commissioning.guests import Guests
from kiosk.commissioning.setting_up import STICK_FILE
from kiosk.commissioning.steps import Progress, Step
from kiosk.print_job import PrintState
from kiosk.staff import Role, Staff
from tests.kiosk.commissioning.delivered import LINKS, PlainBox, another, hands, rooms_in
from ui.web.hall import Manner

SECRET = "a long enough one"
PAGE = {"Accept": "text/html"}


@pytest.fixture
def rooms(tmp_path):
    return rooms_in(tmp_path)


@pytest.fixture
def manner(rooms):
    return Manner(first_start=Guests(rooms))


@pytest.fixture
def config(tmp_path):
    return shutil.copytree(SAMPLE, tmp_path / "etc")


@pytest.fixture
def box():
    return PlainBox()


@pytest.fixture
def setting_up(rooms, config, box, store):
    return hands(rooms, config, store, box)


class Technician:
    """Somebody with a browser, who presses what the page offers."""

    def __init__(self, visitor, rooms, setting_up):
        self.client, self.rooms, self.setting_up = visitor.client, rooms, setting_up
        self.page = ""

    def come_in(self):
        return self.press("/first-start/enter", code=guests.code(self.rooms))

    def press(self, path, **fields):
        token = re.search(r'name="token" value="([^"]*)"', self.page)
        files = {"file": fields.pop("file")} if "file" in fields else None
        data = {"token": token[1] if token else "", **fields}
        return self._follow(self.client.post(path, data=data, files=files, headers=PAGE))

    def look(self, path="/first-start"):
        return self._follow(self.client.get(path, headers=PAGE))

    def _follow(self, answer):
        """As a browser: redirections at once, and a page that waits once the box has answered."""
        while answer.is_redirect:
            answer = self.client.get(answer.headers["location"], headers=PAGE)
        self.page = answer.text
        if onward := re.search(r'http-equiv="refresh" content="1;url=([^"]+)"', self.page):
            self.setting_up.work()
            return self._follow(self.client.get(onward[1].replace("&amp;", "&"), headers=PAGE))
        return answer.status_code


@pytest.fixture
def technician(visit, rooms, setting_up):
    return Technician(visit("staff"), rooms, setting_up)


def test_five_questions_and_the_box_is_a_branch_s_kiosk(technician, config, box, store, clock):
    assert technician.look("/login") == 200
    assert technician.come_in() == 200
    assert "请选择语言" in technician.page
    technician.press("/first-start/language", language="en")
    assert "Which branch is this box for?" in technician.page
    technician.press("/first-start/upload", file=("lobby-branch.zip", packed(another())))
    assert "Read; please check" in technician.page
    assert load(config).id == "jiangan"
    # The pages start afresh with it, and so does whoever came back to them.
    technician.look()
    assert "Read; please check" in technician.page
    technician.press("/first-start/go", step="branch", how="next")
    assert "Print a real ticket" in technician.page
    technician.press("/first-start/go", step="printer", how="skip")
    assert "Scoring server" in technician.page
    technician.press(
        "/first-start/do", want="network", fixed="yes", address="10.2.3.4/16", gateway="10.2.0.1"
    )
    assert box.networks[0].address == "10.2.3.4/16"
    technician.press("/first-start/do", want="clock", time="2026-11-25 10:00")
    assert f"{box.moments[0]:%H:%M %z}" == "10:00 +0800"
    technician.press("/first-start/go", step="network", how="next")
    assert technician.press("/first-start/administrator", name="chen.min", secret=SECRET, again=SECRET) == 200
    assert 'action="/login"' in technician.page
    assert Staff(store, clock).check("chen.min", SECRET).role is Role.ADMINISTRATOR
    assert technician.look() == 404
    technician.setting_up.work()
    assert technician.rooms.done.exists()


def test_every_fault_of_the_file_is_shown_and_nothing_is_changed(technician, config):
    before = files_of(config)
    technician.come_in()
    technician.press("/first-start/language", language="zh_CN")
    files = another()
    files["branch.toml"] = files["branch.toml"].replace(b"code = 1027", b"code = 0")
    technician.press("/first-start/upload", file=("b.zip", packed({**files, "zonen.toml": b"<script>"})))
    assert "文件里有错误，没有更改任何设置" in technician.page
    assert "branch.toml: code is 0; it must be 1 to 65535." in technician.page
    assert "zonen.toml is not a file of a branch" in technician.page
    assert "<script>" not in technician.page
    assert files_of(config) == before
    technician.press("/first-start/do", want="stick")
    assert "没有找到U盘" in technician.page
    technician.press("/first-start/upload", file=("b.zip", b""))
    assert "文件打不开" in technician.page


def test_a_stick_is_read(technician, tmp_path, config):
    (tmp_path / "stick").mkdir()
    (tmp_path / "stick" / STICK_FILE).write_bytes(packed(another()))
    technician.come_in()
    technician.press("/first-start/language", language="en")
    technician.press("/first-start/do", want="stick")
    assert "Read; please check" in technician.page
    assert load(config).id == "jiangan"


def test_a_ticket_is_printed_and_another_printer_chosen(technician, lobby, config):
    technician.come_in()
    technician.press("/first-start/language", language="en")
    technician.press("/first-start/go", step="branch", how="next")
    job = None

    def printing():
        nonlocal job
        job = job or lobby.print_job(1)
        if lobby.print_state(1).live:
            papers.mark(lobby.site, job.id, PrintState.FAILED, "The cover is open.")

    technician.setting_up = After(technician.setting_up, printing)
    technician.press("/first-start/print")
    assert "A001 was not printed" in technician.page
    assert "The cover is open." in technician.page
    technician.press("/first-start/do", want="printer", profile="latin-80", link=LINKS[1])
    printer = load(config).printer
    assert printer
    assert (printer.profile, printer.link) == ("latin-80", LINKS[1])
    technician.press("/first-start/do", want="printer", profile="latin-80", link="/dev/mem")
    assert "Nothing is plugged in there." in technician.page


class After:
    """Does something else as well, each time the box works."""

    def __init__(self, first, then):
        self._first, self._then = first, then

    def work(self):
        self._first.work()
        self._then()


def test_a_password_that_does_not_fit_is_asked_for_once_more(technician, rooms):
    for step in (Step.LANGUAGE, Step.BRANCH, Step.PRINTER, Step.NETWORK):
        record.change(rooms, lambda now, step=step: now.answered(step).speaking("en"))
    technician.come_in()
    for secret, again, says in (
        ("a long enough one", "another", "not the same"),
        ("12345", "12345", "6 to 128"),
        ("123456", "123456", "first that"),
    ):
        technician.press("/first-start/administrator", name="chen", secret=secret, again=again)
        assert says in technician.page
    assert not rooms.is_over


def test_a_further_kiosk_ends_with_the_administrator_its_branch_has(technician, rooms, store, clock):
    rooms.begun.touch()
    for step in (Step.LANGUAGE, Step.BRANCH, Step.PRINTER, Step.NETWORK):
        record.change(rooms, lambda now, step=step: now.answered(step))
    Staff(store, clock).add("lin", Role.ADMINISTRATOR, SECRET)
    technician.come_in()
    assert "已经有管理员" in technician.page
    assert technician.press("/first-start/administrator", name="eve", secret=SECRET, again=SECRET) == 200
    assert [each.name for each in Staff(store, clock).all()] == ["lin"]
    technician.press("/first-start/end")
    assert rooms.is_over


def test_a_stranger_on_the_network_sees_the_door_and_changes_nothing(visit, rooms):
    client = visit("staff").client
    page = client.get("/first-start", headers=PAGE)
    assert "输入屏幕上的代码" in page.text
    for path in ("language", "upload", "do", "print", "go", "administrator", "end"):
        answer = client.post(f"/first-start/{path}", data={"name": "eve"}, headers=PAGE)
        assert answer.status_code == 403, path
    assert record.read(rooms) == Progress()
    assert not list(rooms.own.glob("wishes/*"))
    wrong = "0" * 8 if guests.code(rooms) != "0" * 8 else "1" * 8
    told = [client.post("/first-start/enter", data={"code": wrong}).status_code for _ in range(6)]
    assert told == [403] * 4 + [429] * 2
    assert client.post("/first-start/enter", data={"code": guests.code(rooms)}).status_code == 429


def test_another_site_s_form_and_one_without_its_token_are_refused(technician, rooms):
    technician.come_in()
    technician.page = ""
    assert technician.press("/first-start/language", language="en") == 403
    assert technician.press("/first-start/upload", file=("b.zip", packed(another()))) == 403
    forged = technician.client.post("/first-start/print", headers={"Sec-Fetch-Site": "cross-site"})
    assert forged.status_code == 403
    parts = {"file": ("b.zip", packed(another()))}
    assert technician.client.post("/first-start/print", files=parts).status_code == 403
    assert record.read(rooms) == Progress()


def test_whatever_the_address_says_the_page_stands(technician):
    technician.come_in()
    for query in ("w=../../x", "l=x&p=99999999999", "p=7", "w=0123456789abcdef&l=%00", "x=<b>"):
        answer = technician.client.get(f"/first-start?{query}", headers=PAGE)
        assert answer.status_code == 200, query
        assert "<b>" not in answer.text


def test_a_box_that_serves_has_no_such_page_and_its_door_is_the_usual_one(visit, rooms, sign_in):
    sign_in("administrator")
    client = visit("staff").client
    assert client.get("/first-start", headers=PAGE).status_code == 404
    assert client.get("/login", headers=PAGE).status_code == 200


@pytest.mark.parametrize("app", ["board", "public"])
def test_it_is_at_no_other_listener(visit, app):
    assert visit(app).client.get("/first-start").status_code == 404


def test_a_form_that_says_it_comes_in_parts_needs_its_token_as_well(technician, rooms):
    technician.come_in()
    parts = {**PAGE, "Content-Type": "multipart/form-data; boundary=x"}
    for name in ("language", "upload", "do", "print", "go", "administrator", "end"):
        sent = technician.client.post(f"/first-start/{name}", content=b"language=en", headers=parts)
        assert sent.status_code == 403, name
    assert record.read(rooms) == Progress()
