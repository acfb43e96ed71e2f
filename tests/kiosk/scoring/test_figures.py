"""What the scoring server may tell of ratings: whole fives, so that no single word can be worked out."""

from __future__ import annotations

import random
import sys

import pytest

from kiosk.rating.totals import STEP
from kiosk.scoring import figures
from kiosk.scoring.intake import Intake
from kiosk.scoring.keys import Units
from kiosk.scoring.message import Outcome, Sent
from kiosk.scoring.periods import Period
from kiosk.store import open_store
from kiosk.store.migrate import shipped
from tests.kiosk.scoring.messages import rating, signed
from ui.scoring.rating_form import read_rating

MONTH = Period.from_text("2026-11")


@pytest.fixture
def send(store, clock, rules, units):
    """Ratings of any branch, as its relay sends them."""
    intake = Intake(store, clock, rules, read_rating)
    secrets = {unit: units.give_key(unit) for unit in ("east", "west")}

    def sent(*values):
        batch = [Sent(*signed(secrets[value["branch"]], value, clock())) for value in values]
        assert {answer.outcome for answer in intake.take(batch)} == {Outcome.TAKEN}

    return sent


@pytest.fixture
def told(store):
    def counts(unit=""):
        with store.read() as cursor:
            return figures.of_period(cursor, MONTH, unit)

    return counts


def again(value, score, version=2):
    """Another word on the same ticket."""
    other = rating(value["branch"], score)
    return {**value, "id": other["id"], "score": score, "version": version}


def test_nobody_can_work_out_one_word_from_two_totals(send, told):
    send(*(rating() for _ in range(5)))
    before = told("east")
    for given in range(6, 10):
        send(rating(score=1))
        assert (told("east").counts, told("east").ratings, told("east").given) == (before.counts, 5, given)
    send(rating(score=1))
    assert (told("east").counts, told("east").share) == ({5: 5, 1: 5}, 0.5)


def test_a_word_that_is_changed_keeps_its_place(send, told):
    first, *others = (rating() for _ in range(7))
    send(first, *others)
    send(again(others[-1], 1))
    assert told("east").counts == {5: 5}
    send(again(first, 3))
    assert told("east").counts == {5: 4, 3: 1}


def test_the_total_of_all_units_is_that_of_what_each_is_told(send, told):
    send(*(rating("east", 5) for _ in range(7)), *(rating("west", 1) for _ in range(4)))
    assert (told().counts, told().ratings, told().given) == ({5: 5}, 5, 11)
    assert (told("west").counts, told("west").ratings, told("west").share) == ({}, 4, None)
    send(rating("west", 1))
    assert told().counts == {5: 5, 1: 5}


def test_a_person_is_told_of_in_the_same_steps(send, store):
    send(*(rating(score=5, teller="zhou") for _ in range(5)), *(rating(score=5, teller="") for _ in range(5)))
    send(
        *(rating(score=1, teller="zhou") for _ in range(3)), *(rating(score=2, teller="wu") for _ in range(4))
    )
    with store.read() as cursor:
        found = figures.by_person(cursor, MONTH, "east")
    assert {key: (each.counts, each.given) for key, each in found.items()} == {
        ("east", "zhou"): ({5: 5}, 8),
        ("east", "wu"): ({}, 4),
    }


def test_reasons_are_those_of_the_words_that_are_told(send, store):
    send(*(rating(score=1) for _ in range(5)), *(rating(score=1, reasons=["attitude"]) for _ in range(4)))
    with store.read() as cursor:
        assert figures.reasons(cursor, MONTH, "east") == [("waiting", 5)]


@pytest.mark.parametrize("seed", range(3))
def test_what_is_told_is_always_the_first_whole_fives(send, told, seed):
    chance, values = random.Random(seed), []
    for _ in range(8):
        batch = [rating(score=chance.randint(1, 5)) for _ in range(chance.randint(1, 6))]
        changed = chance.choice(values) if values and chance.random() < 0.5 else None
        values += batch
        if changed:
            values[values.index(changed)] = again(
                changed, chance.randint(1, 5), changed.get("version", 1) + 1
            )
            batch.append(next(each for each in values if each["ticket"] == changed["ticket"]))
        send(*batch)
        whole = values[: len(values) - len(values) % STEP]
        wanted = {score: sum(each["score"] == score for each in whole) for score in range(1, 6)}
        assert {score: told("east").counts.get(score, 0) for score in range(1, 6)} == wanted


def test_a_store_of_before_gets_its_places_in_the_order_in_which_the_words_came(
    tmp_path, address, clock, rules, monkeypatch
):
    dialect = "postgres" if address else "sqlite"
    everything = shipped(dialect, "kiosk.scoring")
    monkeypatch.setattr(sys.modules["kiosk.store.migrate"], "shipped", lambda *_: everything[:1])
    old = open_store(tmp_path, address, "kiosk.scoring")
    Units(old, clock).add("east")
    with old.write() as cursor:
        for number, ticket in enumerate("cab"):
            for word in range(2):
                uid = f"{ticket}{word}"
                cursor.run(
                    "INSERT INTO rating VALUES (?, 'east', ?, ?, '', '')",
                    *(uid, ticket, f"2026-11-2{number + 3 * word}"),
                )
            cursor.run(
                "INSERT INTO verdict VALUES ('east', ?, ?, '', '2026-11', '', '', '', '', 5, '', '', '', 1)",
                *(ticket, f"{ticket}1"),
            )
    old.close()
    monkeypatch.undo()
    grown = open_store(tmp_path, address, "kiosk.scoring")
    with grown.read() as cursor:
        assert cursor.all("SELECT ticket FROM verdict ORDER BY place") == [("c",), ("a",), ("b",)]
    intake, secret = Intake(grown, clock, rules, read_rating), Units(grown, clock).give_key("east")
    intake.take([Sent(*signed(secret, rating(), clock()))])
    with grown.read() as cursor:
        assert cursor.one("SELECT max(place), count(DISTINCT place) FROM verdict") == (4, 4)
    grown.close()
