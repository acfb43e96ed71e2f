"""Where the pages listen, as a branch says it."""

from __future__ import annotations

from pathlib import Path

import pytest

from config.branch import SAMPLE, load
from config.pages import Pages
from tests.config.spoilt import Edit, sentences


def test_the_sample_says_what_would_hold_without_it() -> None:
    assert load(SAMPLE).pages == Pages()


def test_two_listeners_can_t_have_one_place(folder: Path, edit: Edit) -> None:
    edit("branch.toml", "board_port = 8444", "board_port = 8443")
    assert sentences(folder) == [
        'branch.toml: pages.board_port is "0.0.0.0:8443"; it must be different from pages.staff_port.'
    ]


def test_one_port_at_two_addresses_is_two_places(folder: Path, edit: Edit) -> None:
    edit("branch.toml", "board_port = 8444", "board_port = 8443")
    edit("branch.toml", 'board_address = "0.0.0.0"', 'board_address = "10.1.0.5"')
    assert sentences(folder) == []


def test_a_key_without_its_certificate_is_told(folder: Path, edit: Edit) -> None:
    edit("branch.toml", 'key = ""', 'key = "/etc/lobby/key.pem"')
    (sentence,) = sentences(folder)
    assert sentence.startswith("branch.toml: pages.key is the key of no certificate")


@pytest.mark.parametrize(
    ("old", "new", "bound"),
    [
        ("staff_port = 8443", "staff_port = 0", "1 to 65535"),
        ("staff_port = 8443", "staff_port = 65536", "1 to 65535"),
        ('public_address = "0.0.0.0"', 'public_address = "the hall"', "an address of this box"),
        ('certificate = ""', 'certificate = "chain.pem"', "a path that begins with /"),
        ("requests_a_minute = 600", "requests_a_minute = 1", "30 to 100000"),
        ("followers_an_address = 30", "followers_an_address = 0", "1 to 300"),
        ("proxies = []", 'proxies = ["proxy.example"]', "an address of this box"),
        ("proxies = []", "port = 443", "no such key"),
    ],
)
def test_what_is_out_of_bounds_is_told(folder: Path, edit: Edit, old: str, new: str, bound: str) -> None:
    edit("branch.toml", old, new)
    (sentence,) = sentences(folder)
    assert bound in sentence
