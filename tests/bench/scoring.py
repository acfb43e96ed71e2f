"""How many signed ratings the scoring server takes a second, and how long each waits for its answer."""

from __future__ import annotations

import asyncio
import itertools
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from standardwebhooks import Webhook

from tests.kiosk.cluster import running

Place = tuple[str, int]
"""Host and port."""

UNIT = "bench"
LINES = 32
"""Connections at once; each sends the next rating when the one before was answered."""
_BAD_EACH = 20
_WAIT_S = 30.0


@dataclass(frozen=True, slots=True)
class Burst:
    """What one run came to."""

    a_second: float
    ms: list[float]
    strange: list[int]
    """Answers other than 201."""


def rating(place: int, unit: str = UNIT, score: int = 5, **more: Any) -> dict[str, Any]:
    """A rating as a branch's relay sends it."""
    moment = "2026-11-25T10:15:00+08:00"
    return {
        "id": str(uuid.uuid4()),
        "branch": unit,
        "ticket": {
            "id": f"t{place}",
            "number": f"A{place % 1000:03d}",
            "business_date": "2026-11-25",
            "services": ["cash"],
            "zone": "cash",
            "class": "ordinary",
        },
        "counter": str(place % 6 + 1),
        "teller": f"teller-{place % 6 + 1}",
        "score": score,
        "reasons": [] if score > 2 else ["waiting"],
        "comment": "",
        "call_manager": False,
        "channel": "phone",
        "rated_at": moment,
        "issued_at": moment,
        "called_at": moment,
        "finished_at": moment,
        "wait_s": 420,
        "service_s": 180,
        **more,
    }


def taken_in(ratings: int) -> Burst:
    """A server of its own, on a fresh store; ratings one by one over some connections."""
    with (
        tempfile.TemporaryDirectory(prefix="scoring-") as data,
        serving(Path(data)) as (host, port, secret),
    ):
        return asyncio.run(_send([(host, port)], secret, ratings))


def taken_in_by_two(ratings: int) -> Burst:
    """Two servers on one PostgreSQL of their own, on the disk; each line is at one of them."""
    with (
        running(None) as cluster,
        tempfile.TemporaryDirectory(prefix="scoring-") as data,
        serving_many(Path(data), 2, cluster.address()) as (places, secret),
    ):
        return asyncio.run(_send(places, secret, ratings))


@contextmanager
def serving(data: Path) -> Iterator[tuple[str, int, str]]:
    """The server as a bank runs it: its address, and the key of its one branch."""
    with serving_many(data, 1) as ((place,), secret):
        yield (*place, secret)


@contextmanager
def serving_many(data: Path, many: int, store: str = "") -> Iterator[tuple[list[Place], str]]:
    """Servers on one store, a PostgreSQL's address or the folder: where each is, and the branch's key."""
    kiosk, place = [sys.executable, "-m", "ui.cli", "scoring"], ["--data", str(data)]
    world = {**os.environ, "PYTHONUNBUFFERED": "1", **({"KIOSK_SCORING_STORE": store} if store else {})}
    command = [*kiosk, "key", "add", UNIT, *place]
    made = subprocess.run(command, check=True, capture_output=True, text=True, env=world)
    processes = [
        subprocess.Popen(
            [*kiosk, "serve", "--port", "0", *place], stdout=subprocess.PIPE, text=True, env=world
        )
        for _ in range(many)
    ]
    try:
        found = [re.search(r"http://([0-9.]+):(\d+)/", each.stdout.readline()) for each in processes]
        yield [(each[1], int(each[2])) for each in found], made.stdout.strip()
    finally:
        for process in processes:
            process.send_signal(signal.SIGTERM)
        for process in processes:
            process.wait(_WAIT_S)
            process.stdout.close()


def request(secret: str, value: dict[str, Any], host: str = "localhost") -> bytes:
    """The whole HTTP request of a rating, signed by the reference library."""
    body, now = json.dumps(value, ensure_ascii=False), datetime.now(UTC)
    lines = [
        "POST /v1/ratings HTTP/1.1",
        f"host: {host}",
        "content-type: application/json",
        f"content-length: {len(body.encode())}",
        f"webhook-id: {value['id']}",
        f"webhook-timestamp: {int(now.timestamp())}",
        f"webhook-signature: {Webhook(secret).sign(value['id'], now, body)}",
    ]
    return "\r\n".join([*lines, "", body]).encode()


async def _send(places: list[Place], secret: str, ratings: int) -> Burst:
    # Signed before: what is measured is the server, on a machine that it shares with this program.
    ready = [
        request(secret, rating(each, score=1 if each % _BAD_EACH == 0 else 5)) for each in range(ratings)
    ]
    waiting, ms, strange = iter(ready), [], []
    began = time.perf_counter()
    lines = itertools.islice(itertools.cycle(places), LINES)
    await asyncio.gather(*(_line(*place, waiting, ms, strange) for place in lines))
    return Burst(ratings / (time.perf_counter() - began), ms, strange)


async def _line(host: str, port: int, waiting: Iterator[bytes], ms: list[float], strange: list[int]) -> None:
    reader, writer = await asyncio.open_connection(host, port)
    for message in waiting:
        sent = time.perf_counter()
        writer.write(message)
        head = await reader.readuntil(b"\r\n\r\n")
        length = int(re.search(rb"content-length: (\d+)", head)[1])
        await reader.readexactly(length)
        ms.append(1e3 * (time.perf_counter() - sent))
        if not head.startswith(b"HTTP/1.1 201"):
            strange.append(int(head[9:12]))
    writer.close()
    await writer.wait_closed()
