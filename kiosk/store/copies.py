"""Copies of the embedded store in a second place: made while the lobby works, checked, and put back."""

from __future__ import annotations

import os
import shutil
import socket
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

import apsw

from config.durable import flush
from kiosk.store.engine import StoreError
from kiosk.store.gate import shut
from kiosk.store.sqlite import FILE

_BESIDE = ("", "-wal", "-shm")
_MODE = 0o660


def keep_copy(data: Path, folder: Path, now: datetime, keep: int) -> Path:
    """A sound copy of what is committed, named by the day; of all that are there the newest `keep` stay."""
    if not (data / FILE).exists():
        raise StoreError(f"There is no store in {data} to be copied.")
    folder.mkdir(parents=True, exist_ok=True)
    copy = folder / f"lobby-{now:%Y-%m-%d}.db"
    partial = copy.with_suffix(".part")
    partial.unlink(missing_ok=True)
    try:
        _copy(data / FILE, partial)
        check_copy(partial)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
    _put(partial, copy)
    for old in sorted(folder.glob("lobby-????-??-??.db"))[:-keep]:
        old.unlink()
    return copy


def check_copy(copy: Path) -> None:
    """StoreError where this is no whole copy of a lobby's store."""
    try:
        with closing(apsw.Connection(_read_only(copy), flags=_READ)) as found:
            told = found.pragma("integrity_check")
            steps = found.execute("SELECT COUNT(*) FROM migration").fetchone()
    except apsw.Error as error:
        raise StoreError(f"{copy} is no copy of a lobby's store: {error}.") from error
    if told != "ok" or not steps or not steps[0]:
        raise StoreError(f"{copy} is not whole: {told}.")


def put_back(copy: Path, data: Path, now: datetime) -> Path:
    """Make a copy the lobby's store; where the one before it is now. Nobody may be at work on it."""
    check_copy(copy)
    if _is_at_work(data):
        raise StoreError(f"The lobby is at work on {data}: stop it first (systemctl stop lobby.target).")
    data.mkdir(parents=True, exist_ok=True)
    aside = data / f"lobby-replaced-{now:%Y-%m-%dT%H%M%S}.db"
    with shut(data):
        partial = data / "lobby-restored.part"
        shutil.copyfile(copy, partial)
        partial.chmod(_MODE)
        for end in _BESIDE:
            with suppress(FileNotFoundError):
                (data / f"{FILE}{end}").rename(f"{aside}{end}")
        _put(partial, data / FILE)
    return aside


_READ = apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI


def _read_only(file: Path) -> str:
    """Nothing is written beside a copy by looking at it."""
    return f"{file.absolute().as_uri()}?immutable=1"


def _copy(store: Path, target: Path) -> None:
    try:
        with (
            closing(apsw.Connection(str(store), flags=apsw.SQLITE_OPEN_READWRITE)) as source,
            closing(apsw.Connection(str(target))) as made,
        ):
            with made.backup("main", source, "main") as backup:
                backup.step()
            forget_addresses(made)
            _cut_log(source)
    except apsw.Error as error:
        raise StoreError(f"{store} could not be copied to {target.parent}: {error}.") from error


def forget_addresses(copy: apsw.Connection) -> None:
    """Where to tell a customer that the turn is near is gone within hours; a copy lasts for weeks."""
    if copy.execute("SELECT 1 FROM sqlite_schema WHERE name = 'notice'").fetchone():
        copy.pragma("secure_delete", True)  # noqa: FBT003
        copy.execute("UPDATE notice SET address = ''")


def _cut_log(store: apsw.Connection) -> None:
    """What was deleted stands in the log until that is written over; once a night it is cut instead."""
    # Whoever reads just now is not waited for: another night will do.
    with suppress(apsw.BusyError):
        store.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_TRUNCATE)


def _put(partial: Path, target: Path) -> None:
    """Whole or not at all, also after a power cut."""
    flush(partial)
    partial.replace(target)
    flush(target.parent)


def _is_at_work(data: Path) -> bool:
    """Whether a living process follows the store: its bell rings."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as caller:
        return any(_rings(caller, bell) for bell in (data / "bells").glob("*.bell"))


def _rings(caller: socket.socket, bell: Path) -> bool:
    folder = os.open(bell.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        # A socket's path may have 107 bytes at most; a data folder's may be longer.
        caller.connect(f"/proc/self/fd/{folder}/{bell.name}")
    except OSError:
        return False
    else:
        return True
    finally:
        os.close(folder)
