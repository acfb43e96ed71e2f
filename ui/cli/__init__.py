"""The `kiosk` command: wires the rooms together, each verb importing only what it needs."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import ArgumentParser

DONE, FAILED, MISUSED = 0, 1, 2


def main(words: Sequence[str] | None = None) -> int:
    """Run one verb; the exit code is 0 done, 1 could not be done, 2 wrong use."""
    # What the kiosk keeps is not for every user of the box.
    os.umask(os.umask(0o077) | 0o007)
    words = sys.argv[1:] if words is None else words
    if list(words) == ["seat"]:
        # The screen stays dark until it is there: the rest of the command is not loaded for it.
        from ui.cli.seat import hold

        return hold()
    try:
        return _done(words, words[0] if words else "")
    finally:
        gc.enable()


def _done(words: Sequence[str], verb: str) -> int:
    _make_ready(verb)
    given = _parser(verb).parse_args(words)
    from config.branch import ConfigError
    from kiosk.errors import LobbyError
    from kiosk.store import StoreError
    from ui.cli.setting import MisusedError, SettingError

    try:
        code: int = given.verb(given)
    except MisusedError as error:
        print(error, file=sys.stderr)
        return MISUSED
    except (ConfigError, LobbyError, StoreError, SettingError) as error:
        print(error, file=sys.stderr)
        return FAILED
    except BrokenPipeError:
        return FAILED
    except OSError as error:
        print(f"{error.filename or 'The system'}: {error.strerror}.", file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        return DONE
    return code


def _make_ready(verb: str) -> None:
    """What makes the start of a box's process shorter and its memory smaller."""
    from ui.cli.prepared import PARTS, lend

    if verb in PARTS:
        lend(verb)
    if verb == "touch":
        _hash_without_openssl()
        # Next to nothing of what a start makes is garbage: it is looked for after the first frame.
        gc.disable()


def _parser(verb: str) -> ArgumentParser:
    from ui.cli import process_arguments

    if verb in process_arguments.PROCESSES:
        return process_arguments.arguments()
    from ui.cli.arguments import arguments

    return arguments()


def _hash_without_openssl() -> None:
    """The screen hashes a few bytes a visit: Python's own does for it, and 4 MB of OpenSSL stay away."""
    sys.modules.setdefault("_hashlib", None)  # type: ignore[arg-type]  # as an import that was refused
