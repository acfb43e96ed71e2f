"""`kiosk support`: the bundle for whoever helps from afar."""

from __future__ import annotations

import sys
from argparse import Namespace
from contextlib import closing, suppress
from pathlib import Path

from config.fault import ConfigError
from kiosk.store import StoreError
from kiosk.upkeep import Deed, note
from ui.cli.setting import Setting, setting
from ui.upkeep.bundle import bundle, file_name

_MODE = 0o640


def support(given: Namespace) -> int:
    here = setting(given)
    out: Path = given.out or Path(file_name(here))
    made = bundle(here, asks=True)
    out.touch(mode=_MODE)
    out.write_bytes(made)
    _note(here)
    print(f"{out} has {len(made) / 1_000:.0f} kB; README.txt in it says what is in it.", file=sys.stderr)
    return 0


def _note(here: Setting) -> None:
    # Made just because something is broken: what is, must not keep anybody from it.
    with suppress(StoreError, ConfigError), closing(here.store()) as store:
        note(here.site(store), Deed.SUPPORT)
