"""`kiosk relay` as a shell would run it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing, contextmanager
from dataclasses import fields, replace
from datetime import datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from config.branch import SAMPLE, load
from config.schema import Span, Week
from kiosk import rows
from kiosk.issuing import IssueRequest
from kiosk.lobby import Lobby
from kiosk.rating import giving
from kiosk.rating.verdict import Channel, Verdict
from kiosk.store import open_store
from tests.drivers.benches import eventually
from tests.kiosk.relay.receiver import SECRET, Receiver, receiving
from ui.cli.arguments import arguments
from ui.cli.run import _parts
from ui.cli.setting import setting

ROOT = Path(__file__).parents[3]
PATIENCE_S = 20.0


@pytest.fixture
def clock() -> Callable[[], datetime]:
    # The relay of these tests keeps the box's own time: in a store from another time it would rest.
    return lambda: datetime.now(ZoneInfo("Asia/Shanghai"))


@pytest.fixture
def branch(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SAMPLE, tmp_path / "branch"))


@pytest.fixture
def configure(branch: Path) -> Callable[[str, str], None]:
    def edit(url: str, secret_file: str) -> None:
        file = branch / "rating.toml"
        text = file.read_text(encoding="utf-8").replace('url = ""', f'url = "{url}"', 1)
        text = text.replace('secret_file = ""', f'secret_file = "{secret_file}"', 1)
        file.write_text(text, encoding="utf-8")

    return edit


@contextmanager
def relaying(branch: Path, data: Path, **more: str):
    words = ["relay", "--config", str(branch), "--data", str(data)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **more}
    with subprocess.Popen(
        [sys.executable, "-m", "ui.cli", *words], env=environment, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process
            process.send_signal(signal.SIGTERM)
            assert process.wait(PATIENCE_S) == 0
        finally:
            process.kill()


def judged(branch: Path, data: Path, clock) -> str:
    with closing(open_store(data)) as store:
        always = Week(**{day.name: (Span(start=time.min, end=time.max),) for day in fields(Week)})
        site = load(branch)
        hours = replace(site.hours, personal=always, corporate=always, special_days=())
        lobby = Lobby(store, replace(site, hours=hours), clock)
        ticket = lobby.issue(IssueRequest(("cash",), "touch-1"))
        lobby.call_next("1")
        lobby.finish("1")
        return giving.rate(lobby.site, lobby.token(ticket), Verdict(5), Channel.PHONE).uid


def device(data: Path, name: str) -> tuple[str, str] | None:
    with closing(open_store(data)) as store, store.read() as cursor:
        found = rows.devices(cursor).get(name)
    return (found.state, found.detail) if found else None


@pytest.mark.parametrize("by_credential", [False, True])
def test_a_rating_leaves_with_the_secret_beside_the_branch_or_among_the_credentials(
    branch, configure, tmp_path, clock, by_credential
):
    place = tmp_path if by_credential else branch
    (place / "scoring-secret").write_text(SECRET)
    more = {"CREDENTIALS_DIRECTORY": str(tmp_path)} if by_credential else {}
    uid = judged(branch, tmp_path / "data", clock)
    with receiving(Receiver()) as server:
        configure(server.url, "scoring-secret")
        with relaying(branch, tmp_path / "data", **more):
            eventually(lambda: uid in server.kept, PATIENCE_S)
    assert server.forged == []


def test_a_rating_given_while_the_relay_runs_leaves_at_once(branch, configure, tmp_path, clock):
    (branch / "secret").write_text(SECRET)
    with receiving(Receiver()) as server:
        configure(server.url, "secret")
        with relaying(branch, tmp_path / "data"):
            eventually(lambda: device(tmp_path / "data", "relay") == ("ok", ""), PATIENCE_S)
            uid = judged(branch, tmp_path / "data", clock)
            eventually(lambda: uid in server.kept, PATIENCE_S)


def test_without_a_scoring_server_it_says_so_and_rests(branch, tmp_path):
    with relaying(branch, tmp_path / "data") as process:
        said = process.stdout.readline()
        eventually(lambda: device(tmp_path / "data", "relay"), PATIENCE_S)
    assert said == "Ratings are kept on this box: relay.scoring.url in rating.toml is empty.\n"
    assert device(tmp_path / "data", "relay") == ("off", said.strip())


def test_without_a_secret_it_says_so_to_staff(branch, configure, tmp_path):
    configure("https://scoring.bank.example", "scoring-secret")
    with relaying(branch, tmp_path / "data") as process:
        assert "can't be read (No such file or directory)" in process.stdout.readline()
        eventually(lambda: (device(tmp_path / "data", "relay") or ("",))[0] == "away", PATIENCE_S)


def test_a_second_relay_is_told_of_the_first(branch, tmp_path, kiosk):
    with relaying(branch, tmp_path / "data") as process:
        assert process.stdout.readline()
        eventually(lambda: device(tmp_path / "data", "notices"), PATIENCE_S)
        answer = kiosk("relay", "--config", branch, "--data", tmp_path / "data")
    assert answer.code == 1
    assert "Another relay works on" in answer.err


def test_how_the_outbox_stands_is_told(branch, tmp_path, kiosk, clock):
    judged(branch, tmp_path / "data", clock)
    place = ("--config", branch, "--data", tmp_path / "data")
    value = kiosk("relay", *place, "--status", "--json").value
    nothing = {"waiting": 0, "refused": 0}
    assert value == {"scoring": {"waiting": 1, "refused": 0}, "notices": nothing, "checks": nothing}
    with closing(open_store(tmp_path / "data")) as store, store.write() as cursor:
        cursor.run("UPDATE outbox SET fate = 'refused', detail = 'HTTP 401'")
    assert "scoring: 0 wait, 1 were refused (HTTP 401)" in kiosk("relay", *place, "--status").out
    assert "scoring: 1 wait, 0 were refused" in kiosk("relay", *place, "--send-again").out


@pytest.mark.parametrize("demo", [[], ["--demo"]])
def test_the_relay_is_one_of_the_processes_of_a_box(tmp_path, demo):
    given = arguments().parse_args(["run", *demo, "--data", str(tmp_path)])
    words = [part.words[0] for part in _parts(setting(given), given)]
    assert {"touch", "devices", "web", "relay", "learn"} <= set(words)
