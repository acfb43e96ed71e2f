"""What a printer can do: one profile file for each kind, shipped or in the branch's folder."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from config.bounds import Between, Length
from config.fault import Fault
from config.profile_files import ProfileFiles
from config.schema import Id


class Hanzi(StrEnum):
    """Which two-byte Chinese characters the printer's own font has."""

    GBK = "gbk"
    GB2312 = "gb2312"
    NONE = "none"


class Chinese(StrEnum):
    """The code in which a printer reads Chinese letters."""

    GB18030 = "gb18030"
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
    STAR_ETB = "star_etb"
    """Star: ETB is counted, modulo 32, once everything before it is on paper; ESC ACK SOH asks for the
    status of nine bytes that bears the count, and DLE EOT is not known."""
    CUSTOM_PRESENTER = "custom_presenter"
    """Custom: GS E2h counts cuts, GS E4h retracted tickets; DLE EOT 14h tells of the ticket in the mouth."""
    GS_R = "gs_r"
    """GS r 1: answered once everything before it was worked off, without a name."""
    TIMER = "timer"
    """No word at all: the time that bytes and paper take, and a healthy status afterwards."""


class LogoWay(StrEnum):
    """How a printer keeps the branch's logo in the memory that outlives its power."""

    GRAPHICS = "graphics"
    """GS ( L: function 67 stores it under a name, function 69 prints it, and 64 tells what is stored."""
    BIT_IMAGE = "bit-image"
    """FS q stores it, forgets every other and resets the printer; FS p prints it."""
    NONE = "none"
    """It keeps none: tickets go without a logo."""


class Claim(StrEnum):
    """How far it is trusted that a kind of printer does something."""

    DOCUMENTED = "documented"
    """Its maker's manual says so."""
    PROBED = "probed"
    """One on a bench, or the branch's own, was seen to do it."""
    UNVERIFIED = "unverified"
    """Nobody has looked."""


class NearEnd(StrEnum):
    """What the bits of the near-end sensor mean."""

    SENSOR = "sensor"
    INVERTED = "inverted"
    """The sensor is there, and its bits are set while there is plenty of paper."""
    NONE = "none"
    """There is no such sensor: whatever its bits are, they mean nothing."""


class Overdue(StrEnum):
    """What becomes of a ticket that nobody takes out of the mouth."""

    RETRACT = "retract"
    EJECT = "eject"


@dataclass(frozen=True, kw_only=True, slots=True)
class Presenter:
    """The mouth of a kiosk printer: it holds the ticket out until it is taken."""

    has: bool = False
    hold_s: Annotated[int, Between(1, 300)] = 20
    """So long is waited for somebody to take it."""
    on_timeout: Overdue = Overdue.RETRACT
    steps: Annotated[int, Between(1, 255)] = 12
    """How far the ticket is held out, in steps of the printer's own, some 7 mm each."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Claims:
    """How far each ability is trusted. A commissioning with a real print turns a word into `probed`."""

    completion: Claim = Claim.UNVERIFIED
    status: Claim = Claim.UNVERIFIED
    """DLE EOT."""
    asb: Claim = Claim.UNVERIFIED
    clear: Claim = Claim.UNVERIFIED
    """DLE DC4 8."""
    near_end: Claim = Claim.UNVERIFIED
    presenter: Claim = Claim.UNVERIFIED
    hanzi: Claim = Claim.UNVERIFIED
    native_qr: Claim = Claim.UNVERIFIED
    logo: Claim = Claim.UNVERIFIED


_NO_PRESENTER = Presenter()
_NO_CLAIMS = Claims()


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
    logo: LogoWay = LogoWay.NONE
    cut: CutKind = CutKind.PARTIAL
    head_to_cutter_mm: Annotated[int, Between(0, 60)] = 15
    """From the print head to the cutter, or to the tear bar if there is none."""
    completion: Evidence = Evidence.TIMER
    asb: Annotated[int, Between(0, 255)] = 0x0F
    """What GS a arms, so that the printer tells of changes by itself; 0 if it cannot."""
    dle_eot_mask: Annotated[int, Between(0x12, 0x93)] = 0x93
    """Bits of an answer to DLE EOT that are fixed: with them it reads 12h. Some use bit 7 for more: 13h."""
    near_end: NearEnd = NearEnd.SENSOR
    presenter: Presenter = _NO_PRESENTER
    claims: Claims = _NO_CLAIMS
    speed_mm_s: Annotated[int, Between(20, 500)] = 150
    buffer_bytes: Annotated[int, Between(32, 1_048_576)] = 4_096
    """Receive buffer: so many bytes may vanish with the printer's power."""

    @property
    def chinese(self) -> Chinese:
        """How Chinese letters are sent: a font of any size reads GB18030's two-byte codes."""
        return Chinese.NONE if self.hanzi is Hanzi.NONE else Chinese.GB18030


def _contradictions(profile: PrinterProfile, file: str) -> Iterator[Fault]:
    # Its cut would be counted, and the ticket never held out: nobody would get it.
    if profile.completion is Evidence.CUSTOM_PRESENTER and not profile.presenter.has:
        hint = "A printer without a presenter proves its tickets by gs_r or timer."
        bound = "true, since completion is custom_presenter"
        yield Fault(file, "presenter.has", profile.presenter.has, bound, hint)
    if profile.completion is Evidence.STAR_ETB and profile.logo is not LogoWay.NONE:
        hint = "Star's printers store logos by words of their own."
        yield Fault(file, "logo", profile.logo, "none, since completion is star_etb", hint)


PRINTERS = ProfileFiles(PrinterProfile, "printers", _contradictions)
SHIPPED = PRINTERS.shipped
load_profile = PRINTERS.load
profiles = PRINTERS.ids
gather_profile = PRINTERS.gather
