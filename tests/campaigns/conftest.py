"""The stores that the campaigns run on."""

from __future__ import annotations

from tests.kiosk.conftest import address, cluster

__all__ = ["address", "cluster"]
