"""Updates from a stick: a forged one is refused, a good one is kept, one that does not come up goes back."""

from __future__ import annotations

import subprocess
from pathlib import Path

from machine import Bench, Box, ProofError, Start, until
from sticks import forged, later, made_with, next_version, plugged, released, unsigned

TRIES = 3
"""Of a new system, before it is taken for bad: see 20-kernel.transfer."""
# An emulated box does not wait as long as one in a branch; it is the same program.
_HASTY = "[Service]\nExecStart=\nExecStart=/usr/lib/lobby/healthy 20 90\n"
_SOONER = {"systemd.unit-dropin.lobby-healthy.service": _HASTY}
# Of the disk itself: udev does not hear of a partition that was only renamed.
_SLOTS = "ls /efi/EFI/Linux; for slot in 2 3; do blkid -p -o value -s PART_ENTRY_NAME /dev/vda$slot; done"


def update(bench: Bench, image: Path, key: str) -> None:
    """All of it, on one disk. What is refused and the first update are tried without the lobby, for speed."""
    made = made_with(image)
    old, new, bad = made.version, later(made.version, 1), later(made.version, 2)
    good = released(next_version(made, 1, bench.out / "good"), key)
    broken = released(next_version(made, 2, bench.out / "broken", "#!/bin/sh\nexit 1\n"), key)
    sticks = {"GOOD": good, "BROKEN": broken, "FORGED": forged(good, bench.out / "forged")}
    sticks["UNSIGNED"] = unsigned(good, bench.out / "unsigned")
    devices = [word for label, folder in sticks.items() for word in plugged(folder, label)]
    disk = bench.out / "disk"
    subprocess.run(["cp", "--sparse=always", str(image), str(disk)], check=True)
    calm = Start("taken", disk, kept=True, words="systemd.mask=lobby.target", devices=devices)
    with Box(bench, calm) as box:
        _is_running(bench, box, old)
        for label in ("UNSIGNED", "FORGED"):
            _refuse(box, label)
        _take(box, "GOOD")
        box.shell.tell("systemctl reboot")
        box.await_end(bench.patience_s)
    restarted = Start("tried", disk, kept=True, restarts=True, credentials=_SOONER, devices=devices)
    with Box(bench, restarted) as box:
        _is_running(bench, box, new)
        until(lambda: f"lobby_{new}.efi" in _slots(box), bench.patience_s, f"{new} is kept", 5.0)
        box.picture("kept")
        print(f"{box.age_s:.0f} s: {new} has proved itself and is kept: {_slots(box)}", flush=True)
        _take(box, "BROKEN")
        box.shell.tell("systemctl reboot")
        _falls_back(bench, box, bad, new)


def _slots(box: Box) -> str:
    return " ".join(box.shell.run(_SLOTS).split())


def _version(box: Box) -> str:
    return box.shell.run(". /usr/lib/os-release; echo $IMAGE_VERSION").strip()


def _is_running(bench: Bench, box: Box, version: str) -> None:
    box.shell.reach(bench.patience_s)
    if (found := _version(box)) != version:
        raise ProofError(f"{found} is running, and {version} should be.")
    print(f"{box.age_s:.0f} s: {found} is running; {_slots(box)}", flush=True)


def _asked(box: Box, label: str) -> str:
    """What `lobby-update` says of a stick, and with what it ends."""
    mounted = f"mkdir -p /run/{label} && mount -o ro /dev/disk/by-label/{label} /run/{label}"
    told = box.shell.run(f"{mounted}; lobby-update /run/{label}; echo ended with $?", 2400.0)
    print(f"{box.age_s:.0f} s: {label}: {told}", flush=True)
    return told


def _refuse(box: Box, label: str) -> None:
    before = _slots(box)
    if _asked(box, label).endswith("ended with 0") or _slots(box) != before:
        raise ProofError(f"The update {label} was taken.")


def _take(box: Box, label: str) -> None:
    if not _asked(box, label).endswith("ended with 0"):
        raise ProofError(f"The update {label} was not taken.")
    print(f"{box.age_s:.0f} s: {_slots(box)}", flush=True)


def _falls_back(bench: Bench, box: Box, bad: str, good: str) -> None:
    """Every try of the bad one, then the good one again, with nobody's help."""
    for _ in range(TRIES):
        _restarts(bench, box)
        _is_running(bench, box, bad)
    _restarts(bench, box)
    _is_running(bench, box, good)
    box.await_parts()
    box.await_screen()
    print(f"{box.age_s:.0f} s: {bad} was tried {TRIES} times; {good} is back, its screen up", flush=True)


def _restarts(bench: Bench, box: Box) -> None:
    """Until the firmware speaks once more."""
    begun = box.starts()
    until(lambda: box.starts() > begun, bench.patience_s, "the box starts again", 2.0)
