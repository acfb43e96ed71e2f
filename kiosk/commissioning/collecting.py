"""The QR codes of a branch's file, as the scanner reads them one after the other."""

from __future__ import annotations

from config.branch_file import NoBranchFile
from kiosk.commissioning.codes import Reading
from kiosk.commissioning.record import read_json, write_json
from kiosk.commissioning.rooms import Rooms
from kiosk.commissioning.wishes import Answer, Want, Wish, answer_to, ask

_FILE, _SCANNED = "codes.json", "scanned.json"


def reading(rooms: Rooms) -> Reading:
    """What was read so far."""
    found = read_json(rooms.own / _FILE)
    pieces = found.get("pieces")
    so_far = Reading()
    for text in pieces.values() if isinstance(pieces, dict) else ():
        so_far = so_far.with_code(str(text))
    return so_far


def scanned(rooms: Rooms) -> Answer | None:
    """What became of the last branch's file that was scanned, told once; None until that is known."""
    wish = str(read_json(rooms.own / _SCANNED).get("wish", ""))
    answer = answer_to(rooms, Wish(wish, Want.BRANCH)) if wish.isalnum() else None
    if answer is not None:
        (rooms.own / _SCANNED).unlink(missing_ok=True)
    return answer


def take(rooms: Rooms, text: str) -> Reading:
    """One more code; with the last of them the branch's file is asked for, and the next begin anew."""
    now = reading(rooms).with_code(text)
    if now.is_whole:
        (rooms.own / _FILE).unlink(missing_ok=True)
        try:
            wish = ask(rooms, Want.BRANCH, now.content())
        except NoBranchFile:
            return Reading()
        write_json(rooms.own / _SCANNED, {"wish": wish.id})
        return now
    pieces = {str(number): now.text_of(number) for number in now.pieces}
    write_json(rooms.own / _FILE, {"pieces": pieces})
    return now
