"""The wait predictor: learns from what happened, event by event, and sees nothing of the future."""

from __future__ import annotations

from kiosk.predict.predictor import Prediction, Predictor
from kiosk.predict.seen import Seen, What

__all__ = ["Prediction", "Predictor", "Seen", "What"]
