"""Signatures as the reference library of Standard Webhooks makes and checks them."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from standardwebhooks import Webhook, WebhookVerificationError

from kiosk.relay.signing import SecretError, headers, read_secret
from kiosk.signing_key import key_of, written

secrets = st.binary(min_size=24, max_size=64)


@given(
    secrets, st.uuids().map(str), st.text(st.characters(exclude_categories=["Cs"])), st.integers(0, 4 * 10**9)
)
def test_our_seal_is_that_of_the_reference_library(secret, uid, body, moment):
    ours = headers(key_of(written(secret)), uid, body.encode(), moment + 0.9)
    theirs = Webhook(written(secret)).sign(uid, datetime.fromtimestamp(moment, UTC), body)
    assert (ours["webhook-signature"], ours["webhook-timestamp"]) == (theirs, str(moment))


@pytest.mark.parametrize("spoilt", ["body", "webhook-id", "webhook-timestamp", "webhook-signature"])
def test_the_reference_library_takes_ours_and_nothing_that_was_touched(spoilt):
    secret, body = bytes(range(32)), '{"score":5}'
    sealed = headers(secret, "uid-1", body.encode(), time.time())
    Webhook(written(secret)).verify(body, sealed)
    if spoilt == "body":
        body = '{"score":1}'
    elif spoilt == "webhook-timestamp":
        sealed[spoilt] = str(int(sealed[spoilt]) + 1)
    else:
        sealed[spoilt] = sealed[spoilt].translate(str.maketrans("1abcdefghij", "2bcdefghija"))
    with pytest.raises(WebhookVerificationError):
        Webhook(written(secret)).verify(body, sealed)


def test_a_message_that_is_played_again_later_is_too_old():
    sealed = headers(bytes(32), "uid-1", b"{}", time.time() - 301)
    with pytest.raises(WebhookVerificationError, match="too old"):
        Webhook(written(bytes(32))).verify("{}", sealed)


def test_a_secret_is_read_from_its_file(tmp_path):
    (tmp_path / "secret").write_text(written(bytes(range(24))) + "\n")
    assert read_secret(tmp_path / "secret") == bytes(range(24))


@pytest.mark.parametrize(
    "text",
    ["", "whsec_", "whsec_!!!!", written(bytes(23)), written(bytes(65)), "geheim", "whsec_é", "\0" * 9_000],
)
def test_what_is_no_secret_is_told_and_not_repeated(tmp_path, text):
    (tmp_path / "secret").write_text(text)
    with pytest.raises(SecretError, match="holds no signing secret: it must be one line, whsec_ and") as told:
        read_secret(tmp_path / "secret")
    assert not text.removeprefix("whsec_") or text.removeprefix("whsec_") not in str(told.value)


def test_a_secret_that_is_not_there_is_told(tmp_path):
    with pytest.raises(SecretError, match=r"secret can't be read \(No such file or directory\)"):
        read_secret(tmp_path / "secret")
