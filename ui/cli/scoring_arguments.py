"""What can be said to `kiosk scoring`."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

Verbs: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001  (it has no public name)
Verb: TypeAlias = Callable[[argparse.Namespace], int]
Later: TypeAlias = Callable[[str, str], Verb]

OFFICES = ("manager", "inspector", "administrator")
PORT = 8450
_MODULE = "ui.cli.scoring"


def add_scoring(
    verbs: Verbs, common: argparse.ArgumentParser, later: Later, port: Callable[[str], int]
) -> None:
    """The verb with its deeds."""
    scoring = verbs.add_parser("scoring", help="the reference scoring server").add_subparsers(
        metavar="DEED", required=True
    )
    store = argparse.ArgumentParser(add_help=False, parents=[common])
    store.add_argument(
        "--store",
        metavar="ADDRESS",
        help="postgresql://server/name; default: a file in the data folder (KIOSK_SCORING_STORE)",
    )
    _serve(scoring, store, later, port)
    _unit(scoring, store, later)
    _key(scoring, store, later)
    _staff(scoring, store, later)


def _serve(deeds: Verbs, store: argparse.ArgumentParser, later: Later, port: Callable[[str], int]) -> None:
    serve = deeds.add_parser("serve", parents=[store], help="take ratings in, and serve the pages")
    serve.add_argument("--host", default="127.0.0.1", help="the address to listen at; 0.0.0.0 is every one")
    serve.add_argument(
        "--port", type=port, default=PORT, metavar="N", help=f"default: {PORT}; 0 is a free one"
    )
    serve.add_argument("--pack", default="civility", metavar="NAME", help="the rules: packs/rules-NAME.toml")
    serve.add_argument("--plain", action="store_true", help="http even beyond this machine, behind a proxy")
    serve.add_argument("--certificate", type=Path, metavar="PEM", help="the bank's own, for https")
    serve.add_argument("--key", type=Path, metavar="PEM", help="its key, if it is in a file of its own")
    serve.set_defaults(verb=later(_MODULE, "serve"))


def _unit(deeds: Verbs, store: argparse.ArgumentParser, later: Later) -> None:
    unit = deeds.add_parser("unit", help="the branches that are judged").add_subparsers(
        metavar="DEED", dest="deed", required=True
    )
    add = unit.add_parser("add", parents=[store], help="a branch, new or named anew")
    add.add_argument("unit", metavar="BRANCH")
    add.add_argument("--name", default="", help="what it is called on the pages")
    add.set_defaults(verb=later(_MODULE, "unit"))
    listed = unit.add_parser("list", parents=[store], help="every branch")
    listed.add_argument("--json", action="store_true")
    listed.set_defaults(verb=later(_MODULE, "unit"))


def _key(deeds: Verbs, store: argparse.ArgumentParser, later: Later) -> None:
    key = deeds.add_parser("key", help="what the branches sign with").add_subparsers(
        metavar="DEED", dest="deed", required=True
    )
    add = key.add_parser("add", parents=[store], help="a key for a branch, made here and shown once")
    add.add_argument("unit", metavar="BRANCH")
    add.add_argument("--secret-stdin", action="store_true", help="take this one from standard input")
    add.set_defaults(verb=later(_MODULE, "key"))
    retire = key.add_parser("retire", parents=[store], help="a key that is not to be accepted any more")
    retire.add_argument("key", type=int, metavar="NUMBER")
    retire.set_defaults(verb=later(_MODULE, "key"))
    listed = key.add_parser("list", parents=[store], help="every key there is or was, never the key itself")
    listed.add_argument("--json", action="store_true")
    listed.set_defaults(verb=later(_MODULE, "key"))


def _staff(deeds: Verbs, store: argparse.ArgumentParser, later: Later) -> None:
    staff = deeds.add_parser("staff", help="who may sign in; the first one is made here").add_subparsers(
        metavar="DEED", dest="deed", required=True
    )
    does = {
        "add": "somebody new; the password is asked for",
        "password": "a new password for somebody",
        "remove": "somebody who has left",
        "list": "everybody",
    }
    for deed, words in does.items():
        parser = staff.add_parser(deed, parents=[store], help=words)
        parser.set_defaults(verb=later(_MODULE, "staff"))
        if deed == "list":
            continue
        parser.add_argument("name")
        if deed == "add":
            parser.add_argument("--office", choices=OFFICES, required=True)
            parser.add_argument("--unit", metavar="BRANCH", help="a manager's branch")
        if deed != "remove":
            parser.add_argument("--pin-stdin", action="store_true", help="read it from standard input")
