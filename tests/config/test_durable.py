"""A file is put in another's place as a whole, and nothing is left of a try that failed."""

from __future__ import annotations

import errno
import os

import pytest

from config.durable import put


def test_a_file_is_anew_and_for_whom_it_is_meant(tmp_path):
    for content in (b"long before", b"now"):
        put(tmp_path / "file", content, mode=0o600)
    assert (tmp_path / "file").read_bytes() == b"now"
    assert (tmp_path / "file").stat().st_mode & 0o777 == 0o600
    assert len(list(tmp_path.iterdir())) == 1


def test_a_full_disk_keeps_what_was_and_gets_no_fuller(tmp_path, monkeypatch):
    put(tmp_path / "file", b"before")

    def full(_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        put(tmp_path / "file", b"now")
    assert (tmp_path / "file").read_bytes() == b"before"
    assert len(list(tmp_path.iterdir())) == 1
