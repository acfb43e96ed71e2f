"""Profile and link are changed in a devices.toml, and nothing else is."""

from __future__ import annotations

import tomllib

import pytest

from config.branch import SAMPLE
from config.printer_choice import NotWritten, with_printer

LINK = "/dev/lobby/serial-TM0001"


def test_the_sample_keeps_its_comments_and_its_other_values():
    before = (SAMPLE / "devices.toml").read_text()
    after = with_printer(before, profile="xprinter-80", link=LINK)
    printer = tomllib.loads(after)["printer"]
    assert printer == {**tomllib.loads(before)["printer"], "profile": "xprinter-80", "link": LINK}
    assert after.count("#") == before.count("#")
    assert len(after.splitlines()) == len(before.splitlines())


@pytest.mark.parametrize(
    "before",
    [
        "",
        "[printer]\n",
        '[printer]\nid = "ticket"\n# profile = "x"\n',
        '# [printer]\n[printer] # ours\nlink="a"  # here\n[other]\nlink = "stays"\n',
        '[other]\nprofile = "stays"\n\n[printer]\nprofile = "a"\nlink = "b"\n',
    ],
)
def test_whatever_is_missing_is_added_in_its_table(before):
    found = tomllib.loads(with_printer(before, profile="p", link=LINK))
    assert (found["printer"]["profile"], found["printer"]["link"]) == ("p", LINK)
    assert found.get("other") == tomllib.loads(before).get("other")


@pytest.mark.parametrize("link", ['a"\n[relay]\nx = "', 'quote" and \\', "\\u0041"])
def test_no_value_breaks_out_of_its_line(link):
    try:
        found = tomllib.loads(with_printer("[printer]\n", profile="p", link=link))
    except NotWritten:
        return
    assert found == {"printer": {"profile": "p", "link": link}}


@pytest.mark.parametrize("before", ['printer = { id = "a", profile = "b", link = "c" }', 'printer.id = "a"'])
def test_a_file_written_another_way_is_left_to_a_person(before):
    with pytest.raises(NotWritten, match="by hand"):
        with_printer(before, profile="p", link=LINK)
