"""Where the pages of staff, board and customers listen, and how much one customer's phone may ask."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from config.bounds import Between, Length, Pattern

Place = Annotated[str, Pattern(r"[0-9A-Fa-f.:]{2,45}", "an address of this box such as 0.0.0.0, or ::")]
Port = Annotated[int, Between(1, 65_535)]
File = Annotated[str, Pattern(r"(/\S{1,300})?", "a path that begins with /, or empty")]


@dataclass(frozen=True, kw_only=True, slots=True)
class Pages:
    """The three listeners: each an address of its own, so that phones reach nothing of the staff's."""

    staff_address: Place = "0.0.0.0"  # noqa: S104  (tablets come over the branch's network, by https)
    staff_port: Port = 8443
    board_address: Place = "0.0.0.0"  # noqa: S104
    board_port: Port = 8444
    public_address: Place = "0.0.0.0"  # noqa: S104
    public_port: Port = 8445
    certificate: File = ""
    """The bank's own, with its chain, as PEM; empty lets the box make one."""
    key: File = ""
    """The certificate's key, where it is in a file of its own."""
    requests_a_minute: Annotated[int, Between(30, 100_000)] = 600
    """One address may ask so much of the customers' pages."""
    followers_an_address: Annotated[int, Between(1, 300)] = 30
    """So many customers' pages of one address are kept up to date at once."""
    proxies: Annotated[tuple[Place, ...], Length(0, 8, "entries")] = ()
    """Machines in front of the customers' pages whose word is taken for who asks."""
