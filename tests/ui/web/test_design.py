"""The design of the paper: seen before it is used, used from the next ticket on, and never half."""

from __future__ import annotations

import io
from base64 import b64decode

import pytest
from PIL import Image

from config.profile import load_profile
from config.template import load_template, shipped
from printer.logo import Logo
from tests.ui.web.conftest import Visitor
from ui.web.hall import Manner

SHORT = [{"kind": "number"}, {"texts": ["{wait}", "到{zone}"], "look": "key"}]
PREVIEW = {"rows": SHORT, "profile": "generic-80"}


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "branch"
    made.mkdir()
    return made


@pytest.fixture
def manner(folder):
    return Manner(config=folder)


@pytest.fixture
def administrator(sign_in) -> Visitor:
    return sign_in("administrator")


def put(visitor, language, rows):
    body = {"rows": rows}
    return visitor.client.put(
        f"/api/v1/paper-design/{language}", json=body, headers={"X-Form-Token": visitor.token}
    )


def test_the_page_is_there_for_the_administrator_alone(administrator, sign_in):
    assert administrator.page("/paper-design").status_code == 200
    assert sign_in("manager").page("/paper-design").status_code == 403
    assert sign_in("manager").post("/api/v1/paper-design/en/preview", PREVIEW).status_code == 403


def test_the_shipped_design_is_shown_first(administrator):
    said = administrator.get("/api/v1/paper-design/zh_CN").json()
    assert said["own"] is False
    assert len(said["rows"]) == len(shipped().rows)
    assert said["rows"][3] == {"kind": "number"}


def test_a_preview_is_the_paper_dot_for_dot_and_its_cost(administrator):
    said = administrator.post("/api/v1/paper-design/zh_CN/preview", PREVIEW).json()
    assert said["faults"] == []
    picture = Image.open(io.BytesIO(b64decode(said["picture"])))
    assert picture.size[0] == 640
    assert 20 < said["length_mm"] < 60
    assert 0 < said["bytes"] < 400
    assert said["line_s"] == pytest.approx(said["bytes"] * 10 / 115_200, abs=0.001)
    assert said["paper_s"] == pytest.approx(
        said["length_mm"] / load_profile("generic-80").speed_mm_s, abs=0.01
    )


def test_a_preview_keeps_nothing(administrator, folder):
    administrator.post("/api/v1/paper-design/zh_CN/preview", PREVIEW)
    assert load_template("zh_CN", folder) is shipped()


def test_every_profile_and_large_print_can_be_seen(administrator):
    widths = set()
    for profile in ("generic-58", "latin-80"):
        body = {**PREVIEW, "profile": profile, "large": True}
        said = administrator.post("/api/v1/paper-design/en/preview", body).json()
        widths.add(Image.open(io.BytesIO(b64decode(said["picture"]))).width)
    assert len(widths) == 2


@pytest.mark.parametrize(
    ("rows", "chinese", "english"),
    [
        ([{"texts": ["{wait}"]}], "只能有一行，现在有0行", "exactly one row with the number; there are 0"),
        ([*SHORT, {"kind": "qr"}, {"kind": "qr"}], "二维码最多一行", "QR code; there are 2"),
        ([*SHORT, {"kind": "logo"}, {"kind": "logo"}], "标志最多一行", "the logo; there are 2"),
        (
            [{"kind": "number"}, {"texts": ["{waits}"]}],
            "第2行：没有“waits”这项内容，是不是“wait”",
            "Did you mean wait?",
        ),
        ([{"kind": "number"}, {"texts": ["{zzz}"]}], "没有“zzz”这项内容", "there is no zzz"),
        ([{"kind": "number"}, {"texts": ["a}"]}], "第2行：花括号", "Row 2: braces"),
        ([{"kind": "number"}, {"look": "key"}], "第2行没有文字", "Row 2 has no text"),
        ([{"kind": "number", "colour": "red"}], "第1行：colour不能是", 'Row 1: colour can\'t be "red"'),
        ([{"kind": "number"}, {"texts": [3, None, {}]}], "文字最多4段，每段1到200个字", "at most 4 texts"),
        ([{"kind": "number"}, {"texts": ["a"], "after": "b" * 61}], "最多60个字", "at most 60 letters"),
        ([{"kind": "number"}, {"kind": "space", "dots": 401}], "0到400点", "0 to 400 dots"),
        ([], "1到80行", "1 to 80 rows"),
    ],
)
def test_a_fault_is_told_in_the_reader_s_language_and_nothing_is_kept(
    administrator, folder, rows, chinese, english
):
    for language, words, other in (("zh", chinese, english), ("en", english, chinese)):
        administrator.client.headers["Accept-Language"] = language
        said = administrator.post("/api/v1/paper-design/en/preview", {**PREVIEW, "rows": rows}).json()
        assert any(words in fault for fault in said["faults"])
        assert not any(other in fault for fault in said["faults"])
        refused = put(administrator, "en", rows)
        assert refused.status_code == 422
        assert words in refused.json()["detail"]
    assert load_template("en", folder) is shipped()


def test_the_rows_with_a_fault_are_named(administrator):
    rows = [{"texts": ["{waits}"]}, {"kind": "number"}, {"kind": "space", "dots": 999}]
    said = administrator.post("/api/v1/paper-design/en/preview", {**PREVIEW, "rows": rows}).json()
    assert said["faulty"] == [3]
    said = administrator.post("/api/v1/paper-design/en/preview", {**PREVIEW, "rows": rows[:2]}).json()
    assert said["faulty"] == [1]


def test_too_many_rows_are_told_in_the_templates_own_words(administrator):
    rows = [{"kind": "number"}, *[{"kind": "space"}] * 81]
    said = administrator.post("/api/v1/paper-design/en/preview", {**PREVIEW, "rows": rows})
    assert said.status_code == 200
    assert "1到80行" in said.json()["faults"][0]


def test_a_kept_design_is_the_branch_s_own_until_it_is_given_up(administrator, folder):
    assert put(administrator, "zh_CN", SHORT).json()["own"] is True
    assert [row.texts for row in load_template("zh_CN", folder).rows] == [(), ("{wait}", "到{zone}")]
    text = (folder / "tickets" / "zh_CN.toml").read_text(encoding="utf-8")
    assert text.startswith("# Changed by administrator-")
    assert load_template("en", folder) is shipped()
    headers = {"X-Form-Token": administrator.token}
    said = administrator.client.delete("/api/v1/paper-design/zh_CN", headers=headers).json()
    assert said["own"] is False


def test_a_language_or_profile_there_is_not_is_a_sentence(administrator):
    assert put(administrator, "fr", SHORT).status_code == 404
    body = {**PREVIEW, "profile": "../../etc/passwd"}
    refused = administrator.post("/api/v1/paper-design/en/preview", body)
    assert (refused.status_code, "no printer profile" in refused.json()["detail"]) == (404, True)


def test_a_folder_that_can_not_be_written_is_a_sentence(administrator, folder):
    (folder / "tickets").write_text("a file where the folder should be")
    refused = put(administrator, "en", SHORT)
    assert refused.status_code == 507
    assert "仍用原来的设计" in refused.json()["detail"]


def test_a_file_that_can_not_be_used_is_told_and_can_be_given_up(administrator, folder):
    (folder / "tickets").mkdir()
    (folder / "tickets" / "en.toml").write_text("rows = [ broken")
    said = administrator.get("/api/v1/paper-design/en").json()
    assert (said["own"], len(said["rows"])) == (True, len(shipped().rows))
    assert "tickets/en.toml" in said["faults"][0]
    headers = {"X-Form-Token": administrator.token}
    said = administrator.client.delete("/api/v1/paper-design/en", headers=headers).json()
    assert (said["own"], said["faults"]) == (False, [])


def test_a_design_that_can_not_be_given_up_is_a_sentence(administrator, folder):
    (folder / "tickets" / "en.toml").mkdir(parents=True)
    headers = {"X-Form-Token": administrator.token}
    refused = administrator.client.delete("/api/v1/paper-design/en", headers=headers)
    assert refused.status_code == 507
    assert str(folder) in refused.json()["detail"]


LOGO_ROWS = [{"kind": "logo"}, *SHORT]


def test_a_logo_that_was_never_stored_is_left_out_and_told(administrator):
    without = administrator.post("/api/v1/paper-design/zh_CN/preview", PREVIEW).json()
    body = {**PREVIEW, "rows": LOGO_ROWS}
    said = administrator.post("/api/v1/paper-design/zh_CN/preview", body).json()
    assert (said["picture"], said["bytes"], said["faults"]) == (without["picture"], without["bytes"], [])
    assert "kiosk printer logo" in said["hint"]
    assert without["hint"] == ""


class TestWithAStoredLogo:
    @pytest.fixture
    def manner(self, folder):
        return Manner(config=folder, logo=lambda: Logo(64, 40, b"\xff" * 320))

    @pytest.mark.parametrize(
        ("profile", "bytes_"), [("generic-80", 11), ("generic-58", 4), ("custom-80", None)]
    )
    def test_it_is_on_the_paper_and_costs_only_the_order_to_print_it(self, administrator, profile, bytes_):
        body = {**PREVIEW, "profile": profile}
        without = administrator.post("/api/v1/paper-design/zh_CN/preview", body).json()
        body["rows"] = LOGO_ROWS
        said = administrator.post("/api/v1/paper-design/zh_CN/preview", body).json()
        assert said["hint"] == ""
        if bytes_ is None:
            assert said == without
            return
        assert bytes_ <= said["bytes"] - without["bytes"] <= bytes_ + 3
        assert said["length_mm"] == without["length_mm"] + 5
        assert said["paper_s"] > without["paper_s"]


class TestTheShippedSample:
    @pytest.fixture
    def manner(self):
        return Manner()

    def test_it_can_be_looked_at_and_not_be_changed(self, administrator):
        assert administrator.post("/api/v1/paper-design/en/preview", PREVIEW).json()["faults"] == []
        refused = put(administrator, "en", SHORT)
        assert refused.status_code == 409
        assert "--config" in refused.json()["detail"]
