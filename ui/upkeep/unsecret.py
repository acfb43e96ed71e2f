"""A branch's configuration with every secret left out, and the check that none went along."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from config.files import is_of_branch
from kiosk.errors import LobbyError

LEFT_OUT = "(left out)"
_SECRET = re.compile(
    r"secret|token|passw|pwd|\bpin\b|credential|certificate|private|(^|_)key($|_)|user", re.IGNORECASE
)
_URL = re.compile(r"([a-z][a-z0-9+.-]*)://(\S*)", re.IGNORECASE)
"""Of its end nothing is believed: a password may have a quote, a slash or a question mark in it."""
_CONNINFO = re.compile(
    r"(password|passfile|user|sslkey|sslpassword)\s*=\s*('(?:\\.|[^'\\])*'|\S+)", re.IGNORECASE
)
_SHORTEST = 6
"""What is shorter is found by chance in any text, and is no secret worth the name."""


class SecretError(LobbyError):
    """A secret would have left the box; nothing was made."""


def configuration(folder: Path) -> dict[str, Any]:
    """Each TOML file of a branch by its name, without secrets and comments."""
    # What else lies in the folder may be anybody's notes.
    files = {path.relative_to(folder): path for path in sorted(folder.rglob("*.toml")) if path.is_file()}
    return {name.as_posix(): _read(path) for name, path in files.items() if is_of_branch(name)}


def require_no_secret(made: Iterable[tuple[str, bytes]], secrets: Iterable[str]) -> None:
    """SecretError where one of the files holds one of these words."""
    known = _known(secrets)
    for name, content in made:
        if any(word in content for word in known):
            raise SecretError(
                f"{name} would have told a secret of this box: nothing was made. Tell the maker."
            )


def without_secrets(content: bytes, secrets: Iterable[str]) -> bytes:
    """The same without these words."""
    for word in sorted(_known(secrets), key=len, reverse=True):
        content = content.replace(word, LEFT_OUT.encode())
    return content


def _known(secrets: Iterable[str]) -> set[bytes]:
    return {word.encode() for word in secrets if len(word) >= _SHORTEST}


def secrets_of(folder: Path) -> Iterator[str]:
    """The words that must not leave: what stands under secret names, in addresses, in the files they name."""
    for path in folder.rglob("*.toml"):
        yield from _told_by(_parsed(path), folder)
    place = os.environ.get("CREDENTIALS_DIRECTORY", "")
    for file in sorted(Path(place).iterdir()) if place and Path(place).is_dir() else ():
        yield from _content(file)


def _read(path: Path) -> Any:  # noqa: ANN401 - TOML
    try:
        return _cleaned(tomllib.loads(path.read_text("utf-8")), "")
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        return f"It can't be read: {type(fault).__name__}."


def _parsed(path: Path) -> Any:  # noqa: ANN401 - TOML
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return {}


def _cleaned(value: Any, key: str) -> Any:  # noqa: ANN401 - TOML
    if isinstance(value, dict):
        return {name: _cleaned(each, name) for name, each in value.items()}
    if isinstance(value, list):
        return [_cleaned(each, key) for each in value]
    if isinstance(value, str):
        return LEFT_OUT if value and _SECRET.search(key) else bare(value)
    return value if isinstance(value, bool | int | float) else str(value)


def bare(text: str) -> str:
    """A text whose addresses carry neither names nor passwords nor questions."""
    return _CONNINFO.sub(rf"\1={LEFT_OUT}", _URL.sub(_bare_url, text))


def _bare_url(found: re.Match[str]) -> str:
    place = found[2].rpartition("@")[2]
    return f"{found[1]}://{re.split('[?#]', place)[0]}"


def _told_by(value: Any, folder: Path, key: str = "") -> Iterator[str]:  # noqa: ANN401 - TOML
    if isinstance(value, dict):
        for name, each in value.items():
            yield from _told_by(each, folder, name)
    elif isinstance(value, list):
        for each in value:
            yield from _told_by(each, folder, key)
    elif isinstance(value, str):
        yield from _words_of(value, folder, key)


def _words_of(value: str, folder: Path, key: str) -> Iterator[str]:
    for _, rest in _URL.findall(value):
        yield rest.rpartition("@")[0].partition(":")[2]
        yield from (word for _, word in parse_qsl(rest.partition("?")[2]))
    yield from (word.strip("'") for _, word in _CONNINFO.findall(value))
    if key.endswith("_file") or key == "key":
        yield from _content(folder / value) if value else ()
    elif _SECRET.search(key) and "cert" not in key:
        yield value


def _content(file: Path) -> Iterator[str]:
    try:
        text = file.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return
    yield from (line.strip() for line in text.splitlines() if not line.startswith("-----"))
