"""What a serial board, keypad, lamp or reader is: one profile file a kind, shipped or the branch's own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated

from config.bounds import Between, Length
from config.fault import Fault, did_you_mean
from config.frame_faults import frame_faults
from config.frames import Field, Frame
from config.profile_files import ProfileFiles
from config.schema import Id

_KEY_CODE = re.compile(r"[0-9A-F]{2}( [0-9A-F]{2})*")


class UnitKind(StrEnum):
    """What a unit on a serial line is for."""

    COUNTER_BOARD = "counter-board"
    MAIN_BOARD = "main-board"
    KEYPAD = "keypad"
    LAMP = "lamp"
    """Or a buzzer."""
    IDENTITY_READER = "identity-reader"
    BANK_READER = "bank-reader"

    @property
    def reads_cards(self) -> bool:
        """Whether it reads what must not leave its driver."""
        return self in {UnitKind.IDENTITY_READER, UnitKind.BANK_READER}


class Parity(StrEnum):
    """The ninth bit of a serial line."""

    NONE = "none"
    EVEN = "even"
    ODD = "odd"


class Charset(StrEnum):
    """The code in which a board wants its text."""

    ASCII = "ascii"
    GB2312 = "gb2312"
    GBK = "gbk"
    GB18030 = "gb18030"
    UTF8 = "utf-8"


class Key(StrEnum):
    """What a key of a counter's keypad is for."""

    NEXT = "next"
    RECALL = "recall"
    START = "start"
    FINISH = "finish"
    MISS = "miss"
    PARK = "park"
    TRANSFER = "transfer"
    PAUSE = "pause"
    """Pauses the counter, and opens it again."""
    CHOOSE_1 = "choose-1"
    CHOOSE_2 = "choose-2"
    CHOOSE_3 = "choose-3"
    CHOOSE_4 = "choose-4"
    CHOOSE_5 = "choose-5"
    RATE_1 = "rate-1"
    RATE_2 = "rate-2"
    RATE_3 = "rate-3"
    RATE_4 = "rate-4"
    RATE_5 = "rate-5"

    @property
    def figure(self) -> int:
        """The figure of a rating key or of a choice; 0 for any other key."""
        return int(self[-1]) if self[-1].isdigit() else 0

    @property
    def is_rating(self) -> bool:
        """Whether a customer pressed it, to say how the visit was."""
        return self.startswith("rate-")


@dataclass(frozen=True, slots=True)
class _Needs:
    """The frames of a kind of unit: those it must have, and those it may have."""

    say: tuple[str, ...] = ()
    may_say: tuple[str, ...] = ()
    hear: tuple[str, ...] = ()
    may_hear: tuple[str, ...] = ()


_NEEDS = {
    UnitKind.COUNTER_BOARD: _Needs(
        say=("show",), may_say=("call", "blank", "poll"), may_hear=("ack", "idle")
    ),
    UnitKind.MAIN_BOARD: _Needs(say=("row",), may_say=("poll",), may_hear=("ack", "idle")),
    UnitKind.KEYPAD: _Needs(
        may_say=("poll", "show", "accept", "refuse"), hear=("key",), may_hear=("ack", "idle")
    ),
    UnitKind.LAMP: _Needs(say=("on", "off"), may_say=("poll",), may_hear=("ack", "idle")),
    UnitKind.IDENTITY_READER: _Needs(
        may_say=("find", "select", "read"), hear=("read",), may_hear=("find", "select", "idle")
    ),
    UnitKind.BANK_READER: _Needs(may_say=("read",), hear=("read",)),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class UnitProfile:
    """One kind of board, keypad, lamp or reader, and how it wants to be spoken to."""

    id: Id
    name: Annotated[str, Length(1, 60)]
    kind: UnitKind
    baud: Annotated[int, Between(300, 921_600)] = 9_600
    parity: Parity = Parity.NONE
    charset: Charset = Charset.GB2312
    rows: Annotated[int, Between(1, 16)] = 1
    row_bytes: Annotated[int, Between(1, 240)] = 8
    """What one row takes; a Chinese character is two bytes."""
    acknowledged: bool = False
    """Whether it answers each message with `hear.ack`; one that does not cannot be known to be alive."""
    answer_ms: Annotated[int, Between(5, 5_000)] = 100
    """An answer has begun by then, or never comes."""
    rest_ms: Annotated[int, Between(0, 5_000)] = 20
    """It needs so long after a message before the next."""
    poll_ms: Annotated[int, Between(0, 5_000)] = 0
    """It is asked so often whether it has something to say, or is there; 0 for one that is not asked."""
    refresh_s: Annotated[int, Between(1, 3_600)] = 10
    """What it shows is sent again so often: a board that was switched off and on shows nothing."""
    debounce_ms: Annotated[int, Between(0, 2_000)] = 300
    """The same key again within this time is the same press."""
    light_s: Annotated[int, Between(1, 60)] = 12
    """A lamp is on so long after a call; a buzzer a second or two."""
    say: dict[str, Frame] = field(default_factory=dict)
    hear: dict[str, Frame] = field(default_factory=dict)
    keys: dict[str, Key] = field(default_factory=dict)
    """What each key's bytes mean."""


def _profile_faults(profile: UnitProfile, file: str) -> Iterator[Fault]:
    needs = _NEEDS[profile.kind]
    yield from _purposes(file, "say", profile.say, needs.say, needs.may_say)
    yield from _purposes(file, "hear", profile.hear, needs.hear, needs.may_hear)
    for side, frames in (("say", profile.say), ("hear", profile.hear)):
        for name, frame in frames.items():
            yield from frame_faults(file, f"{side}.{name}", frame, heard=side == "hear")
    yield from _answers(profile, file)
    yield from _keys(profile, file)
    yield from _secrets(profile, file)


def _purposes(
    file: str, side: str, frames: dict[str, Frame], must: tuple[str, ...], may: tuple[str, ...]
) -> Iterator[Fault]:
    for name in must:
        if name not in frames:
            yield Fault(file, f"{side}.{name}", None, "a frame with parts", says="is missing")
    for name in frames:
        if name not in {*must, *may}:
            known = [*must, *may]
            says = "is a message that this kind of unit does not know"
            bound = f"one of {', '.join(known)}" if known else "left out"
            yield Fault(file, f"{side}.{name}", name, bound, did_you_mean(name, known), says)


def _answers(profile: UnitProfile, file: str) -> Iterator[Fault]:
    if profile.acknowledged and "ack" not in profile.hear and not profile.kind.reads_cards:
        says = "is missing, although acknowledged is true"
        yield Fault(file, "hear.ack", None, "a frame with parts", says=says)
    asked = {"find", "read"} if profile.kind.reads_cards else {"poll"}
    if profile.poll_ms and not asked & profile.say.keys():
        says = "is missing, although poll_ms is not 0"
        yield Fault(file, f"say.{min(asked)}", None, "a frame with parts", says=says)


def _keys(profile: UnitProfile, file: str) -> Iterator[Fault]:
    frame = profile.hear.get("key")
    if profile.kind is not UnitKind.KEYPAD or frame is None:
        return
    place = frame.place(Field.KEY)
    if place is None:
        yield Fault(file, "hear.key.parts", None, says="has no part key")
        return
    if not profile.keys:
        yield Fault(file, "keys", None, 'a table such as "01" = "next"', says="is missing")
    width = frame.parts[place].width
    for code in profile.keys:
        if not _KEY_CODE.fullmatch(code) or len(bytes.fromhex(code)) != width:
            bound = f"{width} byte{'s' if width > 1 else ''} such as {' '.join(['4E'] * width)}"
            yield Fault(file, f"keys.{code}", code, bound, says=f"has the code {code}")


def _secrets(profile: UnitProfile, file: str) -> Iterator[Fault]:
    wanted = {UnitKind.IDENTITY_READER: Field.BIRTH, UnitKind.BANK_READER: Field.CARD}.get(profile.kind)
    for name, frame in profile.hear.items():
        for secret in (Field.BIRTH, Field.CARD):
            if frame.has(secret) and secret is not wanted:
                says = f"holds {secret}, which is not this kind of unit's to read"
                yield Fault(file, f"hear.{name}.parts", None, says=says)
    if wanted and "read" in profile.hear and not profile.hear["read"].has(wanted):
        yield Fault(file, "hear.read.parts", None, says=f"has no part {wanted}")


UNITS = ProfileFiles(UnitProfile, "boards", _profile_faults)
load_unit_profile = UNITS.load
unit_profiles = UNITS.ids
gather_unit_profile = UNITS.gather
