"""The bundle for support: one zip of what somebody far away needs to help, and nothing of any person.

What goes in is picked by name: states, figures, sentences of the program's own. Free words stay in the box,
whoever wrote them: customers' comments, results of cases, addresses for notices, names of staff.
"""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from config.fault import ConfigError
from kiosk import rows
from kiosk.store import StoreError
from ui.cli.setting import Setting
from ui.upkeep.figures import as_text, figures
from ui.upkeep.findings import examined
from ui.upkeep.own_words import impersonal, journal
from ui.upkeep.part import Part
from ui.upkeep.plain_log import since
from ui.upkeep.sending import DEVICES
from ui.upkeep.spoken import english, recorded
from ui.upkeep.unsecret import configuration, require_no_secret, secrets_of, without_secrets
from ui.upkeep.versions import packages, up_hours, versions

_T = TypeVar("_T")

LARGEST = 5_000_000
_DAY = timedelta(days=1)
_LEAST_ROWS = 100
_ROWS = 40_000
_STRANGERS = frozenset(DEVICES)
"""What these report may quote what somebody else's server said."""

README = """What is in this bundle, made {made} by kiosk {version}:

{files}
Nothing in it is about a person: no ratings, comments or cases, no addresses for notices, no names of
staff. Secrets, passwords and the names within addresses were left out of the configuration, and the
finished files were searched for every secret that could be read here; had one been found, there would be
no bundle.
"""
_ABOUT = {
    "findings.json": "each part of the box: fine, or what to do, as `kiosk doctor` says it",
    "versions.json": "the program, the system, every package, and for how many hours the box is up",
    "configuration.json": "the branch's files, without secrets and comments",
    "devices.json": "each device's last state, and since when",
    "disk.json": "how full the disk is, and the sizes of the files in the data folder",
    "metrics.txt": "what /metrics says",
    "events.jsonl": "the last day's rows of the log, the latest first: kinds, numbers and states alone",
    "journal.txt": "what the box's units wrote into the journal within a day",
}


def bundle(here: Setting, *, asks: bool = False) -> bytes:
    """The zip; the store may be out of order, and what it would have told is then missing."""
    text, most = journal(), _ROWS
    while True:
        files = dict(_files(here, text, most, asks=asks))
        require_no_secret(files.items(), _secrets(here))
        packed = _packed(here, files)
        if len(packed) <= LARGEST or most <= _LEAST_ROWS:
            return packed
        most, text = most // 2, text[len(text) // 2 :]


def file_name(here: Setting) -> str:
    """Under which name it is kept."""
    return f"lobby-support-{_branch(here)}-{_now(here):%Y-%m-%d-%H%M}.zip"


def _files(here: Setting, text: str, most: int, *, asks: bool) -> Iterator[tuple[str, bytes]]:
    # A fault of the configuration names the value that is wrong, whatever it is.
    findings = _json([_told(part) for part in examined(here, asks=asks)])
    yield "findings.json", without_secrets(findings, _secrets(here))
    yield "versions.json", _json({**versions(), "up_hours": round(up_hours(), 1), "packages": packages()})
    yield "configuration.json", _json(configuration(here.config))
    yield "disk.json", _json(_disk(here.data))
    yield "journal.txt", text.encode()
    try:
        with closing(here.store()) as store:
            yield "metrics.txt", as_text(figures(store), place=here.data).encode()
            with store.read() as cursor:
                yield "devices.json", _json([_device(*each) for each in _devices(cursor)])
                found = since(cursor, _now(here), _DAY, most)
        yield "events.jsonl", b"".join(_line(row.value) for row in found)
    except (StoreError, ConfigError) as fault:
        yield "store.txt", without_secrets(f"{fault}\n".encode(), _secrets(here))


def _packed(here: Setting, files: dict[str, bytes]) -> bytes:
    about = "".join(f"  {name:<20}{_ABOUT.get(name, 'why the store told nothing')}\n" for name in files)
    readme = README.format(made=f"{_now(here):%Y-%m-%d %H:%M}", version=versions()["kiosk"], files=about)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as made:
        for name, content in {"README.txt": readme.encode(), **files}.items():
            made.writestr(name, content)
    return target.getvalue()


def _told(part: Part) -> dict[str, Any]:
    # The sentence alone: what was put into it stands there as it was, whoever it names.
    kept = {name: each for name, each in part.value.items() if name != "told"}
    return {**kept, "says": impersonal(part.says)}


def _devices(cursor: Any) -> list[tuple[str, str, str, datetime]]:  # noqa: ANN401 - a cursor
    found = rows.devices(cursor).values()
    return [
        (each.id, each.state, each.detail, each.since) for each in sorted(found, key=lambda each: each.id)
    ]


def _device(name: str, state: str, detail: str, at: datetime) -> dict[str, str]:
    kept = "" if name in _STRANGERS else impersonal(recorded(detail, english()))
    return {"id": name, "state": state, "since": at.isoformat(), "detail": kept}


def _disk(data: Path) -> dict[str, Any]:
    if not data.is_dir():
        return {}
    usage = shutil.disk_usage(data)
    sizes = {}
    for path in sorted(data.iterdir()):
        # Some come and go, such as the log of a transaction.
        with suppress(OSError):
            sizes[path.name] = path.stat().st_size
    return {"free": usage.free, "total": usage.total, "files": sizes}


def _secrets(here: Setting) -> Iterator[str]:
    """Those of the configuration, and the key of the tickets' seals."""
    yield from secrets_of(here.config)
    try:
        with closing(here.store()) as store, store.read() as cursor:
            yield from (row[0] for row in cursor.all("SELECT secret FROM token_key"))
            yield from (row[0] for row in cursor.all("SELECT secret FROM staff"))
    except (StoreError, ConfigError):
        return


def _branch(here: Setting) -> str:
    return _sure(lambda: here.branch.id, "branch")


def _now(here: Setting) -> datetime:
    # The branch is read on the way, which may fail.
    return _sure(lambda: here.clock(), datetime.now().astimezone())  # noqa: PLW0108


def _sure(ask: Callable[[], _T], otherwise: _T) -> _T:
    try:
        return ask()
    except ConfigError:
        return otherwise


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode()


def _line(value: object) -> bytes:
    return f"{json.dumps(value, ensure_ascii=False, separators=(',', ':'))}\n".encode()
