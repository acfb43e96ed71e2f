"""A connection that asks nothing, or ever so slowly, is closed."""

from __future__ import annotations

import asyncio

from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

ASK_WITHIN_S = 10.0


class Wire(H11Protocol):
    """One browser's connection."""

    _giving_up: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self._is_asking:
            self._wait()
        else:
            self._stop_waiting()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_waiting()
        super().connection_lost(exc)

    @property
    def _is_asking(self) -> bool:
        """Whether no request is complete yet: there was none, or the one before was answered."""
        cycle: RequestResponseCycle | None = self.cycle
        return cycle is None or cycle.response_complete

    def _wait(self) -> None:
        # Not anew with each byte: whoever sends one now and then would stay for ever.
        if self._giving_up is None:
            self._giving_up = self.loop.call_later(ASK_WITHIN_S, self._give_up)

    def _stop_waiting(self) -> None:
        if self._giving_up is not None:
            self._giving_up.cancel()
            self._giving_up = None

    def _give_up(self) -> None:
        self._giving_up = None
        if self._is_asking and not self.transport.is_closing():
            self.transport.close()
