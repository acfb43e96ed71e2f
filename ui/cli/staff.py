"""`kiosk staff`: who may sign in at the pages. The first administrator is made here, on the box."""

from __future__ import annotations

import getpass
import sys
from argparse import Namespace
from contextlib import closing

from kiosk.staff import Role, Staff
from ui.cli.said import say_json
from ui.cli.setting import SettingError, setting


def staff(given: Namespace) -> int:
    here = setting(given)
    with closing(here.store()) as store:
        return _DEEDS[given.deed](Staff(store, here.clock), given)


def _add(people: Staff, given: Namespace) -> int:
    account = people.add(given.name, Role(given.role), typed_secret(given))
    print(f"{account.name} is {account.role.value} now.")
    return 0


def _change(people: Staff, given: Namespace) -> int:
    people.change_secret(given.name, typed_secret(given))
    print(f"{given.name} has a new PIN, and has to sign in again everywhere.")
    return 0


def _remove(people: Staff, given: Namespace) -> int:
    people.remove(given.name)
    print(f"{given.name} can't sign in any more.")
    return 0


def _list(people: Staff, given: Namespace) -> int:
    if given.json:
        say_json([{"name": each.name, "role": each.role.value} for each in people.all()])
        return 0
    for each in people.all():
        print(f"{each.name}: {each.role.value}")
    return 0


def typed_secret(given: Namespace) -> str:
    """What is typed twice at the terminal, or piped in."""
    if given.pin_stdin:
        return sys.stdin.readline().rstrip("\n")
    if not sys.stdin.isatty():
        raise SettingError("There is no terminal to type the PIN at: pipe it in with --pin-stdin.")
    first = getpass.getpass(f"PIN or password of {given.name}: ")
    if first != getpass.getpass("Once more: "):
        raise SettingError("The two are not the same: nothing was changed.")
    return first


_DEEDS = {"add": _add, "pin": _change, "remove": _remove, "list": _list}
