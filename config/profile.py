"""What a printer can do: one profile file for each kind, shipped or in the branch's folder."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

from config.bounds import Between, Length
from config.fault import ConfigError, Fault, did_you_mean
from config.reader import fill
from config.schema import Id
from config.toml_file import parse

SHIPPED = Path(__file__).parent / "printers"


class Hanzi(StrEnum):
    """Which two-byte Chinese characters the printer's own font has."""

    GBK = "gbk"
    GB2312 = "gb2312"
    NONE = "none"


class HanziSize(StrEnum):
    """A command that makes Chinese characters larger; several may be needed together."""

    GS = "gs"
    """GS ! sets both alphabets, as with Epson."""
    FS = "fs"
    """FS ! sets Chinese, because GS ! sets only the Latin letters."""
    FS_W = "fs-w"
    """FS W sets Chinese to double width and height, because FS ! is not known."""


class CutKind(StrEnum):
    """How a ticket is parted from the roll."""

    PARTIAL = "partial"
    FULL = "full"
    NONE = "none"
    """By hand at the tear bar: the paper is only fed out."""


class Evidence(StrEnum):
    """The best word a printer gives that a ticket came out."""

    PROCESS_ID = "process_id"
    """GS ( H: the printer repeats the job's four letters once the job is on paper."""
    STATUS_FENCE = "status_fence"
    """GS r: answered once everything before it was worked off, without a name."""
    TIMER = "timer"
    """No word at all: the time that bytes and paper take, and a healthy status afterwards."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PrinterProfile:
    """One kind of ticket printer, and how it wants to be spoken to."""

    id: Id
    name: Annotated[str, Length(1, 60)]
    dots: Annotated[int, Between(192, 1_280)]
    """Printable width."""
    dots_per_mm: Annotated[int, Between(6, 12)] = 8
    paper_mm: Annotated[int, Between(30, 120)] = 80
    hanzi: Hanzi
    hanzi_size: tuple[HanziSize, ...] = (HanziSize.GS,)
    small_font: bool = True
    """Whether ESC M 1 selects a smaller font of 9 x 17 dots."""
    smoothing: bool = False
    """Whether GS b 1 smooths enlarged letters."""
    native_qr: bool = True
    motion_units: bool = True
    """Whether GS P sets the unit of feeds, so that one unit is one dot on any print head."""
    cut: CutKind = CutKind.PARTIAL
    head_to_cutter_mm: Annotated[int, Between(0, 60)] = 15
    """From the print head to the cutter, or to the tear bar if there is none."""
    completion: Evidence = Evidence.TIMER
    speed_mm_s: Annotated[int, Between(20, 500)] = 150
    buffer_bytes: Annotated[int, Between(32, 1_048_576)] = 4_096
    """Receive buffer: so many bytes may vanish with the printer's power."""


def load_profile(profile_id: str, folder: Path | None = None) -> PrinterProfile:
    """The profile of that id, with the keys of the branch's `printers/ID.toml` over the shipped ones."""
    faults: list[Fault] = []
    profile = gather_profile(profile_id, folder, faults)
    if profile is None:
        raise ConfigError(faults)
    return profile


def profiles(folder: Path | None = None) -> tuple[str, ...]:
    """The id of every profile, shipped or in the branch's folder."""
    return tuple(sorted({path.stem for place in _places(folder) for path in place.glob("*.toml")}))


def gather_profile(profile_id: str, folder: Path | None, faults: list[Fault]) -> PrinterProfile | None:
    """Like `load_profile`, but adds faults to the list instead of raising them."""
    known = profiles(folder)
    file = f"printers/{profile_id}.toml"
    if profile_id not in known:
        bound = f"one of {', '.join(known)}"
        faults.append(Fault("printers", "profile", profile_id, bound, did_you_mean(profile_id, known)))
        return None
    before = len(faults)
    table = _table(profile_id, folder, file, faults)
    names = tuple(field.name for field in fields(PrinterProfile) if field.name != "id")
    values = fill(PrinterProfile, names, table, file, faults)
    return PrinterProfile(id=profile_id, **values) if len(faults) == before else None


def _table(profile_id: str, folder: Path | None, file: str, faults: list[Fault]) -> dict[str, Any]:
    table: dict[str, Any] = {}
    for place in _places(folder):
        path = place / f"{profile_id}.toml"
        if path.exists():
            table |= parse(path, file, faults) or {}
    return table


def _places(folder: Path | None) -> list[Path]:
    return [SHIPPED] if folder is None else [SHIPPED, folder / "printers"]
