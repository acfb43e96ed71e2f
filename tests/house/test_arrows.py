"""The rooms' arrows point one way: config <- kiosk <- printer <- drivers <- ui."""

from __future__ import annotations

from graphlib import TopologicalSorter

import pytest

from tests.house.imports import ROOMS, Import, imports, loaded_by, modules

ONLY_IN = {
    "PySide6": ("ui.touch",),
    "shiboken6": ("ui.touch",),
    "apsw": ("kiosk.store",),
    "psycopg": ("kiosk.store",),
    "serial": ("drivers",),
    "escpos": ("drivers",),
    "fastapi": ("ui.web", "ui.scoring"),
    "starlette": ("ui.web", "ui.scoring"),
    "uvicorn": ("ui.web", "ui.scoring"),
    "jinja2": ("ui.web", "ui.scoring"),
    "pydantic": ("ui.web", "ui.scoring"),
    "argon2": ("kiosk.staff",),
    "cryptography": ("ui.web.tls",),
    "sqlite3": (),
    "tests": (),
}
"""Where a library may be named at all. `sqlite3` would be a second SQLite in the process."""

DEAR = (
    *("PySide6", "escpos", "fastapi", "psycopg"),
    *("starlette", "uvicorn", "jinja2", "pydantic", "argon2", "cryptography"),
)
"""Libraries that cost tenths of a second: no process pays for one that it does not use."""


def within(name: str, places: tuple[str, ...]) -> bool:
    return any(name == place or name.startswith(f"{place}.") for place in places)


def against_the_arrow(each: Import) -> bool:
    if each.room not in ROOMS:
        return False
    return ROOMS.index(each.room) > ROOMS.index(each.importer.partition(".")[0])


def libraries_of(name: str) -> set[str]:
    return {loaded.partition(".")[0] for loaded in loaded_by(name)}


def test_no_room_imports_a_room_to_its_right() -> None:
    assert [str(each) for each in imports() if against_the_arrow(each)] == []


@pytest.mark.parametrize("library", ONLY_IN)
def test_a_library_is_named_only_where_it_belongs(library: str) -> None:
    named = [each for each in imports() if each.room == library]
    assert [str(each) for each in named if not within(each.importer, ONLY_IN[library])] == []


@pytest.mark.parametrize("room", ROOMS)
def test_no_two_modules_of_a_room_wait_for_each_other(room: str) -> None:
    names = [name for name in modules() if within(name, (room,))]
    waits_for = {
        name: {each.imported for each in imports() if each.importer == name and each.at_once}
        for name in names
    }
    TopologicalSorter({name: wanted & set(names) for name, wanted in waits_for.items()}).prepare()


def test_psycopg_is_loaded_only_by_the_module_that_speaks_to_postgresql() -> None:
    direct = {each.importer for each in imports() if each.room == "psycopg"}
    along = {name for name in modules() if "psycopg" in libraries_of(name)}
    assert along == direct


def test_the_command_starts_without_a_dear_library() -> None:
    assert libraries_of("ui.cli") & set(DEAR) == set()


def test_the_touch_process_loads_no_printer_database_and_no_web_framework() -> None:
    touch = [name for name in modules() if within(name, ("ui.touch",))]
    assert {library for name in touch for library in libraries_of(name)} & set(DEAR) <= {"PySide6"}


def test_nothing_but_the_touch_screen_loads_qt() -> None:
    loading = [name for name in modules() if "PySide6" in libraries_of(name)]
    assert [name for name in loading if not within(name, ("ui.touch",))] == []
