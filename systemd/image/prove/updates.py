"""Updates from a stick, as the technician's page takes them: by the unit that the delivered image has for it.

A forged one and an older one are refused, a good one is kept, one that does not come up goes back.
"""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from machine import Bench, Box, ProofError, Start, until
from seen import await_services, take_ticket
from sticks import Made, forged, later, made_with, next_version, older, released, stick, unsigned

TRIES = 3
"""Of a new system, before it is taken for bad: see 20-kernel.transfer."""
# An emulated box loads its parts for minutes, and one whose parts end at once need not be watched for ten:
# the same program with other numbers, in seconds.
_PATIENT = "20 840"
_HASTY = "20 30"
# Nothing of the lobby is started.
_BARE = "systemd.mask=lobby.target"
_UNIT = "lobby-update@stick.service"
_STICK = "readlink -e /dev/lobby/stick"
# What take-update says of each.
_FALSE, _NOTHING = "failed unsigned", "note nothing_newer"
# Of the disk itself: udev does not hear of a partition that was only renamed.
_SLOTS = "ls /efi/EFI/Linux; for slot in 2 3; do blkid -p -o value -s PART_ENTRY_NAME /dev/vda$slot; done"


def update(bench: Bench, image: Path, key: str) -> None:
    """All of it, on one disk."""
    made = made_with(image)
    disk = bench.out / "disk"
    devices = _plugged(bench, made, key)
    subprocess.run(["cp", "--sparse=always", str(image), str(disk)], check=True)
    new, bad = later(made.version, 1), later(made.version, 2)
    calm = Start("taken", disk, kept=True, words=_BARE, devices=devices)
    take(bench, calm, made.version, "good", refused={"unsigned": _FALSE, "forged": _FALSE})
    prove_good(bench, Start("kept", disk, kept=True, credentials=_judged(_PATIENT)), new)
    take(bench, replace(calm, name="taken-again"), new, "broken", refused={"older": _NOTHING})
    tried = Start("tried", disk, kept=True, restarts=True, credentials=_judged(_HASTY))
    fall_back(bench, tried, bad, new)


def _plugged(bench: Bench, made: Made, key: str) -> list[str]:
    """QEMU's words for five sticks: two that have to be taken, and three that have not."""
    good = released(next_version(made, 1, bench.out / "good"), key)
    broken = released(next_version(made, 2, bench.out / "broken", "#!/bin/sh\nexit 1\n"), key)
    sticks = {"good": good, "broken": broken, "forged": forged(good, bench.out / "forged")}
    sticks["unsigned"] = unsigned(good, bench.out / "unsigned")
    sticks["older"] = older(made, bench.out / "older", key)
    return [word for name, folder in sticks.items() for word in stick(folder, name)]


def _judged(numbers: str) -> dict[str, str]:
    words = f"[Service]\nExecStart=\nExecStart=/usr/lib/lobby/healthy {numbers}\n"
    return {"systemd.unit-dropin.lobby-healthy.service": words}


def take(bench: Bench, start: Start, running: str, good: str, refused: Mapping[str, str]) -> None:
    """The sticks that are refused, and the one that is taken: without the lobby, for speed."""
    with Box(bench, start) as box:
        _is_running(bench, box, running)
        for name, says in refused.items():
            _refuse(box, name, says)
        _take(box, good)
        _switched_off(bench, box)


def prove_good(bench: Bench, start: Start, new: str) -> None:
    """The first start of a good update: its screen, and the end of the counting."""
    with Box(bench, start) as box:
        _is_running(bench, box, new)
        await_services(box)
        until(lambda: f"lobby_{new}.efi" in _slots(box), bench.patience_s, f"{new} is kept", 5.0)
        print(f"{box.age_s:.0f} s: {new} has proved itself and is kept: {_slots(box)}", flush=True)
        _switched_off(bench, box)


def _switched_off(bench: Bench, box: Box) -> None:
    """Started again, which ends a box that is not to be."""
    box.shell.tell("systemctl reboot")
    box.await_end(bench.patience_s)


def _slots(box: Box) -> str:
    return " ".join(box.shell.run(_SLOTS).split())


def _version(box: Box) -> str:
    return box.shell.run(". /usr/lib/os-release; echo $IMAGE_VERSION").strip()


def _is_running(bench: Bench, box: Box, version: str) -> None:
    box.shell.reach(bench.patience_s)
    if (found := _version(box)) != version:
        raise ProofError(f"{found} is running, and {version} should be.")
    print(f"{box.age_s:.0f} s: {found} is running; {_slots(box)}", flush=True)


def _asked(box: Box, name: str) -> str:
    """What is told of a stick that is plugged in, by the unit that the technician's press starts."""
    box.say("device_add", driver="usb-storage", drive=name, id=f"stick-{name}", bus="usb.0")
    until(lambda: bool(box.shell.run(_STICK)), 120.0, f"the stick {name} is seen", 2.0)
    told = box.shell.run(f"systemctl start {_UNIT}; cat /run/lobby-update/told; echo", 2400.0)
    mounted = box.shell.run("grep -c lobby-update/stick /proc/mounts")
    box.say("device_del", id=f"stick-{name}")
    until(lambda: not box.shell.run(_STICK), 120.0, f"the stick {name} is gone", 2.0)
    said = box.shell.run(f"journalctl --no-pager --output=cat --unit={_UNIT} | tail -n 12")
    print(f"{box.age_s:.0f} s: {name}: {told}\n{said}", flush=True)
    if mounted != "0":
        raise ProofError(f"The stick {name} is still mounted.")
    return told


def _refuse(box: Box, name: str, says: str) -> None:
    before = _slots(box)
    if (told := _asked(box, name)) != says and not told.startswith(f"{says} "):
        raise ProofError(f"Of the update {name} is told {told!r}, and not {says!r}.")
    if _slots(box) != before:
        raise ProofError(f"The update {name} was taken.")


def _take(box: Box, name: str) -> None:
    if not _asked(box, name).startswith("ok taken "):
        raise ProofError(f"The update {name} was not taken.")
    print(f"{box.age_s:.0f} s: {_slots(box)}", flush=True)


def fall_back(bench: Bench, start: Start, bad: str, good: str) -> None:
    """Every try of the bad one, then the good one again, with nobody's help."""
    with Box(bench, start) as box:
        for _ in range(TRIES):
            _is_running(bench, box, bad)
            _restarts(bench, box)
        _is_running(bench, box, good)
        await_services(box)
        print(f"{bad} was tried {TRIES} times and {good} is back: {_slots(box)}", flush=True)
        print(f"and it gives tickets: {take_ticket(box)}", flush=True)


def _restarts(bench: Bench, box: Box) -> None:
    """Until the firmware speaks once more."""
    begun = box.starts()
    until(lambda: box.starts() > begun, bench.patience_s, "the box starts again", 2.0)
