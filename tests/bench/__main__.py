"""Prints each figure of the house beside its goal; exit code 1 if one is missed.

    .venv/bin/python -m tests.bench [disk] [tap] [crowd] [ticket] [screen] [history]
        [calling] [pages] [relay] [printing] [scoring] [reports] [waits]
        [advice] [wear] [--small]

All of it takes some six minutes, and 10 GB of disk for ten years of history.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict, replace

from tests.bench.figure import table
from tests.bench.figures import FIGURES, SMALL, Pains


def main() -> int:
    parser = argparse.ArgumentParser(description="Prints each figure of the house beside its goal.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(FIGURES))
    parser.add_argument("--small", action="store_true", help="a short look, in seconds")
    parser.add_argument("--history", type=int, metavar="TICKETS", help="of the years before")
    parser.add_argument("--json", action="store_true", help="every single value")
    wanted = parser.parse_args()
    if strange := [name for name in wanted.names if name not in FIGURES]:
        parser.error(f"there is no figure {strange[0]!r}; there are {', '.join(FIGURES)}")
    pains = SMALL if wanted.small else Pains()
    pains = replace(pains, history=wanted.history or pains.history)
    figures = [figure for name in wanted.names or FIGURES for figure in FIGURES[name](pains)]
    print(json.dumps([asdict(figure) for figure in figures]) if wanted.json else table(figures))
    return 1 if any(figure.missed for figure in figures) else 0


if __name__ == "__main__":
    sys.exit(main())
