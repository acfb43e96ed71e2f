"""The token on the paper."""

from __future__ import annotations

import random
import re
import string
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.token import TOKEN_LENGTH, Claim, make_token, read_token, ticket_link

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
SECRET = bytes(range(32))
KEYS = {1: SECRET}
CLAIM = Claim(1027, date(2026, 11, 25), "A", 23)
TOKEN = make_token(1, SECRET, CLAIM)

claims = st.builds(
    Claim,
    st.integers(1, 65_535),
    st.dates(date(1969, 12, 31), date(2140, 12, 31)),
    st.sampled_from(["", *string.ascii_uppercase]),
    st.integers(1, 500_000),
)


@given(st.integers(1, 255), claims)
def test_what_was_sealed_is_read_again(kid, claim):
    token = make_token(kid, SECRET, claim)
    assert re.fullmatch(r"[A-Z2-7]{29}", token)
    assert read_token({kid: SECRET}, token) == claim


@given(claims, claims)
def test_two_tickets_have_two_tokens(one, other):
    assert (make_token(1, SECRET, one) == make_token(1, SECRET, other)) == (one == other)


def test_a_token_typed_in_small_letters_is_the_same():
    assert read_token(KEYS, TOKEN.lower()) == CLAIM


def test_any_one_character_changed_is_refused():
    changed = [
        TOKEN[:place] + letter + TOKEN[place + 1 :]
        for place in range(TOKEN_LENGTH)
        for letter in ALPHABET
        if letter != TOKEN[place]
    ]
    assert len(changed) == TOKEN_LENGTH * 31
    assert [token for token in changed if read_token(KEYS, token)] == []


def test_the_last_character_has_one_spelling_only():
    # 145 bits of text for 144 of token: its neighbour differs in nothing but the spare bit.
    neighbour = ALPHABET[ALPHABET.index(TOKEN[-1]) ^ 1]
    assert read_token(KEYS, TOKEN[:-1] + neighbour) is None


def test_two_neighbours_swapped_are_refused():
    swapped = {
        TOKEN[:place] + TOKEN[place + 1] + TOKEN[place] + TOKEN[place + 2 :]
        for place in range(TOKEN_LENGTH - 1)
    } - {TOKEN}
    assert [token for token in swapped if read_token(KEYS, token)] == []


def test_twenty_thousand_guesses_are_refused():
    luck = random.Random(2026)
    guesses = ("".join(luck.choices(ALPHABET, k=TOKEN_LENGTH)) for _ in range(10_000))
    # A real head with a guessed seal is the better guess.
    seals = (TOKEN[:13] + "".join(luck.choices(ALPHABET, k=TOKEN_LENGTH - 13)) for _ in range(10_000))
    assert [token for token in (*guesses, *seals) if token != TOKEN and read_token(KEYS, token)] == []


@pytest.mark.parametrize(
    "token",
    [
        "",
        TOKEN[:-1],
        TOKEN + "A",
        TOKEN[:-1] + "=",
        TOKEN[:-1] + "1",
        TOKEN[:-1] + " ",
        TOKEN[:-1] + "\n",
        TOKEN[:-1] + "\0",
        TOKEN[:-1] + "票",
        TOKEN[:-1] + "\ud800",
        "A" * TOKEN_LENGTH,
        "=" * TOKEN_LENGTH,
        f" {TOKEN[:-1]}",
    ],
)
def test_whatever_is_wrong_has_one_answer(token):
    assert read_token(KEYS, token) is None


def test_a_letter_whose_capital_is_ours_is_not_ours():
    sealed = next(
        token
        for number in range(1, 200)
        if "S" in (token := make_token(1, SECRET, Claim(1027, date(2026, 11, 25), "A", number)))
    )
    assert read_token(KEYS, sealed) is not None
    assert read_token(KEYS, sealed.replace("S", "ſ")) is None


def test_a_key_that_was_withdrawn_opens_nothing():
    assert read_token({2: SECRET}, TOKEN) is None
    assert read_token({1: bytes(32)}, TOKEN) is None
    assert read_token({}, TOKEN) is None


def test_the_link_stays_in_the_alphanumeric_mode_of_a_qr_code():
    link = ticket_link("https://q.bank.example", TOKEN)
    assert link == f"HTTPS://Q.BANK.EXAMPLE/T/{TOKEN}"
    assert re.fullmatch(r"[0-9A-Z $%*+\-./:]{1,77}", link)


def test_a_branch_without_a_page_has_no_link():
    assert ticket_link("", TOKEN) is None


def test_a_ticket_taken_under_a_dead_clock_has_a_token_as_well(lobby, take, clock):
    clock.set("1970-01-01T09:30:00")
    ticket = take("cash")
    assert len(lobby.token(ticket)) == TOKEN_LENGTH


def test_a_lobby_keeps_its_key_over_a_restart_and_shares_it(lobby, take, store, branch, clock):
    ticket = take("cash")
    first = lobby.token(ticket)
    other = type(lobby)(store, branch, clock)
    assert other.token(ticket) == first
    assert other.link(ticket) == f"HTTPS://Q.BANK.EXAMPLE/T/{first}"
    with store.read() as cursor:
        kid, secret = cursor.one("SELECT kid, secret FROM token_key")
    claim = Claim(branch.code, ticket.day, ticket.prefix, ticket.number)
    assert read_token({kid: bytes.fromhex(secret)}, first) == claim
    assert len(bytes.fromhex(secret)) == 32
