"""What a lobby has plugged in besides its printer: boards, keypads, lamps, scanner, voice, card readers."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import time
from enum import StrEnum
from typing import Annotated

from config.bounds import Between, Length, Pattern
from config.files import LOBBY
from config.own_file import OwnFile
from config.schema import Id, Language
from config.unit_profile import Parity

Link = Annotated[str, Length(1, 200)]
Baud = Annotated[int, Between(300, 921_600)]
MaybeId = Annotated[
    str, Pattern(r"([a-z0-9][a-z0-9_-]{0,23})?", "up to 24 small letters, digits, - or _, or empty")
]


@dataclass(frozen=True, kw_only=True, slots=True)
class Wire:
    """A serial line with one unit on it, or many units at addresses (RS-485)."""

    id: Id
    link: Link
    """A serial device such as /dev/lobby/hall."""
    baud: Baud | None = None
    """By default as the profiles of its units say."""
    parity: Parity | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Unit:
    """A board, keypad, lamp or card reader on a wire; its profile says which, and how it speaks."""

    id: Id
    """Its name on the tablet."""
    profile: Id
    wire: Id
    address: Annotated[int, Between(0, 65_535)] = 1
    counter: MaybeId = ""
    """The counter it belongs to; empty for the main board, and for a lamp of the whole hall."""
    transfer_to: Annotated[tuple[Id, ...], Length(0, 5, "entries")] = ()
    """Where a keypad's transfer key sends: a service or a counter; of several, choose-1 to choose-5."""


class ScannerKind(StrEnum):
    """How a scanner is plugged in."""

    SERIAL = "serial"
    WEDGE = "wedge"
    """As a keyboard: an event device under /dev/input, which is taken away from every other program."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Scanner:
    """A barcode and QR scanner."""

    id: Id = "scanner"
    kind: ScannerKind
    link: Link
    baud: Baud = 9_600


@dataclass(frozen=True, kw_only=True, slots=True)
class Loudness:
    """How loud the voice is from an hour on, until the next such hour."""

    at: time
    percent: Annotated[int, Between(0, 100)]


@dataclass(frozen=True, kw_only=True, slots=True)
class Voice:
    """What is said aloud in the hall, and how."""

    device: Annotated[str, Length(1, 120)] = "default"
    """The name of the sound output, as `aplay -L` lists it."""
    languages: Annotated[tuple[Language, ...], Length(0, 12, "entries")] = ()
    """In this order; by default the branch's."""
    times: Annotated[int, Between(1, 3)] = 2
    """How often a call is said."""
    clips: Annotated[str, Length(0, 200)] = ""
    """A folder of recorded clips, one subfolder a language; espeak-ng says what is missing."""
    yao: bool = False
    """Whether a 1 in a number is read as yāo (幺) in Chinese, as on the telephone."""
    words_a_minute: Annotated[int, Between(80, 300)] = 150
    """How fast espeak-ng speaks."""
    stale_s: Annotated[int, Between(10, 600)] = 60
    """What could not be said for so long is not said any more."""
    volume: Annotated[tuple[Loudness, ...], Length(0, 24, "entries")] = ()
    """By the hour of the branch; always full where there is none."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Cards:
    """What the readers of ID cards and bank cards are good for; a ticket never needs one."""

    care_from: Annotated[int, Between(50, 120)] = 60
    """The age from which care is offered."""
    vip_service: Annotated[
        str, Pattern(r"(https?://[^\s@]+)?", "the https address of a service, or empty")
    ] = ""
    """The bank's own service that knows whether a card is a VIP's; empty asks nobody."""
    vip_patience_ms: Annotated[int, Between(100, 10_000)] = 2_000


@dataclass(frozen=True, kw_only=True, slots=True)
class LobbyDevices:
    """Everything that is plugged in besides the printer."""

    wires: Annotated[tuple[Wire, ...], Length(0, 32, "entries")] = ()
    units: Annotated[tuple[Unit, ...], Length(0, 250, "entries")] = ()
    scanner: Scanner | None = None
    voice: Voice | None = None
    cards: Cards = field(default_factory=Cards)


_FILE = OwnFile(LobbyDevices, LOBBY)
load_lobby_devices, gather_lobby_devices = _FILE.load, _FILE.gather
