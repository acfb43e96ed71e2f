"""A night's learning, and the live lobby that tells its waits by it."""

from __future__ import annotations

import json
import logging

import pytest

from kiosk import rows
from kiosk.green import Reason
from kiosk.lobby import Lobby
from kiosk.predict import shelf
from kiosk.predict.from_store import Learner, predictor_of
from kiosk.predict.learning import learn
from kiosk.predict.seen import What
from kiosk.predict.trial import Engine
from kiosk.telling import why_told
from kiosk.ticket import TicketState

BUSY = 16


@pytest.fixture
def lobby(store, day_and_night, clock):
    return Lobby(store, day_and_night, clock)


def press(lobby, counter="1"):
    """Whoever is there is done, and the next is called; None when nobody is left."""
    at_counter = lobby.scene().in_state(TicketState.CALLED)
    return lobby.finish_and_call(counter) if at_counter else lobby.call_next(counter)


def a_day(lobby, take, clock, people=BUSY, took_s=600):
    """Customers come faster than one window can serve them; each takes twice the configured time."""
    for each in range(people):
        take("cash", ticket_class="vip" if each % 5 == 4 else "ordinary")
        clock.advance(took_s / 4)
        if each % 4 == 3:
            press(lobby)
    while press(lobby):
        clock.advance(took_s)


def close_all_but(lobby, *kept):
    for counter in lobby.branch.counters:
        if counter.id not in kept:
            lobby.close_counter(counter.id)


def next_morning(clock, day):
    clock.set(f"2026-11-{day} 09:30")


@pytest.fixture
def learned(lobby, take, clock):
    """Two days are over and learned."""
    close_all_but(lobby, "1")
    a_day(lobby, take, clock)
    next_morning(clock, 26)
    a_day(lobby, take, clock)
    next_morning(clock, 27)
    return learn(lobby.site)


def why(lobby, ticket):
    return why_told(lobby.log_of(ticket.id))


def test_before_the_first_night_the_queues_length_speaks(lobby, take):
    take("cash")
    told = why(lobby, take("cash"))
    assert (told["engine"], told["learned"], told["ahead"]) == ("queue", False, 1.0)


def test_a_night_is_learned_once(lobby, learned):
    assert learned.rows > 0
    assert learned.waits > BUSY
    again = learn(lobby.site)
    assert (again.rows, again.seq, again.waits) == (0, learned.seq, learned.waits)
    assert learn(lobby.site, anew=True).waits == learned.waits


def test_a_day_that_goes_on_is_not_learned_yet(lobby, learned, take, clock):
    take("cash")
    # What closed the day before stands in the log only now.
    learn(lobby.site)
    take("cash")
    assert learn(lobby.site).rows == 0
    clock.set("2026-11-28 04:30")
    assert learn(lobby.site).rows > 0


def test_learning_in_two_nights_is_learning_in_one(lobby, learned, take, clock):
    a_day(lobby, take, clock)
    next_morning(clock, 28)
    grown = learn(lobby.site)
    with lobby.site.store.read() as cursor:
        (in_steps,) = cursor.one("SELECT record FROM learning")
    whole = learn(lobby.site, anew=True)
    with lobby.site.store.read() as cursor:
        (at_once,) = cursor.one("SELECT record FROM learning")
    assert grown.waits == whole.waits
    mine, theirs = json.loads(in_steps), json.loads(at_once)
    assert [row[1] for row in mine] == [row[1] for row in theirs]


def test_the_next_ticket_is_told_by_what_was_learned_and_says_so(lobby, learned, take):
    lobby.call_next("1")
    told = why(lobby, take("cash"))
    assert told["learned"] is True
    assert told["counters"] == 1
    assert told["learned_from"] >= BUSY


def test_phone_and_card_follow_what_the_ticket_was_told(lobby, learned, take):
    for _ in range(6):
        ticket = take("cash")
    card = lobby.overview().services["cash"]
    seen = lobby.progress(lobby.token(ticket))
    assert seen.wait.p50_s == pytest.approx(ticket.promise.wait.p50_s, rel=0.05)
    assert card.wait.p50_s > ticket.promise.wait.p50_s
    lobby.call_next("1")
    lobby.finish_and_call("1")
    assert lobby.progress(lobby.token(ticket)).wait.p50_s < seen.wait.p50_s
    assert lobby.find(ticket.label).promise == ticket.promise


def test_a_morning_is_caught_up_with_page_by_page_and_nobody_waits_for_it(
    lobby, learned, take, store, day_and_night, clock, monkeypatch
):
    monkeypatch.setattr("kiosk.predict.foresight._PAGE", 5)
    for _ in range(5):
        take("cash")
    late = Lobby(store, day_and_night, clock)
    late.overview()
    assert not late.site.foresight.is_awake
    late.site.foresight.catch_up_wholly(store, day_and_night)
    assert late.site.foresight.is_awake
    assert late.overview().services["cash"].waiting == 5


def test_every_process_finds_the_same(lobby, learned, take, store, day_and_night, clock):
    for _ in range(5):
        take("cash")
    other = Lobby(store, day_and_night, clock)
    assert other.overview().services["cash"] == lobby.overview().services["cash"]


@pytest.mark.parametrize("spoilt", ["{", "[]", "null", '{"closed": []}'])
def test_a_broken_lesson_is_told_once_and_the_simple_rule_speaks(lobby, learned, take, caplog, spoilt):
    with lobby.site.store.write() as cursor:
        cursor.run("UPDATE learning SET model = ?, made_at = 'later'", spoilt)
    with caplog.at_level(logging.WARNING):
        assert why(lobby, take("cash"))["learned"] is False
        assert why(lobby, take("cash"))["learned"] is False
    told = [record for record in caplog.records if "kiosk learn" in record.getMessage()]
    caplog.clear()
    assert len(told) == 1
    assert learn(lobby.site).rows > 0
    assert "learned again" in caplog.text
    caplog.clear()
    assert why(lobby, take("cash"))["learned"] is True


@pytest.mark.parametrize("slow", [float("inf"), 300.0, "a"])
def test_a_lesson_whose_figures_are_no_waits_holds_up_no_ticket(lobby, learned, take, caplog, slow):
    """Readable, of the right form, and nonsense all the same: no such figure may come to the paper."""
    with lobby.site.store.write() as cursor:
        (model,) = cursor.one("SELECT model FROM learning")
        kept = json.loads(model)
        kept["ratios"]["slow"] = slow
        kept["weights"] = None
        cursor.run("UPDATE learning SET model = ?, made_at = 'later'", json.dumps(kept))
    told = [why(lobby, take("cash")) for _ in range(3)]
    assert [each["learned"] for each in told] == [False] * 3
    assert caplog.text.count("kiosk learn") == 1
    caplog.clear()


def test_a_lesson_that_breaks_the_next_is_learned_again(lobby, learned, take, clock, caplog):
    with lobby.site.store.write() as cursor:
        (model,) = cursor.one("SELECT model FROM learning")
        kept = {**json.loads(model), "weights": ["a"]}
        cursor.run("UPDATE learning SET model = ?, made_at = 'later'", json.dumps(kept))
    a_day(lobby, take, clock)
    next_morning(clock, 28)
    assert learn(lobby.site).waits > learned.waits
    assert "learned again" in caplog.text
    caplog.clear()
    take("cash")
    assert why(lobby, take("cash"))["learned"] is True


def test_a_lesson_of_another_form_is_left_alone(lobby, learned, take, caplog):
    with lobby.site.store.write() as cursor:
        cursor.run("UPDATE learning SET version = 999, made_at = 'later'")
    assert why(lobby, take("cash"))["learned"] is False
    assert "999" in caplog.text
    caplog.clear()


def test_a_new_lesson_is_taken_up_by_those_who_run(lobby, take, clock):
    close_all_but(lobby, "1")
    a_day(lobby, take, clock)
    next_morning(clock, 26)
    assert why(lobby, take("cash"))["learned"] is False
    clock.set("2026-11-27 04:30")
    learn(lobby.site)
    assert why(lobby, take("cash"))["learned"] is True


def test_a_number_is_given_whatever_goes_wrong_in_guessing(lobby, learned, take, monkeypatch, caplog):
    take("cash")

    def breaks(*_):
        raise ZeroDivisionError

    monkeypatch.setattr("kiosk.predict.foresight.Predictor.predict", breaks)
    assert why(lobby, take("cash"))["learned"] is False
    assert "ZeroDivisionError" in caplog.text
    caplog.clear()


# What the log's rows teach


def seen_of(lobby, *kinds):
    with lobby.site.store.read() as cursor:
        events = rows.events(cursor, 0, 10_000)
    found = list(Learner(lobby.branch).rows(events))
    return [each for each in found if not kinds or each.what in kinds]


def followed(lobby):
    predictor = predictor_of(lobby.branch)
    for each in seen_of(lobby):
        predictor.see(each)
    return predictor


def counters_told(lobby, service):
    return [each.open for each in seen_of(lobby, What.COUNTERS) if each.service == service]


def test_a_counter_that_was_never_mentioned_is_open(lobby, take):
    take("cash")
    able = sum("cash" in counter.services for counter in lobby.branch.counters)
    assert counters_told(lobby, "cash")[-1] == able
    lobby.pause_counter("1", "A break.")
    assert counters_told(lobby, "cash")[-1] == able - 1
    lobby.open_counter("1")
    assert counters_told(lobby, "cash")[-1] == able


def test_one_whose_lift_was_undone_waits_again_at_the_old_place_and_teaches_nothing(lobby, take, clock):
    first = take("cash")
    clock.advance(60)
    take("cash")
    lobby.lift(first.id, "Li", Reason.VIP)
    clock.advance(60)
    lobby.undo_lift(first.id)
    predictor = followed(lobby)
    assert len(predictor.floor.waiting) == 2
    places = sorted(predictor.floor.waiting.values())
    assert places[1].issued - places[0].issued == 60
    clock.advance(600)
    assert lobby.call_next("1").id == first.id
    assert len(followed(lobby).record) == 0


def test_one_who_is_sent_on_leaves_one_queue_for_the_other(lobby, take, clock):
    ticket = take("cash")
    take("cash")
    clock.advance(60)
    lobby.transfer_waiting(ticket.id, "wealth")
    predictor = followed(lobby)
    assert {place.service for place in predictor.floor.waiting.values()} == {"cash", "wealth"}
    assert {name: lane.waiting for name, lane in predictor.floor.lanes.items() if lane.waiting} == {
        "cash": 1,
        "wealth": 1,
    }


def test_one_who_did_not_come_frees_the_counter(lobby, take, clock):
    take("cash")
    lobby.call_next("1")
    clock.advance(60)
    lobby.miss("1")
    predictor = followed(lobby)
    assert predictor.floor.busy() == 0
    assert predictor.times.taught == {}


def test_several_services_in_one_go_take_the_time_of_all(lobby):
    times = predictor_of(lobby.branch).times
    assert times.mean("cash+noncash") == times.mean("cash") + times.mean("noncash")


def test_a_closed_counter_is_remembered_over_night(lobby, learned, take):
    with lobby.site.store.read() as cursor:
        learner = Learner(lobby.branch)
        shelf.restore(cursor, predictor_of(lobby.branch), learner)
    assert learner.closed == {counter.id for counter in lobby.branch.counters} - {"1"}


def test_a_clock_set_back_on_the_way_leaves_a_wait_that_is_told(lobby, learned, take, clock):
    for _ in range(4):
        take("cash")
    before = lobby.overview().services["cash"].wait
    clock.advance(-3_600)
    take("cash")
    after = lobby.overview().services["cash"].wait
    assert before.p50_s < after.p50_s < 3 * before.p50_s


def test_a_queue_that_emptied_tells_no_wait_and_fills_again(lobby, learned, take, clock):
    for _ in range(3):
        take("cash")
    while press(lobby):
        clock.advance(300)
    assert lobby.overview().services["cash"].wait.p50_s == 0
    press(lobby)
    for _ in range(3):
        last = take("cash")
    assert last.promise.wait.p50_s > 300


def test_the_better_engine_is_chosen_from_the_record_and_kept(lobby, learned):
    with lobby.site.store.read() as cursor:
        predictor, learner = predictor_of(lobby.branch), Learner(lobby.branch)
        shelf.restore(cursor, predictor, learner)
    assert predictor.trial.safe is Engine.QUEUE
    assert predictor.trial.tallies[Engine.QUEUE][0] > 0
