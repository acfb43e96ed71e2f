"""The Qt for Python that is pinned must keep its references; see requirements/run.in."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib.metadata import version

import pytest
from PySide6.QtCore import QObject, QTimer, Signal

ROUNDS = 2_000


class Bell(QObject):
    """Rings."""

    rung = Signal(int)


def emits_a_signal(bell: Bell) -> object:
    return bell.rung.emit(1)


def sets_a_name(bell: Bell) -> object:
    return bell.setObjectName("bell")


def asks_for_no_parent(bell: Bell) -> object:
    return bell.parent()


def asks_a_question(bell: Bell) -> object:
    return bell.signalsBlocked()


def blocks_signals(bell: Bell) -> object:
    return bell.blockSignals(False)


def stops_a_timer(_bell: Bell) -> object:
    return QTimer().stop()


@pytest.mark.parametrize(
    "call",
    [emits_a_signal, sets_a_name, asks_for_no_parent, asks_a_question, blocks_signals, stops_a_timer],
)
def test_a_call_into_qt_loses_no_reference_to_none_true_or_false(call: Callable[[Bell], object]) -> None:
    bell = Bell()
    bell.rung.connect(lambda _number: None)
    call(bell)
    before = [sys.getrefcount(word) for word in (None, True, False)]
    for _ in range(ROUNDS):
        call(bell)
    after = [sys.getrefcount(word) for word in (None, True, False)]
    lost = [was - now for was, now in zip(before, after, strict=True)]
    assert max(lost) < ROUNDS // 10


def test_the_pinned_line_of_qt_for_python_is_what_runs() -> None:
    assert version("PySide6-Essentials").startswith("6.11.")
