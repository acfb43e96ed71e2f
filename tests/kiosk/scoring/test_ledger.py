"""The ledger: nothing deducts by itself, nothing is changed, nothing is clamped."""

from __future__ import annotations

from datetime import date

import pytest

from kiosk.errors import LobbyError
from kiosk.scoring.cases import NewCase
from kiosk.scoring.complaint import Origin
from kiosk.scoring.entry import NewEntry
from kiosk.scoring.ledger import Wanted, balances, by_person
from kiosk.store import StoreError

DAY = date(2026, 11, 24)
ALL = Wanted(("2026-01-01", "2026-12-31"))


def entry(rule="attitude-item", points=3, **more) -> NewEntry:
    facts = {"person": "zhou", "evidence": "录像 10:12", "verifier": "lin", "day": DAY, **more}
    return NewEntry(unit=facts.pop("unit", "east"), rule=rule, points=points, **facts)


def total(ledger, person="zhou"):
    return by_person(ledger.entries(ALL)).get(("east", person))


def test_an_entry_says_by_which_rule_of_which_pack_on_whose_word(ledger):
    made = ledger.write(entry(), "han")
    assert (made.points, made.section, made.rule) == (-3, "attitude", "attitude-item")
    assert (made.pack, made.verifier, made.written_by) == ("civility 2026.1", "lin", "han")


@pytest.mark.parametrize(("points", "fine"), [(0, False), (1, True), (3, True), (4, False)])
def test_points_keep_the_bounds_of_their_rule(ledger, points, fine):
    wanted = entry("facilities-item", points)
    if fine:
        assert ledger.write(wanted, "han").points == -points
    else:
        with pytest.raises(LobbyError, match="1 to 3"):
            ledger.write(wanted, "han")


def test_a_rule_without_a_number_in_its_source_takes_none(ledger):
    with pytest.raises(LobbyError, match="gives no points"):
        ledger.write(entry("quality-item", 1), "han")


@pytest.mark.parametrize("missing", ["evidence", "verifier"])
def test_an_entry_needs_evidence_and_a_verifier(ledger, missing):
    with pytest.raises(LobbyError, match="is empty"):
        ledger.write(entry(**{missing: "  "}), "han")


def test_nobody_writes_or_verifies_their_own_points(ledger):
    with pytest.raises(LobbyError, match="about zhou"):
        ledger.write(entry(), "Zhou")
    with pytest.raises(LobbyError, match="about zhou"):
        ledger.write(entry(verifier="zhou"), "han")


def test_a_day_to_come_is_no_day_for_an_entry(ledger):
    with pytest.raises(LobbyError, match="within the year"):
        ledger.write(entry(day=date(2026, 11, 26)), "han")


def test_a_balance_goes_below_zero(ledger, pack):
    for _ in range(2):
        ledger.write(entry("discipline-drink", 10), "han")
    found = {each.section: each for each in balances(pack, ledger.entries(ALL))}
    assert (found["discipline"].weight, found["discipline"].left) == (15, -5)
    assert found["attitude"].left is None


def test_a_complaint_costs_points_only_once_it_is_verified(ledger, cases):
    case = cases.open(NewCase("east", Origin.PHONE, "态度差", "zhou"), "han")
    wanted = entry("attitude-complaint", 10, complaint=case.id)
    with pytest.raises(LobbyError, match="not verified"):
        ledger.write(wanted, "han")
    cases.judge(case.id, "han", "录像属实", verified=True, justified=True)
    assert ledger.write(wanted, "han").points == -10
    with pytest.raises(LobbyError, match="name its case"):
        ledger.write(entry("attitude-complaint", 10), "han")


def test_a_complaint_that_was_not_true_costs_nothing(ledger, cases):
    case = cases.open(NewCase("east", Origin.PHONE, "态度差", "zhou"), "han")
    cases.judge(case.id, "han", "查无此事", verified=False, justified=False)
    with pytest.raises(LobbyError, match="not verified"):
        ledger.write(entry("attitude-complaint", 10, complaint=case.id), "han")


def test_a_case_of_another_unit_is_no_ground(ledger, cases):
    case = cases.open(NewCase("west", Origin.PHONE, "态度差"), "han")
    with pytest.raises(LobbyError, match="a case of west"):
        ledger.write(entry(complaint=case.id), "han")


def test_a_bad_rating_writes_nothing_into_the_ledger(rate, ledger, cases):
    rate(1)
    assert len(cases.listed("east")) == 1
    assert ledger.entries(ALL) == []


def test_an_appeal_that_is_granted_takes_the_points_back_by_a_row_of_its_own(ledger):
    made = ledger.write(entry(), "han")
    ledger.appeal(made.id, "zhou", "当时不在岗")
    ledger.decide(made.id, "chief", "情况属实", granted=True)
    _, steps, corrections = ledger.find(made.id)
    assert [step.deed for step in steps] == ["appealed", "granted"]
    assert [(each.points, each.corrects, each.day) for each in corrections] == [(3, made.id, DAY)]
    assert total(ledger) == 0


def test_an_appeal_that_is_not_granted_changes_nothing(ledger):
    made = ledger.write(entry(), "han")
    ledger.appeal(made.id, "zhou", "冤枉")
    ledger.decide(made.id, "chief", "录像清楚", granted=False)
    assert total(ledger) == -3
    with pytest.raises(LobbyError, match="can't be appealed"):
        ledger.appeal(made.id, "zhou", "再来一次")


def test_a_fault_told_by_whoever_made_it_may_be_waived(ledger):
    made = ledger.write(entry(), "han")
    ledger.waive(made.id, "chief", "主动报告")
    assert total(ledger) == 0
    with pytest.raises(LobbyError, match="can't be waived"):
        ledger.waive(made.id, "chief", "再免一次")


def test_a_correction_is_the_difference_and_may_itself_be_corrected(ledger):
    made = ledger.write(entry("facilities-item", 3), "han")
    assert ledger.correct(made.id, "han", 1, "只有一处").points == 2
    assert ledger.correct(made.id, "han", 2, "又查到一处").points == -1
    assert total(ledger) == -2
    with pytest.raises(LobbyError, match="already"):
        ledger.correct(made.id, "han", 2, "没有变化")


def test_a_waiver_after_a_correction_takes_back_what_is_left(ledger):
    made = ledger.write(entry("facilities-item", 3), "han")
    ledger.correct(made.id, "han", 1, "只有一处")
    ledger.waive(made.id, "chief", "已当场整改")
    assert total(ledger) == 0


def test_nobody_decides_on_their_own_points(ledger):
    made = ledger.write(entry(), "han")
    ledger.appeal(made.id, "zhou", "冤枉")
    with pytest.raises(LobbyError, match="can't decide"):
        ledger.decide(made.id, "zhou", "成立", granted=True)


def test_a_correction_cannot_be_appealed_against(ledger):
    made = ledger.write(entry("facilities-item", 3), "han")
    correction = ledger.correct(made.id, "han", 1, "只有一处")
    with pytest.raises(LobbyError, match="a correction"):
        ledger.appeal(correction.id, "zhou", "为什么")


@pytest.mark.parametrize("table", ["ledger", "ledger_step", "complaint_step", "sanction", "staff_log"])
@pytest.mark.parametrize("deed", ["DELETE FROM {}", "UPDATE {} SET at = ''"])
def test_rows_that_must_stay_can_be_neither_changed_nor_deleted(store, ledger, cases, sanctions, table, deed):
    made = ledger.write(entry(), "han")
    ledger.appeal(made.id, "zhou", "冤枉")
    cases.open(NewCase("east", Origin.LETTER, "信"), "han")
    sanctions.take_step("east", "检查不合格", "chief")
    with store.write() as cursor:
        cursor.run("INSERT INTO staff_log VALUES (1, '2026', 'lin', 'added')")
    with pytest.raises(StoreError), store.write() as cursor:
        cursor.run(deed.format(table))


def test_the_steps_of_a_unit_go_from_notice_to_discipline_and_stay_there(sanctions):
    taken = [sanctions.take_step("east", "检查不合格", "chief").id for _ in range(4)]
    assert taken == ["notice", "written-check", "discipline", "discipline"]
    assert sanctions.next_step("west").id == "notice"


def test_a_fine_is_one_of_the_tiers(sanctions):
    sanctions.fine("east", "zhou", 600, "支局会议决定", "chief")
    with pytest.raises(LobbyError, match="600, 2000, 5000, 10000"):
        sanctions.fine("east", "zhou", 700, "支局会议决定", "chief")
    assert [(each.kind, each.value) for each in sanctions.all("east")] == [("fine", "600")]
