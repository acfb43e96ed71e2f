"""A branch's ticket templates as files: written whole or not at all, and read again when they change."""

from __future__ import annotations

import json
import logging
from dataclasses import fields
from pathlib import Path
from typing import Any

from config.durable import put
from config.fault import ConfigError
from config.files import TEMPLATES
from config.template import Row, Template, load_template, shipped

_log = logging.getLogger(__name__)

_Stamp = tuple[int, int, int]


class Templates:
    """The templates of a branch's folder as they stand at the moment; one thread at a time."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._known: dict[str, tuple[_Stamp | None, Template]] = {}

    def __call__(self, language: str) -> Template:
        """The template of a language; a faulty file is told once and leaves the one before in force."""
        if self._folder is None:
            return shipped()
        stamp = _stamp(_path(language, self._folder))
        before = self._known.get(language)
        if before is None or before[0] != stamp:
            former = before[1] if before else shipped()
            self._known[language] = (stamp, self._read(language, former))
        return self._known[language][1]

    def _read(self, language: str, former: Template) -> Template:
        try:
            return load_template(language, self._folder)
        except ConfigError as error:
            _log.error("The ticket template for %s is not used: %s", language, error)
            return former


def keep(template: Template, language: str, folder: Path, note: str) -> None:
    """Make this the paper of a language; OSError, and the one before still whole, where it can't be."""
    path = _path(language, folder)
    path.parent.mkdir(exist_ok=True)
    put(path, written(template, note).encode())


def forget(language: str, folder: Path) -> None:
    """Go back to the shipped template."""
    _path(language, folder).unlink(missing_ok=True)


def written(template: Template, note: str) -> str:
    """A template as its file says it, below a note of one line."""
    rows = "".join(f"  {{ {', '.join(_values(row))} }},\n" for row in template.rows)
    said = "".join(letter for letter in note if letter.isprintable())
    return f"# {said}\n\nrows = [\n{rows}]\n"


def table(row: Row) -> dict[str, Any]:
    """What a row says besides what is usual."""
    values = {field.name: (getattr(row, field.name), field.default) for field in fields(row)}
    said = {name: value for name, (value, usual) in values.items() if value != usual}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in said.items()} or {
        "kind": row.kind
    }


def _values(row: Row) -> list[str]:
    return [f"{name} = {_toml(value)}" for name, value in table(row).items()]


def _toml(value: object) -> str:
    """A text, number or list of texts; JSON writes these as TOML does, but for DEL."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _path(language: str, folder: Path) -> Path:
    return folder / TEMPLATES / f"{language}.toml"


def _stamp(path: Path) -> _Stamp | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
