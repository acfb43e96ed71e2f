"""The touch screen at the door: Qt Quick over the lobby, and the only place that knows Qt."""

import builtins

# PySide6 puts an import of its own in place of Python's, so that a module may ask it for other names of
# methods. None here does; but with it each module named after Qt has its source read and kept, which
# costs the start 0.1 s and the process 8 MB.
_plain_import = builtins.__import__
import PySide6.QtCore  # noqa: E402, F401 - this is what replaces it

builtins.__import__ = _plain_import
