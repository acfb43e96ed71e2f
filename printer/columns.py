"""How wide letters are on paper, and where a line of them may be broken."""

from __future__ import annotations

import unicodedata
from functools import cache
from itertools import pairwise

from printer.lines import Look

_CLOSING = frozenset("，。、；：！？）》」』】〕〉”’％…—·～,.;:!?)]}%")
_OPENING = frozenset("（《「『【〔〈“‘([{￥$#")
_LONELY = 3
"""A last line of less than this part of the paper is lonely."""
_PLAIN_SIGNS = str.maketrans(
    dict.fromkeys("‘’", "'") | dict.fromkeys("“”", '"') | dict.fromkeys("‐‑–—−", "-")
)
_PLAIN_SIGNS |= str.maketrans({"…": "...", "\xa0": " "})
"""Printers have these signs only as wide as a Chinese character, which tears Latin text apart."""


def printable(text: str) -> str:
    """The text as it may go to a printer: no control or invisible characters, none that is no letter."""
    if not text.isprintable():
        text = "".join(filter(None, map(_shown, text)))
    return text if text.isascii() else _spelled(text)


def width(text: str, look: Look) -> int:
    """Dots that a printable text takes."""
    letters = len(text)
    if text.isascii():
        return letters * look.letter
    wide = columns(text) - letters
    return (letters - wide) * look.letter + wide * look.hanzi


def columns(text: str) -> int:
    """Width in Latin letters: a Chinese character takes two."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def wrap(text: str, look: Look, dots: int) -> tuple[str, ...]:
    """The text in lines of so many dots, broken as Chinese and English readers expect."""
    text = printable(text).strip()
    if width(text, look) <= dots:
        return (text,) if text else ()
    atoms = _atoms(text)
    return tuple(_balanced(_lines(atoms, look, dots), atoms, look, dots))


def _balanced(lines: list[str], atoms: list[str], look: Look, dots: int) -> list[str]:
    """As many lines, but broken where the sense breaks, and the last no lonely word."""
    found = [lines]
    for narrower in range(dots - look.letter, dots // 2, -look.letter):
        again = _lines(atoms, look, narrower)
        if len(again) > len(lines):
            break
        found.append(again)
    return max(found, key=lambda lines: (width(lines[-1], look) * _LONELY >= dots, _sensible(lines)))


def _sensible(lines: list[str]) -> int:
    """How many lines end with a comma or the like."""
    return sum(line[-1] in _CLOSING for line in lines[:-1])


def _lines(atoms: list[str], look: Look, dots: int) -> list[str]:
    lines = [""]
    for atom in atoms:
        if width(lines[-1] + atom.rstrip(), look) <= dots:
            lines[-1] += atom
        else:
            lines += _chopped(atom, look, dots)
    return [line.strip() for line in lines if line.strip()]


def _chopped(atom: str, look: Look, dots: int) -> list[str]:
    """A word that is wider than the paper is broken anywhere."""
    lines = [""]
    for letter in atom:
        if width(lines[-1] + letter, look) > dots:
            lines.append("")
        lines[-1] += letter
    return lines


def _atoms(text: str) -> list[str]:
    """Pieces that stay whole: a word, or a Chinese character with its punctuation (避头尾)."""
    atoms = [text[0]]
    for before, letter in pairwise(text):
        if _breaks(before, letter):
            atoms.append(letter)
        else:
            atoms[-1] += letter
    return atoms


def _breaks(before: str, letter: str) -> bool:
    """Whether a line may end between two letters."""
    if letter in _CLOSING or letter == " " or before in _OPENING:
        return False
    return before in " /" or _columns(before) > 1 or _columns(letter) > 1


@cache
def _columns(letter: str) -> int:
    """One or two. Signs of unsettled width (·, →, ①) are wide in Chinese fonts; letters (é) are not."""
    kind = unicodedata.east_asian_width(letter)
    return 2 if kind in "WF" or (kind == "A" and unicodedata.category(letter) not in _LETTERS) else 1


_LETTERS = frozenset(("Lu", "Ll", "Lt", "Lm", "Mn", "Mc", "Me", "Co", "Cn"))


@cache
def _shown(letter: str) -> str:
    """A letter, a space for what only moves the pen, nothing for the invisible, ? for what is no letter."""
    kind = unicodedata.category(letter)
    if letter.isprintable() or letter == "\u3000":
        return letter
    if kind in {"Cs", "Co", "Cn"}:
        return "?"
    return "" if kind == "Cf" else " "


def _spelled(text: str) -> str:
    """Accents joined to their letters; in Latin text also the signs of a typewriter."""
    text = unicodedata.normalize("NFC", text)
    chinese = any(_columns(letter) > 1 and letter.isalpha() for letter in text)
    return text if chinese else text.translate(_PLAIN_SIGNS)
