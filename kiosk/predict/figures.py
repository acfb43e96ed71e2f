"""What is known at the moment of issue: the figures from which a wait is told. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from typing import NamedTuple

from kiosk.predict.floor import Floor
from kiosk.predict.order import Order, Place
from kiosk.predict.seen import Told
from kiosk.predict.times import Times
from kiosk.predict.usual import Usual
from kiosk.predict.virtual import Lobby, played

HALF_MINUTE_S = 30.0
_MOST_PASSING = 0.7
"""Of what the counters can serve, those who go before me take no more: nobody is passed for ever."""
_STEADY_CALLS = 6
_LONG_S = 3_600.0


@dataclass(frozen=True, slots=True)
class Figures:
    """How somebody stands who comes now. Times in seconds."""

    lane: str
    waiting: int
    """In the same lane."""
    ahead: float
    """People who will be called before me, as far as they are here already."""
    counters: int
    serving: int
    mean_s: float
    queue_s: float
    """The queue-length rule."""
    plain_s: float
    """The same, with everybody who waits before me."""
    rate_s: float
    """By the pace of the last 20 minutes."""
    head_wait_s: float
    since_call_s: float
    busy_s: float
    calls: int
    usual_s: float
    """By how fast the lane usually calls from this hour on."""
    today_s: float
    """By how fast it has called all day."""
    played_s: float | None = None
    """By playing the lobby forward; None where its counters are not truly known."""
    played_90_s: float = 0.0

    @property
    def row(self) -> list[float]:
        """The same as the pool's columns."""
        people, calls = log(1 + self.waiting), log(1 + self.calls)
        rules = (
            self.queue_s,
            self.rate_s,
            self.plain_s,
            self.head_wait_s,
            self.since_call_s,
            self.busy_s,
        )
        return [
            1.0,
            *(log(rule + HALF_MINUTE_S) for rule in rules),
            people,
            log(1 + self.ahead),
            log(max(1, self.counters)),
            log(max(1, self.serving)),
            log(max(1.0, self.mean_s)),
            calls,
            people * people,
            calls * calls,
            people * calls,
            log((self.queue_s if self.played_s is None else self.played_s) + HALF_MINUTE_S),
            log(self.usual_s + HALF_MINUTE_S),
            log(self.today_s + HALF_MINUTE_S),
        ]


class Learned(NamedTuple):
    """What the record taught."""

    order: Order
    times: Times
    usual: Usual


def figures(
    floor: Floor,
    lane_name: str,
    mine: Place,
    before: Sequence[Place],
    learned: Learned,
    told: Told | None = None,
) -> Figures:
    """How somebody of this place stands behind or before the others who wait in the lane."""
    order, times, usual = learned
    now, lane = mine.issued, floor.lane(lane_name)
    own = times.mean(mine.service) if times.ends_are_told else times.pace(lane_name, mine.service)
    head_wait = max((now - place.issued for place in before), default=0.0)
    counters = floor.counters(mine.service, now, head_wait, told.counters if told else None)
    able = max(1, counters)
    chances = order.chances(before, mine)
    mean = times.mean if times.ends_are_told else (lambda _: own)
    means = {service: mean(service) for service in {place.service for place in before}}
    work = sum(chance * means[place.service] for chance, place in zip(chances, before, strict=True))
    served = [mean(service) for tickets in floor.serving.values() for _, service in tickets.values()]
    left = sum(served) / len(served) if served else own
    passing = min(_MOST_PASSING, order.overtakers_a_second(mine) * own / able)
    pace = times.pace(lane_name, mine.service)
    spent = sum(span for _, span, _ in lane.busy)
    done = sum(work_s for _, work_s in lane.calls)
    rate = (done + _STEADY_CALLS * own) / (spent + _STEADY_CALLS * pace / able)
    # A counter that calls nobody any more takes no share of the work, whatever was said of it.
    queue_s = told.queue_s * told.counters / able if told else (work + left) / able / (1 - passing)
    usual_s = usual.wait_s(lane_name, now, len(before) + 1)
    forward = _played(floor, mine, list(zip(chances, before, strict=True)), learned, counters)
    return Figures(
        lane=lane_name,
        waiting=len(before),
        ahead=sum(chances),
        counters=counters,
        serving=len(served),
        mean_s=own,
        queue_s=queue_s,
        plain_s=(len(before) + 1) * own / able,
        rate_s=(work + own) / rate,
        head_wait_s=head_wait,
        since_call_s=min(_LONG_S, now - lane.called) if lane.called is not None else _LONG_S,
        busy_s=spent,
        calls=len(lane.calls),
        usual_s=queue_s if usual_s is None else usual_s,
        today_s=usual.today_s(lane_name, len(before) + 1),
        played_s=forward[0] if forward else None,
        played_90_s=forward[1] if forward else 0.0,
    )


def _played(
    floor: Floor, mine: Place, before: list[tuple[float, Place]], learned: Learned, counters: int
) -> tuple[float, float] | None:
    order, times, _ = learned
    if not (times.ends_are_told and floor.counters_are_told(mine.service)):
        return None
    now, mean_s = mine.issued, times.mean(mine.service)
    before.sort(key=lambda each: order.due(each[1]))
    lobby = Lobby(
        tuple(
            (now - since, times.mean(service))
            for tickets in floor.serving.values()
            for since, service in tickets.values()
        ),
        counters,
        tuple((chance, times.mean(place.service)) for chance, place in before),
        min(order.overtakers_a_second(mine), _MOST_PASSING * counters / max(1.0, mean_s)),
        mean_s,
    )
    return played(lobby, times.samples, int(now))
