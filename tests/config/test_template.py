"""Ticket templates: the shipped one, and a branch's own in its place."""

from __future__ import annotations

import pytest

from config.branch import SAMPLE, check
from config.fault import ConfigError
from config.template import FACTS, RowKind, Tongue, filled, gather_template, load_template, placed, shipped


@pytest.fixture
def write(tmp_path):
    def written(text, language="zh_CN"):
        (tmp_path / "tickets").mkdir(exist_ok=True)
        (tmp_path / "tickets" / f"{language}.toml").write_text(text, encoding="utf-8")
        return tmp_path

    return written


def faults_of(text, write):
    faults = []
    assert gather_template("zh_CN", write(text), faults) is None
    return [str(fault) for fault in faults]


def test_without_a_file_the_shipped_template_serves_every_language(tmp_path):
    assert load_template("en", tmp_path) is load_template("zh_CN") is shipped()


def test_the_shipped_template_says_every_fact_but_the_number_which_has_a_row_of_its_own():
    said = {name for row in shipped().rows for text in (*row.texts, row.after) for name in placed(text)}
    assert said == set(FACTS) - {"number"}
    assert RowKind.NUMBER in {row.kind for row in shipped().rows}


def test_a_branch_s_file_is_for_one_language(write):
    folder = write('rows = [{ kind = "number" }, { texts = ["{wait}", "请到{zone}"] }]')
    assert [row.texts for row in load_template("zh_CN", folder).rows] == [(), ("{wait}", "请到{zone}")]
    assert load_template("en", folder) is shipped()


def test_a_row_left_as_it_is_speaks_the_ticket_s_language():
    assert [row.language for row in shipped().rows][:2] == [Tongue.OWN, Tongue.OTHER]


def test_facts_take_the_place_of_their_names():
    assert filled("请到{zone}的{windows}", {"zone": "现金区", "windows": "{zone}"}) == "请到现金区的{zone}"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('rows = [{ texts = ["{wait}"] }]', "has 0 rows of kind number"),
        ('rows = [{ kind = "number" }, { kind = "number" }]', "has 2 rows of kind number"),
        ('rows = [{ kind = "number" }, { kind = "qr" }, { kind = "qr" }]', "has 2 rows of kind qr"),
        ('rows = [{ kind = "number" }, { texts = ["{waits}"] }]', "Did you mean wait?"),
        ('rows = [{ kind = "number" }, { texts = ["{wait"] }]', "braces only around the name of a fact"),
        ('rows = [{ kind = "number" }, { look = "key" }]', "rows[2].texts"),
        ('rows = [{ kind = "numbr" }]', "Did you mean number?"),
        ('rows = [{ kind = "number" }, { kind = "space", dots = 4000 }]', "0 to 400"),
        ("rows = []", "1 to 80 rows"),
        ("rows = 3", "rows"),
        ("", "rows"),
        ("rows = [", "is not valid TOML"),
    ],
)
def test_a_fault_is_told_with_its_place(write, text, words):
    told = faults_of(text, write)
    assert any(words in each for each in told), told


def test_all_faults_are_told_at_once(write):
    text = 'rows = [{ texts = ["{waits}", "{zones}"], look = "huge" }]'
    assert len(faults_of(text, write)) == 1
    assert len(faults_of(text.replace(', look = "huge"', ""), write)) == 3


def test_a_faulty_template_cannot_be_loaded(write):
    with pytest.raises(ConfigError, match="numbr"):
        load_template("zh_CN", write('rows = [{ kind = "numbr" }]'))


def test_the_check_of_a_branch_looks_at_its_templates(tmp_path):
    for path in SAMPLE.glob("*.toml"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "tickets").mkdir()
    (tmp_path / "tickets" / "en.toml").write_text('rows = [{ texts = ["{wait}"] }]', encoding="utf-8")
    (tmp_path / "tickets" / "fr.toml").write_text("", encoding="utf-8")
    told = [str(fault) for fault in check(tmp_path)]
    assert len(told) == 2
    assert "tickets/en.toml" in told[0]
    assert "tickets/fr.toml" in told[1]
