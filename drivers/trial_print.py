"""A test ticket: real paper, so that it shows whether a printer knows when it is done."""

from __future__ import annotations

from collections.abc import Iterable

from config.profile import Evidence, PrinterProfile
from drivers.evidence import process_id
from drivers.questions import CUTS, ETB, STAR_STATUS, STATUS, STATUS_FENCE, present
from drivers.trial import Ability, Answered, Trial, Tried, counted_on, in_turn, named, told
from printer.escpos import compile_ticket, fence
from printer.inbound import Count, LiveStatus
from printer.lines import Align, CutLine, FeedLine, Line, LogoLine, Look, QrLine, Run, TextLine
from printer.logo import Logo

_FASTEST_MM_S = 500
"""No ticket printer is faster: whoever is done sooner has printed nothing yet."""
_FEED_MM, _LOGO_FEED_MM = 60, 10
_PATIENCE_S = 4.0


def real_print(profile: PrinterProfile, number: int) -> Trial:
    """The test ticket, with the best question behind it that its profile knows."""
    return _print(profile, trial_lines(profile), process_id("T", number))


def trial_lines(profile: PrinterProfile) -> list[Line]:
    """What stands on the test ticket."""
    return [
        TextLine((Run("打印测试", Look(wide=2, tall=2)),), Align.CENTRE),
        TextLine((Run("PRINTER TEST", Look(tall=2)),), Align.CENTRE),
        TextLine((Run("中文 ABC 123 㐂𠮷喆"),)),
        QrLine("TEST", 4),
        TextLine((Run(profile.id),), Align.CENTRE),
        FeedLine(_FEED_MM * profile.dots_per_mm),
        CutLine(),
    ]


def logo_print(profile: PrinterProfile, logo: Logo, number: int) -> Trial:
    """The stored logo on a piece of paper, for the eyes of whoever stored it."""
    lines = (LogoLine(logo), FeedLine(_LOGO_FEED_MM * profile.dots_per_mm), CutLine())
    return _print(profile, lines, process_id("L", number))


def _print(profile: PrinterProfile, lines: Iterable[Line], name: bytes) -> Trial:
    question, answered, again = _last_question(profile, name)
    data = again + compile_ticket(lines, profile) + question + present(profile.presenter)
    patience_s = _PATIENCE_S + (_FEED_MM + profile.head_to_cutter_mm) / profile.speed_mm_s
    proves = profile.completion is not Evidence.TIMER
    return Trial(Ability.TICKET, data, answered, patience_s, again=again, proves=proves)


def too_soon(tried: Tried) -> bool:
    """Whether it was said to be done before any paper could have moved so far."""
    return tried.trial.proves and tried.took_s is not None and tried.took_s < _FEED_MM / _FASTEST_MM_S


def _last_question(profile: PrinterProfile, name: bytes) -> tuple[bytes, Answered, bytes]:
    """The question, its answer, and what must be asked again and again to get it."""
    match profile.completion:
        case Evidence.PROCESS_ID:
            return fence(name), named(name), b""
        case Evidence.CUSTOM_PRESENTER:
            return CUTS, told(Count), b""
        case Evidence.STAR_ETB:
            return ETB, counted_on, STAR_STATUS
        case Evidence.GS_R:
            return STATUS_FENCE, in_turn, b""
        case Evidence.TIMER:
            return STATUS, told(LiveStatus, 4), b""
