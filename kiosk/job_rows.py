"""How print jobs stand in the store's rows."""

# The SQL is put together of our own constants; values only ever travel as parameters.
# ruff: noqa: S608

from __future__ import annotations

from datetime import datetime

from kiosk.print_job import PrintJob, PrintState
from kiosk.store import Cursor
from kiosk.store.engine import Row

_JOB = "id, ticket_id, copy, state, queued_at, expires_at, detail, box"

_SAVE_JOB = f"""
INSERT INTO print_job ({_JOB}, live) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET state = excluded.state, detail = excluded.detail, live = excluded.live
"""


def save_job(cursor: Cursor, job: PrintJob) -> None:
    cursor.run(
        _SAVE_JOB,
        job.id,
        job.ticket_id,
        job.copy,
        job.state.value,
        job.queued_at.isoformat(),
        job.expires_at.isoformat(),
        job.detail,
        job.box,
        int(job.state.live),
    )


def jobs(cursor: Cursor, where: str, *values: object) -> list[PrintJob]:
    """Print jobs by a condition of ours, oldest first."""
    return [
        _job(row) for row in cursor.all(f"SELECT {_JOB} FROM print_job WHERE {where} ORDER BY id", *values)
    ]


def _job(row: Row) -> PrintJob:
    return PrintJob(
        id=row[0],
        ticket_id=row[1],
        copy=row[2],
        state=PrintState(row[3]),
        queued_at=datetime.fromisoformat(row[4]),
        expires_at=datetime.fromisoformat(row[5]),
        detail=row[6],
        box=row[7],
    )
