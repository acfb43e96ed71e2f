"""One connection to a web server, kept open between requests (HTTP/1.1).

On h11, which the pages' server brings along. A whole client library was measured: a request costs more
than twice as much with it, and it brings three packages more, for cookies, redirects and proxies that
nothing here may use.
"""

from __future__ import annotations

import asyncio
import contextlib
import ssl
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

import h11

_PIECE = 65_536
_ANSWER_MOST = 65_536
_PORTS = {"https": 443, "http": 80}


class WireError(Exception):
    """The line broke before the answer was whole; the sentence says where."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server said, without its words."""

    status: int
    retry_after: str | None
    date: str | None = None


class Wire:
    """One connection; one request at a time."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer
        self._protocol = h11.Connection(h11.CLIENT)

    @property
    def is_open(self) -> bool:
        """Whether another request may go out on it, as far as anybody can tell."""
        # What came beyond the answer would be taken for the next one's.
        spoke_on = bool(self._protocol.trailing_data[0])
        return self._protocol.our_state is h11.IDLE and not spoke_on and not self._reader.at_eof()

    async def is_silent(self) -> bool:
        """Whether nothing came since the last answer: neither its end, nor an answer to nobody's question.

        Servers and proxies say 408 of themselves to a line that was long unused.
        """
        try:
            async with asyncio.timeout(0):
                await self._reader.read(1)
        except TimeoutError:
            return True
        except OSError:
            return False
        return False

    async def post(self, url: SplitResult, headers: dict[str, str], body: bytes) -> Reply:
        """Post once, and hear the answer to its end."""
        sent = {"host": url.netloc, "content-length": str(len(body)), **headers}
        request = h11.Request(method="POST", target=url.path, headers=list(sent.items()))
        try:
            events = (request, h11.Data(body), h11.EndOfMessage())
            self._writer.write(b"".join(self._protocol.send(event) or b"" for event in events))
            await self._writer.drain()
            return await self._reply()
        except h11.RemoteProtocolError as fault:
            raise WireError("what came back is no answer, or only a part of one") from fault
        except OSError as fault:
            raise WireError("the line broke") from fault

    async def _reply(self) -> Reply:
        reply, size = None, 0
        while True:
            event = self._protocol.next_event()
            if event is h11.NEED_DATA:
                self._protocol.receive_data(await self._reader.read(_PIECE))
            elif isinstance(event, h11.Response):
                reply = Reply(event.status_code, _said(event, b"retry-after"), _said(event, b"date"))
            elif isinstance(event, h11.Data):
                size += len(event.data)
            elif not isinstance(event, h11.InformationalResponse):
                break
            if reply and size > _ANSWER_MOST:
                # Whatever else it has to say is not for us, and the line is not used again.
                return reply
        if reply is None:
            raise WireError("the line was closed without an answer")
        if self._protocol.our_state is h11.DONE and self._protocol.their_state is h11.DONE:
            self._protocol.start_next_cycle()
        return reply

    async def close(self) -> None:
        self._writer.close()
        # It may have broken long ago.
        with contextlib.suppress(OSError, ssl.SSLError):
            await self._writer.wait_closed()


async def connect(url: SplitResult, trust: ssl.SSLContext | None) -> Wire:
    """A new connection; `trust` for https."""
    port = url.port or _PORTS[url.scheme]
    try:
        return Wire(*await asyncio.open_connection(url.hostname, port, ssl=trust))
    except ssl.SSLCertVerificationError as fault:
        raise WireError(f"its certificate is not trusted: {fault.verify_message}") from fault
    except OSError as fault:
        raise WireError("no connection") from fault


def place_of(base: str, path: str) -> SplitResult:
    """Where a path lies below a base address."""
    return urlsplit(base.rstrip("/") + path)


def _said(response: h11.Response, header: bytes) -> str | None:
    found = [value for name, value in response.headers if name == header]
    return found[0].decode("latin-1") if found else None
