"""Tickets outlive the configuration they were issued under: pages show what is left, and do not fail."""

from __future__ import annotations

from dataclasses import replace

import pytest

from config.schema import Counter
from ui.web.clerks import Clerks


@pytest.fixture
def gone(hall, lobby, take):
    """One who waits for, and one who is at, what the branch no longer has."""
    waits, served = take("wealth", ticket_class="care"), take("cash")
    lobby.call_next("1")
    branch = lobby.branch

    def without(counter: Counter) -> Counter:
        return replace(counter, services=tuple(each for each in counter.services if each != "wealth"))

    hall.site = replace(
        hall.site,
        branch=replace(
            branch,
            services=tuple(each for each in branch.services if each.id != "wealth"),
            zones=tuple(each for each in branch.zones if each.id != "vip"),
            classes=tuple(each for each in branch.classes if each.id != "care"),
            counters=tuple(without(each) for each in branch.counters if each.id != "1"),
        ),
    )
    hall.clerks.close()
    hall.clerks = Clerks(hall.site)
    return waits, served


def test_the_pages_hold(gone, visit, sign_in, lobby):
    manager = sign_in("manager")
    page = manager.page("/manager")
    assert page.status_code == 200
    assert "wealth" in page.text
    assert sign_in("teller").page("/counter/4").status_code == 200
    for ticket in gone:
        assert visit("public").page(f"/t/{lobby.token(ticket)}").status_code == 200
