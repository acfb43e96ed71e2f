"""What each board, lamp and keypad shows: pure functions of the lobby's scene; never who or why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from config.lobby_devices import Unit
from config.phrases import Phrases
from config.unit_profile import UnitKind, UnitProfile
from drivers.wires.message import Message
from kiosk.board import Board, Shown, board_of
from kiosk.calling import serves
from kiosk.clock import elapsed_s
from kiosk.scene import Scene
from kiosk.ticket import Ticket, TicketState

Contents = Mapping[str, Message]
"""Messages by slot."""
Speak = Callable[[str], Phrases]

_SLOT = "show"


@dataclass(frozen=True, slots=True)
class View:
    """The lobby at one moment, looked at once for all boards."""

    scene: Scene
    board: Board


def view_of(scene: Scene) -> View:
    """What all boards show one moment of."""
    return View(scene, board_of(scene))


def contents_of(view: View, unit: Unit, profile: UnitProfile, phrases: Speak) -> Contents:
    """What a unit should show now; empty for one that shows nothing."""
    match profile.kind:
        case UnitKind.COUNTER_BOARD:
            return counter_board(view, unit.counter, profile, phrases)
        case UnitKind.MAIN_BOARD:
            return main_board(view, profile, phrases)
        case UnitKind.KEYPAD:
            return keypad(view, unit.counter, profile)
        case UnitKind.LAMP:
            return lamp(view, unit.counter, profile)
        case _:
            return {}


def counter_board(view: View, counter: str, profile: UnitProfile, phrases: Speak) -> Contents:
    """The number at a counter, flashing as long as the call is fresh; else that it pauses; else nothing."""
    shown = _at(view.board, counter)
    if shown is not None:
        name = "call" if shown.fresh and "call" in profile.say else "show"
        return {_SLOT: _number(name, shown.number, profile)}
    if _is_shut(view.scene, counter) and "blank" not in profile.say:
        return {_SLOT: Message("show", phrases(view.scene.branch.languages[0])("board.paused"))}
    return {_SLOT: Message("blank" if "blank" in profile.say else "show")}


def main_board(view: View, profile: UnitProfile, phrases: Speak) -> Contents:
    """The latest calls, a row each; the last row is an outage's as long as there is one."""
    board, branch = view.board, view.scene.branch
    last = [_outage(board, branch.languages, phrases)] if board.outage else []
    room = profile.rows - len(last)
    own = branch.languages[0]
    windows = {counter.id: counter.name[own] for counter in branch.counters}
    rows = [f"{call.number}  {windows.get(call.counter, call.counter)}" for call in board.calls[:room]]
    if not rows and room:
        rows = [phrases(own)("board.nobody")]
    filled = [*rows, *([""] * (room - len(rows))), *last]
    return {f"row {at}": Message("row", text, row=at) for at, text in enumerate(filled, 1)}


def keypad(view: View, counter: str, profile: UnitProfile) -> Contents:
    """The number at the counter, and how many wait for it."""
    if "show" not in profile.say:
        return {}
    shown, waiting = _at(view.board, counter), _waiting_for(view.scene, counter)
    if shown is None:
        return {_SLOT: Message("show", count=waiting)}
    told = _number("show", shown.number, profile)
    return {_SLOT: Message("show", told.text, told.letter, told.number, waiting)}


def lamp(view: View, counter: str, profile: UnitProfile) -> Contents:
    """On for a while after a call: at its counter, or anywhere if it belongs to none."""
    scene = view.scene
    called = (ticket for ticket in scene.in_state(TicketState.CALLED) if counter in {"", ticket.counter})
    lit = any(_is_fresh(ticket, scene, profile.light_s) for ticket in called)
    return {_SLOT: Message("on" if lit else "off")}


def fitting(label: str, room: int) -> str:
    """A number as it fits: without its letter where that is one too many, since half a number is a lie."""
    if len(label) <= room:
        return label
    return label[1:] if len(label) - 1 <= room else ""


def _number(name: str, label: str, profile: UnitProfile) -> Message:
    return Message(name, fitting(label, profile.row_bytes), label[:1], int(label[1:]))


def _at(board: Board, counter: str) -> Shown | None:
    return next((call for call in board.calls if call.counter == counter), None)


def _is_shut(scene: Scene, counter: str) -> bool:
    return counter not in {each.id for each in scene.open_counters()}


def _is_fresh(ticket: Ticket, scene: Scene, light_s: int) -> bool:
    return ticket.called_at is not None and elapsed_s(ticket.called_at, scene.now) < light_s


def _waiting_for(scene: Scene, counter_id: str) -> int:
    counter = next((each for each in scene.branch.counters if each.id == counter_id), None)
    return sum(serves(counter, waiting) for waiting in scene.waiting()) if counter else 0


def _outage(board: Board, languages: Iterable[str], phrases: Speak) -> str:
    """In every language, with the minutes: the words are staff's own."""
    outage = board.outage
    if outage is None:
        return ""
    return "  ".join(
        f"{outage.text.get(language, '')} {phrases(language)('wait.about', minutes=outage.minutes)}"
        for language in languages
    )
