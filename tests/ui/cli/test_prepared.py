"""What was worked out at the installation: taken where its text is the same, and never otherwise."""

from __future__ import annotations

import dataclasses
import inspect
import marshal
import subprocess
import sys
import tomllib
from importlib import import_module
from importlib.util import MAGIC_NUMBER

import pytest

from config import toml_file
from config.phrases import SHIPPED
from tests.appliance.box import ROOT
from ui.cli.prepared import PARTS, compile_by, compiled, keep, lend


@pytest.fixture(autouse=True)
def ordinary():
    """`dataclasses` goes its own way again, and so do the files of the branch."""
    yield
    dataclasses.__dict__.pop("exec", None)
    toml_file.read_table = tomllib.loads


@pytest.fixture
def room(tmp_path, monkeypatch):
    """A module with one class, kept."""
    (tmp_path / "small_room.py").write_text(
        "from dataclasses import dataclass\n"
        "@dataclass(frozen=True, slots=True)\n"
        "class Paper:\n    number: str\n    copies: int = 1\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    sys.modules.pop("small_room", None)
    assert keep("touch", ["small_room"], tmp_path) > 0
    dataclasses.__dict__.pop("exec")
    toml_file.read_table = tomllib.loads
    sys.modules.pop("small_room")
    return tmp_path


def made_anew(monkeypatch, room):
    """The module, imported by what is lent, and the texts that were compiled all the same."""
    texts = []
    monkeypatch.setattr("ui.cli.prepared.compiled", lambda text: texts.append(text) or compiled(text))
    lend("touch", room)
    return import_module("small_room"), texts


def test_a_class_that_is_kept_is_made_without_compiling_and_is_the_same(room, monkeypatch):
    module, texts = made_anew(monkeypatch, room)
    paper = module.Paper("A001")
    assert not texts
    assert (paper, repr(paper), paper.copies) == (
        module.Paper("A001", 1),
        "Paper(number='A001', copies=1)",
        1,
    )
    assert hash(paper) == hash(module.Paper("A001"))
    assert inspect.get_annotations(module.Paper.__init__) == {"number": str, "copies": int, "return": None}
    with pytest.raises(dataclasses.FrozenInstanceError):
        paper.copies = 2


def test_a_class_that_has_changed_is_compiled_as_ever(room, monkeypatch):
    source = (room / "small_room.py").read_text()
    (room / "small_room.py").write_text(
        source.replace("copies: int = 1", "copies: int = 1\n    colour: str = ''")
    )
    module, texts = made_anew(monkeypatch, room)
    assert texts
    assert module.Paper("A001", colour="red").colour == "red"


@pytest.mark.parametrize("content", [None, b"", b"\0\0\0\0{0", MAGIC_NUMBER, MAGIC_NUMBER + b"no bytecode"])
def test_a_file_that_cannot_be_used_changes_nothing(room, monkeypatch, content):
    (file,) = room.glob("*.prepared")
    if content is None:
        file.unlink()
    else:
        file.write_bytes(content)
    module, _ = made_anew(monkeypatch, room)
    assert "exec" not in vars(dataclasses)
    assert toml_file.read_table is tomllib.loads
    assert module.Paper("A001").copies == 1


def test_what_is_lent_is_what_dataclasses_runs(room):
    """Else a later Python that makes its methods otherwise would leave all this without effect, unseen."""
    taken = []
    compile_by(lambda text: taken.append(text) or compiled(text))
    dataclasses.make_dataclass("Paper", [("number", str)])
    assert taken


def test_every_part_can_be_kept(tmp_path):
    words = "import sys; from pathlib import Path; from ui.cli.prepared import *; "
    words += "keep('touch', PARTS['touch'], Path(sys.argv[1]))"
    subprocess.run([sys.executable, "-B", "-c", words, str(tmp_path)], check=True, cwd=ROOT)
    (file,) = tmp_path.glob("touch.*")
    assert len(marshal.loads(file.read_bytes()[4:])) > 100
    for modules in PARTS.values():
        assert all((ROOT / f"{name.replace('.', '/')}.py").is_file() for name in modules)


def test_shipped_phrases_are_read_without_the_parser_and_others_with_it(room, monkeypatch):
    parsed = []
    real = tomllib.loads
    monkeypatch.setattr("ui.cli.prepared.tomllib.loads", lambda text: parsed.append(text) or real(text))
    lend("touch", room)
    english = (SHIPPED / "en.toml").read_text("utf-8")
    assert toml_file.read_table(english) == real(english)
    assert not parsed
    assert toml_file.read_table(english + "# another word\n") == real(english)
    assert len(parsed) == 1
