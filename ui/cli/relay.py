"""`kiosk relay`: carries ratings and checks to the scoring server, and notices to the bank's gateway."""

from __future__ import annotations

from argparse import Namespace
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from ui.cli.processes import log_to_the_journal
from ui.cli.said import say_json
from ui.cli.setting import Setting, SettingError, credential, setting

if TYPE_CHECKING:
    from config.rating import Endpoint
    from kiosk.relay.line import Post
    from kiosk.relay.process import Rest


def relay(given: Namespace) -> int:
    here = setting(given)
    if given.send_again or given.status:
        return _look(here, given)
    from drivers.ownership import NotOurs, owned
    from kiosk.relay.process import main

    log_to_the_journal("relay")
    posts, resting = _posts(here)
    for rest in resting:
        print(rest.why, flush=True)
    try:
        with owned(here.data, "relay"), closing(here.store_at_need()) as store:
            return main(here.site(store), posts, resting)
    except NotOurs as fault:
        held = isinstance(fault.__cause__, BlockingIOError)
        why = f"Another relay works on {here.data} already: stop that one first." if held else str(fault)
        raise SettingError(why) from fault


def _look(here: Setting, given: Namespace) -> int:
    """How the outbox stands, after what was refused was put back into it if that was asked for."""
    from kiosk.relay import outbox
    from kiosk.relay.parcel import Destination

    with closing(here.store()) as store:
        if given.send_again:
            with store.write() as cursor:
                for each in Destination:
                    outbox.send_again(cursor, each)
        with store.read() as cursor:
            stands = {each.value: outbox.standing(cursor, each) for each in Destination}
    if given.json:
        say_json(
            {name: {"waiting": known.waiting, "refused": known.refused} for name, known in stands.items()}
        )
        return 0
    for name, known in stands.items():
        why = f" ({known.last_refusal})" if known.last_refusal else ""
        print(f"{name}: {known.waiting} wait, {known.refused} were refused{why}")
    return 0


def _posts(here: Setting) -> tuple[list[Post], list[Rest]]:
    """The lines that can be used, and of the others why they rest."""
    from kiosk.relay.line import Post
    from kiosk.relay.parcel import Destination
    from kiosk.relay.process import Rest
    from kiosk.relay.signing import SecretError

    wanted = (
        (Destination.SCORING, "scoring", "Ratings are kept on this box"),
        (Destination.CHECKS, "scoring", "Checks are kept on this box"),
        (Destination.NOTICES, "notices", "No notices are sent"),
    )
    posts: list[Post] = []
    resting: list[Rest] = []
    for destination, table, what in wanted:
        endpoint: Endpoint = getattr(here.branch.relay, table)
        if not endpoint.url:
            why = f"{what}: relay.{table}.url in rating.toml is empty."
            resting.append(Rest(destination, "off", why))
            continue
        try:
            posts.append(Post(endpoint, destination, *_means(here, endpoint, table)))
        except SecretError as fault:
            resting.append(Rest(destination, "away", f"{what}: {fault}"))
    return posts, resting


def _means(here: Setting, endpoint: Endpoint, table: str) -> tuple[bytes, Path | None]:
    """The signing secret, and the bank's own authority where there is one."""
    from kiosk.relay.signing import SecretError, read_secret

    if not endpoint.secret_file:
        raise SecretError(f"relay.{table}.secret_file in rating.toml is empty.")
    authority = _file(here, endpoint.authority_file) if endpoint.authority_file else None
    if authority and not authority.is_file():
        raise SettingError(f"The certificate authority {authority} is not there.")
    return read_secret(_file(here, endpoint.secret_file)), authority


def _file(here: Setting, name: str) -> Path:
    """A file by its path, or by its name among the service's credentials, or beside the configuration."""
    return credential(name) or here.config / name
