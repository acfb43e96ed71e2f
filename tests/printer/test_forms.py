"""The codes of forms on paper: in plain sight of the teller, and no ticket longer for them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from config.branch import SAMPLE
from config.phrases import load as load_phrases
from config.profile import load_profile
from printer.escpos import compile_ticket
from printer.layout import ticket_lines
from printer.lines import TextLine
from printer.sample import SAMPLE_LINK, sample_ticket
from tests.campaigns.actors import BRANCH
from tests.printer.words import BRANCH as MAPLE
from tests.printer.words import LINK, NOW, TICKET, phrases, profile

FORMS = ("AB12CD34EF56", "GH78JK90LM12", "NP34QR56ST78")
PHRASES = {language: load_phrases(language, SAMPLE) for language in BRANCH.languages}


def texts(ticket, profile_id="generic-80", copy=0):
    lines = ticket_lines(ticket, MAPLE, profile(profile_id), phrases=phrases, link=LINK, copy=copy)
    return [line.text for line in lines if isinstance(line, TextLine)]


@pytest.mark.parametrize(
    ("language", "says"), [("zh_CN", "预填单：AB12CD34、EF56"), ("en", "Your form: AB12CD34, EF56")]
)
@pytest.mark.parametrize("copy", [0, 1])
def test_the_codes_stand_on_the_paper_once_and_on_a_copy_again(language, says, copy):
    ticket = replace(TICKET, language=language, forms=("AB12CD34", "EF56"))
    found = texts(ticket, copy=copy)
    assert found.count(says) == 1
    assert "".join(found).count("AB12CD34") == 1


def test_a_ticket_without_forms_says_nothing_of_them():
    assert not any("预填单" in text for text in texts(TICKET))


def test_the_line_against_fraud_and_the_number_to_call_stay_in_the_language_of_the_ticket():
    plain, with_form = "".join(texts(TICKET)), "".join(texts(replace(TICKET, forms=FORMS)))
    for said in ("警惕诈骗", "400-000-0001"):
        assert said in with_form
    for left_out in ("The police never ask", "Complaint line"):
        assert left_out in plain
        assert left_out not in with_form


@pytest.mark.parametrize("profile_id", ["generic-80", "generic-58", "xprinter-80"])
@pytest.mark.parametrize("language", BRANCH.languages)
def test_the_ticket_of_no_service_is_longer_than_a_thousand_bytes_with_all_the_forms_it_can_have(
    profile_id, language
):
    printer = load_profile(profile_id, SAMPLE)
    for service in BRANCH.services:
        led_by = replace(BRANCH, services=(service, *BRANCH.services))
        ticket = replace(sample_ticket(led_by, NOW, language=language), forms=FORMS)
        lines = ticket_lines(ticket, BRANCH, printer, phrases=PHRASES.__getitem__, link=SAMPLE_LINK)
        assert len(compile_ticket(lines, printer)) <= 1_000
