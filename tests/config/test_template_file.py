"""Templates as files: what is kept is what is read, and a faulty one changes nothing."""

from __future__ import annotations

import os
import shutil
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.branch import SAMPLE, ConfigError, check, load
from config.scalars import is_text
from config.template import Row, RowKind, RowLook, Side, Template, Tongue, load_template, shipped, understood
from config.template_file import Templates, forget, keep, written

NUMBER = Row(kind=RowKind.NUMBER)
SHORT = Template(rows=(NUMBER, Row(texts=("{wait}",), look=RowLook.KEY)))

letters = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)
texts = letters.filter(is_text).map(lambda text: text.replace("{", "(").replace("}", ")"))
rows = st.builds(
    Row,
    kind=st.sampled_from([RowKind.TEXT, RowKind.SPACE, RowKind.RULE]),
    texts=st.lists(texts, min_size=1, max_size=4).map(tuple),
    look=st.sampled_from(RowLook),
    side=st.sampled_from(Side),
    language=st.sampled_from(Tongue),
    dots=st.integers(0, 400),
)


@given(st.lists(rows, max_size=20), letters)
def test_what_is_written_reads_the_same(found, note):
    template = Template(rows=(NUMBER, *found))
    faults = []
    assert understood(tomllib.loads(written(template, note)), "x.toml", faults) == template, faults


def test_a_kept_template_is_the_paper_from_then_on(tmp_path):
    live = Templates(tmp_path)
    assert live("en") is shipped()
    keep(SHORT, "en", tmp_path, "Changed by m.chen.")
    assert live("en") == load_template("en", tmp_path) == SHORT
    assert live("zh_CN") is shipped()
    forget("en", tmp_path)
    assert live("en") is shipped()


def test_a_file_that_did_not_change_is_not_read_again(tmp_path):
    keep(SHORT, "en", tmp_path, "")
    live = Templates(tmp_path)
    assert live("en") is live("en")


def test_a_faulty_file_leaves_the_one_before_in_force_and_is_told_once(tmp_path, caplog):
    keep(SHORT, "en", tmp_path, "")
    live = Templates(tmp_path)
    before = live("en")
    (tmp_path / "tickets" / "en.toml").write_text("rows = 3", encoding="utf-8")
    assert [live("en"), live("en")] == [before, before]
    told = [record.message for record in caplog.records]
    caplog.clear()
    assert len(told) == 1
    assert "tickets/en.toml" in told[0]


def test_a_template_that_can_not_be_written_leaves_the_one_before(tmp_path):
    keep(SHORT, "en", tmp_path, "")
    (tmp_path / "tickets" / f".en.toml.{os.getpid()}").mkdir()
    with pytest.raises(OSError, match="directory"):
        keep(Template(rows=(NUMBER,)), "en", tmp_path, "")
    assert load_template("en", tmp_path) == SHORT


def test_a_faulty_template_is_told_and_keeps_no_branch_from_opening(tmp_path, caplog):
    folder = tmp_path / "branch"
    shutil.copytree(SAMPLE, folder)
    (folder / "tickets").mkdir()
    (folder / "tickets" / "zh_CN.toml").write_text("rows = [ broken", encoding="utf-8")
    assert [fault.file for fault in check(folder)] == ["tickets/zh_CN.toml"]
    assert load(folder).id == "wutong"
    assert Templates(folder)("zh_CN") is shipped()
    assert "is not used" in caplog.text
    (folder / "zones.toml").unlink()
    with pytest.raises(ConfigError):
        load(folder)
    caplog.clear()
