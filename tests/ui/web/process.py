"""`kiosk web` as a box runs it: a process of its own over a store that others write."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx2

from config.schema import Branch
from kiosk.clock import branch_clock, shift_to
from kiosk.lobby import Lobby
from kiosk.store import open_store

OPEN = "2026-11-25T10:00"
PATIENCE_S = 20.0
_ADDRESS = re.compile(r"(Staff|board|ticket)[^\n]* at (https?://[^/\s]+)")
_NAMES = {"Staff": "staff", "board": "board", "ticket": "public"}


@dataclass
class Pages:
    """The running process, and where each listener is."""

    process: subprocess.Popen[str]
    addresses: dict[str, str] = field(default_factory=dict)

    def stop(self) -> float:
        """How long it took to end after it was asked to."""
        asked = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(PATIENCE_S)
        return time.monotonic() - asked


@contextmanager
def lobby_beside(data: Path, branch: Branch) -> Iterator[Lobby]:
    """The same lobby as the process has it, through a connection of our own."""
    clock = branch_clock(branch.timezone, shift_to(datetime.fromisoformat(OPEN), branch.timezone))
    with closing(open_store(data)) as store:
        yield Lobby(store, branch, clock)


@contextmanager
def running(
    data: Path, *words: str, environment: dict[str, str] | None = None, **more: Any
) -> Iterator[Pages]:
    """The pages on free ports; ended, and looked at for complaints, in any case."""
    ports = [word for name in ("staff", "board", "public") for word in (f"--{name}-port", "0")]
    command = [sys.executable, "-m", "ui.cli", "web", "--data", str(data), "--clock", OPEN, *ports, *words]
    process = subprocess.Popen(
        more.pop("command", command),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **(environment or {})},
        **more,
    )
    pages = Pages(process)
    wanted = more.get("listeners", 3)
    try:
        while len(pages.addresses) < wanted and (line := process.stdout.readline()):
            if found := _ADDRESS.search(line):
                pages.addresses[_NAMES[found[1]]] = found[2]
        yield pages
    finally:
        if process.poll() is None:
            pages.stop()
        complaints = process.stderr.read()
        process.stdout.close()
        process.stderr.close()
    assert "Traceback" not in complaints, complaints


@dataclass
class Message:
    """One server-sent event."""

    event: str = ""
    id: int | None = None
    data: Any = None


@contextmanager
def following(address: str, last_id: int | None = None, **more: Any) -> Iterator[Iterator[Message]]:
    """A page's stream, message by message."""
    headers = {} if last_id is None else {"Last-Event-ID": str(last_id)}
    with (
        httpx2.Client(timeout=PATIENCE_S, **more) as client,
        client.stream("GET", address, headers=headers) as answer,
    ):
        assert answer.status_code == 200, answer.read()
        yield _messages(answer.iter_lines())


def _messages(lines: Iterator[str]) -> Iterator[Message]:
    message = Message()
    for line in lines:
        name, _, value = line.partition(": ")
        match name:
            case "event":
                message.event = value
            case "id":
                message.id = int(value)
            case "data":
                message.data = json.loads(value)
            case "" if message.event:
                yield message
                message = Message()


def until(messages: Iterator[Message], event: str, **facts: Any) -> list[Message]:
    """Everything up to the message that is waited for."""
    seen = []
    for message in messages:
        seen.append(message)
        known = message.data if isinstance(message.data, dict) else {}
        if message.event == event and all(known.get(name) == value for name, value in facts.items()):
            return seen
    raise AssertionError(f"the stream ended without {event} {facts}; it said {seen}")
