"""The branch manager's reports: pure figures of visits, rolled up by day, month and year."""

from __future__ import annotations

from kiosk.reports.books import Books, rebuild
from kiosk.reports.report import Report, report

__all__ = ["Books", "Report", "rebuild", "report"]
