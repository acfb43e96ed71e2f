"""What if: days of a branch under a rule of calling, played with the lobby's own calling functions."""

from __future__ import annotations

from kiosk.simulate.day import Play, play
from kiosk.simulate.people import Person, people_of
from kiosk.simulate.report import Report, simulate
from kiosk.simulate.scenario import Scenario, load_scenario

__all__ = ["Person", "Play", "Report", "Scenario", "load_scenario", "people_of", "play", "simulate"]
