"""What a branch needs around it: phrases, a printer profile, a time zone, known files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

from config.fault import Fault, did_you_mean, nearest
from config.files import (
    ADVICE,
    CALENDAR,
    FILES,
    FRONT,
    LOBBY,
    OWN_FILES,
    RETENTION,
    SPEECH,
    TEMPLATES,
    THEME,
    UPDATES,
)
from config.holiday import has_calendar
from config.links import printer_link_faults
from config.phrases import gather, languages
from config.schema import Branch
from config.translation import NEEDED

PRINTERS = Path(__file__).parent / "printers"


def missing_parts(branch: Branch, folder: Path) -> Iterator[Fault]:
    """Faults of what the branch names and this box does not have."""
    yield from _time_zone(branch)
    yield from _printer(branch, folder)
    yield from _phrases(branch, folder)
    yield from _templates(branch, folder)
    yield from _lobby(branch, folder)
    yield from _calendar(folder)
    yield from _theme(folder)
    yield from _front(branch, folder)
    yield from _advice(folder)
    yield from _retention(folder)
    yield from _updates(folder)
    yield from _speech(folder)
    country = branch.hours.holiday_calendar
    if country and not has_calendar(country):
        bound = "a country of the holidays library, or empty"
        yield Fault("hours.toml", "holiday_calendar", country, bound)


def strange_files(branch: Branch, folder: Path) -> Iterator[Fault]:
    """Faults of TOML files that nobody would read."""
    known = [name.removesuffix(".toml") for name in (*FILES, *OWN_FILES)]
    yield from _strangers(folder, "", known)
    yield from _strangers(folder / "phrases", "phrases/", branch.languages)
    yield from _strangers(folder / TEMPLATES, f"{TEMPLATES}/", branch.languages)


def spoken(branch: Branch, folder: Path) -> list[str]:
    """The branch's languages that have phrases."""
    known = languages(folder)
    return [language for language in branch.languages if language in known]


def _time_zone(branch: Branch) -> Iterator[Fault]:
    try:
        ZoneInfo(branch.timezone or "UTC")
    except (ValueError, OSError, KeyError):
        known = available_timezones()
        hint = did_you_mean(branch.timezone, known) if known else "Install the package tzdata."
        yield Fault("branch.toml", "timezone", branch.timezone, "a time zone such as Asia/Shanghai", hint)


def _printer(branch: Branch, folder: Path) -> Iterator[Fault]:
    if branch.printer and branch.printer.link:
        yield from printer_link_faults("devices.toml", "printer.link", branch.printer.link)
    profile = branch.printer.profile if branch.printer else ""
    own = folder / "printers"
    known = sorted({path.stem for place in (own, PRINTERS) for path in place.glob("*.toml")})
    if not profile:
        return
    if profile not in known:
        bound = f"one of {', '.join(known)}, or a file in the folder printers"
        yield Fault("devices.toml", "printer.profile", profile, bound, did_you_mean(profile, known))
    elif (own / f"{profile}.toml").exists():
        yield from _own_printer(profile, folder)


def _own_printer(profile: str, folder: Path) -> list[Fault]:
    from config.profile import gather_profile  # noqa: PLC0415 - only a branch with a file of its own pays

    faults: list[Fault] = []
    gather_profile(profile, folder, faults)
    return faults


def _phrases(branch: Branch, folder: Path) -> Iterator[Fault]:
    known = sorted(languages(folder))
    for number, language in enumerate(branch.languages, 1):
        if not language:
            continue
        if language not in known:
            bound = f"one that has phrases: {', '.join(known)}"
            yield Fault("branch.toml", f"languages[{number}]", language, bound, did_you_mean(language, known))
        elif (folder / "phrases" / f"{language}.toml").exists():
            faults: list[Fault] = []
            gather(language, folder, faults)
            yield from faults


def _lobby(branch: Branch, folder: Path) -> Iterator[Fault]:
    if not (folder / LOBBY).exists():
        return
    from config.lobby_consistency import lobby_faults  # noqa: PLC0415 - as above
    from config.lobby_devices import gather_lobby_devices  # noqa: PLC0415

    faults: list[Fault] = []
    devices = gather_lobby_devices(folder, faults)
    yield from faults
    if devices is not None:
        yield from lobby_faults(devices, branch, folder)


def _calendar(folder: Path) -> list[Fault]:
    if not (folder / CALENDAR).exists():
        return []
    from config.calendar import gather_calendar  # noqa: PLC0415 - as above

    return _gathered(gather_calendar, folder)


def _retention(folder: Path) -> list[Fault]:
    if not (folder / RETENTION).exists():
        return []
    from config.retention import gather_retention  # noqa: PLC0415 - as above

    return _gathered(gather_retention, folder)


def _updates(folder: Path) -> list[Fault]:
    if not (folder / UPDATES).exists():
        return []
    from config.updates import gather_updates  # noqa: PLC0415 - as above

    return _gathered(gather_updates, folder)


def _advice(folder: Path) -> list[Fault]:
    if not (folder / ADVICE).exists():
        return []
    from config.advice import gather_advice  # noqa: PLC0415 - as above

    return _gathered(gather_advice, folder)


def _front(branch: Branch, folder: Path) -> list[Fault]:
    if not (folder / FRONT).exists():
        return []
    from config.front import gather_front, untranslated_front  # noqa: PLC0415 - as above

    faults: list[Fault] = []
    front = gather_front(folder, faults)
    return faults if front is None else [*faults, *untranslated_front(front, spoken(branch, folder)[:NEEDED])]


def _speech(folder: Path) -> list[Fault]:
    if not (folder / SPEECH).exists():
        return []
    from config.speech import gather_speech  # noqa: PLC0415 - as above

    return _gathered(gather_speech, folder)


def _theme(folder: Path) -> list[Fault]:
    if not (folder / THEME).exists():
        return []
    from config.theme import gather_theme  # noqa: PLC0415 - as above

    return _gathered(gather_theme, folder)


def _gathered(gather: Callable[[Path, list[Fault]], object], folder: Path) -> list[Fault]:
    """What is wrong in a file that needs nothing of the others."""
    faults: list[Fault] = []
    gather(folder, faults)
    return faults


def _templates(branch: Branch, folder: Path) -> Iterator[Fault]:
    for language in branch.languages:
        if (folder / TEMPLATES / f"{language}.toml").exists():
            from config.template import gather_template  # noqa: PLC0415 - as above

            faults: list[Fault] = []
            gather_template(language, folder, faults)
            yield from faults


def _strangers(folder: Path, prefix: str, known: tuple[str, ...] | list[str]) -> Iterator[Fault]:
    for path in sorted(folder.glob("*.toml")):
        if path.stem not in known:
            near = nearest(path.stem, known)
            hint = f"Did you mean {near}.toml?" if near else ""
            yield Fault(f"{prefix}{path.name}", "", None, hint=hint, says="is not a file of a branch")
