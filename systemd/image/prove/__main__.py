"""Proves a disk image in an emulated box: `python systemd/image/prove STEP IMAGE --out DIR`."""

from __future__ import annotations

import argparse
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from cuts import pull
from machine import Bench, ProofError
from pace import pace
from seen import resist, see, wander
from updates import update

_STEPS = {
    "see": "the first frame, two touches, a ticket's bytes and the picture of its paper",
    "keys": "a hostile keyboard, a USB stick, a clock in 1970 and back",
    "cuts": "power cuts in the midst of tickets, on a disk that drops what was not flushed",
    "update": "updates: a good one, a forged one, and one that does not come up",
    "time": "how long a start takes, beside the same system without the lobby",
}
_QEMU_MIN = 10


def main() -> int:
    """0 when it is shown, or cannot be tried here; 1 when it is not so."""
    given = _arguments()
    if missing := _missing(given):
        print(f"skipped: {missing}")
        return 0
    given.out.mkdir(parents=True)
    # Whoever ends it ends the emulated box with it.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    bench = Bench(given.out, tuple(given.qemu), given.firmware, given.date, given.cpus, given.patience)
    try:
        _run(given, bench)
    except (ProofError, TimeoutError) as fault:
        print(f"NOT shown: {fault}")
        return 1
    return 0


def _run(given: argparse.Namespace, bench: Bench) -> None:
    match given.step:
        case "see":
            see(bench, given.image)
        case "keys":
            resist(bench, given.image)
            wander(bench, given.image)
        case "cuts":
            pull(bench, given.image, given.starts, given.moments, given.numbers)
        case "update":
            update(bench, given.image, given.key)
        case _:
            pace(bench, given.image)


def _missing(given: argparse.Namespace) -> str:
    """What there is not on this machine, as a sentence."""
    if not shutil.which(given.qemu[0]):
        return f"there is no {given.qemu[0]} here."
    told = subprocess.run([*given.qemu, "--version"], capture_output=True, text=True, check=True).stdout
    version = int((re.search(r"version (\d+)", told) or ["", "0"])[1])
    if version < _QEMU_MIN:
        return f"this QEMU is {version}; older than {_QEMU_MIN} it breaks its guests."
    return "" if given.image.is_file() else f"there is no {given.image}; systemd/image/build makes one."


def _arguments() -> argparse.Namespace:
    steps = "\n".join(f"  {name:8}{told}" for name, told in _STEPS.items())
    parser = argparse.ArgumentParser(
        prog="prove",
        description=f"Prove a disk image in an emulated box.\n\n{steps}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    usual = Bench(Path())
    parser.add_argument("step", choices=_STEPS, metavar="STEP")
    parser.add_argument("image", type=Path, metavar="IMAGE")
    parser.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help="a new folder for what is seen"
    )
    parser.add_argument("--qemu", nargs="+", default=list(usual.qemu), metavar="WORD")
    parser.add_argument("--firmware", type=Path, default=usual.firmware)
    parser.add_argument("--date", default=usual.date, help="of the box's clock, in UTC")
    parser.add_argument("--cpus", type=int, default=usual.cpus)
    parser.add_argument("--patience", type=float, default=usual.patience_s, metavar="SECONDS")
    parser.add_argument("--starts", type=int, default=5, help="cuts: how often the box is started and cut")
    parser.add_argument("--moments", type=int, default=100, help="cuts: other moments of each start besides")
    parser.add_argument("--numbers", type=int, default=100, help="cuts: given before the plug is pulled")
    parser.add_argument("--key", metavar="KEY", help="update: the key of gpg that the image trusts")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
