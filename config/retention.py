"""How long closed days stay in the store, and where and how long their archive files are kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from config.bounds import Between, Length
from config.files import RETENTION
from config.own_file import OwnFile


@dataclass(frozen=True, kw_only=True, slots=True)
class Retention:
    """The figures of the archive. Reports, the peak hint and what was learned go on beyond them."""

    keep_days: Annotated[int, Between(62, 3_650)] = 200
    """So many days of tickets and log stay in the store; logs have to be at hand for six months."""
    folder: Annotated[str, Length(0, 200)] = ""
    """Where the archive files lie; empty is `archive` in the data folder."""
    archive_days: Annotated[int, Between(0, 36_500)] = 1_100
    """Files of older days are deleted; 0 keeps them for ever. Points of staff count for three years."""


_FILE = OwnFile(Retention, RETENTION)
load_retention, gather_retention = _FILE.load, _FILE.gather
