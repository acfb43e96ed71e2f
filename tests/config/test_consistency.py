"""What a branch says twice, or points to and does not have."""

from __future__ import annotations

from pathlib import Path

import pytest

from config.branch import check
from tests.config.spoilt import Edit, sentences


@pytest.mark.parametrize(
    ("file", "table", "again", "sentence"),
    [
        ("zones.toml", "zones", "cash", 'zones[3].id is "cash"; it must be different from zones[2].id.'),
        (
            "services.toml",
            "services",
            "cash",
            'services[2].id is "cash"; it must be different from services[1].id.',
        ),
        (
            "counters.toml",
            "counters",
            "1",
            'counters[2].id is "1"; it must be different from counters[1].id.',
        ),
        (
            "rules.toml",
            "classes",
            "ordinary",
            'classes[2].id is "ordinary"; it must be different from classes[1].id.',
        ),
    ],
)
def test_an_id_given_twice_is_told(
    folder: Path, edit: Edit, file: str, table: str, again: str, sentence: str
) -> None:
    next_id = {"zones": "noncash", "services": "noncash", "counters": "2", "classes": "care"}[table]
    edit(file, f'id = "{next_id}"', f'id = "{again}"')
    assert f"{file}: {sentence}" in sentences(folder)


def test_a_service_cannot_be_here_and_elsewhere(folder: Path, edit: Edit) -> None:
    edit("services.toml", 'id = "exchange"', 'id = "cash"')
    assert sentences(folder) == [
        'services.toml: elsewhere[1].id is "cash"; it must be different from services[1].id.'
    ]


def test_a_class_cannot_have_the_letter_of_a_service(folder: Path, edit: Edit) -> None:
    edit("rules.toml", 'prefix = "Y"', 'prefix = "C"')
    assert sentences(folder) == [
        'rules.toml: classes.appointment.prefix is "C"; it must be different from services.corporate.prefix.'
    ]


@pytest.mark.parametrize("letter", ["I", "O", "a", "AB", "", "1"])
def test_a_letter_that_looks_like_a_figure_is_refused(folder: Path, edit: Edit, letter: str) -> None:
    edit("services.toml", 'prefix = "E"', f'prefix = "{letter}"')
    (sentence,) = sentences(folder)
    assert sentence.endswith(f'prefix is "{letter}"; it must be one capital letter, not I or O.')


def test_a_service_that_no_counter_can_do_for_a_class_is_told(folder: Path, edit: Edit) -> None:
    edit("counters.toml", 'services = ["wealth", "consult"]', 'services = ["consult"]')
    (sentence,) = sentences(folder)
    assert sentence == (
        "services.toml: services.wealth has no counter for the classes ordinary. "
        "Add it to the services of a counter that serves them, in counters.toml."
    )


def test_a_branch_needs_ordinary_tickets(folder: Path, edit: Edit) -> None:
    edit("rules.toml", 'id = "ordinary"', 'id = "vip"')
    edit("rules.toml", 'id = "vip"\nname = { zh_CN = "贵宾"', 'id = "care"\nname = { zh_CN = "贵宾"')
    told = sentences(folder)
    assert "rules.toml: classes.ordinary is missing; it must be there, as in every branch." in told


def test_a_misspelled_class_is_one_fault_with_no_followers(folder: Path, edit: Edit) -> None:
    edit("rules.toml", 'id = "ordinary"', 'id = "ordinry"')
    (sentence,) = sentences(folder)
    assert sentence.endswith("Did you mean ordinary?")


def test_a_refused_id_is_not_told_again_by_all_that_point_to_it(folder: Path, edit: Edit) -> None:
    edit("zones.toml", 'id = "cash"', 'id = "Cash"')
    edit("services.toml", 'id = "cash"', "id = 7")
    told = sentences(folder)
    assert [sentence.split(" is ")[0] for sentence in told] == [
        "zones.toml: zones.Cash.id",
        "services.toml: services[1].id",
    ]


def test_a_machine_points_to_services_and_zones_that_exist(folder: Path, edit: Edit) -> None:
    edit(
        "counters.toml",
        'zone = "selfservice"\nservices = ["cash"]',
        'zone = "self-service"\nservices = ["cahs"]',
    )
    assert [fault.key for fault in check(folder)] == [
        "machines.cash-machine.zone",
        "machines.cash-machine.services[1]",
    ]


def test_hours_that_overlap_are_told_for_weekdays_and_special_days(folder: Path, edit: Edit) -> None:
    edit("hours.toml", 'monday = ["09:00-17:00"]', 'monday = ["13:00-17:00", "09:00-12:00"]')
    edit("hours.toml", 'personal = ["09:30-16:00"] },', 'personal = ["09:30-16:00", "15:59-17:00"] },')
    told = sentences(folder)
    assert told == [
        'hours.toml: personal.monday[2] is "09:00-12:00"; it must be after 13:00-17:00 has ended.',
        'hours.toml: special_days[2].personal[2] is "15:59-17:00"; it must be after 09:30-16:00 has ended.',
    ]


def test_hours_that_run_backwards_are_told(folder: Path, edit: Edit) -> None:
    edit("hours.toml", 'monday = ["09:00-17:00"]', 'monday = ["17:00-09:00"]')
    (sentence,) = sentences(folder)
    assert sentence.startswith(
        'hours.toml: personal.monday[1] is "17:00-09:00"; it must be a stretch such as'
    )


def test_a_special_day_given_twice_is_told(folder: Path, edit: Edit) -> None:
    edit("hours.toml", "date = 2026-01-03", "date = 2026-01-02")
    assert sentences(folder) == [
        "hours.toml: special_days[3].date is 2026-01-02; it must be different from special_days[2].date."
    ]


def test_two_special_days_without_a_date_are_not_the_same_day(folder: Path, edit: Edit) -> None:
    edit("hours.toml", "date = 2026-01-02", "date = 2")
    edit("hours.toml", "date = 2026-01-03", "date = 3")
    assert [fault.key for fault in check(folder)] == ["special_days[2].date", "special_days[3].date"]


def test_a_language_given_twice_is_told(folder: Path, edit: Edit) -> None:
    edit("branch.toml", '"en"]', '"en", "en"]')
    assert sentences(folder) == ['branch.toml: languages[3] is "en"; it must be different from languages[2].']
