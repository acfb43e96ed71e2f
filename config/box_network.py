"""How a box has its address: by DHCP, or fixed; as it is typed, and as systemd reads it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import IPv4Interface, ip_address, ip_interface
from typing import Any

FILE = "70-lobby-first-start.network"
"""Before the shipped 80-lobby.network, after whatever a bank lays there by hand."""
_SERVERS_MOST = 3
_LONGEST = 200
_NET_LEAST, _NET_MOST = 1, 30
"""The bits of a net in which there is room for a box and its gateway."""


class WrongNetwork(ValueError):
    """An address that can't be used; `field` is where it was typed, `reason` that in one word."""

    def __init__(self, field: str, reason: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field
        self.reason = reason


@dataclass(frozen=True, slots=True)
class BoxNetwork:
    """A fixed address; an empty one means that the network gives it (DHCP)."""

    address: str = ""
    """With its net, as 192.168.1.20/24."""
    gateway: str = ""
    names: tuple[str, ...] = field(default=())
    """Name servers."""
    clocks: tuple[str, ...] = field(default=())
    """Time servers of the bank, by number."""

    @property
    def is_fixed(self) -> bool:
        return bool(self.address)


def network_of(said: Mapping[str, Any]) -> BoxNetwork:
    """What was typed, checked; WrongNetwork with the first thing that is wrong."""
    address = _text(said, "address")
    clocks = _servers(said, "clocks")
    if not address:
        return BoxNetwork(clocks=clocks)
    own = _own(address)
    gateway = _text(said, "gateway")
    if gateway:
        _gateway(gateway, own)
    return BoxNetwork(str(own), gateway, _servers(said, "names"), clocks)


def networkd(network: BoxNetwork) -> str:
    """The file for systemd-networkd; nothing where the shipped one says it all."""
    if not network.is_fixed:
        return ""
    lines = ["# Written at first start.", "[Match]", "Type=ether", "", "[Network]", "LinkLocalAddressing=no"]
    lines.append(f"Address={network.address}")
    lines += [f"Gateway={network.gateway}"] if network.gateway else []
    lines += [f"DNS={server}" for server in network.names]
    return "\n".join([*lines, ""])


def timesyncd(network: BoxNetwork) -> str:
    """The file for systemd-timesyncd; nothing where the network says whom to ask."""
    if not network.clocks:
        return ""
    return "\n".join(["# Written at first start.", "[Time]", f"NTP={' '.join(network.clocks)}", ""])


def _own(address: str) -> IPv4Interface:
    bound = "write it with its net, as 192.168.1.20/24"
    try:
        own = ip_interface(address)
    except ValueError:
        raise WrongNetwork("address", "address", f"{address!r} is no address: {bound}.") from None
    if not isinstance(own, IPv4Interface) or "/" not in address:
        raise WrongNetwork("address", "address", f"{address!r} is no address of a box: {bound}.")
    if not _NET_LEAST <= own.network.prefixlen <= _NET_MOST:
        raise WrongNetwork("address", "address", f"{address!r} is no address of a box: {bound}.")
    ends = {own.network.network_address, own.network.broadcast_address}
    if own.ip in ends or own.ip.is_loopback or own.ip.is_multicast or own.ip.is_unspecified:
        raise WrongNetwork("address", "address", f"{address} is no address that a box can have: {bound}.")
    return own


def _gateway(gateway: str, own: IPv4Interface) -> None:
    try:
        inside = ip_address(gateway) in own.network and ip_address(gateway) != own.ip
    except ValueError:
        inside = False
    if not inside:
        sentence = f"The gateway {gateway!r} must be another address in {own.network}."
        raise WrongNetwork("gateway", "gateway", sentence)


def _servers(said: Mapping[str, Any], name: str) -> tuple[str, ...]:
    servers = tuple(_text(said, name).replace(",", " ").split())
    for server in servers:
        # One that is bound to a plug (fe80::1%eth0) means nothing in these files.
        if "%" in server or not _is_address(server):
            raise WrongNetwork(name, "server", f"{server!r} is no address in numbers.")
    if len(servers) > _SERVERS_MOST:
        raise WrongNetwork(name, "server", f"At most {_SERVERS_MOST} servers are asked.")
    return servers


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


def _text(said: Mapping[str, Any], name: str) -> str:
    value = said.get(name, "")
    if not isinstance(value, str) or len(value) > _LONGEST:
        raise WrongNetwork(name, "address", f"{name} must be a text.")
    return value.strip()
