"""What a monkey at the screen plays with."""

from __future__ import annotations

from PySide6.QtCore import Qt

PAGES = {"home", "closed", "trouble", "starting"}
FINGERS = 4
HEAR_MS = 5_000
SETTLE_S = 130.0
"""The longest that a screen needs to forget whoever was there."""
KEYS = [
    *(Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space),
    *(Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Escape),
    *(Qt.Key.Key_F1, Qt.Key.Key_F4, Qt.Key.Key_F11, Qt.Key.Key_Print, Qt.Key.Key_Menu, Qt.Key.Key_Delete),
    *(Qt.Key.Key_A, Qt.Key.Key_Q, Qt.Key.Key_V, Qt.Key.Key_0, Qt.Key.Key_1, Qt.Key.Key_9, Qt.Key.Key_Slash),
    *(Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Back),
]
HELD = [
    *(Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier),
    *(Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.MetaModifier),
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier,
]
SIZE = (720, 1280)
COUNTERS = ["1", "2", "3", "4"]
PRINTER = ["ok", "ok", "ok", "paper_out", "cover_open", "offline", "cutter", "silent"]


def size_of(word: str) -> tuple[int, int]:
    """A window's size, from 1280x800."""
    width, height = map(int, word.split("x"))
    return width, height
