"""What a picture must be to be a logo: the reason why not is a sentence with the figure and its bound."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from printer.logo_picture import MOST_BYTES, NoLogo, logo_of


def png(picture: Image.Image, kind: str = "PNG") -> bytes:
    file = io.BytesIO()
    picture.save(file, kind)
    return file.getvalue()


def spotted(mode: str, size: tuple[int, int] = (20, 17), ink=0, ground=255) -> Image.Image:
    picture = Image.new(mode, size, ground)
    picture.paste(ink, (0, 0, 3, 2))
    return picture


def test_white_is_added_on_all_sides_up_to_whole_bytes():
    logo = logo_of(png(spotted("1", ground=1)), 576)
    assert (logo.wide, logo.tall) == (24, 24)
    assert Image.frombytes("1", (24, 24), logo.rows).getbbox() == (2, 3, 5, 5)


@pytest.mark.parametrize(
    "picture",
    [
        spotted("L"),
        spotted("RGB", ink=(0, 0, 0), ground=(255, 255, 255)),
        spotted("RGBA", ink=(0, 0, 0, 255), ground=(0, 0, 0, 0)),
        spotted("RGBA", ink=(0, 0, 0, 255), ground=(255, 200, 0, 0)),
        spotted("L").convert("P"),
    ],
)
def test_black_and_white_is_taken_however_it_was_saved(picture):
    assert logo_of(png(picture), 384) == logo_of(png(spotted("1", ground=1)), 384)


@pytest.mark.parametrize(
    ("picture", "words"),
    [
        (spotted("L", ink=90), "greys or colours"),
        (spotted("RGB", ink=(200, 0, 0), ground=(255, 255, 255)), "greys or colours"),
        (spotted("RGBA", ink=(0, 0, 0, 120), ground=(0, 0, 0, 0)), "greys or colours"),
        (Image.new("1", (20, 20), 1), "nothing black"),
        (spotted("1", (385, 20), ground=1), "385 x 20 dots; a logo for this printer is 16 to 384 dots wide"),
        (spotted("1", (20, 241), ground=1), "16 to 240 high"),
        (spotted("1", (15, 20), ground=1), "15 x 20"),
    ],
)
def test_what_paper_cannot_show_is_refused(picture, words):
    with pytest.raises(NoLogo, match=words):
        logo_of(png(picture), 384)


@pytest.mark.parametrize(
    "content", [b"", b"GIF89a", png(spotted("1", ground=1))[:60], png(spotted("L"), "BMP")]
)
def test_what_is_no_png_is_refused(content):
    with pytest.raises(NoLogo, match="can't be read as a PNG"):
        logo_of(content, 576)


def test_a_file_that_is_far_too_large_is_not_looked_into():
    with pytest.raises(NoLogo, match=str(MOST_BYTES)):
        logo_of(bytes(MOST_BYTES + 1), 576)


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


@pytest.mark.parametrize(
    ("side", "words"), [(12_000, "12000 x 12000 dots"), (60_000, "can't be read as a PNG")]
)
def test_a_picture_that_would_fill_the_memory_is_refused_by_its_head(side, words):
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0))
    with pytest.raises(NoLogo, match=words):
        logo_of(b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", b""), 576)


@given(st.data())
def test_a_spoilt_picture_is_a_sentence_or_a_logo(data):
    content = bytearray(png(spotted("1", ground=1)))
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        logo = logo_of(bytes(content), 576)
    except NoLogo:
        return
    assert len(logo.rows) * 8 == logo.wide * logo.tall
