"""A branch read from its folder, or every fault in it told at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from config.consistency import contradictions
from config.fault import ConfigError, Fault
from config.files import BOARDS, FILES, FRONT, HOURS, LOBBY, TEMPLATES, THEME, home
from config.phrases import is_borrowed
from config.reader import fill, sketch, unknown
from config.schema import Branch, Hours
from config.surroundings import missing_parts, spoken, strange_files
from config.toml_file import parse
from config.translation import untranslated

__all__ = ["SAMPLE", "ConfigError", "check", "load"]

SAMPLE = Path(__file__).parent / "sample"


def load(folder: Path) -> Branch:
    """The branch of a folder; ConfigError with every fault if there is one.

    A ticket template that cannot be used is no reason to give no tickets: the shipped one stands in.
    No more is a phrase that a pack lacks: its fallback says it.
    No more is anything that is plugged in: it is not used as long as it cannot be; nor is a theme.
    """
    branch, faults = _examined(folder)
    if not all(map(_goes_without, faults)):
        raise ConfigError(faults)
    return branch


def _goes_without(fault: Fault) -> bool:
    """Whether numbers can be given all the same."""
    if is_borrowed(fault):
        return True
    part = fault.file.partition("/")[0]
    return part in {TEMPLATES, LOBBY, BOARDS, FRONT, THEME} or (part, fault.key) == (
        "devices.toml",
        "printer.link",
    )


def check(folder: Path) -> list[Fault]:
    """Every fault in a branch's folder, file by file; an empty list if it can be used."""
    return _examined(folder)[1]


def _examined(folder: Path) -> tuple[Branch, list[Fault]]:
    if not folder.is_dir():
        return _sketch(folder, []), [Fault(str(folder), "", None, says="is not a folder with a branch in it")]
    faults: list[Fault] = []
    branch = _sketch(folder, faults)
    told = {fault.key for fault in faults}
    faults += contradictions(branch, faults)
    faults += untranslated(branch, spoken(branch, folder), told)
    faults += missing_parts(branch, folder)
    faults += strange_files(branch, folder)
    return branch, sorted(faults, key=_turn)


def _turn(fault: Fault) -> int:
    """The place of a fault's file in the order in which a technician goes through the folder."""
    files = [*FILES]
    return files.index(fault.file) if fault.file in files else len(files)


def _sketch(folder: Path, faults: list[Fault]) -> Branch:
    """The branch as far as it can be understood; what is faulty or missing is blank."""
    values: dict[str, Any] = {}
    for file, names in FILES.items():
        table = parse(folder / file, file, faults)
        # A file that is missing or broken is one fault, not one for each of its keys.
        told = faults if table is not None else []
        if file == HOURS:
            values["hours"] = sketch(Hours, table or {}, file, told)
        else:
            values |= fill(Branch, names, _without_strays(table or {}, file, told), file, told)
    return Branch(**values)


def _without_strays(table: dict[str, Any], file: str, faults: list[Fault]) -> dict[str, Any]:
    strays = [name for name in table if home(name) not in {file, None}]
    for name in strays:
        hint = f"It belongs in {home(name)}."
        faults.append(Fault(file, name, table[name], hint=hint, says=unknown(table[name])))
    return {name: value for name, value in table.items() if name not in strays}
