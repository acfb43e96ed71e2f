"""The devices process of a test's branch, to be killed: DATA LINK."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from config.branch import SAMPLE
from config.phrases import load as load_phrases
from config.profile import load_profile
from drivers.devices import Gear, main
from tests.drivers.shop import printer_at, site_at


def run(data: Path, link: str) -> int:
    site = site_at(data, None)
    # So slow that its word is waited for over a minute: whoever ends sooner did not wait for it.
    profile = replace(load_profile("generic-80"), speed_mm_s=6)
    # Without flow control a printer that is held takes what fits the line, and nobody gives up meanwhile.
    printer = replace(printer_at(link), flow="none")
    return main(site, Gear(printer, profile, lambda language: load_phrases(language, SAMPLE)), data)


if __name__ == "__main__":
    sys.exit(run(Path(sys.argv[1]), sys.argv[2]))
