from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from printer.decoder import Decoder
from printer.pieces import pieces

BAND = b"\x1dv0\x00\x02\x00\x08\x00" + b"\xaa" * 16
"""24 bytes, of which 16 look like letters."""
COMMANDS = st.sampled_from([b"\x1b!\x00", "中国".encode("gb18030"), b"A001", b"\n", BAND, b"\x1dVB\x00"])


@given(st.lists(COMMANDS, max_size=40).map(b"".join), st.integers(1, 80))
def test_a_printer_reads_the_pieces_as_it_reads_the_whole(data, most):
    parts = list(pieces(data, most))
    assert b"".join(parts) == data
    assert all(parts)
    reader, whole = Decoder(), Decoder()
    read = []
    for part in parts:
        read += reader.feed(part)
        assert not reader._held, "a command is torn"
    assert read == whole.feed(data) + whole.finish()


def test_a_piece_is_longer_only_where_one_command_is():
    parts = list(pieces(b"\n" * 10 + BAND + b"\n" * 10, 8))
    assert [len(part) for part in parts] == [8, 2, len(BAND), 8, 2]


def test_what_is_no_command_is_passed_on():
    assert b"".join(pieces(b"\x1b\x01\x1d", 2)) == b"\x1b\x01\x1d"
