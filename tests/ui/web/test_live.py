"""The running process: live changes, nothing missed, TLS, and a quick end."""

from __future__ import annotations

import os
import re
import socket
import ssl
import subprocess
import sys
import time
from pathlib import Path

import httpx2
import pytest

from tests.ui.web.process import PATIENCE_S, following, lobby_beside, running, until
from ui.web.feed import QUEUE_MOST

MEMORY_MOST_KB = 8 * 1024
PRESSES = 30


@pytest.fixture
def lobby(tmp_path, branch):
    with lobby_beside(tmp_path / "data", branch) as found:
        yield found


@pytest.fixture
def pages(tmp_path, lobby):
    with running(tmp_path / "data", "--plain") as started:
        yield started


def heard(messages):
    return [(each.data["kind"], each.data["number"]) for each in messages if each.event == "lobby"]


def test_the_board_changes_when_somebody_is_called(pages, lobby, take):
    take("cash")
    with following(f"{pages.addresses['board']}/api/v1/events") as stream:
        first = next(stream)
        assert first.event == "page"
        assert "A001" in first.data["html"]
        lobby.call_next("1")
        call = until(stream, "lobby", kind="called", number="A001")[-1]
        shown = next(stream)
        assert call.id <= shown.id
        assert "calling" in shown.data["html"]


def test_a_page_that_was_away_misses_nothing_and_hears_nothing_twice(pages, lobby, take):
    for _ in range(6):
        take("cash")
    address = f"{pages.addresses['board']}/api/v1/events"
    with following(address) as stream:
        next(stream)
        lobby.call_next("1")
        last = until(stream, "lobby", kind="called")[-1].id
    for counter in ("2", "3"):
        lobby.call_next(counter)
    with following(address, last_id=last) as stream:
        messages = until(stream, "page")
        assert heard(messages) == [("called", "A002"), ("called", "A003")]
        lobby.recall("3")
        assert heard(until(stream, "lobby")) == [("recalled", "A003")]
    with following(f"{address}?after={last}") as stream:
        assert heard(until(stream, "page"))[:2] == [("called", "A002"), ("called", "A003")]


@pytest.mark.parametrize("last_id", [0, 10**15])
def test_a_page_that_knows_too_little_or_too_much_starts_afresh(pages, lobby, take, last_id, monkeypatch):
    take("cash")
    with following(f"{pages.addresses['board']}/api/v1/events", last_id=last_id) as stream:
        messages = until(stream, "page")
    assert [each.event for each in messages] == (["page"] if last_id == 0 else ["reset", "page"])


@pytest.mark.parametrize("mark", ["x", "-1", "1; DROP", "9" * 21, "٣"])
def test_a_mark_that_is_none_of_ours_is_refused(pages, mark):
    answer = httpx2.get(
        f"{pages.addresses['board']}/api/v1/events",
        headers={"Last-Event-ID": mark.encode()},
        timeout=PATIENCE_S,
    )
    assert answer.status_code == 422


def test_a_phone_hears_of_its_own_ticket_alone(pages, lobby, take):
    other, own = take("cash"), take("cash")
    with following(f"{pages.addresses['public']}/api/v1/events?ticket={lobby.token(own)}") as stream:
        assert own.label in next(stream).data["html"]
        lobby.call_next("1")
        lobby.call_next("2")
        messages = until(stream, "lobby", kind="called")
    assert heard(messages) == [("called", own.label)]
    assert other.label not in str(messages)


def test_a_process_that_is_asked_to_stop_ends_within_a_second_though_pages_follow(tmp_path, lobby):
    with (
        running(tmp_path / "data", "--plain") as pages,
        following(f"{pages.addresses['board']}/api/v1/events") as stream,
    ):
        next(stream)
        assert pages.stop() < 1.0
        assert pages.process.returncode == 0
        assert list(stream) == []


def test_https_with_the_box_s_own_certificate(tmp_path, lobby):
    data = tmp_path / "data"
    with running(data) as pages:
        chain = data / "tls" / "web-certificate.pem"
        assert (data / "tls" / "web-key.pem").stat().st_mode & 0o777 == 0o600
        answer = httpx2.get(
            f"{pages.addresses['board']}/healthz",
            verify=ssl.create_default_context(cafile=chain),
            timeout=PATIENCE_S,
        )
        assert answer.json()["status"] == "ok"
        page = httpx2.get(
            f"{pages.addresses['staff']}/login",
            verify=ssl.create_default_context(cafile=chain),
            timeout=PATIENCE_S,
        )
        assert page.status_code == 200
    made = chain.read_bytes()
    with running(data):
        assert chain.read_bytes() == made


def test_systemd_is_told_when_the_pages_are_ready_and_that_they_live(tmp_path, lobby):
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ear:
        ear.bind(str(tmp_path / "notify"))
        ear.settimeout(PATIENCE_S)
        environment = {"NOTIFY_SOCKET": str(tmp_path / "notify"), "WATCHDOG_USEC": "300000"}
        with running(tmp_path / "data", "--plain", environment=environment) as pages:
            assert ear.recv(64) == b"READY=1"
            assert ear.recv(64) == b"WATCHDOG=1"
            pages.stop()
            said = ear.recv(64)
            while said == b"WATCHDOG=1":
                said = ear.recv(64)
            assert said == b"STOPPING=1"


def test_a_socket_that_systemd_passed_is_used_for_its_listener_alone(tmp_path, lobby):
    as_systemd = (
        "import os, sys; os.dup2(int(sys.argv[1]), 3); os.environ['LISTEN_PID'] = str(os.getpid());"
        " os.execv(sys.executable, [sys.executable, *sys.argv[2:]])"
    )
    words = ["-m", "ui.cli", "web", "--plain", "--data", str(tmp_path / "data")]
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
        process = subprocess.Popen(
            [sys.executable, "-c", as_systemd, str(door.fileno()), *words],
            pass_fds=[door.fileno()],
            env={**os.environ, "LISTEN_FDS": "1", "LISTEN_FDNAMES": "board"},
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            assert process.stdout.readline() == f"The board is at http://127.0.0.1:{port}/board\n"
            assert httpx2.get(f"http://127.0.0.1:{port}/healthz", timeout=PATIENCE_S).status_code == 200
        finally:
            process.terminate()
            assert process.wait(PATIENCE_S) == 0
            process.stdout.close()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--plain", "--board-port", "{taken}"], "choose another port with --board-port"),
        (["--certificate", "/nowhere.pem"], "can't be read"),
        (["--certificate", "{rubbish}"], "no certificate with its key"),
    ],
)
def test_what_can_t_be_used_is_told_in_a_sentence(tmp_path, lobby, words, said):
    rubbish = tmp_path / "rubbish.pem"
    rubbish.write_text("no certificate")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        known = {"taken": taken.getsockname()[1], "rubbish": rubbish}
        ended = subprocess.run(
            [
                sys.executable,
                "-m",
                "ui.cli",
                "web",
                "--data",
                str(tmp_path / "data"),
                "--staff-port",
                "0",
                "--public-port",
                "0",
                *(["--board-port", "0"] if "--board-port" not in words else []),
                *(word.format(**known) for word in words),
            ],
            capture_output=True,
            text=True,
            timeout=PATIENCE_S,
            check=False,
        )
    assert ended.returncode == 1
    assert said in ended.stderr
    assert "Traceback" not in ended.stderr


def figure(pages, name):
    answer = httpx2.get(f"{pages.addresses['staff']}/metrics", timeout=PATIENCE_S).text
    return int(re.search(rf"^{name} (\d+)$", answer, re.MULTILINE)[1])


def memory_kb(pages):
    said = Path(f"/proc/{pages.process.pid}/status").read_text(encoding="utf-8")
    return int(re.search(r"VmRSS:\s+(\d+)", said)[1])


def test_a_follower_that_never_reads_is_dropped_and_costs_no_memory(pages, lobby, take):
    take("cash")
    lobby.call_next("1")
    port = int(pages.addresses["board"].rpartition(":")[2])
    with socket.socket() as deaf:
        deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
        deaf.connect(("127.0.0.1", port))
        deaf.sendall(b"GET /api/v1/events HTTP/1.1\r\nHost: board\r\n\r\n")
        with following(f"{pages.addresses['board']}/api/v1/events") as stream:
            next(stream)
            before, give_up, rounds = memory_kb(pages), time.monotonic() + PATIENCE_S, 0
            while not figure(pages, "lobby_pages_dropped") and time.monotonic() < give_up:
                for _ in range(PRESSES):
                    take("cash")
                    number = lobby.finish_and_call("1").label
                    until(stream, "lobby", number=number)
                rounds += 1
            assert figure(pages, "lobby_pages_dropped") == 1
            assert figure(pages, "lobby_pages_following") == 1
            assert rounds * PRESSES > QUEUE_MOST
            assert memory_kb(pages) - before < MEMORY_MOST_KB
