"""A PostgreSQL of the tests' own, for as long as a block lasts."""

from __future__ import annotations

import itertools
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

_count = itertools.count(1)


@dataclass(frozen=True)
class Cluster:
    """A server that listens on a socket in a folder of its own, and nowhere else."""

    folder: Path

    def address(self) -> str:
        """A fresh, empty schema."""
        schema = f"branch_{next(_count)}"
        with psycopg.connect(
            f"postgresql:///postgres?host={self.folder}&user=postgres", autocommit=True
        ) as db:
            db.execute(f"CREATE SCHEMA {schema}")
        return f"postgresql:///postgres?host={self.folder}&user=postgres&options=-csearch_path%3D{schema}"


@contextmanager
def running(place: Path | None, listens: str = "", through: tuple[str, ...] = ()) -> Iterator[Cluster]:
    """A fresh one in a folder of `place`, which is the disk's where it is None; gone afterwards.

    With `listens` it trusts the whole network of that address, such as 10.77.0.1/24, and `through` is the
    command that starts it where that network is.
    """
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    assert programs, "PostgreSQL's server is not installed: apt-get install postgresql"
    tools = programs[-1].parent
    folder = Path(tempfile.mkdtemp(prefix="lobby-pg-", dir=place))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    data = folder / "data"
    _run(folder, str(tools / "initdb"), "-D", str(data), "-U", "postgres", "-A", "trust", "--no-sync")
    if listens:
        with (data / "pg_hba.conf").open("a") as trusted:
            trusted.write(f"host all all {listens} trust\n")
    options = f"-c listen_addresses='{listens.partition('/')[0]}' -c unix_socket_directories={folder}"
    control = [str(tools / "pg_ctl"), "-D", str(data), "-w"]
    _run(folder, *control, "-l", str(folder / "log"), "-o", options, "start", through=through)
    try:
        yield Cluster(folder)
    finally:
        _run(folder, *control, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def _run(folder: Path, *command: str, through: tuple[str, ...] = ()) -> None:
    # PostgreSQL refuses to run as root.
    by = ("runuser", "-u", "postgres", "--") if os.geteuid() == 0 else ()
    subprocess.run([*through, *by, *command], check=True, stdout=subprocess.DEVNULL, cwd=folder)
