"""The `kiosk` command: wires the rooms together, each verb importing only what it needs."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

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
    if list(words[:1]) == ["touch"]:
        _hash_without_openssl()
    from ui.cli.arguments import arguments

    given = arguments().parse_args(words)
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


def _hash_without_openssl() -> None:
    """The screen hashes a few bytes a visit: Python's own does for it, and 4 MB of OpenSSL stay away."""
    sys.modules.setdefault("_hashlib", None)  # type: ignore[arg-type]  # as an import that was refused
