"""Complaint cases: clocks, who may do what, and how one ends."""

from __future__ import annotations

from datetime import date

import pytest

from kiosk.errors import LobbyError, UnknownTicketError
from kiosk.scoring.cases import NewCase
from kiosk.scoring.complaint import Origin, Standing, Weight
from kiosk.scoring.periods import Period


@pytest.fixture
def case(cases):
    # Wednesday, 25 November 2026.
    return cases.open(NewCase("east", Origin.PHONE, "等候太久", "zhou"), "lin")


def test_a_case_has_15_days_to_be_answered_and_5_working_days_to_be_mended(case):
    assert (case.answer_due, case.mend_due) == (date(2026, 12, 10), date(2026, 12, 2))
    assert case.due == date(2026, 12, 2)


@pytest.mark.parametrize(
    ("weight", "due"), [(Weight.COMPLEX, date(2026, 12, 25)), (Weight.SPECIAL, date(2027, 1, 24))]
)
def test_a_weighty_case_has_30_or_60_days(cases, case, weight, due):
    cases.weigh(case.id, "lin", weight, "分行批准")
    found, _ = cases.find(case.id)
    assert (found.answer_due, found.due) == (due, due)


def test_a_case_is_late_the_day_after_it_was_due(case):
    assert not case.is_late(date(2026, 12, 2))
    assert case.is_late(date(2026, 12, 3))


def test_who_takes_the_complaint_owns_it_until_a_named_person_takes_over(cases, case):
    assert case.owner == "lin"
    cases.take(case.id, "lin", "han")
    assert cases.find(case.id)[0].owner == "han"


def test_a_case_is_found_mended_and_checked_again_before_it_is_closed(cases, case):
    cases.judge(case.id, "lin", "监控显示等候42分钟", verified=True, justified=True)
    cases.mend(case.id, "lin", "高峰增开4号窗口，已电话致歉")
    cases.recheck(case.id, "han", "一周内等候都在20分钟内", held=True)
    found, steps = cases.find(case.id)
    assert (found.standing, found.verified, found.justified) == (Standing.CLOSED, True, True)
    assert [step.deed for step in steps] == ["opened", "found", "mended", "rechecked"]


def test_a_measure_that_did_not_hold_opens_the_case_again(cases, case):
    cases.judge(case.id, "lin", "属实", verified=True, justified=True)
    cases.mend(case.id, "lin", "谈话")
    cases.recheck(case.id, "han", "又发生了", held=False)
    assert cases.find(case.id)[0].standing is Standing.OPEN


def test_steps_cannot_be_skipped(cases, case):
    with pytest.raises(LobbyError, match="can't be mended"):
        cases.mend(case.id, "lin", "先整改")
    with pytest.raises(LobbyError, match="can't be rechecked"):
        cases.recheck(case.id, "lin", "好了", held=True)


def test_the_person_complained_of_may_not_handle_it(cases, case):
    with pytest.raises(LobbyError, match="may not handle it"):
        cases.judge(case.id, "ZHOU", "没有的事", verified=False, justified=False)


def test_nothing_is_justified_that_was_not_verified(cases, case):
    with pytest.raises(LobbyError, match="only if it was verified"):
        cases.judge(case.id, "lin", "不清楚", verified=False, justified=True)


def test_an_unknown_case_is_told(cases):
    with pytest.raises(UnknownTicketError, match="F0099"):
        cases.find(99)


def test_days_are_counted_from_the_last_justified_complaint(cases, case, honours, clock):
    assert honours.days_without("east") is None
    cases.judge(case.id, "lin", "属实", verified=True, justified=True)
    clock.set("2026-12-05T10:00")
    assert (honours.days_without("east"), honours.days_without("west")) == (10, None)


def test_thresholds_are_reached_by_justified_complaints_alone(cases, case, sanctions):
    year = Period.from_text("2026")
    assert sanctions.proposals(year) == []
    cases.judge(case.id, "lin", "属实", verified=True, justified=True)
    assert [each.threshold.complaints for each in sanctions.proposals(year)] == [1]
    second = cases.open(NewCase("east", Origin.VISIT, "态度生硬", "zhou"), "lin")
    cases.judge(second.id, "lin", "属实", verified=True, justified=True)
    assert [(each.person, each.threshold.complaints) for each in sanctions.proposals(year)] == [("zhou", 2)]


def test_a_rating_that_wants_an_answer_has_no_owner_until_somebody_takes_it(rate, cases):
    rate(2)
    (found,) = cases.listed("east")
    assert (found.origin, found.owner, found.person) == (Origin.RATING, "", "zhou")
    cases.take(found.id, "lin")
    assert cases.listed("east")[0].owner == "lin"
