"""The charts of a report, each drawn from the same tables that stand beside it. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kiosk.reports import Report
from kiosk.reports.consult import FACTORS
from kiosk.reports.report import Explained
from kiosk.reports.tally import Tally
from ui.paper.ink import Ink
from ui.reports.axis import Axis
from ui.reports.drawing import Bar, Dot, Drawing, Shape, Stroke, Words
from ui.reports.tables import HALF, NINE_IN_TEN, factor_names
from ui.reports.tongue import Tongue

WIDE = 960.0
NARROW = 620.0
"""Of charts that stand side by side."""
_FIGURE = 52.0
_LEGEND = 205.0
_ROOM_FOR_SHARE = 44.0
_CAUSE = 700.0
_ACROSS = (206.0, NARROW - 64)
"""Where an axis from left to right begins and ends, beside the names of its rows."""
_TOP, _ROW = 8.0, 50.0


def by_hour(report: Report, tongue: Tongue) -> Drawing:
    """Arrivals above, waits below: half and nine in ten of each hour on one axis of the clock."""
    hours = _span(report)
    left, column = 64.0, (WIDE - 64.0) / max(1, len(hours))
    shapes: list[Shape] = []
    arrivals = [int(report.hours.get(hour, Tally())["arrivals"]) for hour in hours]
    most = max(arrivals, default=0) or 1
    for place, (hour, count) in enumerate(zip(hours, arrivals, strict=True)):
        middle, tall = left + column * (place + 0.5), 96 * count / most
        shapes += [
            Bar(middle - column * 0.34, 132 - tall, column * 0.68, tall, Ink.JADE_TINT, 4),
            Bar(middle - column * 0.34, 130, column * 0.68, 2, Ink.JADE),
            Words(middle, 126 - tall, str(count), Ink.INK, 18, "middle", bold=True),
            Words(middle, 388, f"{hour:02d}:00", Ink.QUIET, 17, "middle"),
        ]
    shapes += _waits(report, tongue, hours, (left, column))
    t = tongue.words
    shapes += [
        Words(0, 18, t("report.chart_arrivals"), Ink.QUIET, 17),
        Words(0, 164, t("report.chart_waits"), Ink.QUIET, 17),
    ]
    told = "; ".join(
        t("report.told_hour", hour=tongue.hour(hour), count=count, **_pair(report.hours.get(hour)))
        for hour, count in zip(hours, arrivals, strict=True)
    )
    return Drawing(WIDE, 396, tuple(shapes), t("report.by_hour"), told)


def _waits(
    report: Report, tongue: Tongue, hours: Sequence[int], grid: tuple[float, float]
) -> Iterator[Shape]:
    (left, column), alarms = grid, tongue.branch.alarms
    longest = max(
        (report.hours[hour].percentile(NINE_IN_TEN) or 0 for hour in hours if hour in report.hours), default=0
    )
    axis = Axis.holding(max(longest / 60, 5), 364, 188)
    yield from axis.upwards(left, WIDE)
    for place, hour in enumerate(hours):
        tally = report.hours.get(hour)
        half, ninety = (tally.percentile(each) if tally else None for each in (HALF, NINE_IN_TEN))
        if half is None or ninety is None:
            continue
        middle, ink, tint = (
            left + column * (place + 0.5),
            *_alarm(ninety, alarms.wait_amber_s, alarms.wait_red_s),
        )
        top, bottom = axis.at(ninety / 60), axis.at(half / 60)
        yield Bar(middle - 13, top, 26, max(bottom - top, 3), tint, 6)
        yield Bar(middle - 13, top, 26, 4, ink, 2)
        yield Dot(middle, bottom, 6, ink)
        yield Words(middle, top - 7, f"{ninety / 60:.0f}", ink, 17, "middle", bold=True)


def _alarm(seconds: float, amber_s: float, red_s: float) -> tuple[Ink, Ink]:
    """The colour of a wait and its tint; its figure stands beside it."""
    if seconds >= red_s:
        return Ink.RED, Ink.RED_TINT
    return (Ink.AMBER, Ink.AMBER_TINT) if seconds >= amber_s else (Ink.JADE, Ink.JADE_TINT)


def _span(report: Report) -> list[int]:
    """The hours from the first to the last that had anybody."""
    return list(range(min(report.hours), max(report.hours) + 1)) if report.hours else []


def _pair(tally: Tally | None) -> dict[str, str]:
    named = {"half": HALF, "ninety": NINE_IN_TEN}
    found = {name: tally.percentile(share) if tally else None for name, share in named.items()}
    return {name: "–" if seconds is None else f"{seconds / 60:.1f}" for name, seconds in found.items()}


def by_service(report: Report, tongue: Tongue) -> Drawing:
    """Each service's waits as a stretch from half to nine in ten, with its target as a mark."""
    return _ranges([(tongue.named("services", key), tally) for key, tally in report.services.items()], tongue)


def by_class(report: Report, tongue: Tongue) -> Drawing:
    """The same of each class."""
    return _ranges([(tongue.named("classes", key), tally) for key, tally in report.classes.items()], tongue)


def _ranges(rows: list[tuple[str, Tally]], tongue: Tongue) -> Drawing:
    t = tongue.words
    longest = [
        max(tally.percentile(NINE_IN_TEN) or 0, tally.share("owed_s", "waited") or 0) for _, tally in rows
    ]
    axis, low = Axis.holding(max([*longest, 300]) / 60, *_ACROSS), _TOP + _ROW * len(rows)
    shapes = [*axis.across(4, low, NARROW, t("report.min"))]
    told = []
    for place, (name, tally) in enumerate(rows):
        shapes += _range_row(name, tally, _TOP + _ROW * (place + 0.5), axis)
        told.append(t("report.told_range", name=name, **_pair(tally)))
    return Drawing(NARROW, low + 28, tuple(shapes), t("report.chart_ranges"), "; ".join(told))


def _range_row(name: str, tally: Tally, middle: float, axis: Axis) -> Iterator[Shape]:
    yield Words(axis.start - 14, middle + 5, name, Ink.INK, 18, "end")
    half, ninety = tally.percentile(HALF), tally.percentile(NINE_IN_TEN)
    owed, mean = tally.share("owed_s", "waited"), tally.share("wait_s", "waited")
    if half is None or ninety is None or owed is None or mean is None:
        return
    late = ninety > owed
    ink, tint = (Ink.RED, Ink.RED_TINT) if late else (Ink.JADE, Ink.JADE_TINT)
    begin, end, target = axis.at(half / 60), axis.at(ninety / 60), axis.at(owed / 60)
    yield Bar(begin, middle - 9, max(end - begin, 4), 18, tint, 5)
    yield Bar(end - 2, middle - 9, 4, 18, ink, 2)
    yield Dot(begin, middle, 6, ink)
    yield Stroke(target, middle - 17, target, middle + 17, Ink.INK, 2, dashed=True)
    # Not across the mark of the target.
    beside = target if 0 <= target - end < _FIGURE else end
    yield Words(beside + 10, middle + 5, f"{ninety / 60:.1f}", ink, 17, bold=True)


def cause(each: Explained, tongue: Tongue) -> Drawing:
    """One long hour: what each factor added to the wait, or took off it."""
    t, names = tongue.words, factor_names(tongue)
    shares = each.finding.shares_s
    most = max(abs(share) for share in shares) or 1.0
    zero, room, row = 270.0, 220.0, 40.0
    shapes: list[Shape] = []
    told = []
    for place, (factor, share) in enumerate(zip(FACTORS, shares, strict=True)):
        middle, long = 6 + row * (place + 0.5), room * abs(share) / most
        worse = share > 0
        x = zero if worse else zero - long
        of_all = 100 * share / each.finding.model_s if each.finding.model_s else 0.0
        # A minus before nothing would say that there is something.
        said = f"{round(share / 60, 1) + 0.0:+.1f} {t('report.min')}  ({round(of_all) + 0:.0f} %)"
        said = said.replace("-", "−")
        shapes += [
            Words(0, middle + 5, names[factor], Ink.INK, 18),
            Bar(x, middle - 11, max(long, 2), 22, Ink.RED_TINT if worse else Ink.JADE_TINT, 5),
            Bar(x + long - 4 if worse else x, middle - 11, 4, 22, Ink.RED if worse else Ink.JADE, 2),
            Words(zero + long + 12 if worse else zero + 12, middle + 5, said, Ink.INK, 18, bold=worse),
        ]
        told.append(f"{names[factor]} {said}")
    low = 6 + row * len(FACTORS)
    shapes.append(Stroke(zero, 0, zero, low, Ink.QUIET, 1.5))
    return Drawing(_CAUSE, low + 4, tuple(shapes), t("report.explained"), "; ".join(told))


def price(report: Report, tongue: Tongue) -> Drawing:
    """Mean waits by class: an empty ring under first-come, a full one under the branch's rule."""
    t = tongue.words
    rows = [
        (
            tongue.named("classes", key),
            tally.share("rule_s", "rule_played"),
            tally.share("first_s", "first_played"),
        )
        for key, tally in report.price.items()
    ]
    known = [
        (name, rule / 60, first / 60) for name, rule, first in rows if rule is not None and first is not None
    ]
    most = max([*(max(rule, first) for _, rule, first in known), 5])
    axis, low = Axis.holding(most, *_ACROSS), _TOP + _ROW * len(known)
    shapes = [*axis.across(4, low, NARROW, t("report.min"))]
    for place, (name, rule, first) in enumerate(known):
        middle, ink = _TOP + _ROW * (place + 0.5), Ink.RED if rule > first else Ink.JADE
        begin, end = axis.at(first), axis.at(rule)
        apart = f"{rule - first:+.1f}".replace("-", "−")
        shapes += [
            Words(axis.start - 14, middle + 5, name, Ink.INK, 18, "end"),
            Stroke(begin, middle, end, middle, ink, 4),
            Dot(begin, middle, 8, Ink.QUIET),
            Dot(begin, middle, 5, Ink.CARD),
            Dot(end, middle, 8, ink),
            Words(max(begin, end) + 16, middle + 5, apart, ink, 14, bold=True),
        ]
    told = "; ".join(
        t("report.told_price", name=name, rule=f"{rule:.1f}", first=f"{first:.1f}")
        for name, rule, first in known
    )
    return Drawing(NARROW, low + 28, tuple(shapes), t("report.price"), told)


def scores(report: Report, tongue: Tongue) -> Drawing | None:
    """The five verdicts as one bar; None while fewer than five have judged."""
    if report.ratings is None:
        return None
    t, at, shapes = tongue.words, 0.0, list[Shape]()
    faces = (
        (5, t("rating.very_satisfied"), Ink.JADE, Ink.CARD),
        (4, t("rating.satisfied"), Ink.JADE_TINT, Ink.JADE),
        (3, t("rating.fair"), Ink.PRESSED, Ink.INK),
        (2, t("rating.dissatisfied"), Ink.AMBER_TINT, Ink.AMBER),
        (1, t("rating.very_dissatisfied"), Ink.RED, Ink.CARD),
    )
    told = []
    for score, face, ink, on_it in faces:
        count = report.ratings.by_score[score]
        wide = NARROW * count / report.ratings.rated
        shapes.append(Bar(at, 0, max(wide - 3, 0), 44, ink, 6))
        if wide > _ROOM_FOR_SHARE:
            shapes.append(
                Words(
                    at + wide / 2,
                    28,
                    f"{100 * count / report.ratings.rated:.0f} %",
                    on_it,
                    16,
                    "middle",
                    bold=True,
                )
            )
        told.append(f"{face} {count}")
        at += wide
    for place, ((_, _, ink, _), said) in enumerate(zip(faces, told, strict=True)):
        x, y = _LEGEND * (place % 3), 60 + 28 * (place // 3)
        shapes += [Bar(x, y, 16, 16, ink, 4), Words(x + 24, y + 13, said, Ink.QUIET, 17)]
    return Drawing(NARROW, 110, tuple(shapes), t("report.ratings"), "; ".join(told))
