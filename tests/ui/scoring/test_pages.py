"""The pages: who sees what, what a form may say, and a case from its rating to the ledger."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from datetime import date
from xml.etree import ElementTree as ET

import pytest

from kiosk.scoring.cases import NewCase
from kiosk.scoring.complaint import Origin
from kiosk.scoring.entry import NewEntry
from kiosk.scoring.posts import Office
from tests.kiosk.scoring.messages import rating
from tests.ui.scoring.conftest import PASSWORD

PAGES = ("/", "/cases", "/ledger", "/inspections", "/honours", "/decisions", "/rules")


@pytest.fixture
def case(desk, bureau):
    return desk.cases.open(NewCase("east", Origin.PHONE, "等候太久", "zhou"), "lin")


@pytest.mark.parametrize("path", PAGES)
def test_a_stranger_is_sent_to_sign_in(client, path):
    answer = client.get(path, headers={"Accept": "text/html"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/login")


@pytest.mark.parametrize("office", list(Office))
@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_there_for_every_office(sign_in, office, path, case):
    person = sign_in(office, "east" if office is Office.MANAGER else "")
    for language in ("zh_CN", "en"):
        assert person.page(f"{path}?lang={language}").status_code == 200


def test_nobody_has_a_default_password(client, desk):
    assert desk.posts.all() == []
    for name in ("admin", "administrator", "root"):
        answer = client.post("/login", data={"name": name, "secret": name})
        assert answer.status_code == 403


def test_the_right_password_opens_a_session_that_no_script_can_read(client, desk):
    desk.posts.add("Lin", Office.INSPECTOR, PASSWORD)
    answer = client.post("/login", data={"name": "lin", "secret": PASSWORD})
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    kept = answer.headers["set-cookie"].lower()
    assert "httponly" in kept
    assert "samesite=strict" in kept
    assert client.get("/").status_code == 200


def test_signing_out_ends_the_session(sign_in):
    person = sign_in()
    assert person.form("/logout").status_code == 303
    assert person.client.get("/").status_code == 401


def test_a_form_without_its_token_changes_nothing(sign_in, desk, case):
    person = sign_in()
    answer = person.client.post(f"/cases/{case.id}/take", data={"owner": "mallory"})
    assert answer.status_code == 403
    assert desk.cases.find(case.id)[0].owner == "lin"


def test_a_form_of_another_site_is_refused(sign_in, desk, case):
    person = sign_in()
    answer = person.client.post(
        f"/cases/{case.id}/take",
        data={"owner": "mallory", "token": person.token},
        headers={"Sec-Fetch-Site": "cross-site"},
    )
    assert answer.status_code == 403
    assert desk.cases.find(case.id)[0].owner == "lin"


def test_a_manager_sees_their_own_branch_only(sign_in, desk, bureau, case):
    west = sign_in("manager", "west")
    assert "等候太久" not in west.page("/cases?unit=east").text
    assert west.page(f"/cases/{case.id}").status_code == 403
    assert west.form(f"/cases/{case.id}/take", owner="me").status_code == 403
    assert west.form("/cases", unit="east", origin="phone", words="x").status_code == 403
    east = sign_in("manager", "east")
    assert "等候太久" in east.page("/cases").text


@pytest.mark.parametrize(
    ("path", "fields", "office"),
    [
        ("/ledger", {"unit": "east"}, "manager"),
        ("/decisions/step", {"unit": "east", "evidence": "x"}, "inspector"),
        ("/honours/star", {"unit": "east", "month": "2026-10", "person": "zhou"}, "manager"),
    ],
)
def test_an_office_that_is_not_enough_is_told_so(sign_in, path, fields, office):
    person = sign_in(office, "east" if office == "manager" else "")
    answer = person.form(path, **fields)
    assert answer.status_code == 403
    assert office in answer.text


def test_from_a_bad_rating_to_the_ledger_and_back(relay, sign_in, desk):
    relay.send({**rating(score=1), "comment": "柜员语气生硬"})
    manager, inspector = sign_in("manager", "east", "lin"), sign_in("inspector", name="han")
    chief = sign_in("administrator", name="chief")
    assert manager.form("/cases/1/take", owner="lin").status_code == 303
    found = {"verified": "yes", "justified": "yes", "words": "录像属实"}
    assert manager.form("/cases/1/judge", **found).status_code == 303
    assert "/ledger/new?case=1" in inspector.page("/cases/1").text
    entry = {
        "unit": "east",
        "rule": "attitude-complaint",
        "points": 10,
        "day": "2026-11-25",
        "evidence": "录像 10:12",
        "verifier": "lin",
        "person": "zhou",
        "case": 1,
    }
    assert inspector.form("/ledger", **entry).headers["location"] == "/ledger/1"
    assert "−10" in manager.page("/ledger").text
    assert manager.form("/ledger/1/appeal", words="当时不在岗").status_code == 303
    assert inspector.form("/ledger/1/grant", words="成立").status_code == 403
    assert chief.form("/ledger/1/grant", words="成立").status_code == 303
    assert [each.points for each in desk.ledger.find(1)[2]] == [10]
    assert manager.form("/cases/1/mend", words="已道歉").status_code == 303
    assert inspector.form("/cases/1/recheck", words="有效", held="yes").status_code == 303
    assert "F0001" in manager.page("/cases?closed=true").text


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("points", "-3", "a whole number from 1 to 1000"),
        ("points", "٣", "a whole number"),
        ("points", "1e3", "a whole number"),
        ("day", "yesterday", "a day such as"),
        ("unit", "East", "the id of a branch"),
        ("case", "0", "a whole number from 1"),
    ],
)
def test_a_value_that_a_form_may_not_hold_is_named_with_its_bound(sign_in, desk, field, value, told):
    entry = {
        "unit": "east",
        "rule": "attitude-item",
        "points": 3,
        "day": "2026-11-25",
        "evidence": "录像",
        "verifier": "lin",
        "person": "zhou",
        field: value,
    }
    answer = sign_in().form("/ledger", **entry)
    assert answer.status_code == 422
    assert told in answer.text


def test_what_the_rules_forbid_is_told_on_a_page(sign_in, case):
    answer = sign_in().form(f"/cases/{case.id}/mend", words="整改")
    assert answer.status_code == 409
    assert "can&#39;t be mended now" in answer.text


@pytest.mark.parametrize(
    "path", ["/cases/99", "/ledger/99", "/inspections/99", "/cases/1/burn", "/decisions/burn", "/nothing"]
)
def test_what_is_not_there_is_told(sign_in, path, case):
    person = sign_in("administrator")
    answer = person.form(path, unit="east") if "burn" in path else person.page(path)
    assert answer.status_code == 404


@pytest.mark.parametrize("path", ["/?month=2026-13", "/ledger?period=now", "/honours?month=Q4", "/cases/x"])
def test_an_address_that_says_nothing_is_told(sign_in, path):
    assert sign_in().page(path).status_code == 422


def test_what_people_wrote_is_text_and_never_markup(sign_in, desk, bureau):
    desk.cases.open(NewCase("east", Origin.LETTER, "<script>alert(1)</script>"), "lin")
    page = sign_in().page("/cases/1").text
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_an_inspection_is_done_on_the_pages(sign_in, desk):
    person = sign_in("manager", "east")
    begun = person.form(
        "/inspections",
        **{"unit": "east", "checklist": "morning", "cadence": "daily", "method-look": "yes"},
    )
    assert begun.headers["location"] == "/inspections/1"
    fault = {"seen": "fault", "words": "缺", "evidence": "照片", "due": "2026-11-30"}
    assert person.form("/inspections/1/items/4", **fault).status_code == 303
    for place in (1, 2, 3, 5, 6):
        assert person.form(f"/inspections/1/items/{place}", seen="fine").status_code == 303
    assert person.form("/inspections/1/close").status_code == 303
    assert "2026-11-30" in person.page("/inspections").text
    assert sign_in("manager", "west").page("/inspections/1").status_code == 403


def test_the_star_and_decisions_are_made_on_the_pages(sign_in, desk, relay, clock):
    for _ in range(5):
        relay.send(rating(score=5))
    clock.advance(days=12)
    inspector, chief = sign_in("inspector"), sign_in("administrator", name="chief")
    star = {"unit": "east", "month": "2026-11", "person": "zhou"}
    assert inspector.form("/honours/star", **star).status_code == 303
    assert "★ zhou" in inspector.page("/honours?unit=east").text
    assert chief.form("/decisions/step", unit="east", evidence="检查不合格").status_code == 303
    assert (
        chief.form("/decisions/fine", unit="east", person="wu", yuan=600, evidence="会议").status_code == 303
    )
    assert (
        chief.form("/decisions/fine", unit="east", person="wu", yuan=601, evidence="会议").status_code == 409
    )
    assert "限期纠改通知书" in chief.page("/decisions").text


def test_a_long_ledger_comes_in_pages_and_is_summed_as_a_whole(sign_in, desk, bureau):
    for number in range(201):
        desk.ledger.write(
            NewEntry("east", "attitude-item", 3, date(2026, 11, 25), f"录像 {number}", "lin", "zhou"), "lin"
        )
    person, rows = sign_in(), re.compile(r'<th scope="row" class="nowrap">')
    first, second = (person.page(f"/ledger?unit=east&leaf={leaf}").text for leaf in (1, 2))
    assert [len(rows.findall(page)) for page in (first, second)] == [200, 1]
    assert all("<strong>−603</strong>" in page for page in (first, second))
    assert ('rel="next"' in first, 'rel="prev"' in first) == (True, False)
    assert ('rel="next"' in second, 'rel="prev"' in second) == (False, True)
    assert person.page("/ledger?leaf=0").status_code == 422


def test_the_ledger_leaves_as_csv_that_no_spreadsheet_runs(sign_in, desk, bureau):
    desk.cases.open(NewCase("east", Origin.LETTER, '=HYPERLINK("http://x")'), "lin")
    answer = sign_in().page("/export/2026-Q4-cases.csv")
    assert answer.headers["content-disposition"] == 'attachment; filename="2026-Q4-cases.csv"'
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0][:3] == ["编号", "网点", "日期"]
    assert rows[1][10] == '\'=HYPERLINK("http://x")'


def test_everything_leaves_as_one_workbook(sign_in, desk, bureau):
    desk.cases.open(NewCase("east", Origin.LETTER, "=1+1"), "lin")
    answer = sign_in().page("/export/2026.xlsx")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as book:
        names = ET.fromstring(book.read("xl/workbook.xml")).iter(
            "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}sheet"
        )
        assert [sheet.get("name") for sheet in names][:3] == ["考核台账", "各项得分", "人员汇总"]
        assert b"=1+1" in book.read("xl/sharedStrings.xml")
        assert b"<f>" not in b"".join(book.read(name) for name in book.namelist() if "sheets/" in name)


def test_the_first_page_counts_fewer_than_five_ratings_and_tells_nothing_of_them(sign_in, relay, bureau):
    few = bureau.house.phrases["en"]("report.ratings_few")
    for told in range(1, 6):
        assert relay.send(rating(score=1)).status_code == 201
        page = sign_in("manager", "east").page("/?lang=en&month=2026-11").text
        assert (few in page, "0.0 %" in page) == (told < 5, told == 5)


def test_a_managers_export_holds_their_own_branch_only(sign_in, desk, bureau):
    desk.cases.open(NewCase("east", Origin.LETTER, "东"), "lin")
    desk.cases.open(NewCase("west", Origin.LETTER, "西"), "lin")
    text = sign_in("manager", "west").page("/export/2026-Q4-cases.csv?unit=east").text
    assert ("东" in text, "西" in text) == (False, True)


@pytest.mark.parametrize(
    "file", ["2026-Q4.csv", "2026-Q4-ledger.xlsx", "ledger.csv", "2026-Q9.xlsx", "２０２６.xlsx", "x"]
)
def test_a_file_that_nobody_makes_is_told(sign_in, file):
    assert sign_in().page(f"/export/{file}").status_code == 404


def test_the_health_of_the_server_needs_no_session(client):
    assert client.get("/healthz").json() == {"status": "ok"}


def test_the_look_is_the_branchs_own(client):
    assert client.get("/static/look/lobby.css").status_code == 200
    assert client.get("/static/scoring.css").status_code == 200


def test_every_page_is_guarded(sign_in):
    headers = sign_in().page("/").headers
    assert headers["content-security-policy"].startswith("default-src 'self'")
    assert headers["cache-control"] == "no-store"
