"""What Python works out anew at each start though nothing has changed: methods of dataclasses, the phrases.

Files of bytecode spare a start the compiling of modules. `dataclasses` however writes the methods of each
class as text and compiles that whenever the class is made, which was a sixth of the touch screen's work up
to its first frame; and the phrases are read by a parser written in Python. `python -m ui.cli.prepared`, said
once after an installation, keeps what comes of both beside the files of bytecode, and a start takes it from
there. It is found by its whole text: of what has changed nothing old is taken, it is worked out as ever.
"""

from __future__ import annotations

import dataclasses
import marshal
import sys
import tomllib
from collections.abc import Callable, Iterable
from contextlib import suppress
from importlib import import_module
from importlib.util import MAGIC_NUMBER
from pathlib import Path
from types import CodeType
from typing import Any, TypeVar

KEPT = Path(__file__).parent / "__pycache__"
PARTS = {
    "touch": ("ui.cli.processes", "ui.touch.app"),
    "devices": ("ui.cli.processes", "drivers.devices", "drivers.lobby_devices"),
    "web": ("ui.cli.web", "ui.web.main"),
    "relay": ("ui.cli.relay", "kiosk.relay.process"),
}
"""The processes of a box, by their verbs, and the modules that bring the classes of each."""

Made = TypeVar("Made")


def lend(part: str, folder: Path = KEPT) -> None:
    """From here on what is kept for that part is not worked out; without its file everything is."""
    with suppress(OSError, ValueError, EOFError, TypeError):
        kept = _read(_file(part, folder))

        def taken(made: Callable[[str], Made]) -> Callable[[str], Made]:
            def take(text: str) -> Made:
                # A class is made once, a file read once: what was taken needs no room any more.
                packed = kept.pop(text, None)
                # No less trusted than the bytecode beside it.
                return marshal.loads(packed) if packed else made(text)  # noqa: S302

            return take

        compile_by(taken(compiled))
        # Only now, since it brings classes as well.
        from config import toml_file

        toml_file.read_table = taken(tomllib.loads)


def keep(part: str, modules: Iterable[str], folder: Path = KEPT) -> int:
    """Import those modules and read the phrases; keep what is worked out on the way, and say how much."""
    kept: dict[str, bytes] = {}

    def noted(made: Callable[[str], Made]) -> Callable[[str], Made]:
        def note(text: str) -> Made:
            value = made(text)
            # A table with a date in it has no such form.
            with suppress(ValueError):
                kept[text] = marshal.dumps(value)  # type: ignore[arg-type]  # ValueError, as it says
            return value

        return note

    compile_by(noted(compiled))
    from config import toml_file
    from config.phrases import SHIPPED

    toml_file.read_table = noted(tomllib.loads)
    for module in modules:
        import_module(module)
    for file in sorted(SHIPPED.glob("*.toml")):
        toml_file.parse(file, file.name, [])
    folder.mkdir(exist_ok=True)
    _file(part, folder).write_bytes(MAGIC_NUMBER + marshal.dumps(kept))
    return len(kept)


def compiled(text: str) -> CodeType:
    """As `dataclasses` itself would have it: what this module takes from __future__ is not its business."""
    return compile(text, "<string>", "exec", dont_inherit=True)


def compile_by(chosen: Callable[[str], CodeType]) -> None:
    """Have `dataclasses` run its texts so; a later Python's that does not `exec` them goes its own way."""

    def run(text: str, around: dict[str, Any], names: dict[str, Any]) -> None:
        exec(chosen(text), around, names)  # noqa: S102 - as there

    dataclasses.__dict__["exec"] = run


def _file(part: str, folder: Path) -> Path:
    return folder / f"{part}.{sys.implementation.cache_tag}.prepared"


def _read(file: Path) -> dict[str, bytes]:
    content = file.read_bytes()
    if not content.startswith(MAGIC_NUMBER):
        raise ValueError("It was made by another Python.")
    kept: dict[str, bytes] = marshal.loads(content[len(MAGIC_NUMBER) :])  # noqa: S302 - as above
    return kept


def main(words: list[str]) -> int:
    """Keep one part's, or each part's in a process of its own: what one has imported is not made again."""
    if words:
        return 0 if keep(words[0], PARTS[words[0]]) else 1
    import subprocess

    ours = [sys.executable, *sys.orig_argv[1:]]
    return max(subprocess.run([*ours, part], check=False).returncode for part in PARTS)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
