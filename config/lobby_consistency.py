"""What the devices of a lobby contradict: wires and counters that are not there, addresses taken twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

from config.fault import Fault, did_you_mean
from config.files import LOBBY
from config.frames import Field
from config.links import path_faults
from config.lobby_devices import LobbyDevices, Unit, Wire
from config.reader import place
from config.schema import Branch
from config.unit_profile import Key, UnitKind, UnitProfile, gather_unit_profile

_AT_A_COUNTER = frozenset({UnitKind.COUNTER_BOARD, UnitKind.KEYPAD})
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})

Profiles = dict[str, UnitProfile]
"""By id; one that could not be read is left out."""


def lobby_faults(devices: LobbyDevices, branch: Branch, folder: Path | None) -> list[Fault]:
    """Every fault of a lobby's devices, and of the branch's own profiles that they name."""
    faults: list[Fault] = []
    profiles = _profiles(devices, folder, faults)
    faults += _ids(devices)
    faults += _links(devices, branch)
    for number, unit in enumerate(devices.units, 1):
        faults += _unit(unit, profiles.get(unit.profile), devices, branch, place("units", number, unit))
    for number, wire in enumerate(devices.wires, 1):
        faults += _wire(wire, devices, profiles, place("wires", number, wire))
    faults += _voice(devices, branch, folder)
    faults += _service(devices)
    return faults


def _profiles(devices: LobbyDevices, folder: Path | None, faults: list[Fault]) -> Profiles:
    found: Profiles = {}
    for number, unit in enumerate(devices.units, 1):
        if not unit.profile or unit.profile in found:
            continue
        told: list[Fault] = []
        profile = gather_unit_profile(unit.profile, folder, told)
        if profile:
            found[unit.profile] = profile
        elif any(fault.file == "boards" for fault in told):
            where = f"{place('units', number, unit)}.profile"
            faults += (Fault(LOBBY, where, fault.value, fault.bound, fault.hint) for fault in told)
        else:
            faults += (fault for fault in told if fault not in faults)
    return found


def _ids(devices: LobbyDevices) -> Iterator[Fault]:
    units = [(f"units[{n}].id", unit.id) for n, unit in enumerate(devices.units, 1)]
    scanner = [("scanner.id", devices.scanner.id)] if devices.scanner else []
    reserved = [("the printer", "printer"), ("the clock", "clock"), ("the voice", "voice")]
    yield from _twice([*reserved, *units, *scanner])
    yield from _twice(((f"wires[{n}].id", wire.id) for n, wire in enumerate(devices.wires, 1)))


def _links(devices: LobbyDevices, branch: Branch) -> Iterator[Fault]:
    """A port must be one; and two drivers at one port would each swallow what the other waits for."""
    printer = [("printer.link in devices.toml", branch.printer.link)] if branch.printer else []
    wires = [(f"wires[{n}].link", wire.link) for n, wire in enumerate(devices.wires, 1)]
    scanner = [("scanner.link", devices.scanner.link)] if devices.scanner else []
    for key, link in (*wires, *scanner):
        if link:
            yield from path_faults(LOBBY, key, link)
    yield from _twice([*printer, *wires, *scanner])


def _twice(values: Iterable[tuple[str, str]]) -> Iterator[Fault]:
    first: dict[str, str] = {}
    for where, value in values:
        if value and value in first:
            yield Fault(LOBBY, where, value, f"different from {first[value]}")
        first.setdefault(value, where)


def _unit(
    unit: Unit, profile: UnitProfile | None, devices: LobbyDevices, branch: Branch, key: str
) -> Iterator[Fault]:
    yield from _known(f"{key}.wire", unit.wire, [wire.id for wire in devices.wires])
    counters = [counter.id for counter in branch.counters]
    if unit.counter:
        yield from _known(f"{key}.counter", unit.counter, counters)
    elif profile and profile.kind in _AT_A_COUNTER:
        yield Fault(LOBBY, f"{key}.counter", None, f"one of {', '.join(counters)}", says="is missing")
    places = [*(service.id for service in branch.services), *counters]
    for number, to in enumerate(unit.transfer_to, 1):
        yield from _known(f"{key}.transfer_to[{number}]", to, places)
    if profile and unit.transfer_to and Key.TRANSFER not in profile.keys.values():
        says = "has no use"
        hint = f"The profile {profile.id} has no transfer key."
        yield Fault(LOBBY, f"{key}.transfer_to", None, hint=hint, says=says)


def _known(key: str, value: str, known: list[str]) -> Iterator[Fault]:
    if value and value not in known:
        bound = f"one of {', '.join(known)}" if known else "one that is there"
        yield Fault(LOBBY, key, value, bound, did_you_mean(value, known))


def _wire(wire: Wire, devices: LobbyDevices, profiles: Profiles, key: str) -> Iterator[Fault]:
    here = [unit for unit in devices.units if unit.wire == wire.id and unit.profile in profiles]
    spoken = [profiles[unit.profile] for unit in here]
    yield from _addresses(here, key)
    for name, told in (("baud", wire.baud), ("parity", wire.parity)):
        wanted = sorted({str(getattr(profile, name)) for profile in spoken})
        if told is None and len(wanted) > 1:
            says = f"is not said, and the profiles on this line want {' and '.join(wanted)}"
            yield Fault(LOBBY, f"{key}.{name}", None, hint="One line has one of them.", says=says)
    if len(here) > 1:
        # A number, not an address, tells one unit of a line from another: without it all would answer.
        for unit, profile in zip(here, spoken, strict=True):
            if not _is_addressed(profile):
                says = f"is shared, and {unit.id} has the profile {profile.id}, which knows no address"
                yield Fault(LOBBY, key, unit.id, says=says)


def _addresses(units: list[Unit], key: str) -> Iterator[Fault]:
    for before, after in pairwise(sorted(units, key=lambda unit: unit.address)):
        if before.address == after.address:
            says = f"has {before.id} and {after.id} at the same address {after.address}"
            yield Fault(LOBBY, key, after.address, says=says)


def _is_addressed(profile: UnitProfile) -> bool:
    frames = [*profile.say.values(), *profile.hear.values()]
    return all(frame.has(Field.ADDRESS) for frame in frames)


def _voice(devices: LobbyDevices, branch: Branch, folder: Path | None) -> Iterator[Fault]:
    voice = devices.voice
    if voice is None:
        return
    for number, language in enumerate(voice.languages, 1):
        yield from _known(f"voice.languages[{number}]", language, list(branch.languages))
    if voice.clips and folder is not None and not (folder / voice.clips).is_dir():
        hint = "Leave clips out to have everything spoken by espeak-ng."
        yield Fault(LOBBY, "voice.clips", voice.clips, "a folder within the branch's", hint)
    hours = [step.at for step in voice.volume]
    for number, (before, after) in enumerate(pairwise(hours), 2):
        if after <= before:
            where = f"voice.volume[{number}].at"
            yield Fault(LOBBY, where, after, f"later than {before:%H:%M} before it")


def _service(devices: LobbyDevices) -> Iterator[Fault]:
    """A card's number may not travel in the open."""
    address = urlsplit(devices.cards.vip_service)
    if address.scheme == "http" and address.hostname not in _LOOPBACK:
        bound = "an https address, since a card's number is sent there"
        yield Fault(LOBBY, "cards.vip_service", devices.cards.vip_service, bound)
