"""One box of several at the command line: numbers come also while the common store is away."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from kiosk import rows
from kiosk.devices import PRINTER, report
from kiosk.store import open_store
from tests.kiosk.cluster import Cluster
from tests.kiosk.conftest import cluster
from ui.cli.setting import Setting
from ui.upkeep import plugged
from ui.upkeep.findings import examined

__all__ = ["cluster"]


@pytest.fixture
def at(branch: Path) -> Callable[[str], Path]:
    """The branch with its store at an address."""
    file = branch / "branch.toml"
    plain = file.read_text()

    def made(address: str) -> Path:
        file.write_text(plain.replace('store = ""', f'store = "{address}"'))
        return branch

    return made


def take(kiosk, folder: Path, minute: int = 0):
    moment = f"2026-11-25T10:{minute:02d}"
    return kiosk("ticket", "issue", "--service", "cash", "--json", "--config", folder, "--clock", moment)


@pytest.mark.warns
def test_a_number_comes_while_the_database_is_away_and_is_there_when_it_is_back(
    kiosk, at, tmp_path: Path, cluster: Cluster
) -> None:
    there = cluster.address()
    away = there.replace(f"host={cluster.folder}", f"host={tmp_path}")
    assert take(kiosk, at(there)).value["number"] == "A001"
    cut_off = take(kiosk, at(away), 5)
    assert (cut_off.code, cut_off.value["number"], cut_off.value["ahead"]) == (0, "A501", None)
    shown = kiosk("ticket", "show", "A501", "--json", "--config", at(away))
    assert shown.value["state"] == "waiting"
    told = kiosk("doctor", "--json", "--config", at(away))
    reserve = next(part for part in told.value["parts"] if part["part"] == "reserve")
    assert (reserve["fine"], reserve["found"]["waiting"]) == (False, 1)
    assert take(kiosk, at(there), 10).value["number"] == "A002"
    back = kiosk("ticket", "show", "A501", "--json", "--config", at(there)).value
    assert (back["token"], back["issued_at"]) == (cut_off.value["token"], cut_off.value["issued_at"])
    called = [
        kiosk("call", verb, "--counter", "1", "--json", "--config", at(there), "--clock", "2026-11-25T10:15")
        for verb in ("next", "finish", "next", "finish", "next")
    ]
    assert [answer.value["number"] for answer in called[::2]] == ["A001", "A501", "A002"]


@pytest.mark.warns
def test_a_box_that_never_had_the_database_says_what_it_lacks(kiosk, at, tmp_path: Path) -> None:
    answer = take(kiosk, at(f"postgresql:///postgres?host={tmp_path}"))
    assert answer.code == 1
    assert "no number of A left" in answer.err


def test_a_name_that_cannot_be_one_is_refused(kiosk, at, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "box.toml").write_text('name = "Left Box"\n')
    answer = take(kiosk, at(f"postgresql:///postgres?host={tmp_path}"))
    assert answer.code == 1
    assert "box.toml" in answer.err


BROKEN = {
    "a quote is missing": lambda text: text.replace('id = "', "id = ", 1),
    "it was cut off": lambda text: text[: text.index('store = "')] + _line(text) + "\n[pages",
    "it is no text": lambda text: text + "\udcff",
}


def _line(text: str) -> str:
    return next(line for line in text.splitlines() if line.startswith("store"))


@pytest.mark.warns
@pytest.mark.parametrize("how", BROKEN)
def test_a_self_test_finds_staff_by_what_is_left_of_a_file_that_is_none(
    kiosk, at, tmp_path: Path, cluster: Cluster, how
) -> None:
    folder = at(cluster.address())
    assert take(kiosk, folder).value["number"] == "A001"
    sound = (folder / "branch.toml").read_text()
    (folder / "branch.toml").write_bytes(BROKEN[how](sound).encode("utf-8", "surrogateescape"))
    assert kiosk("config", "check", folder).code == 1
    told = kiosk("doctor", "--selftest", "--config", folder, "--clock", "2026-11-25T10:20")
    assert told.code == 0
    (folder / "branch.toml").write_text(sound)
    with closing(open_store(tmp_path, cluster_of(sound))) as store, store.read() as cursor:
        (state,) = [each.state for name, each in rows.devices(cursor).items() if name.startswith("selftest@")]
    assert state == "failed"


def cluster_of(text: str) -> str:
    return _line(text).partition('"')[2].partition('"')[0]


@pytest.mark.warns
@pytest.mark.parametrize("line", ['store = "postgresql://x', "", 'store = "a"\nstore = "b"'])
def test_where_no_whole_line_is_left_it_says_that_nobody_was_told(
    kiosk, at, cluster: Cluster, line: str
) -> None:
    folder = at(cluster.address())
    take(kiosk, folder)
    file = folder / "branch.toml"
    file.write_text(file.read_text().replace(_line(file.read_text()), f"broken\n{line}"))
    answer = kiosk("doctor", "--selftest", "--config", folder)
    assert answer.code == 1
    assert "Staff could not be told" in answer.err


@pytest.mark.warns
def test_cut_off_the_doctor_knows_the_printer_from_the_boxs_own_store(at, tmp_path: Path) -> None:
    here = Setting(at(f"postgresql:///postgres?host={tmp_path}"), tmp_path / "data")
    assert here.shared is not None
    with closing(here.shared.island()) as island:
        report(here.shared.site(island), PRINTER, "paper_out", "The roll has ended.")
    found = plugged._as_reported(here, with_print=False)
    assert (found.fine, found.value["found"]["state"]) == (False, "paper_out")


def test_a_database_that_is_silent_is_waited_for_once_by_all_parts_together(at, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0), backlog=20) as silent:
        silent.setblocking(False)
        here = Setting(at(f"postgresql://127.0.0.1:{silent.getsockname()[1]}/lobby"), tmp_path / "data")
        parts = {part.name: part for part in examined(here, asks=False)}
        lines = list(_lines(silent))
    assert len(lines) == 1
    assert "out of reach" in parts["store"].says
    assert parts["clock"].says == parts["store"].says
    assert "cut off" in parts["reserve"].says


def _lines(server: socket.socket) -> Iterator[None]:
    """Each line that somebody began to a server which never took one up."""
    with suppress(BlockingIOError):
        while True:
            server.accept()[0].close()
            yield


def test_learning_that_finds_no_database_says_nothing_where_nobody_asked(kiosk, at, tmp_path: Path) -> None:
    away = at(f"postgresql:///postgres?host={tmp_path}")
    assert kiosk("learn", "--quiet", "--config", away).code == 0
    assert kiosk("learn", "--config", away).code == 1
