"""A bank's theme: read whole, measured pair by pair, and never a reason to give no tickets."""

from __future__ import annotations

import tomllib
from dataclasses import asdict
from pathlib import Path

import pytest

from config.branch import SAMPLE, load
from config.colour import contrast, mixed
from config.theme import LEAST_CONTRAST, PAIRS, Colours, Theme, load_theme
from tests.config.spoilt import Edit, sentences

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><path d="M0 0h4v4z"/>{}</svg>'


def test_the_sample_says_every_key_with_its_own_value() -> None:
    shipped = tomllib.loads((SAMPLE / "theme.toml").read_text(encoding="utf-8"))
    assert shipped == asdict(Theme())


def test_a_branch_without_a_theme_looks_as_shipped(folder: Path) -> None:
    (folder / "theme.toml").unlink()
    assert sentences(folder) == []
    assert load_theme(folder) == Theme()


def test_what_is_said_is_used_and_the_rest_is_as_shipped(folder: Path) -> None:
    (folder / "theme.toml").write_text('corner_radius = 0\n[colours]\naction = "#7a0019"\n')
    theme = load_theme(folder)
    assert (theme.corner_radius, theme.colours.action) == (0, "#7a0019")
    assert theme.colours.ink == Colours().ink


def test_black_on_white_is_21_and_a_colour_on_itself_1() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#08593f", "#08593f") == pytest.approx(1)
    # As the tables of WCAG have it: the greyest grey on white that keeps 4.5.
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_half_of_black_and_white_is_grey() -> None:
    assert mixed("#000000", "#ffffff", 0.5) == "#808080"


@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_every_pair_as_shipped_can_be_read(ink: str, ground: str) -> None:
    mix = Colours().mix()
    assert contrast(mix[ink], mix[ground]) >= LEAST_CONTRAST


def test_a_faint_pair_is_named_with_its_ratio(folder: Path, edit: Edit) -> None:
    edit("theme.toml", 'quiet = "#444f49"', 'quiet = "#777777"')
    assert sentences(folder)[:2] == [
        (
            'theme.toml: colours.quiet is "#777777" on ground "#fafaf7", a contrast of 4.28 to 1; '
            "it must be 7 to 1 or more."
        ),
        (
            'theme.toml: colours.quiet is "#777777" on card "#ffffff", a contrast of 4.47 to 1; '
            "it must be 7 to 1 or more."
        ),
    ]
    assert "on the tint of a picked card (card and action)" in sentences(folder)[2]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("#14201b", "black", 'theme.toml: colours.ink is "black"'),
        ("corner_radius = 24", "corner_radius = 49", "corner_radius is 49; it must be 0 to 48"),
        ("panel_inches = 27.0", "panel_inches = 7", "panel_inches is 7; it must be 10 to 86"),
        ("wait_ground", "wait_grund", "Did you mean wait_ground?"),
        ('logo = ""', 'logo = "../x.svg"', "the name of an SVG file beside this one"),
        ('logo = ""', 'logo = "no.svg"', 'logo names "no.svg", which cannot be read'),
    ],
)
def test_a_fault_is_told_in_a_sentence(folder: Path, edit: Edit, old: str, new: str, said: str) -> None:
    edit("theme.toml", old, new)
    assert said in "\n".join(sentences(folder))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("a text", "it must be an SVG drawing"),
        (DRAWING.format("<script>1</script>"), "without scripts"),
        (DRAWING.format('<image href="file:///etc/hostname"/>'), "from another file or address"),
        (DRAWING.format(f"<!--{'x' * 200_000}-->"), "it must be at most 200000 bytes"),
    ],
)
def test_a_logo_that_is_none_or_reaches_out_is_refused(
    folder: Path, edit: Edit, content: str, said: str
) -> None:
    (folder / "logo.svg").write_text(content, encoding="utf-8")
    edit("theme.toml", 'logo = ""', 'logo = "logo.svg"')
    assert said in "\n".join(sentences(folder))


def test_a_drawing_that_keeps_to_itself_is_a_logo(folder: Path, edit: Edit) -> None:
    (folder / "logo.svg").write_text(DRAWING.format('<use href="#a"/>'), encoding="utf-8")
    edit("theme.toml", 'logo = ""', 'logo = "logo.svg"')
    assert sentences(folder) == []
    assert load_theme(folder).logo == "logo.svg"


def test_a_faulty_theme_stops_no_tickets_but_is_told(
    folder: Path, edit: Edit, caplog: pytest.LogCaptureFixture
) -> None:
    edit("theme.toml", 'card = "#ffffff"', 'card = "#222222"')
    assert load(folder).id == "wutong"
    assert load_theme(folder) == Theme()
    assert "The theme is not used: theme.toml: colours.ink" in caplog.text
