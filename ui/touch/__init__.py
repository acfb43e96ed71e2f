"""The touch screen at the door: Qt Quick over the lobby, and the only place that knows Qt."""

# ruff: noqa: F401
# Everything that knows no Qt is imported first: once PySide6 is there, its import hook reads and
# keeps the source of each further module, which costs the start 0.1 s and the process 5 MB.
import config.theme
import kiosk.follower
import kiosk.notify
import printer.facts
import ui.touch.after_hours
import ui.touch.frame
import ui.touch.icons
import ui.touch.reception
import ui.touch.rest
import ui.touch.revisit_words
import ui.touch.sounding
import ui.touch.wording
