"""The code of a form: from the scanner to one ticket, in few places, and for no longer than that."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk import forms, rows
from kiosk.audit import disagreements
from kiosk.errors import LobbyError, UnknownTicketError
from kiosk.event import Kind
from kiosk.evolve import IllegalStepError, issued_facts
from kiosk.forms import MOST
from kiosk.issuing import IssueRequest
from kiosk.lobby import Lobby
from kiosk.scanning import tell_scan
from kiosk.scans import Scan, ScanKind, recognised
from kiosk.store import open_store

URL = "https://q.bank.example"
CODE = "AB12CD34"
_count = itertools.count(1)


@pytest.fixture
def take_with(lobby):
    """A ticket with the forms of these codes."""

    def taken(*codes, request_id=""):
        return lobby.issue(IssueRequest(("cash",), request_id or f"form-{next(_count)}", forms=codes))

    return taken


@pytest.fixture
def scan(lobby):
    """Hold a form before a scanner; the row of the log that tells of it."""

    def scanned(code, kiosk="door"):
        tell_scan(lobby.site, f"{URL}/F/{code}", kiosk)
        with lobby.site.store.read() as cursor:
            return [event for event in rows.log(cursor) if event.kind is Kind.SCANNED][-1]

    return scanned


def waiting_for_a_screen(lobby):
    with lobby.site.store.read() as cursor:
        return [row[0] for row in cursor.all("SELECT code FROM form_read ORDER BY scan")]


@pytest.mark.parametrize(
    ("code", "known"),
    [
        ("AB12", "AB12"),
        ("ab12cd34ef56", "AB12CD34EF56"),
        ("AB1", None),
        ("AB12CD34EF567", None),
        ("AB-12", None),
        ("预填单一", None),
        ("１２３４", None),
        ("AB12 ", "AB12"),
        ("AB12/", None),
        ("AB12\nCD", None),
        ("ſſſſſ", None),
        ("", None),
    ],
)
def test_a_forms_code_is_a_few_letters_and_digits_in_capitals(code, known):
    scan = recognised(f"{URL}/F/{code}", URL)
    assert (scan.code if scan.kind is ScanKind.FORM else None) == known


@given(st.lists(st.text("AB1", min_size=4, max_size=5)), st.lists(st.text("AB1", min_size=4, max_size=5)))
def test_a_form_is_on_a_ticket_once_and_a_few_at_most(held, more):
    found = forms.together(held, more)
    assert len(found) == len(set(found)) == min(MOST, len({*held, *more}))
    assert list(found) == list(dict.fromkeys([*held, *more]))[:MOST]


def test_what_a_scanner_read_is_told_to_the_screen_once_and_is_in_no_log(lobby, scan):
    event = scan(CODE)
    assert event.facts == {"kiosk": "door", "scan": "form"}
    found = forms.take_over(lobby.site, event)
    assert (found.code, found.ticket_id) == (CODE, None)
    assert forms.take_over(lobby.site, event) is None
    assert waiting_for_a_screen(lobby) == []
    with lobby.site.store.read() as cursor:
        assert not any(CODE in str(event.facts) for event in rows.log(cursor))
    assert disagreements(lobby.site.store) == []


def test_of_a_flood_of_forms_one_waits_at_each_kiosk_and_none_beyond_the_day(lobby, scan, clock):
    first = scan("FORM0000")
    for number in range(1, 20):
        last = scan(f"FORM{number:04d}")
    scan("ELSE1234", "side door")
    assert waiting_for_a_screen(lobby) == ["FORM0019", "ELSE1234"]
    assert forms.take_over(lobby.site, first).code == "FORM0019"
    assert forms.take_over(lobby.site, last) is None
    clock.set("2026-11-26T08:30")
    lobby.report_device("printer", "ok")
    assert waiting_for_a_screen(lobby) == []


def test_a_ticket_keeps_its_forms_through_store_and_log(lobby, take_with):
    ticket = take_with("ab12cd34", "EF56", "AB12CD34")
    assert ticket.forms == ("AB12CD34", "EF56")
    with lobby.site.store.read() as cursor:
        assert rows.ticket(cursor, ticket.id).forms == ticket.forms
    issued = lobby.log_of(ticket.id)[0]
    assert issued.facts["forms"] == ["AB12CD34", "EF56"]
    assert "AB12CD34" not in repr(ticket)
    assert disagreements(lobby.site.store) == []


def test_a_ticket_without_a_form_says_nothing_of_forms(take_with):
    assert "forms" not in issued_facts(take_with())


def test_a_ticket_that_is_asked_for_twice_is_one_with_its_forms(take_with):
    assert take_with(CODE, request_id="same") == take_with(CODE, request_id="same")


@pytest.mark.parametrize("codes", [("AB1",), ("AB-12",), ("x" * 13,), ("AAAA", "BBBB", "CCCC", "DDDD")])
def test_what_is_no_form_or_too_many_is_refused_without_its_code(lobby, codes):
    with pytest.raises(LobbyError) as refused:
        lobby.issue(IssueRequest(("cash",), "hostile", forms=codes))
    assert not any(code in str(refused.value) for code in codes)
    assert lobby.overview().services["cash"].waiting == 0


def test_a_form_is_with_one_ticket_as_long_as_its_visit_lasts(lobby, take_with, scan):
    first = take_with(CODE)
    assert forms.take_over(lobby.site, scan(CODE)).ticket_id == first.id
    assert forms.look_up(lobby.site, CODE).ticket_id == first.id
    # A number is given all the same: two kiosks may have read it at once.
    assert take_with(CODE, "EF56").forms == ("EF56",)
    lobby.cancel(first.id)
    assert take_with(CODE).forms == (CODE,)
    assert disagreements(lobby.site.store) == []


def test_a_form_that_is_shown_later_joins_the_ticket_once(lobby, take_with):
    ticket = take_with("EF56")
    lobby.call_next("1")
    for _ in range(2):
        assert forms.add(lobby.site, ticket.id, CODE.lower()).forms == ("EF56", CODE)
    assert [event.kind for event in lobby.log_of(ticket.id)].count(Kind.FORM_ADDED) == 1
    assert disagreements(lobby.site.store) == []


def test_a_form_cannot_join_where_there_is_no_room_or_another_has_it_or_the_visit_is_over(lobby, take_with):
    full, other = take_with("AAAA", "BBBB", "CCCC"), take_with(CODE)
    with pytest.raises(LobbyError, match="carries 3 forms"):
        forms.add(lobby.site, full.id, "DDDD")
    lobby.call_next("1")
    with pytest.raises(LobbyError, match="with another ticket"):
        forms.add(lobby.site, take_with().id, CODE)
    lobby.cancel(other.id)
    with pytest.raises(IllegalStepError):
        forms.add(lobby.site, other.id, "DDDD")
    with pytest.raises(UnknownTicketError):
        forms.add(lobby.site, 999, "DDDD")


def test_a_store_that_is_opened_again_has_the_forms(tmp_path, branch, clock):
    folder = tmp_path / "again"
    with_form = IssueRequest(("cash",), "before", forms=(CODE,))
    store = open_store(folder)
    Lobby(store, branch, clock).issue(with_form)
    store.close()
    store = open_store(folder)
    assert Lobby(store, branch, clock).issue(with_form).forms == (CODE,)
    store.close()


def test_a_scan_says_nothing_of_its_code():
    assert CODE not in repr(Scan(ScanKind.FORM, CODE))
