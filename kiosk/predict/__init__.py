"""The wait predictor: learns from what happened, event by event, and sees nothing of the future."""

from __future__ import annotations

from kiosk.predict.event_log import EventLogError, Seen, What, parse_log, read_log
from kiosk.predict.predictor import Prediction, Predictor

__all__ = ["EventLogError", "Prediction", "Predictor", "Seen", "What", "parse_log", "read_log"]
