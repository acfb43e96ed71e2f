"""Card readers: a class and nothing else, on no log, and no longer in memory than needed."""

from __future__ import annotations

import http.server
import socket
import threading
from contextlib import contextmanager
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.frames import Field
from config.lobby_devices import Cards
from config.schema import TicketClass
from config.unit_profile import load_unit_profile
from drivers.cards.age import AgeBand, age_band
from drivers.cards.reader import CardRoom, ReaderStation
from drivers.cards.vip_service import VipService
from drivers.cards.wiping import wiped
from drivers.framing import Heard, Parser, encode
from tests.drivers.benches import eventually

TODAY = date(2026, 11, 23)
PAN = b"6222021234567890123"


@pytest.mark.parametrize(
    ("born", "band"),
    [
        ("19661123", AgeBand.CARE),
        ("19661124", AgeBand.ADULT),
        ("20081123", AgeBand.ADULT),
        ("20081124", AgeBand.YOUNG),
        ("19640229", AgeBand.CARE),
        ("20271124", AgeBand.UNKNOWN),
        ("18000101", AgeBand.UNKNOWN),
        ("19661301", AgeBand.UNKNOWN),
        ("1966112", AgeBand.UNKNOWN),
        ("1966112x", AgeBand.UNKNOWN),
    ],
)
def test_a_birth_becomes_a_band(born, band):
    assert age_band(bytearray(born, "ascii"), TODAY, 60) is band
    assert age_band(bytearray(born, "utf-16-le"), TODAY, 60) is band


@given(st.binary(max_size=40))
def test_no_birth_stops_the_reader(noise):
    assert age_band(bytearray(noise), TODAY, 60) in AgeBand


def test_memory_is_written_over_whatever_happens():
    secret = bytearray(PAN)
    with pytest.raises(KeyError), wiped(secret):
        raise KeyError
    assert secret == bytes(len(PAN))


class _Bank(http.server.BaseHTTPRequestHandler):
    """A bank's service that knows one VIP."""

    def do_POST(self):
        card = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append(card)
        body = b"VIP\n" if card == PAN else b"ordinary"
        self.send_response(200 if card.startswith(b"6") else 500)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@contextmanager
def bank():
    server = http.server.HTTPServer(("127.0.0.1", 0), _Bank)
    server.asked = []
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield server, f"http://127.0.0.1:{server.server_port}/vip"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_the_banks_service_says_who_is_a_vip_and_the_number_is_wiped(caplog):
    caplog.set_level("DEBUG")
    cards = [bytearray(PAN), bytearray(b"6000"), bytearray(b"5"), bytearray(b"not a number")]
    with bank() as (server, address):
        ask = VipService(Cards(vip_service=address))
        assert [ask(card) for card in cards] == [True, False, False, False]
        assert server.asked == [PAN, b"6000", b"5"]
    assert not any(any(card) for card in cards)
    assert PAN.decode() not in caplog.text


def test_nobody_is_asked_where_there_is_no_service():
    card = bytearray(PAN)
    assert not VipService(Cards())(card)
    assert not any(card)


def test_a_service_that_is_away_makes_nobody_wait_and_nobody_a_vip(caplog):
    caplog.set_level("DEBUG")
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{closed.getsockname()[1]}/vip"
        assert not VipService(Cards(vip_service=address))(bytearray(PAN))
    assert "VIP service gave no answer" in caplog.text
    assert PAN.decode() not in caplog.text


def test_a_service_that_never_answers_is_not_waited_for():
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        address = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        assert not VipService(Cards(vip_service=address, vip_patience_ms=100))(bytearray(PAN))


def room(classes, ask=lambda card: False) -> CardRoom:
    return CardRoom(60, ask, classes.append, lambda: TODAY)


def test_a_bank_card_becomes_a_class_off_the_line():
    classes, cards = [], []

    def ask(card):
        cards.append(card)
        return True

    cards_room = room(classes, ask)
    cards_room.start()
    track = b";" + PAN + b"=2912..."
    heard = Parser(load_unit_profile("bank-track2").hear).feed(track)
    cards_room.take(None, heard[0])
    eventually(lambda: classes)
    cards_room.stop()
    assert classes == [TicketClass.VIP]
    assert bytes(cards[0]) == PAN


def test_a_card_whose_class_nobody_takes_does_not_close_the_room(caplog):
    classes = []

    def take(ticket_class: TicketClass) -> None:
        classes.append(ticket_class)
        if len(classes) == 1:
            raise RuntimeError("the lobby is away")

    cards_room = CardRoom(60, lambda card: len(classes) > 0, take, lambda: TODAY)
    cards_room.start()
    for done in (1, 2):
        cards_room.take(None, Heard("read", {Field.CARD: bytearray(PAN)}))
        eventually(lambda done=done: len(classes) == done)
    cards_room.stop()
    assert classes == [TicketClass.ORDINARY, TicketClass.VIP]
    assert "was taken by nobody" in caplog.text


def test_a_service_that_fails_leaves_an_ordinary_class_and_no_trace_of_the_card(caplog):
    classes, card = [], bytearray(PAN)

    def ask(number: bytearray) -> bool:
        raise ValueError(bytes(number))

    cards_room = room(classes, ask)
    cards_room.start()
    cards_room.take(None, Heard("read", {Field.CARD: card}))
    eventually(lambda: classes)
    cards_room.stop()
    assert classes == [TicketClass.ORDINARY]
    assert not any(card)
    assert "ValueError" in caplog.text
    assert PAN.decode() not in caplog.text


def test_a_second_card_while_the_first_is_asked_after_is_wiped_unread():
    classes = []
    waiting_room = room(classes)
    first, second = bytearray(PAN), bytearray(PAN)
    for card in (first, second):
        waiting_room.take(None, Heard("read", {Field.CARD: card}))
    assert any(first)
    assert not any(second)


def test_a_birth_is_wiped_as_soon_as_its_band_is_known():
    classes, birth = [], bytearray(b"19500101")
    room(classes).take(None, Heard("read", {Field.BIRTH: birth}))
    assert classes == [TicketClass.CARE]
    assert not any(birth)


def test_a_reader_asks_step_by_step_and_starts_over_after_anything_else():
    profile = load_unit_profile("identity-sdt")
    now_s = [0.0]
    station = ReaderStation("identity", profile, 1, lambda: now_s[0], room([]))
    station.arrived()
    asked = []

    def step(answer: str) -> None:
        now_s[0] = max(now_s[0], station.due_s())
        asked.append(station.words().message.name)
        station.hear(Parser(profile.hear).feed(encode(profile.hear[answer], {Field.BIRTH: b""}))[0])

    for answer in ("idle", "find", "idle", "find", "select", "read"):
        step(answer)
    read_at_s = now_s[0]
    step("idle")
    assert asked == ["find", "find", "select", "find", "select", "read", "find"]
    assert now_s[0] - read_at_s == pytest.approx(2.0)
