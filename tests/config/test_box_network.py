"""The address of a box, as it is typed and as systemd-networkd reads it."""

from __future__ import annotations

import pytest

from config.box_network import WrongNetwork, network_of, networkd, timesyncd


def test_nothing_typed_means_that_the_network_says_it():
    network = network_of({})
    assert (networkd(network), timesyncd(network)) == ("", "")


def test_a_fixed_address_is_written_for_systemd():
    said = {
        "address": " 10.2.3.4/16 ",
        "gateway": "10.2.0.1",
        "names": "10.2.0.2, 10.2.0.3",
        "clocks": "10.2.0.4",
    }
    network = network_of(said)
    assert networkd(network).splitlines()[1:] == [
        *("[Match]", "Type=ether", "", "[Network]", "LinkLocalAddressing=no"),
        *("Address=10.2.3.4/16", "Gateway=10.2.0.1", "DNS=10.2.0.2", "DNS=10.2.0.3"),
    ]
    assert timesyncd(network).endswith("[Time]\nNTP=10.2.0.4\n")


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"address": "10.2.3.4"}, "address"),
        ({"address": "10.2.3.4/33"}, "address"),
        ({"address": "10.2.3.4/32"}, "address"),
        ({"address": "10.2.3.0/24"}, "address"),
        ({"address": "10.2.3.255/24"}, "address"),
        ({"address": "127.0.0.1/8"}, "address"),
        ({"address": "fe80::1/64"}, "address"),
        ({"address": "10.2.3.4/24\nGateway=6.6.6.6"}, "address"),
        ({"address": ["10.2.3.4/24"]}, "address"),
        ({"address": "10.2.3.4/24", "gateway": "10.9.0.1"}, "gateway"),
        ({"address": "10.2.3.4/24", "gateway": "10.2.3.4"}, "gateway"),
        ({"address": "10.2.3.4/24", "gateway": "gateway"}, "gateway"),
        ({"address": "10.2.3.4/24", "names": "ns.bank.example"}, "names"),
        ({"address": "10.2.3.4/24", "names": "1.1.1.1 1.1.1.2 1.1.1.3 1.1.1.4"}, "names"),
        ({"clocks": "10.2.3.4\nFallbackNTP=evil"}, "clocks"),
        ({"clocks": "9" * 201}, "clocks"),
        ({"clocks": "fe80::1%eth0"}, "clocks"),
    ],
)
def test_what_is_no_address_is_refused_and_says_where(said, field):
    with pytest.raises(WrongNetwork) as wrong:
        network_of(said)
    assert wrong.value.field == field
    assert str(wrong.value).endswith(".")
