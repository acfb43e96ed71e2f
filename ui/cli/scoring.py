"""`kiosk scoring`: the reference scoring server, its units, keys and people."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from kiosk.store import Store, open_store
from ui.cli.processes import log_to_the_journal
from ui.cli.said import say_json
from ui.cli.setting import Setting, SettingError, setting

if TYPE_CHECKING:
    from ui.web.tls import Certificate

_SHAPE = "kiosk.scoring"


def serve(given: Namespace) -> int:
    from config.pack import load_checklists, load_rules
    from ui.scoring.bureau import House
    from ui.scoring.clerks import Place
    from ui.scoring.listener import ListenError, listening
    from ui.scoring.main import run
    from ui.web.tls import CertificateError

    here = setting(given)
    log_to_the_journal("scoring")
    place = Place(
        store=lambda: _opened(here, given),
        clock=here.clock,
        pack=load_rules(given.pack, here.config),
        checklists=load_checklists(here.config),
        holidays=here.holidays(),
    )
    place.store().close()
    phrases = {language: here.phrases(language) for language in here.branch.languages}
    reasons = {reason.id: reason.name for reason in here.branch.rating.reasons}
    house = House(here.branch.bank, here.branch.languages, phrases, reasons)
    try:
        listener = listening(given.host, given.port)
        certificate = _certificate(here, given)
    except (ListenError, CertificateError) as error:
        raise SettingError(str(error)) from error
    return run(place, house, listener, certificate, lambda sentence: print(sentence, flush=True))


def unit(given: Namespace) -> int:
    from kiosk.scoring.keys import Units

    here = setting(given)
    with closing(_opened(here, given)) as store:
        units = Units(store, here.clock)
        if given.deed == "add":
            added = units.add(given.unit, given.name)
            print(f"{added.id} is judged here now.")
            return 0
        found = units.all()
    if given.json:
        say_json([{"id": each.id, "name": each.name} for each in found])
        return 0
    for each in found:
        print(f"{each.id}: {each.name}")
    return 0


def key(given: Namespace) -> int:
    from kiosk.scoring.keys import Units

    here = setting(given)
    with closing(_opened(here, given)) as store:
        units = Units(store, here.clock)
        if given.deed == "add":
            secret = sys.stdin.readline().strip() if given.secret_stdin else ""
            if given.secret_stdin and not secret:
                raise SettingError("There was no key on standard input.")
            units.add(given.unit)
            made = units.give_key(given.unit, secret)
            # Shown once, to whoever stands at the server: the branch's relay needs the same.
            print(f"{given.unit} has a key of its own now." if secret else made)
            return 0
        if given.deed == "retire":
            units.retire_key(given.key)
            print(f"Key {given.key} is not accepted any more.")
            return 0
        rows = units.keys()
    if given.json:
        say_json([{"id": row.id, "unit": row.unit, "retired": bool(row.retired_at)} for row in rows])
        return 0
    for row in rows:
        state = f"retired {row.retired_at}" if row.retired_at else "in use"
        print(f"{row.id}: {row.unit}, since {row.added_at}, {state}")
    return 0


def staff(given: Namespace) -> int:
    from kiosk.scoring.posts import Office, Posts
    from ui.cli.staff import typed_secret

    here = setting(given)
    with closing(_opened(here, given)) as store:
        posts = Posts(store, here.clock)
        match given.deed:
            case "add":
                made = posts.add(given.name, Office(given.office), typed_secret(given), given.unit or "")
                print(f"{made.name} is {made.office.value} now.")
            case "password":
                posts.change_secret(given.name, typed_secret(given))
                print(f"{given.name} has a new password, and has to sign in again everywhere.")
            case "remove":
                posts.remove(given.name)
                print(f"{given.name} can't sign in any more.")
            case _:
                for each in posts.all():
                    print(f"{each.name}: {each.office.value}{f' of {each.unit}' if each.unit else ''}")
    return 0


def _opened(here: Setting, given: Namespace) -> Store:
    """The server's own store: a branch's must not be mixed with it."""
    address = given.store or os.environ.get("KIOSK_SCORING_STORE", "")
    return open_store(here.data / "scoring", address, _SHAPE)


def _certificate(here: Setting, given: Namespace) -> Certificate | None:
    from ui.web import tls

    if given.certificate:
        return tls.given(given.certificate, given.key or given.certificate)
    if given.plain or given.host in {"127.0.0.1", "::1", "localhost"}:
        return None
    return tls.generated(here.data / "tls", datetime.now(UTC))
