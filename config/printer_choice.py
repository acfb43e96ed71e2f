"""The printer's profile and link written into a branch's devices.toml, with its comments left as they are."""

from __future__ import annotations

import re
import tomllib
from typing import Any

_TABLE = re.compile(r"^\s*\[", re.MULTILINE)
_PRINTER = re.compile(r"^\s*\[printer\]\s*(?:#.*)?$", re.MULTILINE)
_FRESH = '\n[printer]\nid = "ticket"\n'


class NotWritten(ValueError):
    """A devices.toml that is written in a way in which nobody but a person should change it."""


def with_printer(text: str, *, profile: str, link: str) -> str:
    """The file's text with these two values; everything else says what it said before."""
    before = tomllib.loads(text)
    own = before.get("printer", {"id": "ticket"})
    wanted: dict[str, Any] = {**before, "printer": {**own, "profile": profile, "link": link}}
    if "printer" not in before:
        text = f"{text.rstrip()}\n{_FRESH}"
    for key, value in (("profile", profile), ("link", link)):
        text = _with(text, key, value)
    try:
        fits = tomllib.loads(text) == wanted
    except tomllib.TOMLDecodeError:
        fits = False
    if not fits:
        raise NotWritten("devices.toml is not written line by line: change profile and link there by hand.")
    return text


def _with(text: str, key: str, value: str) -> str:
    found = _PRINTER.search(text)
    if found is None:
        raise NotWritten("devices.toml has no line [printer]: change profile and link there by hand.")
    begin = found.end()
    after = _TABLE.search(text, begin)
    end = after.start() if after else len(text)
    said = f"{key} = {_quoted(value)}"
    own, count = re.subn(rf"^{key}\s*=.*$", lambda _: said, text[begin:end], flags=re.MULTILINE)
    return text[:begin] + (own if count else f"\n{said}{own}") + text[end:]


def _quoted(value: str) -> str:
    if not value.isprintable():
        raise NotWritten(f"{value!r} can't stand in a file.")
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
