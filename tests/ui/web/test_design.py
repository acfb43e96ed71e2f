"""The design of the paper: seen before it is used, used from the next ticket on, and never half."""

from __future__ import annotations

import io
from base64 import b64decode

import pytest
from PIL import Image

from config.profile import load_profile
from config.template import load_template, shipped
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
    ("rows", "words"),
    [
        ([{"texts": ["{wait}"]}], "has 0 rows of kind number"),
        ([{"kind": "number"}, {"texts": ["{waits}"]}], "Did you mean wait?"),
        ([{"kind": "number", "colour": "red"}], "colour"),
        ([{"kind": "number"}, {"texts": [3, None, {}]}], "texts"),
        ([], "rows"),
    ],
)
def test_a_fault_is_told_and_nothing_is_kept(administrator, folder, rows, words):
    said = administrator.post("/api/v1/paper-design/en/preview", {**PREVIEW, "rows": rows}).json()
    assert any(words in fault for fault in said["faults"])
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
    assert "1 to 80 rows" in said.json()["faults"][0]


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
    assert "the one before is in force" in refused.json()["detail"]


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
    assert "could not be written" in refused.json()["detail"]


class TestTheShippedSample:
    @pytest.fixture
    def manner(self):
        return Manner()

    def test_it_can_be_looked_at_and_not_be_changed(self, administrator):
        assert administrator.post("/api/v1/paper-design/en/preview", PREVIEW).json()["faults"] == []
        refused = put(administrator, "en", SHORT)
        assert refused.status_code == 409
        assert "a folder of its own" in refused.json()["detail"]
