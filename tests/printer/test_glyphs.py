"""The font of the pictures."""

from __future__ import annotations

import pytest

from printer import glyphs
from printer.glyphs import FONT_A, FONT_HANZI, FontMissingError, Style, glyph


def test_a_letter_fills_its_cell_and_no_more():
    assert glyph("A", Style(FONT_A, 3, 2)).size == (36, 48)
    assert glyph("喆", Style(FONT_HANZI)).size == (24, 24)
    # The sign of a table is as wide as a Chinese character, and drawn into a Latin cell all the same.
    assert glyph("─", Style(FONT_A)).getbbox()[2] == 12


def test_without_its_font_a_sentence_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setattr(glyphs, "_FOLDERS", (tmp_path,))
    with pytest.raises(FontMissingError, match="Install the package fonts-noto-cjk"):
        glyphs._face.__wrapped__()


def test_a_font_file_without_our_face_is_told():
    with pytest.raises(FontMissingError, match="has no face"):
        glyphs._index(glyphs.Path(__file__))
