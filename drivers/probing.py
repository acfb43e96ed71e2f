"""What to ask a printer to learn what it is and can do, and what its answers tell. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from config.profile import Evidence, PrinterProfile
from drivers.evidence import process_id
from drivers.printer_health import PrinterHealth, health_of
from drivers.questions import CUTS, FULL_STATUS, IDENTITY, STAR_STATUS, STATUS, STATUS_FENCE, watch
from drivers.trial import Ability, Trial, Tried, in_turn, named, told
from drivers.trial_print import too_soon
from kiosk.printer_state import PrinterState
from printer.escpos import fence, hidden_fence
from printer.inbound import Block, Count, Fact, FullStatus, LiveStatus, StarStatus, StatusReport
from printer.status import PrinterStatus, after_live_status, sensed, star_reported

_STATUS_ANSWERS = 4
_IDENTITY_HEADER = 0x5F
_VIRTUAL = "VIRTUAL"
"""Paper that is only drawn takes no time to move."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a printer turned out to be."""

    health: PrinterHealth
    abilities: dict[str, bool]
    identity: tuple[str, ...]
    """What it says it is; printers of this kind lie about it."""
    advice: tuple[str, ...]
    """What the technician should know or change; nothing if all is as the profile says."""

    @property
    def fine(self) -> bool:
        """Whether it is as its profile says, and well."""
        return not self.advice


def trials(profile: PrinterProfile, number: int) -> tuple[Trial, ...]:
    """What to ask, in order; the first is a question that waits its turn, and none is a reset."""
    if profile.completion is Evidence.STAR_ETB:
        return (Trial(Ability.STAR, STAR_STATUS, told(StarStatus)),)
    return tuple(_epson_trials(profile, process_id("R", number), process_id("D", number)))


def _epson_trials(profile: PrinterProfile, name: bytes, decoy: bytes) -> Iterator[Trial]:
    yield Trial(Ability.PROCESS_ID, fence(name), named(name))
    yield Trial(Ability.STATUS, STATUS, told(LiveStatus, _STATUS_ANSWERS))
    for question in IDENTITY:
        yield Trial(Ability.IDENTITY, question, told(Block))
    yield Trial(Ability.GS_R, STATUS_FENCE, in_turn)
    if profile.asb:
        yield Trial(Ability.ASB, watch(profile), told(StatusReport))
    if profile.presenter.has:
        yield Trial(Ability.MOUTH, FULL_STATUS, told(FullStatus))
    if profile.completion is Evidence.CUSTOM_PRESENTER:
        yield Trial(Ability.COUNTERS, CUTS, told(Count))
    if profile.native_qr:
        yield Trial(Ability.HONESTY, hidden_fence(decoy), named(decoy), silence_is_well=True)


def found(profile: PrinterProfile, tried: Sequence[Tried]) -> Found:
    """What the answers tell, beside what the profile says."""
    abilities: dict[str, bool] = {}
    for each in tried:
        abilities[each.trial.ability] = abilities.get(each.trial.ability, False) or each.found
    health = health_in(profile, [fact for each in tried for fact in each.facts])
    identity = _identity(tried)
    advice = _advice(profile, abilities) if health.can_print else [health.detail]
    if any(map(too_soon, tried)) and not any(_VIRTUAL in one for one in identity):
        advice.append(_TOO_SOON)
    if health.state is PrinterState.NEAR_END:
        advice.append(health.detail)
    return Found(health, abilities, identity, tuple(advice))


def health_in(profile: PrinterProfile, facts: Sequence[Fact]) -> PrinterHealth:
    """How it fares, by its first answers to DLE EOT 1 to 4, or by Star's status."""
    values = [fact.value for fact in facts if isinstance(fact, LiveStatus)][:_STATUS_ANSWERS]
    reports = [fact for fact in facts if isinstance(fact, StarStatus)]
    if len(values) < _STATUS_ANSWERS and not reports:
        return PrinterHealth.of(PrinterState.SILENT)
    status = star_reported(reports[-1]) if reports else PrinterStatus()
    for question, value in enumerate(values, 1):
        status = after_live_status(status, question, value)
    return health_of(sensed(status, profile.near_end))


def _advice(profile: PrinterProfile, abilities: dict[str, bool]) -> list[str]:
    needed = _NEEDED.get(profile.completion)
    worse = needed is not None and not abilities.get(needed, False)
    better = profile.completion is Evidence.GS_R and abilities.get(Ability.PROCESS_ID, False)
    said = [
        (worse, _other_completion(profile, abilities)),
        (better, _BETTER),
        (not abilities.get(Ability.ASB, True), _NO_ASB),
        (not abilities.get(Ability.MOUTH, True), _NO_MOUTH),
        (not abilities.get(Ability.HONESTY, True), _LIAR),
        (not abilities.get(Ability.TICKET, True), _NO_TICKET),
    ]
    return [sentence for holds, sentence in said if holds]


def _other_completion(profile: PrinterProfile, abilities: dict[str, bool]) -> str:
    """The best word that it gives, as far as it was asked."""
    best = next((one for one, ability in _NEEDED.items() if abilities.get(ability)), Evidence.TIMER)
    return (
        f"The profile {profile.id} has completion = '{profile.completion}', and this printer does not answer"
        f" to that: write completion = '{best}' into the branch's own copy."
    )


def _identity(tried: Sequence[Tried]) -> tuple[str, ...]:
    blocks = (fact for each in tried for fact in each.facts if isinstance(fact, Block))
    return tuple(
        block.body.decode("ascii", "replace") for block in blocks if block.header == _IDENTITY_HEADER
    )


_NEEDED = {
    Evidence.PROCESS_ID: Ability.PROCESS_ID,
    Evidence.CUSTOM_PRESENTER: Ability.COUNTERS,
    Evidence.STAR_ETB: Ability.STAR,
    Evidence.GS_R: Ability.GS_R,
}
"""What each kind of proof rests on, the best first."""
_BETTER = (
    "It names its tickets (GS ( H), which its profile does not use: write completion = 'process_id' into the"
    " branch's own copy, and a ticket is proven by its name."
)
_NO_ASB = "It does not tell of changes by itself: write asb = 0 into the branch's own copy, and it is asked."
_NO_MOUTH = "It does not tell whether a ticket is in its mouth: write has = false at [presenter]."
_LIAR = (
    "Something answers in the printer's place, a print server for instance, and says that tickets are done"
    " without knowing it. Plug the printer in directly, or write completion = 'timer'."
)
_NO_TICKET = "The test ticket was sent, and the printer did not say that it was done."
_TOO_SOON = (
    "It said that the test ticket was done before its paper could have moved so far: its word is no proof."
    " Plug the printer in directly, or write completion = 'timer'."
)
