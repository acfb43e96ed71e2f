"""A phone's page that is open while the visit is judged at the counter stops asking at once."""

from __future__ import annotations

import pytest

from kiosk.rating import giving
from kiosk.rating.verdict import Verdict
from tests.ui.web.process import following, lobby_beside, running


@pytest.fixture
def lobby(tmp_path, branch):
    with lobby_beside(tmp_path / "data", branch) as found:
        yield found


def page_with(stream, words):
    """The next picture of the page that says so."""
    return next(each for each in stream if each.event == "page" and words in each.data["html"])


def test_the_open_page_says_so_before_the_next_beat(tmp_path, lobby, take, phrases):
    ticket, zh = take("cash"), phrases["zh_CN"]
    with running(tmp_path / "data", "--plain") as pages:
        place = f"{pages.addresses['public']}/api/v1/events?ticket={lobby.token(ticket)}"
        with following(place) as stream:
            lobby.call_next("1")
            lobby.finish("1")
            asking = page_with(stream, zh("rating.title"))
            assert zh("rating.meanwhile") not in asking.data["html"]
            giving.rate_at_counter(lobby.site, "1", ticket.id, Verdict(4))
            # Within the patience of the stream itself, which a beat would not bring about.
            told = page_with(stream, zh("rating.meanwhile"))
            assert 'class="button go wide"' not in told.data["html"]
