"""`kiosk doctor`: each part of the box, fine or with what to do about it."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from dataclasses import replace

from config.phrases import Phrases, languages, load
from kiosk.finding import Finding
from ui.cli.said import say_json
from ui.cli.setting import MisusedError, setting
from ui.upkeep.findings import examined
from ui.upkeep.part import Part
from ui.upkeep.spoken import part_name
from ui.upkeep.telling import tell_staff


def doctor(given: Namespace) -> int:
    here = setting(given)
    words = _words(given.language) if given.language else None
    parts = list(examined(here, with_print=given.print))
    fine = all(part.fine for part in parts)
    if given.json:
        say_json({"fine": fine, "parts": [part.value for part in parts]})
    else:
        print("\n".join(_line(part, words) for part in parts))
    if given.selftest:
        # What was found is now on the tablet: the test itself did what it is for.
        tell_staff(here, len(parts), list(_faulty(parts)))
        return 0
    return 0 if fine else 1


def _words(language: str) -> Phrases:
    known = languages()
    if language not in known:
        raise MisusedError(f"{language!r} is no language of the kiosk; they are {', '.join(sorted(known))}.")
    return load(language)


def _line(part: Part, words: Phrases | None) -> str:
    if words is None:
        return f"{'fine' if part.fine else 'TO DO'}  {part.name}: {part.says}"
    mark = words("technician.fine") if part.fine else words("technician.see_to")
    says = words("doctor.of_part", part=part_name(part.name, words), says=part.said(words))
    return f"{mark}  {says}"


def _faulty(parts: list[Part]) -> Iterator[Finding]:
    for part in parts:
        if not part.fine:
            yield from (replace(each, part=part.name) for each in part.told)
