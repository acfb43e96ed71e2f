"""The print jobs of a branch, as the process that owns the printer works them."""

from __future__ import annotations

from kiosk import papers
from kiosk.devices import report
from kiosk.papers import PrintOrder
from kiosk.print_job import PrintJob, PrintState
from kiosk.sealing import Seal
from kiosk.site import Site
from kiosk.ticket import Ticket


class PrintQueue:
    """What the devices process asks of the lobby."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._seal = Seal(site)

    def recover(self) -> list[PrintJob]:
        """At start: jobs found on the wire become UNKNOWN."""
        return papers.recover(self._site)

    def next(self) -> PrintOrder | None:
        """The oldest job that still matters."""
        return papers.next_order(self._site)

    def link(self, ticket: Ticket) -> str | None:
        """What the ticket's QR code says; None where the branch has no page for it."""
        return self._seal.link(ticket)

    def mark(self, job_id: int, state: PrintState, detail: str = "") -> None:
        """Note what is known of a job, durably."""
        papers.mark(self._site, job_id, state, detail)

    def report(self, device: str, state: str, detail: str = "") -> None:
        """Note a device's health, if it is news."""
        report(self._site, device, state, detail)
