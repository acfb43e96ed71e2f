"""`kiosk config`: the branch as understood, or every fault in its folder."""

from __future__ import annotations

import sys
from argparse import Namespace

from config.branch import check as faults_of
from config.show import as_json, faults_as_json
from ui.cli.said import say_json
from ui.cli.setting import setting


def show(given: Namespace) -> int:
    say_json(as_json(setting(given).branch))
    return 0


def check(given: Namespace) -> int:
    faults = faults_of(given.folder)
    if given.json:
        say_json(faults_as_json(faults))
    else:
        print(
            "\n".join(map(str, faults)) or f"{given.folder}: no fault found.",
            file=sys.stderr if faults else sys.stdout,
        )
    return 1 if faults else 0
