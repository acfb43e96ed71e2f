"""A report as tables: where its figures become values, the same for page, spreadsheet and paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kiosk.rating.totals import Judged
from kiosk.rating.verdict import BEST, WORST
from kiosk.reports import Report
from kiosk.reports.consult import FACTORS, Finding
from kiosk.reports.tally import Tally, regrouped, total
from ui.reports.table import Column, Table, Unit, Value, minutes, percent
from ui.reports.tongue import Tongue

_T, _N, _M, _S, _I = Unit.TEXT, Unit.COUNT, Unit.MINUTES, Unit.SHARE, Unit.INDEX
HALF, NINE_IN_TEN = 0.5, 0.9


def tables(report: Report, tongue: Tongue) -> dict[str, Table]:
    """Every table, by its id, in the order of the page."""
    t = tongue.words
    made = (
        _waits(
            "services",
            t("report.by_service"),
            t("report.service"),
            _named(report, tongue, "services"),
            tongue,
        ),
        _waits("classes", t("report.by_class"), t("report.class"), _named(report, tongue, "classes"), tongue),
        _waits("hours", t("report.by_hour"), t("report.hour"), _hours(report, tongue), tongue),
        _promises(report, tongue),
        _stays(report, tongue),
        _explained(report, tongue),
        _green(report, tongue),
        _cares(report, tongue),
        _price(report, tongue),
        _indices(report, tongue),
        _devices(report, tongue),
        _ratings(report, tongue),
    )
    return {table.id: table for table in made}


TABLES = (
    *("services", "classes", "hours", "promises", "stays", "explained"),
    *("green", "cares", "price", "indices", "devices", "ratings"),
)
"""The ids of all tables."""


def _columns(*pairs: tuple[str, Unit]) -> tuple[Column, ...]:
    return tuple(Column(heading, unit) for heading, unit in pairs)


def _named(report: Report, tongue: Tongue, kind: str) -> Iterator[tuple[str, Tally]]:
    yield tongue.words("report.whole"), report.whole
    for key, tally in (report.services if kind == "services" else report.classes).items():
        yield tongue.named(kind, key), tally


def _hours(report: Report, tongue: Tongue) -> Iterator[tuple[str, Tally]]:
    yield tongue.words("report.whole"), report.whole
    for hour, tally in report.hours.items():
        yield tongue.hour(hour), tally


def _waits(name: str, title: str, first: str, tallies: Iterable[tuple[str, Tally]], tongue: Tongue) -> Table:
    t = tongue.words
    columns = _columns(
        (first, _T),
        (t("report.arrivals"), _N),
        (t("report.served"), _N),
        (t("report.no_shows"), _N),
        (t("report.left"), _N),
        (t("report.mean"), _M),
        (t("report.half"), _M),
        (t("report.nine_in_ten"), _M),
        (t("report.target"), _M),
        (t("report.within"), _S),
    )
    return Table(name, title, columns, tuple(_wait_row(*each) for each in tallies))


def _wait_row(name: str, tally: Tally) -> tuple[Value, ...]:
    counts = (int(tally[each]) for each in ("arrivals", "served", "no_show", "left"))
    return (
        name,
        *counts,
        minutes(tally.share("wait_s", "waited")),
        minutes(tally.percentile(HALF)),
        minutes(tally.percentile(NINE_IN_TEN)),
        minutes(tally.share("owed_s", "waited")),
        percent(tally.share("within", "waited")),
    )


def _promises(report: Report, tongue: Tongue) -> Table:
    t = tongue.words
    columns = _columns(
        (t("report.service"), _T),
        (t("report.promised"), _N),
        (t("report.promise_mean"), _M),
        (t("report.mean"), _M),
        (t("report.nine_in_ten"), _M),
        (t("report.kept"), _S),
        (t("report.late"), _N),
        (t("report.late_by"), _M),
    )
    rows = tuple(_promise_row(*each) for each in _named(report, tongue, "services"))
    return Table("promises", t("report.promises"), columns, rows, t("report.promises_note"))


def _promise_row(name: str, tally: Tally) -> tuple[Value, ...]:
    late = tally.share("late", "promised")
    return (
        name,
        int(tally["promised"]),
        minutes(tally.share("promised_s", "promised")),
        minutes(tally.share("wait_s", "waited")),
        minutes(tally.percentile(NINE_IN_TEN)),
        None if late is None else percent(1 - late),
        int(tally["late"]),
        minutes(tally.share("late_s", "late")),
    )


def _stays(report: Report, tongue: Tongue) -> Table:
    t = tongue.words
    columns = _columns(
        (t("report.service"), _T),
        (t("report.window"), _T),
        (t("report.done"), _N),
        (t("report.mean"), _M),
        (t("report.half"), _M),
        (t("report.nine_in_ten"), _M),
        (t("report.beyond"), _N),
    )
    rows: list[tuple[Value, ...]] = []
    for service, whole in regrouped(dict(report.stays), 0).items():
        rows.append((tongue.named("services", service), t("report.all_windows"), *_stay_values(whole)))
        own = ((key.split("|"), tally) for key, tally in report.stays.items())
        rows += (
            (tongue.named("services", service), tongue.named("counters", place[1]), *_stay_values(tally))
            for place, tally in own
            if place[0] == service
        )
    return Table("stays", t("report.stays"), columns, tuple(rows), t("report.stays_note"))


def _stay_values(tally: Tally) -> tuple[Value, ...]:
    return (
        int(tally["stays"]),
        minutes(tally.share("stay_s", "stays")),
        minutes(tally.percentile(HALF)),
        minutes(tally.percentile(NINE_IN_TEN)),
        int(tally["beyond"]),
    )


def factor_names(tongue: Tongue) -> dict[str, str]:
    """The four factors that explain a long hour."""
    t = tongue.words
    return {
        "arrivals": t("report.factor_arrivals"),
        "counters": t("report.factor_counters"),
        "service_s": t("report.factor_service"),
        "missed": t("report.factor_missed"),
    }


def _explained(report: Report, tongue: Tongue) -> Table:
    t, names = tongue.words, factor_names(tongue)
    columns = _columns(
        (t("report.day"), _T),
        (t("report.hour"), _T),
        (t("report.wait_mean"), _M),
        (t("report.usual"), _M),
        (t("report.factor"), _T),
        (t("report.was"), _N),
        (t("report.usually"), _N),
        (t("report.share_minutes"), _M),
        (t("report.share"), _S),
    )
    rows = [
        (each.day.isoformat(), tongue.hour(each.hour), *_measured(each.finding), names[factor], *values)
        for each in report.explained
        for factor, values in zip(FACTORS, _factor_values(each.finding), strict=True)
    ]
    return Table("explained", t("report.explained"), columns, tuple(rows), t("report.explained_note"))


def _measured(finding: Finding) -> tuple[Value, Value]:
    return minutes(finding.wait_s), minutes(finding.usual_s)


def _factor_values(finding: Finding) -> Iterator[tuple[Value, ...]]:
    scale = {"arrivals": 1.0, "counters": 1.0, "service_s": 1 / 60, "missed": 100.0}
    for factor, share_s in zip(FACTORS, finding.shares_s, strict=True):
        of_all = share_s / finding.model_s if finding.model_s else None
        yield (
            round(getattr(finding.was, factor) * scale[factor], 2),
            round(getattr(finding.usual, factor) * scale[factor], 2),
            minutes(share_s),
            percent(of_all),
        )


def _green(report: Report, tongue: Tongue) -> Table:
    t = tongue.words
    columns = _columns(
        (t("report.reason"), _T),
        (t("report.lifts"), _N),
        (t("report.undone"), _N),
        (t("report.passed"), _N),
        (t("report.added"), _M),
    )
    named = [
        (t("report.whole"), total(dict(report.green))),
        *((tongue.reason(key), tally) for key, tally in report.green.items()),
    ]
    rows = tuple(
        (name, int(each["lifts"]), int(each["undone"]), int(each["people"]), minutes(each["added_s"]))
        for name, each in named
    )
    return Table("green", t("report.green"), columns, rows, t("report.green_note"))


def _cares(report: Report, tongue: Tongue) -> Table:
    t = tongue.words
    columns = _columns(
        (t("report.care_done"), _T), (t("report.care_visits"), _N), (t("report.care_waited"), _M)
    )
    named = [
        (t("report.whole"), total(dict(report.cares))),
        *((tongue.care(key), tally) for key, tally in report.cares.items()),
    ]
    rows = tuple((name, int(each["cares"]), minutes(each.share("waited_s", "cares"))) for name, each in named)
    return Table("cares", t("report.cares"), columns, rows, t("report.cares_note"))


def _price(report: Report, tongue: Tongue) -> Table:
    t = tongue.words
    columns = _columns(
        (t("report.class"), _T),
        (t("report.played"), _N),
        (t("report.by_rule"), _M),
        (t("report.by_arrival"), _M),
        (t("report.difference"), _M),
        (t("report.over_by_rule"), _S),
        (t("report.over_by_arrival"), _S),
    )
    named = [
        (t("report.whole"), total(dict(report.price))),
        *((tongue.named("classes", key), tally) for key, tally in report.price.items()),
    ]
    return Table(
        "price",
        t("report.price"),
        columns,
        tuple(_price_row(name, tally) for name, tally in named),
        t("report.price_note"),
    )


def _price_row(name: str, tally: Tally) -> tuple[Value, ...]:
    rule, first = (minutes(tally.share(f"{each}_s", f"{each}_played")) for each in ("rule", "first"))
    return (
        name,
        int(tally["rule_played"]),
        rule,
        first,
        None if rule is None or first is None else round(rule - first, 1),
        percent(tally.share("rule_over", "rule_played")),
        percent(tally.share("first_over", "first_played")),
    )


def _indices(report: Report, tongue: Tongue) -> Table:
    t = tongue.words
    columns = _columns(
        (t("report.hour"), _T),
        (t("report.index_volume"), _I),
        (t("report.index_wait"), _I),
        (t("report.index_replaceable"), _S),
        (t("report.stands_out"), _T),
    )
    rows = tuple(
        (
            tongue.hour(each.hour),
            round(each.volume),
            None if each.wait is None else round(each.wait),
            round(each.replaceable, 1),
            t("report.all_three") if each.stands_out else "",
        )
        for each in report.indices
    )
    return Table("indices", t("report.indices"), columns, rows, t("report.indices_note"))


def _devices(report: Report, tongue: Tongue) -> Table:
    t = tongue.words
    columns = _columns(
        (t("report.device"), _T),
        (t("report.state"), _T),
        (t("report.time"), _M),
        (t("report.time_share"), _S),
    )
    rows = tuple(
        (
            tongue.device(device),
            tongue.state(state),
            minutes(seconds),
            percent(seconds / whole if whole else None),
        )
        for device, states in report.devices.items()
        for whole in (sum(states.values()),)
        for state, seconds in sorted(states.items(), key=lambda each: (each[0] == "ok", -each[1]))
    )
    return Table("devices", t("report.devices"), columns, rows, t("report.devices_note"))


def _ratings(report: Report, tongue: Tongue) -> Table:
    t = tongue.words
    faces = (
        *("rating.very_satisfied", "rating.satisfied", "rating.fair"),
        *("rating.dissatisfied", "rating.very_dissatisfied"),
    )
    columns = _columns(
        (t("report.window"), _T),
        (t("report.rated"), _N),
        (t("report.satisfied"), _S),
        *((t(face), _N) for face in faces),
    )
    named = [
        *([(t("report.all_windows"), report.ratings)] if report.ratings else []),
        *((tongue.named("counters", key), each) for key, each in report.counters_rated.items()),
    ]
    rows = tuple(_rating_row(name, each) for name, each in named)
    return Table("ratings", t("report.ratings"), columns, rows, t("report.ratings_note"))


def _rating_row(name: str, judged: Judged) -> tuple[Value, ...]:
    scores = (judged.by_score[score] for score in range(BEST, WORST - 1, -1))
    return (name, judged.rated, percent(judged.satisfied_share), *scores)
