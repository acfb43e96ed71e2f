"""The night's lesson: what the days that are over teach, once, whoever asks and however often."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from kiosk import rows
from kiosk.business_day import is_believable
from kiosk.journal import days
from kiosk.predict import shelf
from kiosk.predict.from_store import Learner, predictor_of
from kiosk.predict.mistaken import mistaken, without
from kiosk.predict.predictor import Predictor
from kiosk.predict.shelf import UnreadableError
from kiosk.predict.trial import Engine
from kiosk.site import Site
from kiosk.store import Cursor

_DAYS_MOST = 60
"""A first lesson reads so many days at most; what is older says little of this month."""
_PAGE = 1_000
_NO_SENSE = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What reckoning with a broken lesson ends in."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Lesson:
    """What came of it."""

    seq: int
    """Up to which row of the log the days were learned."""
    rows: int
    """Read this time; 0 where everything was known."""
    waits: int
    """On the record."""
    off_s: dict[Engine, float]
    """By engine: how far its figures were off, on average, of late."""


def learn(site: Site, *, anew: bool = False) -> Lesson:
    """Learn what came since the last lesson, up to the end of the last day that is over."""
    with site.store.read() as cursor:
        predictor, learner, begun = _known(site, cursor, anew=anew)
        until = _until(site, cursor)
    try:
        read = _read(site, predictor, learner, begun, until)
        if not read:
            # A lesson of nothing is none: kept, it would speak at the screen as if it knew something.
            return _lesson(predictor, begun, 0)
        predictor.usual.turn()
        predictor.nightly()
    except _NO_SENSE as error:
        if anew:
            raise
        log.warning("What was learned makes no sense: %r. It is learned again from the log.", error)
        return learn(site, anew=True)
    with site.store.write() as cursor:
        known = shelf.newest(cursor)
        # Boxes of one branch may learn at once: a slow one must not put an older lesson in a newer's place.
        if anew or known is None or known.seq <= until:
            shelf.keep(cursor, predictor, learner, until, site.clock())
    return _lesson(predictor, until, read)


def _known(site: Site, cursor: Cursor, *, anew: bool) -> tuple[Predictor, Learner, int]:
    mark = None if anew else shelf.newest(cursor)
    if mark:
        predictor, learner = predictor_of(site.branch), Learner(site.branch)
        try:
            shelf.restore(cursor, predictor, learner, record=True)
        except UnreadableError as error:
            log.warning("%s It is learned again from the log.", error)
        else:
            return predictor, learner, mark.seq
    return predictor_of(site.branch), Learner(site.branch), _first(cursor)


def _read(site: Site, predictor: Predictor, learner: Learner, begun: int, until: int) -> int:
    read, after = 0, begun
    with site.store.read() as cursor:
        never = mistaken(cursor)
    while after < until:
        # Page by page, so that nobody's checkpoint waits for a whole year to be read.
        with site.store.read() as cursor:
            found = rows.events(cursor, after, _PAGE)
        if not found:
            break
        after = found[-1].seq
        mine = without((event for event in found if event.seq <= until), never)
        for seen in learner.rows(mine):
            predictor.see(seen)
        read += len(mine)
    return read


def _until(site: Site, cursor: Cursor) -> int:
    """The last row of the days that are over; a day whose numbers are to begin again is."""
    now = site.clock()
    seq, mark = rows.last_event(cursor)
    believable = is_believable(now, mark)
    open_day, due_day = days(cursor, now, site.branch.hours.cutoff, believable=believable)
    if open_day is None or due_day is not None:
        return seq
    return _last_before(cursor, open_day.isoformat())


def _first(cursor: Cursor) -> int:
    """The row before the first that a first lesson reads."""
    found = cursor.all("SELECT day FROM business_day ORDER BY day DESC LIMIT ?", _DAYS_MOST)
    return _last_before(cursor, found[-1][0]) if found else 0


def _last_before(cursor: Cursor, day: str) -> int:
    # From the end, so that years of rows before it are not looked through.
    found = cursor.one("SELECT seq FROM event WHERE day < ? ORDER BY seq DESC LIMIT 1", day)
    return int(found[0]) if found else 0


def _lesson(predictor: Predictor, seq: int, read: int) -> Lesson:
    trial = predictor.trial
    off_s = {engine: round(trial.off_s(engine), 1) for engine in Engine if engine in trial.tallies}
    return Lesson(seq, read, len(predictor.record), off_s)
