"""Ten million hostile bytes into everything that reads a printer's line, from either end.

    .venv/bin/python -m tests.campaigns.noise --bytes 10000000 --seed 1

Random bytes, bytes that begin commands and never end them, and true streams with bits turned over go
to the decoder, to the inside of the virtual printer, to the drawing of its paper, and to the ears
that hear what a printer says. None may raise, keep more than it should, or get slower with time.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from config.profile import Evidence, LogoWay, PrinterProfile, load_profile
from drivers.virtual.mechanism import Mechanism
from printer.decoder import Decoder
from printer.dialects import ear_of
from printer.logo import ACK, LIST, Logo, printing, storing
from printer.operations import Operation
from printer.paper import Paper
from tests.drivers.benches import quick
from tests.house.imports import ROOT

BLOCK = 4_096
LEADS = bytes.fromhex("1b1c1d10 00040514 28384c2a6b76 303150517065 ffb981 5f372317 0c18")
"""Bytes that begin something, or go on with it."""
HUGE = (
    b"\x1d8L\xff\xff\x7f\x000p0", b"\x1dv0\x00\xff\xff\xff\xff", b"\x1b*!\xff\xff", b"\x1d(k\xff\xff1P0",
    b"\x1b&\xff\x00\xff", b"\x1cq\xff\xff\xff\xff\xff", b"\x1d*\xff\xff", b"\x1bL\x1bW" + b"\xff" * 8,
    b"\x1d!\x77\x1bW", b"\x1dkI\xff", b"\x37\x22", b"\x5f", b"\x23\x06",
)  # fmt: skip
"""Heads of commands that promise more than anybody should wait for."""
SHARES = (0.3, 0.6, 0.62)
"""Random, leading bytes, heads of huge commands; the rest are true streams, spoiled."""
SLOWER = 4.0
"""The second half may take so many times the time of the first."""
LEAST_S = 0.5

_WAYS = (LogoWay.GRAPHICS, LogoWay.BIT_IMAGE)
_LOGO = Logo(96, 40, bytes(range(240)) * 2)

Eat = Callable[[bytes], object]


def true_streams() -> list[bytes]:
    """Streams that mean something, to be spoiled."""
    folders = (ROOT / "tests/printer/golden", ROOT / "tests/printer/foreign")
    logos = [storing(_LOGO, way) + LIST + ACK + printing(way) for way in _WAYS]
    return [path.read_bytes() for folder in folders for path in sorted(folder.glob("*.bin"))] + logos


def noise(seed: int, streams: list[bytes]) -> Iterator[bytes]:
    """Blocks of hostile bytes, the same ones for the same seed."""
    chance = random.Random(seed)
    while True:
        kind = chance.random()
        if kind < SHARES[0]:
            yield chance.randbytes(BLOCK)
        elif kind < SHARES[1]:
            yield bytes(chance.choices(LEADS, k=BLOCK))
        elif kind < SHARES[2]:
            yield chance.choice(HUGE) + bytes(chance.choices(LEADS, k=chance.randrange(64)))
        else:
            yield _spoiled(chance.choice(streams), chance)


def _spoiled(stream: bytes, chance: random.Random) -> bytes:
    data = bytearray(stream[:BLOCK])
    for _ in range(chance.randrange(1, 20)):
        at = chance.randrange(len(data))
        data[at] ^= 1 << chance.randrange(8)
        if chance.random() < 0.2:
            del data[at : at + chance.randrange(1, 40)]
            data = data or bytearray(b"\n")
    return bytes(data)


def eaters(seed: int) -> dict[str, Eat]:
    """Everybody who reads a line, ready to be fed."""
    chance = random.Random(seed)
    profiles = {
        "epson": quick(),
        "clone": load_profile("generic-58"),
        "kiosk": load_profile("custom-80"),
        "star": replace(quick(), completion=Evidence.STAR_ETB),
    }
    found: dict[str, Eat] = {"decoder": in_pieces(Decoder().feed, chance)}
    for name, profile in profiles.items():
        found[f"virtual printer, {name}"] = in_pieces(_machine(profile).receive, chance)
        found[f"ear, {name}"] = in_pieces(ear_of(profile).hear, chance)
    found["paper"] = _Drawer()
    return found


def in_pieces(eat: Eat, chance: random.Random) -> Eat:
    """Fed in pieces of any size, as a line brings them."""

    def fed(block: bytes) -> None:
        at = 0
        while at < len(block):
            size = chance.choice((1, 2, 7, 64, 1_024, BLOCK))
            eat(block[at : at + size])
            at += size

    return fed


def _machine(profile: PrinterProfile) -> Mechanism:
    return Mechanism(lambda _: None, lambda _: None, profile)


class _Drawer:
    """Draws what the decoder reads, and throws the paper away now and then."""

    def __init__(self) -> None:
        self._decoder = Decoder()
        self._paper = Paper(quick())

    def __call__(self, block: bytes) -> None:
        operations: list[Operation] = self._decoder.feed(block)
        for operation in operations:
            self._paper.take(operation)
        self._paper.torn()


def feed(
    name: str, eat: Eat, wanted: int, seed: int, clock: Callable[[], float] = time.process_time
) -> Iterator[str]:
    """What went wrong with one of them."""
    blocks = noise(seed, true_streams())
    eaten, tenths, began_s = 0, [], clock()
    share = max(wanted // 10, 1)
    while eaten < wanted:
        block = next(blocks)
        try:
            eat(block)
        except Exception:  # noqa: BLE001 - that is what is looked for
            yield f"{name} failed at byte {eaten}: {traceback.format_exc(limit=-3)}"
            return
        eaten += len(block)
        if eaten >= share * (len(tenths) + 1):
            now_s = clock()
            tenths.append(now_s - began_s)
            began_s = now_s
    half = len(tenths) // 2
    if sum(tenths[half:]) > SLOWER * max(sum(tenths[:half]), LEAST_S):
        yield f"{name} got slower: its tenths took {', '.join(f'{each:.2f}' for each in tenths)} s"


def peak_mb() -> float:
    """The most memory this process ever had."""
    status = Path("/proc/self/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def main() -> int:
    parser = argparse.ArgumentParser(
        description="Feeds hostile bytes to everything that reads a printer's line."
    )
    parser.add_argument("--bytes", type=int, default=10_000_000, help="to each of them")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", help="those whose name has this in it")
    wanted = parser.parse_args()
    found = []
    for name, eat in eaters(wanted.seed).items():
        if wanted.only and wanted.only not in name:
            continue
        began_s = time.process_time()
        found += feed(name, eat, wanted.bytes, wanted.seed)
        print(
            f"{name}: {wanted.bytes / (time.process_time() - began_s) / 1e6:.2f} MB/s, {peak_mb():.0f} MB",
            flush=True,
        )
    print(*found, f"{wanted.bytes} bytes to each: {len(found)} faults", sep="\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
