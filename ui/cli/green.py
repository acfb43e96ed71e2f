"""`kiosk green`: the green channel, its price, its undoing and its report."""

from __future__ import annotations

import sys
from argparse import Namespace
from contextlib import closing
from typing import Any

from kiosk.green import Cost, Lift, Lifter, Reason
from kiosk.lobby import Lobby
from ui.cli.said import say_json, ticket_line, ticket_value
from ui.cli.setting import setting


def green(given: Namespace) -> int:
    if wrong := _misuse(given):
        print(wrong, file=sys.stderr)
        return 2
    here = setting(given)
    with closing(here.store()) as store:
        value, line = _done(here.lobby(store), given)
    if given.json:
        say_json(value)
    else:
        print(line)
    return 0


def _misuse(given: Namespace) -> str:
    if sum((bool(given.number), bool(given.undo), given.report)) != 1:
        return "Give a ticket's number, or --undo NUMBER, or --report."
    if given.number and not given.cost and not (given.staff and given.reason):
        return "Say who lifts and why: --staff ID --reason care|vip|recovery|operational."
    return ""


def _done(lobby: Lobby, given: Namespace) -> tuple[Any, str]:
    if given.report:
        lifters = lobby.green_report(given.day)
        lines = "\n".join(map(_lifter_line, lifters)) or "Nobody was lifted."
        return [_lifter_value(lifter) for lifter in lifters], lines
    if given.undo:
        ticket = lobby.undo_lift(lobby.find(given.undo).id, given.staff or "")
        return ticket_value(lobby, ticket), ticket_line(ticket)
    ticket_id = lobby.find(given.number).id
    if given.cost:
        cost = lobby.lift_cost(ticket_id)
        return _cost_value(cost), str(cost)
    lift = _lift(lobby, ticket_id, given)
    return _lift_value(lobby, lift), _lift_line(lift)


def _lift(lobby: Lobby, ticket_id: int, given: Namespace) -> Lift:
    reason = Reason(given.reason)
    if given.counter:
        return lobby.call_now(ticket_id, given.counter, given.staff, reason)
    return lobby.lift(ticket_id, given.staff, reason)


def _lift_value(lobby: Lobby, lift: Lift) -> dict[str, Any]:
    return {
        **ticket_value(lobby, lift.ticket),
        "cost": _cost_value(lift.cost),
        "today": lift.today,
        "quota": lift.quota,
        "over_quota": lift.over_quota,
    }


def _lift_line(lift: Lift) -> str:
    warning = f" The day's quota of {lift.quota} is exceeded: {lift.today}." if lift.over_quota else ""
    return f"{ticket_line(lift.ticket)}. {lift.cost}{warning}"


def _cost_value(cost: Cost) -> dict[str, Any]:
    return {"people": cost.people, "extra_s": cost.extra_s, "says": str(cost)}


def _lifter_value(lifter: Lifter) -> dict[str, Any]:
    return {
        "staff": lifter.staff,
        "lifts": lifter.lifts,
        "undone": lifter.undone,
        "reasons": {reason: count for reason, count in lifter.reasons.items() if count},
        "people": lifter.people,
        "added_s": lifter.added_s,
    }


def _lifter_line(lifter: Lifter) -> str:
    return (
        f"{lifter.staff}: {lifter.lifts} lifted, {lifter.undone} undone; others waited"
        f" {round(lifter.added_s / 60)} minutes longer in all"
    )
