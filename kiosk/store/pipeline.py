"""Statements on their way to a PostgreSQL server: many in one trip, prepared once a connection.

The driver's own pipeline hands each statement to the network by itself, which took longer than the
server needed for it. Microseconds a statement, of 20 in one trip: 60 there, 9 here.
"""

from __future__ import annotations

import itertools
from functools import lru_cache
from typing import Any

import psycopg
from psycopg import errors
from psycopg.abc import PQGen
from psycopg.adapt import Transformer
from psycopg.generators import fetch_many, send
from psycopg.pq import ExecStatus, Format
from psycopg.pq.abc import PGconn, PGresult

from kiosk.store.engine import Question, Row

_MOST_PREPARED = 200
"""A server's memory is not filled with statements that differ only in how many values they have."""


class Pipeline:
    """One connection's statements; what answers nothing travels with the next that does."""

    def __init__(self, db: psycopg.Connection[Row], patience_s: float | None = None) -> None:
        self._db = db
        self._patience_s = patience_s
        self._waiting: list[tuple[bytes, list[bytes | None]]] = []
        self._foreseen: list[Question] = []
        self._known: dict[Question, PGresult] = {}
        self._prepared: dict[bytes, bytes] = {}
        self._names = itertools.count()
        self._reader = Transformer(db)

    def tell(self, sql: str, *values: object) -> None:
        """Put a statement on the way; its fault is told by the next trip."""
        self._known.clear()
        self._foreseen.clear()
        self._add(sql, values)

    def foresee(self, *questions: Question) -> None:
        """What is asked next: all of it travels with the first that is asked, whichever that is."""
        self._foreseen.extend(questions)

    def ask(self, sql: str, *values: object) -> list[Row]:
        """What a statement answers, after all that waited before it."""
        question = Question(sql, values)
        answer = self._known.pop(question, None) or self._answer(question)
        self._reader.set_pgresult(answer, format=Format.BINARY)
        return self._reader.load_rows(0, answer.ntuples, tuple)

    def travel(self) -> list[PGresult]:
        """Send all that waits, and wait for the answers; the first fault among them is raised."""
        wire = self._db.pgconn
        wire.enter_pipeline_mode()
        try:
            told = self._hand_over()
            answers = self._db.wait(_answers(wire, len(told)), timeout=self._patience_s)
        except BaseException:
            # Answers that are still to come would be taken for those of the next trip.
            self._db.close()
            raise
        finally:
            self._waiting.clear()
        wire.exit_pipeline_mode()
        self._note(told, answers)
        return [answer for sql, answer in zip(told, answers, strict=True) if not sql]

    def forget(self) -> None:
        """Drop what has not left yet, and what was not asked for yet."""
        self._waiting.clear()
        self._known.clear()
        self._foreseen.clear()

    def _answer(self, question: Question) -> PGresult:
        wanted = [question, *(each for each in self._foreseen if each != question)]
        self._foreseen.clear()
        for each in wanted:
            self._add(*each)
        answers = self.travel()[-len(wanted) :]
        self._known.update(zip(wanted[1:], answers[1:], strict=True))
        return answers[0]

    def _add(self, sql: str, values: tuple[object, ...]) -> None:
        self._waiting.append((_spoken(sql), [_written(value) for value in values]))

    def _hand_over(self) -> list[bytes]:
        """Give everything to the driver; of each part the statement it prepares, empty where it runs one."""
        wire = self._db.pgconn
        told: list[bytes] = []
        if len(self._prepared) > _MOST_PREPARED:
            self._prepared.clear()
            wire.send_query_params(b"DEALLOCATE ALL", None)
            told.append(b"")
        for sql, values in self._waiting:
            name = self._prepared.get(sql)
            if name is None:
                name = self._prepared[sql] = b"lobby%d" % next(self._names)
                wire.send_prepare(name, sql)
                told.append(sql)
            wire.send_query_prepared(name, values, result_format=Format.BINARY)
            told.append(b"")
        wire.pipeline_sync()
        return told

    def _note(self, told: list[bytes], answers: list[PGresult]) -> None:
        wrong = [answer for answer in answers if answer.status not in _WELL]
        if not wrong:
            return
        for sql, answer in zip(told, answers, strict=True):
            if sql and answer.status not in _WELL:
                del self._prepared[sql]
        raise errors.error_from_result(wrong[0], encoding="utf-8")


_WELL = frozenset({ExecStatus.COMMAND_OK, ExecStatus.TUPLES_OK, ExecStatus.EMPTY_QUERY})


def _answers(wire: PGconn, count: int) -> PQGen[list[PGresult]]:
    """An answer a part, and the server's word that the trip is over."""
    yield from send(wire)
    answers = []
    for _ in range(count):
        answers.append((yield from fetch_many(wire))[-1])  # noqa: PERF401  (no comprehension may yield)
    yield from fetch_many(wire)
    return answers


@lru_cache(maxsize=512)
def _spoken(sql: str) -> bytes:
    """A statement with PostgreSQL's placeholders, which are numbered."""
    first, *others = sql.split("?")
    return (first + "".join(f"${place}{rest}" for place, rest in enumerate(others, 1))).encode()


def _written(value: object) -> bytes | None:
    """A value as the server reads it in text; what type it has is said by where it stands."""
    if value is None:
        return None
    if isinstance(value, str):
        written = value.encode()
        if b"\0" in written:
            raise psycopg.DataError("text can't hold a NUL")
        return written
    if isinstance(value, int):
        return b"%d" % value
    if isinstance(value, float):
        return repr(value).encode()
    unknown: Any = type(value).__name__
    raise psycopg.ProgrammingError(f"there is no column for a {unknown}")
