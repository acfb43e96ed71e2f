"""What a printer can be asked or told at any time, apart from tickets."""

from __future__ import annotations

STATUS = b"".join(bytes((0x10, 0x04, n)) for n in range(1, 5))
"""DLE EOT 1 to 4: printer, causes of being off-line, errors, paper. Answered at once, also off-line."""
WATCH = b"\x1da\x0f"
"""GS a: tell by yourself when anything changes. Forgotten with the power."""
CLEAR = bytes.fromhex("10 14 08 01 03 14 01 06 02 08")
"""DLE DC4 8: forget what is in the buffers. Obeyed at once."""
STATUS_FENCE = b"\x1dr\x01"
"""GS r 1: answered when everything before it was worked off."""
