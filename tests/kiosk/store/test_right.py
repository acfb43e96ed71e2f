"""The line of those who want to write."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kiosk.store import StoreBroken, StoreBusy
from kiosk.store.right import Line

A_WHILE_S = 20.0

HOLDER = """
import sys
from pathlib import Path
from kiosk.store.right import Line
with Line(Path(sys.argv[1])).right(5.0):
    print("held", flush=True)
    sys.stdin.read()
print("given back", flush=True)
"""


@contextmanager
def holder(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the right until it is told or killed."""
    command = [sys.executable, "-c", HOLDER, str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_the_right_comes_at_once_when_nobody_has_it(tmp_path: Path) -> None:
    with Line(tmp_path).right(0.0):
        pass
    with Line(tmp_path).right(0.0):
        pass


def test_a_process_that_is_killed_gives_the_right_back(tmp_path: Path) -> None:
    with holder(tmp_path) as process:
        process.kill()
        with Line(tmp_path).right(A_WHILE_S):
            pass


def test_a_process_that_is_stopped_makes_the_store_busy_and_does_not_hang_it(tmp_path: Path) -> None:
    with holder(tmp_path) as process:
        process.send_signal(signal.SIGSTOP)
        with pytest.raises(StoreBusy, match="held by another process"), Line(tmp_path).right(0.05):
            pytest.fail("two had the right at once")


def test_whoever_gave_up_waiting_does_not_keep_the_right(tmp_path: Path) -> None:
    with holder(tmp_path) as process:
        with pytest.raises(StoreBusy), Line(tmp_path).right(0.01):
            pytest.fail("two had the right at once")
        process.communicate()
        with Line(tmp_path).right(A_WHILE_S):
            pass


def test_whoever_gives_up_again_and_again_stands_in_line_once(tmp_path: Path) -> None:
    line, before = Line(tmp_path), threading.active_count()
    with holder(tmp_path) as process:
        for _ in range(20):
            with pytest.raises(StoreBusy), line.right(0.001):
                pytest.fail("two had the right at once")
        assert threading.active_count() == before + 1
        process.communicate()
        with line.right(A_WHILE_S):
            pass
        with line.right(A_WHILE_S):
            pass


def test_a_child_forked_meanwhile_does_not_keep_the_right(tmp_path: Path) -> None:
    read, write = os.pipe()
    with Line(tmp_path).right(0.0):
        child = os.fork()
        if child == 0:
            os.read(read, 1)
            os._exit(0)
    with Line(tmp_path).right(0.0):
        pass
    os.write(write, b".")
    assert os.waitpid(child, 0)[1] == 0
    os.close(read)
    os.close(write)


def test_a_data_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreBroken, match="out of reach"), Line(tmp_path / "gone").right(0.0):
        pytest.fail("there is nothing to write to")


def test_many_threads_take_turns(tmp_path: Path) -> None:
    inside: list[str] = []
    most: list[int] = []

    def write(name: str) -> None:
        for _ in range(20):
            with Line(tmp_path).right(A_WHILE_S):
                inside.append(name)
                most.append(len(inside))
                inside.remove(name)

    threads = [threading.Thread(target=write, args=(name,)) for name in "abcdefgh"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(most) == 160
    assert max(most) == 1
