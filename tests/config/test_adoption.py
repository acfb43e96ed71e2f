"""A branch's folder takes the place of another: as a whole, whenever the power goes."""

from __future__ import annotations

import contextlib
import os
import shutil

import pytest

from config.adoption import adopt, complete, files_of
from config.branch import SAMPLE, load


class PowerCut(BaseException):
    """Nothing after this happens."""


@pytest.fixture
def other():
    """A branch of another name, with a printer's profile of its own and without a calendar."""
    files = files_of(SAMPLE)
    files["branch.toml"] = files["branch.toml"].replace(b'id = "wutong"', b'id = "jiangan"')
    del files["calendar.toml"]
    files["printers/own-80.toml"] = (SAMPLE.parent / "printers" / "generic-80.toml").read_bytes()
    return files


def test_what_comes_is_there_and_what_was_is_gone(folder, other):
    assert adopt(folder, other) == []
    assert files_of(folder) == other
    assert load(folder).id == "jiangan"
    assert [path.name for path in folder.iterdir() if path.name.startswith(".")] == []
    assert (folder / "branch.toml").stat().st_mode & 0o777 == 0o644


def test_faults_are_told_and_change_nothing(folder, other):
    before = files_of(folder)
    other["branch.toml"] = other["branch.toml"].replace(b"code = 1027", b"code = 0")
    other["strange.toml"] = b""
    told = adopt(folder, other)
    assert [fault.file for fault in told] == ["branch.toml", "strange.toml"]
    assert files_of(folder) == before
    assert not (folder / ".coming").exists()


def test_paper_that_was_designed_here_stays_unless_the_new_branch_brings_its_own(folder, other):
    paper = (SAMPLE.parent / "tickets" / "default.toml").read_bytes()
    (folder / "tickets").mkdir()
    (folder / "tickets" / "en.toml").write_bytes(paper)
    assert adopt(folder, other) == []
    assert files_of(folder)["tickets/en.toml"] == paper
    assert adopt(folder, {**other, "tickets/zh_CN.toml": paper}) == []
    assert "tickets/en.toml" not in files_of(folder)


@pytest.mark.parametrize(
    ("first", "then"), [("signs/x.md/y.md", "signs/x.md"), ("signs/x.md", "signs/x.md/a/y.md")]
)
def test_a_folder_in_the_place_of_a_file_and_the_other_way_round_is_no_end(folder, first, then):
    files = files_of(SAMPLE)
    for name in (first, then):
        assert adopt(folder, {**files, name: b"x"}) == []
        assert files_of(folder) == {**files, name: b"x"}


def calls_that_change(monkeypatch, cut_at):
    """From the call of that number on, nothing changes on the disk any more."""
    count = 0
    for module, name in (
        (os, "link"),
        (os, "rename"),
        (os, "replace"),
        (os, "unlink"),
        (os, "rmdir"),
        (os, "mkdir"),
    ):
        whole = getattr(module, name)

        def cut(*given, whole=whole, **more):
            nonlocal count
            count += 1
            if count >= cut_at:
                raise PowerCut
            return whole(*given, **more)

        monkeypatch.setattr(module, name, cut)
    return lambda: count


def test_a_power_cut_at_any_moment_leaves_the_one_branch_or_the_other(tmp_path, monkeypatch):
    before = {"branch.toml": b"1", "calendar.toml": b"1", "phrases/en.toml": b"1"}
    after = {"branch.toml": b"2", "phrases/en.toml": b"1", "printers/own.toml": b"2"}
    # Whether the files are sound is another test's.
    monkeypatch.setattr("config.adoption.check", lambda _folder: [])
    adopt(whole := tmp_path / "whole", before)
    cut_at, seen = 0, set()
    while True:
        cut_at += 1
        here = shutil.copytree(whole, tmp_path / f"cut{cut_at}")
        with monkeypatch.context() as power, contextlib.suppress(PowerCut):
            made = calls_that_change(power, cut_at)
            adopt(here, after)
        complete(here)
        assert files_of(here) in (before, after), cut_at
        seen.add(files_of(here) == after)
        if made() < cut_at:
            break
    assert seen == {False, True}
    assert cut_at > 15


def test_completing_nothing_changes_nothing(folder):
    before = files_of(folder)
    assert complete(folder) is False
    assert files_of(folder) == before
