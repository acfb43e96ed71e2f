"""One reading of a written key, for who sends and for who receives."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st
from standardwebhooks import Webhook

from kiosk.signing_key import key_of, written


@given(st.binary(min_size=24, max_size=64))
def test_what_was_written_is_read_again_and_by_the_reference_library(key):
    assert key_of(written(key)) == key_of(f" {written(key)}\n") == key
    assert Webhook(written(key))._whsecret == key


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "does not begin with whsec_"),
        (base64.b64encode(bytes(32)).decode(), "does not begin with whsec_"),
        ("WHSEC_" + base64.b64encode(bytes(32)).decode(), "does not begin with whsec_"),
        (written(bytes(32)).rstrip("="), "is not base64"),
        (written(bytes(32))[:20] + "\n" + written(bytes(32))[20:], "is not base64"),
        ("whsec_é", "is not base64"),
        (written(bytes(23)), "this has 23"),
        (written(bytes(65)), "this has 65"),
    ],
)
def test_what_is_no_key_is_told_in_one_sentence(text, sentence):
    with pytest.raises(ValueError, match=sentence):
        key_of(text)
