"""What is seen of a box: its first frame, a ticket by two touches, and a keyboard that does nothing."""

from __future__ import annotations

import time
from pathlib import Path

from machine import PARTS, Bench, Box, ProofError, Start, until

SERVICE = (0.27, 0.13)
"""Personal cash, where the screen rests as well as where it offers its services."""
TAKE = (0.72, 0.85)
_COMBINATIONS = (
    "alt-f4",
    "ctrl-alt-f1",
    "ctrl-alt-f2",
    "ctrl-alt-f3",
    "alt-f2",
    "alt-right",
    "alt-esc",
    "alt-tab",
    "ctrl-alt-delete",
    "ctrl-alt-backspace",
    "ctrl-alt-esc",
    "ctrl-alt-t",
    "ctrl-c",
    "ctrl-q",
    "ctrl-w",
    "alt-sysrq-b",
    "alt-sysrq-e",
    "alt-sysrq-k",
    "alt-sysrq-o",
    "meta_l",
    "meta_l-l",
    "shift-f10",
    "f11",
    "print",
    "menu",
    "power",
    "sleep",
    "tab",
    "spc",
    "ret",
)
_STATE = f"""cat /proc/sys/kernel/random/boot_id /sys/class/tty/tty0/active
for part in {" ".join(PARTS)}; do systemctl show -p MainPID,NRestarts,ActiveState --value lobby-$part; done
grep -c /dev/sd /proc/mounts"""
_YEARS = ("1970-01-01", "2038-01-20", "2026-11-25")


def see(bench: Bench, image: Path) -> None:
    """The first frame, two touches, a ticket's bytes and the picture of its paper."""
    with Box(bench, Start("see", image)) as box:
        _up(bench, box)
        paper = take_ticket(box)
        print(f"a ticket: {paper.with_suffix('.bin')} and {paper}; screen {box.folder}/given.png", flush=True)


def resist(bench: Bench, image: Path) -> None:
    """Keys of every kind and a USB stick: nothing happens, and the next touch gives a ticket."""
    stick = bench.out / "stick"
    stick.write_bytes(bytes(2**20))
    drive = f"if=none,id=stick,file={stick.resolve()},format=raw"
    with Box(bench, Start("keys", image, devices=["-device", "usb-kbd", "-drive", drive])) as box:
        _up(bench, box)
        before = box.shell.run(_STATE)
        for combination in [*_COMBINATIONS, *["ctrl-alt-delete"] * 8, *"reboot", "ret"]:
            box.keys(*combination.split("-"))
            time.sleep(0.5)
        _same(box, before, f"{len(_COMBINATIONS)} combinations of keys")
        box.say("device_add", driver="usb-storage", drive="stick", id="evil", bus="usb.0")
        until(lambda: "sda" in box.shell.run("ls /sys/block"), 60.0, "the stick is seen")
        _same(box, before, "a USB stick")
        print(f"and it gives tickets: {take_ticket(box)}", flush=True)


def wander(bench: Bench, image: Path) -> None:
    """A clock in another century: no part ends, and numbers go on."""
    with Box(bench, Start("clock", image, date="1970-01-01T00:00:00")) as box:
        _up(bench, box)
        print(f"a start in 1970; the box says {box.shell.run('date -u +%F')}", flush=True)
        before = box.shell.run(_STATE)
        given = set()
        for day in _YEARS:
            box.shell.run(f"date -u -s {day}T02:00:00")
            given.add(_issued(box))
            _same(box, before, f"the clock put to {day}")
        if len(given) != len(_YEARS):
            raise ProofError(f"Of {len(_YEARS)} numbers only {len(given)} are different: {sorted(given)}.")


def take_ticket(box: Box) -> Path:
    """Two touches, the paper that comes of them, and a picture of the number on the screen."""
    papers = len(box.papers())
    box.touch(*SERVICE)
    time.sleep(6)
    box.touch(*TAKE)
    paper = box.await_paper(papers + 1)[-1]
    # The emulated printer is faster than the emulated screen; the number stays there for twenty seconds.
    time.sleep(5)
    box.picture("given")
    return paper


def _up(bench: Bench, box: Box) -> None:
    box.shell.reach(bench.patience_s)
    await_services(box)


def await_services(box: Box) -> None:
    """The first frame, its picture, every part, and the moment that the services take after it."""
    screen = box.await_screen()
    box.picture("first-frame")
    print(f"first frame after {screen:.0f} s, every part ready after {box.await_parts():.0f} s", flush=True)
    # The first frame says that it starts; the services are a moment behind it.
    time.sleep(10)


def _same(box: Box, before: str, what: str) -> None:
    if (now := box.shell.run(_STATE)) != before:
        raise ProofError(f"{what} changed something.\nbefore: {before}\nafter: {now}")
    print(f"{what}: nothing happened", flush=True)


def _issued(box: Box) -> str:
    issue = (
        "setpriv --reuid=lobby-chores --regid=lobby --init-groups kiosk ticket issue --service cash --json"
    )
    told = box.shell.run(issue, 300.0)
    print(told, flush=True)
    return told
