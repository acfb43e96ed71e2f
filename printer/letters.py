"""Letter bytes as a printer reads them: two-byte Chinese, or one of its code pages."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from functools import cache

from printer.columns import columns
from printer.operations import Text

_CODE_PAGES = {
    0: "cp437", 2: "cp850", 3: "cp860", 4: "cp863", 5: "cp865", 11: "cp850", 13: "cp857", 14: "cp737",
    15: "iso8859_7", 16: "cp1252", 17: "cp866", 18: "cp852", 19: "cp858", 20: "cp874", 21: "cp874",
    32: "cp720", 33: "cp775", 34: "cp855", 35: "cp861", 36: "cp862", 37: "cp864", 38: "cp869",
    39: "iso8859_2", 40: "iso8859_15", 44: "cp1125", 45: "cp1250", 46: "cp1251", 47: "cp1253", 48: "cp1254",
    49: "cp1255", 50: "cp1256", 51: "cp1257", 52: "cp1258", 53: "kz1048",
    6: "iso8859_1", 7: "cp1253", 8: "cp862", 9: "cp866", 22: "cp864", 23: "cp1251", 24: "cp737", 25: "cp1257",
}  # fmt: skip
"""ESC t n as Epson counts; numbers that Epson leaves to Japan and Thailand are read as clones count them.

A page we do not have is read as page 0.
"""

_EURO = {"cp857": 0xD5}
"""Pages that got their euro sign after Python had learnt them."""

_KATAKANA = "".join((
    "".join(map(chr, range(0x80))),
    "▁▂▃▄▅▆▇█▏▎▍▌▋▊▉┼┴┬┤├▔─│▕┌┐└┘╭╮╯╰\xa0",
    "".join(map(chr, range(0xFF61, 0xFFA0))),
    "═╞╪╡◢◣◥◤♠♥♦♣●○╱╲╳円年月日時分秒〒市区町村人▒\xa0",
))  # fmt: skip
"""Page 1 is no code page that Python knows."""

_NATIONAL_SIGNS = "#$@[\\]^`{|}~"
_NATIONAL = (
    "#$@[\\]^`{|}~", "#$à°ç§^`éùè¨", "#$§ÄÖÜ^`äöüß", "£$@[\\]^`{|}~", "#$@ÆØÅ^`æøå~", "#¤ÉÄÖÅÜéäöåü",
    "#$@°\\é^ùàòèì", "₧$@¡Ñ¿^`¨ñ}~", "#$@[¥]^`{|}~", "#¤ÉÆØÅÜéæøåü", "#$ÉÆØÅÜéæøåü", "#$á¡Ñ¿é`íñóú",
    "#$á¡Ñ¿éüíñóú", "#$@[₩]^`{|}~", "#$ŽŠĐĆČžšđćč", "#¥@[\\]^`{|}‾",
)  # fmt: skip
"""ESC R n: twelve signs of ASCII that another country replaces."""

_ONE_WIDTH = re.compile(r"[\x00-\x7f]+|[^\x00-\x7f]+")
_gb18030 = codecs.getincrementaldecoder("gb18030")


def chinese(letters: bytes, *, more: bool) -> tuple[str, int]:
    """Two-byte text (ASCII stays) and how many bytes it took: with `more` a cut letter waits."""
    decoder = _gb18030("replace")
    text = decoder.decode(letters, final=not more)
    return text, len(letters) - len(decoder.getstate()[0])


def latin(letters: bytes, page: int, country: int) -> str:
    """Text of a code page, with the signs of a country."""
    if page == 1:
        text = "".join(_KATAKANA[letter] for letter in letters)
    else:
        table = _table(_CODE_PAGES.get(page, "cp437"))
        text = "".join(table[letter] for letter in letters)
    if not 0 < country < len(_NATIONAL):
        return text
    return text.translate(str.maketrans(_NATIONAL_SIGNS, _NATIONAL[country]))


@cache
def _table(name: str) -> str:
    """The 256 letters of a code page."""
    letters = [bytes((value,)).decode(name, "replace") for value in range(256)]
    if name in _EURO:
        letters[_EURO[name]] = "€"
    return "".join(letters)


def cells(text: str, is_wide: Callable[[str], bool]) -> Iterator[Text]:
    """Text by the width of its cells; ASCII is never wide."""
    for piece in _ONE_WIDTH.findall(text):
        if piece.isascii():
            yield Text(piece)
        elif all(map(is_wide, piece)):
            yield Text(piece, hanzi=True)
        else:
            yield from (Text(letter, hanzi=is_wide(letter)) for letter in piece)


def in_two_bytes(letter: str) -> bool:
    """Whether it stands in a wide cell on a Chinese printer: é does too.

    No printer's font has the letters of four bytes: those are as wide as they should be.
    """
    return in_two_columns(letter) or len(letter.encode("gb18030", "replace")) == 2  # noqa: PLR2004


def in_two_columns(letter: str) -> bool:
    """Whether it needs a wide cell."""
    return columns(letter) > 1
