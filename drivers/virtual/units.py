"""Virtual boards, keypads, lamps and readers: each hears its own frames, keeps what it heard, and answers."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from config.frames import Field
from config.unit_profile import Key, UnitKind, UnitProfile
from drivers.framing import Heard, Parser, Value, encode


@dataclass(frozen=True, slots=True)
class Display:
    """What is to be seen on a unit."""

    rows: dict[int, str]
    flashing: bool = False
    count: int = 0
    lit: bool = False
    refusals: int = 0


@dataclass
class VirtualUnit:
    """One unit at its address. The thread of its line speaks to it; hands reach it from anywhere."""

    id: str
    profile: UnitProfile
    address: int
    on_change: Callable[[VirtualUnit], None] = lambda _: None
    dead: bool = False
    """Whether it is switched off."""
    display: Display = field(default_factory=lambda: Display({}))
    heard: int = 0
    """How many messages it was told."""
    _waiting: deque[bytes] = field(default_factory=deque)

    def __post_init__(self) -> None:
        self._parser = Parser(self.profile.say, self.address)

    def power_cycle(self) -> None:
        """Off and on: it has forgotten what it showed."""
        self.dead = False
        self._change(Display({}))

    def switch_off(self) -> None:
        """Dark and deaf."""
        self.dead = True
        self._change(Display({}))

    def receive(self, data: bytes) -> bytes:
        """What the unit answers to these bytes."""
        messages = self._parser.feed(data)
        if self.dead:
            return b""
        return b"".join(map(self._answer, messages))

    def pressed(self, key: Key) -> bytes:
        """The message of a key."""
        codes = {each: code for code, each in self.profile.keys.items()}
        return self._said("key", {Field.KEY: bytes.fromhex(codes[key])})

    def carded(self, secret: bytes) -> bytes:
        """The message of a card that was read."""
        return self._said("read", {Field.BIRTH: secret, Field.CARD: secret})

    def keep(self, message: bytes) -> None:
        """Something to be told when it is asked."""
        self._waiting.append(message)

    def _answer(self, heard: Heard) -> bytes:
        self.heard += 1
        match heard.name:
            case "poll":
                return self._waiting.popleft() if self._waiting else self._said("idle")
            case "find":
                return self._said("find" if self._waiting else "idle")
            case "select":
                return self._said("select")
            case "read":
                return self._waiting.popleft() if self._waiting else b""
            case _:
                self._change(self._shown(heard))
                return self._said("ack") if self.profile.acknowledged else b""

    def _shown(self, heard: Heard) -> Display:
        rows, refusals = dict(self.display.rows), self.display.refusals
        if heard.name == "refuse":
            return Display(rows, count=self.display.count, refusals=refusals + 1)
        if self.profile.kind is UnitKind.LAMP:
            return Display({}, lit=heard.name == "on")
        rows[heard.number(Field.ROW) or 1] = "" if heard.name == "blank" else self._text(heard)
        count = heard.number(Field.COUNT) or 0
        return Display(rows, flashing=heard.name == "call", count=count, refusals=refusals)

    def _text(self, heard: Heard) -> str:
        number = heard.number(Field.NUMBER)
        if number is not None:
            return f"{heard.data(Field.LETTER).decode('ascii').strip()}{number:03d}"
        return heard.data(Field.TEXT).decode(self.profile.charset, "replace").rstrip()

    def _said(self, name: str, values: dict[Field, Value] | None = None) -> bytes:
        frame = self.profile.hear.get(name)
        return encode(frame, {Field.ADDRESS: self.address, **(values or {})}) if frame else b""

    def _change(self, display: Display) -> None:
        if display != self.display:
            self.display = display
            self.on_change(self)
