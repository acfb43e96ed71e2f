"""Code 128 as GS k writes it: the code sets are named within the content, {A {B {C."""

from __future__ import annotations

from collections.abc import Iterator


def listed(words: str) -> tuple[str, ...]:
    """A table of short words."""
    return tuple(words.split())


_BARS = listed(
    "212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 "
    "122231 113222 123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 "
    "322112 322211 212123 212321 232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 "
    "112133 112331 132131 113123 113321 133121 313121 211331 231131 213113 213311 213131 311123 311321 "
    "331121 312113 312311 332111 314111 221411 431111 111224 111422 121124 121421 141122 141221 112214 "
    "112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 111242 121142 121241 114212 "
    "124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 114311 411113 "
    "411311 113141 114131 311141 411131 211412 211214 211232 2331112"
)
_STOP = 106
_STARTS = {"A": 103, "B": 104, "C": 105}
_SWITCHES = {"A": 101, "B": 100, "C": 99}
_SHIFT = 98
_FUNCTIONS = {"1": 102, "2": 97, "3": 96}
_FUNCTION_4 = {"A": 101, "B": 100}
_CHECK = 103
_PAIRS = 100
_SPACE = 0x20
_RANGE = {"A": (0, 0x60), "B": (_SPACE, 0x80)}


def code_128(content: str) -> tuple[tuple[int, ...], str]:
    """The widths of bars and gaps, and the letters of the content. ValueError if it cannot be coded."""
    pieces = list(_pieces(content if content.startswith("{") else "{B" + content))
    values = [value for value, _ in pieces]
    check = (values[0] + sum(place * value for place, value in enumerate(values))) % _CHECK
    signs = [*values, check, _STOP]
    widths = tuple(int(width) for sign in signs for width in _BARS[sign])
    return widths, "".join(letters for _, letters in pieces)


def _pieces(content: str) -> Iterator[tuple[int, str]]:
    """The value of each sign, and what is written for it."""
    code_set, shifted = "", False
    letters = iter(content)
    for letter in letters:
        sign = next(letters, "") if letter == "{" else ""
        if sign in _STARTS and sign:
            yield (_SWITCHES[sign] if code_set else _STARTS[sign]), ""
            code_set = sign
        elif sign == "S":
            yield _SHIFT, ""
            shifted = True
        elif sign in _FUNCTIONS and sign:
            yield _FUNCTIONS[sign], ""
        elif sign == "4":
            yield _FUNCTION_4[code_set], ""
        elif sign in {"", "{"}:
            yield _value(letter, _other(code_set) if shifted else code_set)
            shifted = False
        else:
            raise ValueError(content)


def _other(code_set: str) -> str:
    return "B" if code_set == "A" else "A"


def _value(letter: str, code_set: str) -> tuple[int, str]:
    code = ord(letter)
    if code_set == "C":
        if code >= _PAIRS:
            raise ValueError(letter)
        return code, f"{code:02d}"
    first, beyond = _RANGE[code_set]
    if not first <= code < beyond:
        raise ValueError(letter)
    # Set A has the control signs where set B has the small letters.
    value = code - _SPACE if code >= _SPACE else code + 2 * _SPACE
    return value, letter if letter.isprintable() else " "
