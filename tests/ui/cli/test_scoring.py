"""`kiosk scoring`: units, keys and people made on the box, and the server itself."""

from __future__ import annotations

import io
import json
import os
import re
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from datetime import UTC, datetime

import pytest

from tests.kiosk.scoring.messages import rating, signed

PASSWORD = "quiet-river-39"
PATIENCE_S = 20.0


@pytest.fixture
def types(monkeypatch):
    """Somebody types a word into a pipe."""

    def typed(word):
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{word}\n"))

    return typed


def test_a_key_is_made_and_shown_once(kiosk):
    made = kiosk("scoring", "key", "add", "east")
    assert re.fullmatch(r"whsec_[A-Za-z0-9+/]{43}=\n", made.out)
    listed = kiosk("scoring", "key", "list")
    assert made.out.strip() not in listed.out
    assert kiosk("scoring", "key", "list", "--json").value == [{"id": 1, "unit": "east", "retired": False}]
    assert kiosk("scoring", "key", "retire", 1).code == 0
    assert kiosk("scoring", "key", "list", "--json").value[0]["retired"]
    assert kiosk("scoring", "key", "retire", 1).code == 1


def test_a_key_that_a_branch_has_already_is_taken(kiosk, types):
    types("whsec_" + "QUJD" * 10)
    assert kiosk("scoring", "key", "add", "east", "--secret-stdin").code == 0
    types("short")
    answer = kiosk("scoring", "key", "add", "east", "--secret-stdin")
    assert (answer.code, "base64" in answer.err or "bytes" in answer.err) == (1, True)


def test_a_unit_has_a_name_that_may_be_changed(kiosk):
    kiosk("scoring", "unit", "add", "east", "--name", "East")
    kiosk("scoring", "unit", "add", "east", "--name", "城东支行")
    assert kiosk("scoring", "unit", "list", "--json").value == [{"id": "east", "name": "城东支行"}]
    assert kiosk("scoring", "unit", "list").out == "east: 城东支行\n"
    answer = kiosk("scoring", "unit", "add", "East Branch")
    assert (answer.code, "'East Branch'" in answer.err) == (1, True)


def test_the_first_administrator_is_made_here(kiosk, types):
    types(PASSWORD)
    made = kiosk("scoring", "staff", "add", "Chief", "--office", "administrator", "--pin-stdin")
    assert made.out == "chief is administrator now.\n"
    kiosk("scoring", "unit", "add", "east")
    types(PASSWORD)
    manager = ("scoring", "staff", "add", "lin", "--office", "manager", "--unit", "east", "--pin-stdin")
    assert kiosk(*manager).code == 0
    assert kiosk("scoring", "staff", "list").out == "chief: administrator\nlin: manager of east\n"
    types("another-river-40")
    assert kiosk("scoring", "staff", "password", "lin", "--pin-stdin").code == 0
    assert kiosk("scoring", "staff", "remove", "lin").code == 0
    assert kiosk("scoring", "staff", "list").out == "chief: administrator\n"


@pytest.mark.parametrize("words", [("--office", "manager"), ("--office", "inspector", "--unit", "east")])
def test_a_manager_has_a_unit_and_nobody_else(kiosk, types, words):
    kiosk("scoring", "unit", "add", "east")
    types(PASSWORD)
    answer = kiosk("scoring", "staff", "add", "lin", *words, "--pin-stdin")
    assert (answer.code, "has a unit" in answer.err) == (1, True)
    assert kiosk("scoring", "staff", "list").out == ""


def test_its_store_is_not_the_branchs(kiosk, tmp_path):
    kiosk("staff", "list")
    kiosk("scoring", "unit", "add", "east")
    assert (tmp_path / "data" / "scoring" / "lobby.db").exists()
    assert kiosk("scoring", "unit", "list", "--store", "nonsense").code == 1


def test_the_server_serves_until_it_is_told_to_stop(kiosk, tmp_path):
    secret = kiosk("scoring", "key", "add", "east").out.strip()
    words = ["scoring", "serve", "--port", "0", "--data", str(tmp_path / "data")]
    process = subprocess.Popen(
        [sys.executable, "-m", "ui.cli", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**{k: v for k, v in os.environ.items() if k != "KIOSK_CLOCK"}, "PYTHONUNBUFFERED": "1"},
    )
    try:
        address = re.search(r"http://\S+(?=/)", process.stdout.readline())[0]
        headers, body = signed(secret, rating(), datetime.now(UTC))
        sent = urllib.request.Request(f"{address}/v1/ratings", body, headers, method="POST")
        with urllib.request.urlopen(sent, timeout=PATIENCE_S) as answer:
            assert (answer.status, json.load(answer)) == (201, {"status": "taken"})
        with pytest.raises(urllib.error.HTTPError) as again:
            urllib.request.urlopen(sent, timeout=PATIENCE_S)
        assert again.value.code == 409
        again.value.close()
    finally:
        process.send_signal(signal.SIGTERM)
        code = process.wait(PATIENCE_S)
        complaints = process.stderr.read()
        process.stdout.close()
        process.stderr.close()
    assert (code, complaints) == (0, "")


def test_a_port_that_is_taken_is_told(kiosk):
    import socket  # noqa: PLC0415

    with socket.create_server(("127.0.0.1", 0)) as other:
        answer = kiosk("scoring", "serve", "--port", other.getsockname()[1])
    assert answer.code == 1
    assert "choose another port with --port" in answer.err
