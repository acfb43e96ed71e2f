"""The store's own log teaches the predictor."""

from __future__ import annotations

import pytest

from kiosk import rows
from kiosk.predict import What
from kiosk.predict.from_store import Learner, predictor_of


def learned(lobby, branch):
    with lobby.site.store.read() as cursor:
        events = rows.events(cursor, 0)
    return list(Learner(branch).rows(events))


def test_a_visit_is_told_as_issued_called_and_finished(lobby, branch, take, clock):
    take("cash", ticket_class="care")
    clock.advance(60)
    lobby.call_next("1")
    clock.advance(300)
    lobby.finish("1")
    seen = [each for each in learned(lobby, branch) if each.what is not What.COUNTERS]
    assert [each.what for each in seen] == [What.ISSUED, What.CALLED, What.FINISHED]
    assert {(each.service, each.ticket_class) for each in seen} == {("cash", "care")}
    assert [seen[1].at - seen[0].at, seen[2].at - seen[1].at] == pytest.approx([60, 300])


def test_one_who_was_missed_teaches_no_service_time(lobby, branch, take, clock):
    take("cash")
    lobby.call_next("1")
    clock.advance(90)
    lobby.miss("1")
    predictor = predictor_of(branch)
    for each in learned(lobby, branch):
        predictor.see(each)
    assert predictor.times.mean("cash") == branch.service("cash").service_s


def test_the_branchs_own_rule_is_known_from_the_start(branch):
    order = predictor_of(branch).order
    assert order.head_start("care") > order.head_start("vip") > order.head_start("ordinary") == 0
