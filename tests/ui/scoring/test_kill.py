"""What was answered 201 is there after the server was killed in the middle of its work."""

from __future__ import annotations

import http.client
import os
import re
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime

from kiosk.clock import branch_clock
from kiosk.scoring.keys import Units
from kiosk.store import open_store
from tests.kiosk.memory import passing_folder
from tests.kiosk.scoring.messages import rating, signed

LINES, EACH, ENOUGH = 6, 400, 150
PATIENCE_S = 20.0


def serve(data):
    process = subprocess.Popen(
        [sys.executable, "-m", "ui.cli", "scoring", "serve", "--port", "0", "--data", str(data)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    place = re.search(r"http://([0-9.]+):(\d+)/", process.stdout.readline())
    return process, place[1], int(place[2])


def end(process, how):
    process.send_signal(how)
    process.wait(PATIENCE_S)
    process.stdout.close()


def deliver(host, port, secret, ratings, answered, enough):
    """Send one after the other until the line breaks; what was answered is kept with its code."""
    with closing(http.client.HTTPConnection(host, port, timeout=PATIENCE_S)) as line:
        for value in ratings:
            headers, body = signed(secret, value, datetime.now(UTC))
            try:
                line.request("POST", "/v1/ratings", body, headers)
                answer = line.getresponse()
                answer.read()
            except (OSError, http.client.HTTPException):
                return
            answered[value["id"]] = answer.status
            if len(answered) >= ENOUGH:
                enough.set()


def test_what_was_taken_outlives_a_kill_and_what_was_not_may_be_sent_again():
    with passing_folder() as data:
        with closing(open_store(data / "scoring", shape="kiosk.scoring")) as store:
            units = Units(store, branch_clock("Asia/Shanghai"))
            units.add("east")
            secret = units.give_key("east")
        ratings = [[rating() for _ in range(EACH)] for _ in range(LINES)]
        answered, enough = {}, threading.Event()
        process, host, port = serve(data)
        with ThreadPoolExecutor(LINES) as lines:
            for mine in ratings:
                lines.submit(deliver, host, port, secret, mine, answered, enough)
            assert enough.wait(PATIENCE_S)
            end(process, signal.SIGKILL)
        assert set(answered.values()) == {201}
        assert len(answered) < LINES * EACH

        process, host, port = serve(data)
        again = {}
        with ThreadPoolExecutor(LINES) as lines:
            for mine in ratings:
                lines.submit(deliver, host, port, secret, mine, again, enough)
        end(process, signal.SIGTERM)
        assert {again[each] for each in answered} == {409}
        assert set(again.values()) <= {201, 409}
        with closing(open_store(data / "scoring", shape="kiosk.scoring")) as store, store.read() as cursor:
            assert cursor.one("SELECT (SELECT count(*) FROM rating), (SELECT count(*) FROM verdict)") == (
                LINES * EACH,
                LINES * EACH,
            )
