"""The sample ticket of a branch."""

from __future__ import annotations

from dataclasses import replace

import pytest

from config.branch import SAMPLE, load
from config.phrases import load as load_phrases
from printer.escpos import compile_ticket
from printer.layout import ticket_lines
from printer.sample import SAMPLE_LINK, sample_ticket
from tests.printer.words import BRANCH, NOW, profile


def test_the_sample_is_of_the_branchs_first_service_and_its_counters():
    ticket = sample_ticket(BRANCH, NOW)
    assert (ticket.label, ticket.services, ticket.current.counters) == ("A023", ("cash",), ("1", "2", "3"))
    assert (ticket.language, ticket.large, ticket.issued_at) == ("zh_CN", False, NOW)


def test_the_sample_can_be_in_another_language_and_in_large_print():
    ticket = sample_ticket(BRANCH, NOW, language="en", large=True)
    assert (ticket.language, ticket.large) == ("en", True)


SHIPPED = load(SAMPLE)


@pytest.mark.parametrize("profile_id", ["generic-80", "generic-58"])
@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("service", SHIPPED.services, ids=lambda service: service.id)
def test_a_full_ticket_of_the_shipped_branch_takes_at_most_a_thousand_bytes(profile_id, language, service):
    printer = profile(profile_id)
    ticket = sample_ticket(replace(SHIPPED, services=(service,)), NOW, language=language)
    lines = ticket_lines(ticket, SHIPPED, printer, phrases=load_phrases, link=SAMPLE_LINK)
    assert len(compile_ticket(lines, printer)) <= 1000
