"""What the touch process leaves out of its memory."""

import subprocess
import sys

from tests.house.imports import ROOT

_TOUCH = """
import sys
from pathlib import Path
from types import SimpleNamespace
from ui.cli import main

def touch(given):
    from hashlib import sha256
    import kiosk.token  # seals what a ticket carries, with all that this needs
    print("libcrypto" in Path("/proc/self/maps").read_text(), sha256(b"abc").hexdigest()[:8])
    return 0

sys.modules["ui.cli.processes"] = SimpleNamespace(touch=touch)
sys.exit(main(["touch"]))
"""


def test_the_touch_process_hashes_without_openssl() -> None:
    told = subprocess.run(
        [sys.executable, "-c", _TOUCH], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    assert told.stdout.split() == ["False", "ba7816bf"]
