"""How papers of the common store ended while that was away: kept on the box until it can be said."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.print_job import PrintState
from kiosk.store import Store


@dataclass(frozen=True, slots=True)
class Ending:
    """What is known of one job of the common store."""

    job: int
    state: PrintState
    detail: str
    again: bool
    """Whether its ticket is owed a marked copy."""


def note(island: Store, ending: Ending) -> None:
    """Durable when it returns; the last word on a job is kept."""
    with island.write() as cursor:
        cursor.run(
            "INSERT INTO unwritten (job, state, detail, again)"
            " VALUES (?, ?, ?, ?) ON CONFLICT (job) DO UPDATE SET"
            " state = excluded.state, detail = excluded.detail, again = excluded.again",
            *(ending.job, ending.state.value, ending.detail, int(ending.again)),
        )


def endings(island: Store) -> list[Ending]:
    """All that was not said yet."""
    with island.read() as cursor:
        found = cursor.all("SELECT job, state, detail, again FROM unwritten ORDER BY job")
    return [Ending(job, PrintState(state), detail, bool(again)) for job, state, detail, again in found]


def forget(island: Store, ending: Ending) -> None:
    """It was said."""
    with island.write(quietly=True) as cursor:
        cursor.run("DELETE FROM unwritten WHERE job = ?", ending.job)
