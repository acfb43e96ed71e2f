"""`kiosk first-start`: the five questions of a new box at a terminal, for whoever comes over SSH."""

from __future__ import annotations

import time
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from config.adoption import files_of
from config.branch import check
from config.branch_file import NoBranchFile, packed
from kiosk.commissioning import conduct, gate, guests, record
from kiosk.commissioning.codes import codes_of
from kiosk.commissioning.rooms import Rooms
from kiosk.commissioning.steps import Progress, Step
from kiosk.commissioning.wishes import Answer, Want, answer_to, ask
from kiosk.site import Site
from ui.cli.said import say_json
from ui.cli.setting import MisusedError, Setting, SettingError, setting

_PATIENCE_S = 30.0
_PAPER_S = 45.0
_LOOK_S = 0.1


def status(given: Namespace) -> int:
    here = setting(given)
    rooms = Rooms(here.data)
    progress, is_open = record.read(rooms), gate.is_open(rooms, here.store)
    if given.json:
        say_json({"open": is_open, **_value(progress)})
    elif not is_open:
        print("There is no first start here, or it is over.")
    else:
        for step in Step:
            print(f"{_state(progress, step):8} {step}")
    return 0


def code(given: Namespace) -> int:
    print(guests.code(_open_rooms(setting(given))))
    return 0


def language(given: Namespace) -> int:
    rooms = _open_rooms(setting(given))
    record.change(rooms, lambda now: now.speaking(given.language).answered(Step.LANGUAGE))
    return 0


def branch(given: Namespace) -> int:
    """The file given here, that of the stick, or the branch that is there."""
    rooms = _open_rooms(setting(given))
    if given.stick:
        _done(rooms, Want.STICK)
    elif given.file:
        _done(rooms, Want.BRANCH, _content(given.file))
    record.change(rooms, lambda now: now.answered(Step.BRANCH))
    return 0


def printer(given: Namespace) -> int:
    _done(_open_rooms(setting(given)), Want.PRINTER, profile=given.profile, link=given.link)
    return 0


def network(given: Namespace) -> int:
    said = {name: getattr(given, name) for name in ("address", "gateway", "names", "clocks")}
    _done(_open_rooms(setting(given)), Want.NETWORK, **said)
    return 0


def clock(given: Namespace) -> int:
    here = setting(given)
    rooms = _open_rooms(here)
    try:
        wall = datetime.fromisoformat(given.time)
    except ValueError:
        raise MisusedError(f"{given.time!r} is no time; write it as 2026-11-25T09:30.") from None
    moment = wall if wall.tzinfo else wall.replace(tzinfo=here.clock().tzinfo)
    _done(rooms, Want.CLOCK, time=moment.isoformat())
    return 0


def look(given: Namespace) -> int:
    say_json(_done(_open_rooms(setting(given)), Want.LOOK).facts)
    return 0


def print_trial(given: Namespace) -> int:
    from kiosk.commissioning.trial_ticket import how_it_fares, print_trial

    here = setting(given)
    rooms = _open_rooms(here)
    with _site(here) as site:
        ticket = print_trial(site, record.read(rooms).language)
        trial = _awaited(lambda: how_it_fares(site, ticket), lambda known: known.is_over, _PAPER_S)
    print(f"{trial.number}: {trial.state}. {trial.detail or trial.printer_says}".rstrip(". ") + ".")
    return 0 if trial.state.on_paper else 1


def settle(given: Namespace) -> int:
    rooms = _open_rooms(setting(given))
    if given.step is Step.ADMINISTRATOR:
        raise MisusedError("Name the administrator: `kiosk first-start administrator NAME`.")
    record.change(rooms, lambda now: now.answered(given.step))
    return 0


def skip(given: Namespace) -> int:
    if not given.step.may_be_skipped:
        raise MisusedError(f"The question {given.step} needs an answer.")
    record.change(_open_rooms(setting(given)), lambda now: now.passed_by(given.step))
    return 0


def administrator(given: Namespace) -> int:
    from ui.cli.staff import typed_secret

    here = setting(given)
    rooms = _open_rooms(here)
    with _site(here) as site:
        conduct.name_administrator(rooms, site, given.name, typed_secret(given))
    print(f"{given.name} is the first administrator; the first start is over.")
    return 0


def pack(given: Namespace) -> int:
    given.out.write_bytes(packed(_sound(given.folder)))
    print(f"Copy {given.out} to a USB stick as lobby-branch.zip.")
    return 0


def codes(given: Namespace) -> int:
    import qrcode

    try:
        texts = codes_of(_sound(given.folder))
    except NoBranchFile as error:
        raise SettingError(str(error)) from None
    given.out.mkdir(parents=True, exist_ok=True)
    for number, text in enumerate(texts, 1):
        drawn = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_L, box_size=6)
        drawn.add_data(text)
        drawn.make_image().save(given.out / f"branch-{number:02}-of-{len(texts):02}.png")
    print(f"{len(texts)} codes are in {given.out}: hold them before the scanner in any order.")
    return 0


def _sound(folder: Path) -> dict[str, bytes]:
    if faults := check(folder):
        raise SettingError("\n".join(map(str, faults)))
    return files_of(folder)


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise SettingError(f"{file} can't be read: {error.strerror}.") from None


def _open_rooms(here: Setting) -> Rooms:
    rooms = Rooms(here.data)
    if not gate.is_open(rooms, here.store):
        raise SettingError("There is no first start here, or it is over.")
    return rooms


@contextmanager
def _site(here: Setting) -> Iterator[Site]:
    with closing(here.store()) as store:
        yield here.site(store)


def _done(rooms: Rooms, want: Want, content: bytes = b"", **facts: object) -> Answer:
    """Ask, and wait for the answer; what was refused is told with every sentence."""
    wish = ask(rooms, want, content, **facts)
    answer: Answer | None = _awaited(lambda: answer_to(rooms, wish), bool, _PATIENCE_S)
    if answer is None:
        raise SettingError("Nobody does it: `systemctl status lobby-setup.path lobby-setup` tells why.")
    if not answer.fine:
        raise SettingError("\n".join(answer.says) or answer.reason)
    return answer


def _awaited(look: Callable[[], Any], good: Callable[[Any], bool], patience_s: float) -> Any:  # noqa: ANN401
    until = time.monotonic() + patience_s
    while not good(found := look()) and time.monotonic() < until:
        time.sleep(_LOOK_S)
    return found


def _state(progress: Progress, step: Step) -> str:
    if step in progress.done:
        return "done"
    return "skipped" if step in progress.skipped else "missing"


def _value(progress: Progress) -> dict[str, Any]:
    return {
        "language": progress.language,
        "step": progress.step,
        "done": sorted(progress.done),
        "skipped": sorted(progress.skipped),
        "missing": list(progress.missing),
    }
