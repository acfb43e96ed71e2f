"""The shipped profiles beside what an independent database knows of printers of their kind."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest

from config.profile import CutKind, load_profile

ALIKE = [
    ("generic-80", "TM-T20II"),
    ("latin-80", "TM-T20II"),
    ("xprinter-80", "KR-306"),
    ("generic-58", "POS-5890"),
]
"""Ours, and one of that kind."""


@pytest.fixture(scope="module")
def known() -> dict:
    # Read as data: importing the library would cost half a second and set up logging.
    found = json.loads(files("escpos").joinpath("capabilities.json").read_text("utf-8"))
    return found["profiles"]


@pytest.mark.parametrize(("ours", "theirs"), ALIKE)
def test_the_print_head_is_as_wide_as_that_of_its_kind(known, ours, theirs):
    profile = load_profile(ours)
    assert profile.dots == known[theirs]["media"]["width"]["pixels"]
    assert profile.dots / profile.dots_per_mm <= profile.paper_mm


@pytest.mark.parametrize(("ours", "theirs"), ALIKE[:3])
def test_what_it_is_trusted_to_do_its_kind_can_do(known, ours, theirs):
    profile, features = load_profile(ours), known[theirs]["features"]
    assert profile.native_qr is features["qrCode"]
    assert features["bitImageRaster"]
    assert profile.cut is not CutKind.PARTIAL or features["paperPartCut"]
