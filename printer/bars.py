"""Barcodes as the widths of their bars and gaps, in modules; the first is a bar.

Sources: GS1 General Specifications (EAN, UPC), ISO/IEC 16388 (Code 39), 16390 (Interleaved 2 of 5),
15417 (Code 128), ANSI/AIM BC3 (Codabar) and BC5 (Code 93).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from printer.code128 import code_128, listed

_WIDE = 3
"""Modules of a wide bar, where a barcode knows only narrow and wide."""


@dataclass(frozen=True, slots=True)
class Bars:
    """A barcode, and what is written beside it."""

    widths: tuple[int, ...]
    label: str


def bars(kind: int, content: bytes) -> Bars | None:
    """The barcode of a number in GS k; None if its content cannot be coded, as a printer prints nothing."""
    code = _CODES.get(kind) or _CODES.get(kind + 65)
    try:
        return code(content.decode("latin-1")) if code and content else None
    except (KeyError, ValueError, IndexError):
        return None


def _digits(text: str, *counts: int) -> str:
    if not (text.isascii() and text.isdigit() and len(text) in counts):
        raise ValueError(text)
    return text


def _checked(text: str) -> str:
    """With the check digit of GS1: weights three and one, from the right."""
    total = sum(int(digit) * (3, 1)[place % 2] for place, digit in enumerate(reversed(text)))
    return text + str(-total % 10)


_ODD = listed("3211 2221 2122 1411 1132 1231 1114 1312 1213 3112")
_FIRST = listed("LLLLLL LLGLGG LLGGLG LLGGGL LGLLGG LGGLLG LGGGLL LGLGLG LGLGGL LGGLGL")
"""Which of the left half's digits are mirrored: so EAN-13 tells its first digit."""
_UPC_E = listed("GGGLLL GGLGLL GGLLGL GGLLLG GLGGLL GLLGGL GLLLGG GLGLGL GLGLLG GLLGLG")


def _ean_digit(digit: str, form: str) -> str:
    widths = _ODD[int(digit)]
    return widths[::-1] if form == "G" else widths


def _ean_13(text: str) -> Bars:
    code = _checked(_digits(text, 12, 13)[:12])
    left = "".join(map(_ean_digit, code[1:7], _FIRST[int(code[0])]))
    right = "".join(_ODD[int(digit)] for digit in code[7:])
    return Bars(_widths("111", left, "11111", right, "111"), code)


def _ean_8(text: str) -> Bars:
    code = _checked(_digits(text, 7, 8)[:7])
    left, right = ("".join(_ODD[int(digit)] for digit in half) for half in (code[:4], code[4:]))
    return Bars(_widths("111", left, "11111", right, "111"), code)


def _upc_a(text: str) -> Bars:
    code = _checked(_digits(text, 11, 12)[:11])
    return Bars(_ean_13("0" + code).widths, code)


def _upc_e(text: str) -> Bars:
    code = _checked(_digits(text, 11, 12)[:11]) if len(text) > len("01234565") else _expanded(text)
    short = _shortened(code)
    form = _UPC_E[int(code[11])]
    return Bars(_widths("111", "".join(map(_ean_digit, short, form)), "111111"), code[0] + short + code[11])


def _shortened(code: str) -> str:
    """Six digits for the eleven of a UPC-A that has enough noughts."""
    maker, item = code[1:6], code[6:11]
    if maker[2:] in {"000", "100", "200"} and item[:2] == "00":
        return maker[:2] + item[2:] + maker[2]
    if maker[3:] == "00" and item[:3] == "000":
        return maker[:3] + item[3:] + "3"
    if maker[4] == "0" and item[:4] == "0000":
        return maker[:4] + item[4] + "4"
    if item[:4] == "0000" and item[4] in "56789":
        return maker + item[4]
    raise ValueError(code)


def _expanded(text: str) -> str:
    """The UPC-A of six digits, with or without the system digit before and the check digit behind."""
    six = _digits(text, 6, 7, 8)[-7:-1] if len(text) == len("01234565") else text[-6:]
    last = six[5]
    if last in "012":
        code = f"0{six[:2]}{last}0000{six[2:5]}"
    elif last == "3":
        code = f"0{six[:3]}00000{six[3:5]}"
    else:
        code = f"0{six[:4]}00000{six[4]}" if last == "4" else f"0{six[:5]}0000{last}"
    return _checked(code)


_NARROW_AND_WIDE = listed("nnwwn wnnnw nwnnw wwnnn nnwnw wnwnn nwwnn nnnww wnnwn nwnwn")


def _itf(text: str) -> Bars:
    code = _digits(text, *range(2, 256, 2))
    pairs = zip(code[::2], code[1::2], strict=True)
    inner = "".join(
        bar + gap
        for first, second in pairs
        for bar, gap in zip(_NARROW_AND_WIDE[int(first)], _NARROW_AND_WIDE[int(second)], strict=True)
    )
    return Bars(_wide_and_narrow("nnnn" + inner + "wnn"), code)


_39 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. *$/+%"
_39_BARS = listed(
    "nnnwwnwnn wnnwnnnnw nnwwnnnnw wnwwnnnnn nnnwwnnnw wnnwwnnnn nnwwwnnnn nnnwnnwnw wnnwnnwnn nnwwnnwnn "
    "wnnnnwnnw nnwnnwnnw wnwnnwnnn nnnnwwnnw wnnnwwnnn nnwnwwnnn nnnnnwwnw wnnnnwwnn nnwnnwwnn nnnnwwwnn "
    "wnnnnnnww nnwnnnnww wnwnnnnwn nnnnwnnww wnnnwnnwn nnwnwnnwn nnnnnnwww wnnnnnwwn nnwnnnwwn nnnnwnwwn "
    "wwnnnnnnw nwwnnnnnw wwwnnnnnn nwnnwnnnw wwnnwnnnn nwwnwnnnn nwnnnnwnw wwnnnnwnn nwwnnnwnn nwnnwnwnn "
    "nwnwnwnnn nwnwnnnwn nwnnnwnwn nnnwnwnwn"
)


def _code_39(text: str) -> Bars:
    inner = text.strip("*")
    return Bars(
        _wide_and_narrow("n".join(_39_BARS[_39.index(letter)] for letter in f"*{inner}*")), f"*{inner}*"
    )


_CODABAR = dict(
    zip(
        "0123456789-$:/.+ABCD",
        listed(
            "nnnnnww nnnnwwn nnnwnnw wwnnnnn nnwnnwn wnnnnwn nwnnnnw nwnnwnn nwwnnnn wnnwnnn nnnwwnn nnwwnnn "
            "wnnnwnw wnwnnnw wnwnwnn nnwnwnw nnwwnwn nwnwnnw nnnwnww nnnwwwn"
        ),
        strict=True,
    )
)


def _codabar(text: str) -> Bars:
    code = text.upper()
    if len(code) < 2 or code[0] not in "ABCD" or code[-1] not in "ABCD":  # noqa: PLR2004
        raise ValueError(text)
    return Bars(_wide_and_narrow("n".join(_CODABAR[letter] for letter in code)), code)


_93 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%"
_93_BARS = listed(
    "131112 111213 111312 111411 121113 121212 121311 111114 131211 141111 211113 211212 211311 221112 "
    "221211 231111 112113 112212 112311 122112 132111 111123 111222 111321 121122 131121 212112 212211 "
    "211122 211221 221121 222111 112122 112221 122121 123111 121131 311112 311211 321111 112131 113121 "
    "211131 121221 312111 311121 122211 111141"
)
_93_SHIFTS = 43
"""Where the four shift signs stand: ($) (%) (/) (+)."""
_93_START = 47


def _code_93(text: str) -> Bars:
    values = [value for letter in text for value in _93_values(ord(letter))]
    for longest in (20, 15):
        weighed = (value * (place % longest + 1) for place, value in enumerate(reversed(values)))
        values.append(sum(weighed) % _93_START)
    signs = [_93_START, *values, _93_START]
    return Bars(_widths(*(_93_BARS[value] for value in signs), "1"), text)


def _93_values(letter: int) -> Iterable[int]:
    """One value for what Code 93 has, two for the rest of ASCII."""
    if chr(letter) in _93:
        return (_93.index(chr(letter)),)
    dollar, percent, slash, plus = range(_93_SHIFTS, _93_SHIFTS + 4)
    for low, high, shift, base in (
        (1, 26, dollar, "A"), (27, 31, percent, "A"), (33, 58, slash, "A"), (59, 63, percent, "F"),
        (91, 95, percent, "K"), (97, 122, plus, "A"), (123, 127, percent, "P"),
        (0, 0, percent, "U"), (64, 64, percent, "V"), (96, 96, percent, "W"),
    ):  # fmt: skip
        if low <= letter <= high:
            return shift, _93.index(chr(ord(base) + letter - low))
    raise ValueError(letter)


def _code_128(text: str) -> Bars:
    widths, label = code_128(text)
    return Bars(widths, label)


def _widths(*parts: str) -> tuple[int, ...]:
    return tuple(map(int, "".join(parts)))


def _wide_and_narrow(signs: str) -> tuple[int, ...]:
    return tuple(_WIDE if sign == "w" else 1 for sign in signs)


_CODES: dict[int, Callable[[str], Bars]] = {
    65: _upc_a, 66: _upc_e, 67: _ean_13, 68: _ean_8, 69: _code_39, 70: _itf, 71: _codabar, 72: _code_93,
    73: _code_128, 79: _code_128,
}  # fmt: skip
