"""Inspections: findings with evidence come back until they are mended."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date

import pytest

from kiosk.errors import LobbyError
from kiosk.scoring.cadence import Cadence, Method
from kiosk.scoring.inspections import Look, Round, Seen

DUE = date(2026, 12, 1)


def round_of(checklist="morning", unit="east"):
    return Round(unit, checklist, Cadence.DAILY, (Method.LOOK, Method.CHECK))


def finish(inspections, number, **seen):
    for item in inspections.find(number)[1]:
        if item.seen is Seen.OPEN:
            outcome = seen.get(item.item, Seen.FINE)
            fault = ("缺一副老花镜", "照片1", DUE) if outcome is Seen.FAULT else ("", "", None)
            inspections.look(number, Look(item.place, outcome, *fault))
    inspections.close(number)


def test_a_round_has_the_items_of_its_checklist(inspections):
    found, items = inspections.find(inspections.begin(round_of("branch-round"), "han"))
    assert len(items) == 22
    assert (found.checklist, found.methods) == ("branch-round 2026.1", (Method.LOOK, Method.CHECK))


def test_a_fault_comes_back_first_in_the_next_round_until_it_is_mended(inspections):
    first = inspections.begin(round_of(), "han")
    finish(inspections, first, glasses=Seen.FAULT)
    (finding,) = inspections.open_findings("east")
    assert (finding.item, finding.evidence, finding.due) == ("glasses", "照片1", DUE)

    second = inspections.begin(round_of(), "han")
    again = inspections.find(second)[1][0]
    assert (again.item, again.finding) == ("glasses", finding.id)
    inspections.look(second, Look(1, Seen.FAULT, "还没有补", "照片2", date(2026, 12, 3)))
    assert [each.due for each in inspections.open_findings("east")] == [date(2026, 12, 3)]
    finish(inspections, second)

    third = inspections.begin(round_of(), "han")
    finish(inspections, third)
    assert inspections.open_findings("east") == []
    assert inspections.find(inspections.begin(round_of(), "han"))[1][0].finding is None


def test_another_units_findings_are_not_mine(inspections):
    finish(inspections, inspections.begin(round_of(), "han"), glasses=Seen.FAULT)
    assert inspections.find(inspections.begin(round_of(unit="west"), "han"))[1][0].finding is None


@pytest.mark.parametrize(
    ("look", "told"),
    [
        (Look(1, Seen.FAULT, "", "照片", DUE), "What is wrong is empty"),
        (Look(1, Seen.FAULT, "脏", "", DUE), "The evidence is empty"),
        (Look(1, Seen.FAULT, "脏", "照片", None), "has to be mended by a day"),
        (Look(1, Seen.FAULT, "脏", "照片", date(2026, 11, 24)), "from 2026-11-25 on"),
        (Look(99, Seen.FINE), "no item 99"),
    ],
)
def test_a_fault_has_words_evidence_and_a_due_date(inspections, look, told):
    number = inspections.begin(round_of(), "han")
    with pytest.raises(LobbyError, match=told):
        inspections.look(number, look)
    assert inspections.open_findings() == []


def test_a_round_is_closed_once_every_item_was_looked_at(inspections):
    number = inspections.begin(round_of(), "han")
    with pytest.raises(LobbyError, match="6 items"):
        inspections.close(number)
    finish(inspections, number)
    with pytest.raises(LobbyError, match="is closed"):
        inspections.look(number, Look(1, Seen.FINE))
    assert inspections.last_done() == {("east", Cadence.DAILY): date(2026, 11, 25)}


def test_the_last_whole_round_of_each_sort_counts_and_is_one_row_a_sort(inspections, monkeypatch):
    for day in (20, 23):
        wanted = Round("east", "morning", Cadence.DAILY, (Method.LOOK,), date(2026, 11, day))
        finish(inspections, inspections.begin(wanted, "han"))
    # A word on one thing, and a round that is not closed: neither is done.
    with inspections._store.write() as cursor:
        inspections.record(
            cursor,
            Round("east", "morning", Cadence.DAILY, (Method.LOOK,), date(2026, 11, 24)),
            [("forms", None, Look(1, Seen.FINE))],
            "han",
        )
    inspections.begin(round_of(), "han")
    store, read = inspections._store, []

    class Counting:
        @contextmanager
        def read(self):
            yield self

        def all(self, sql, *values):
            with store.read() as cursor:
                read.append(found := cursor.all(sql, *values))
            return found

    monkeypatch.setattr(inspections, "_store", Counting())
    assert inspections.last_done() == {("east", Cadence.DAILY): date(2026, 11, 23)}
    assert [len(found) for found in read] == [1]


def test_an_empty_checklist_is_not_begun(inspections):
    with pytest.raises(LobbyError, match="no items yet"):
        inspections.begin(round_of("gbt-32320"), "han")


def test_a_round_needs_a_method(inspections):
    with pytest.raises(LobbyError, match="a method at least"):
        inspections.begin(Round("east", "morning", Cadence.DAILY, ()), "han")
