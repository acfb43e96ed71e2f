"""`python -m ui.cli` is the `kiosk` command."""

import sys

from ui.cli import main

sys.exit(main())
