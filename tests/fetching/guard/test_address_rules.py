from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.fetching.guard.address_rules import is_allowed, is_public

PUBLIC = "1.1.1.1 8.8.8.8 93.184.215.14 172.15.0.1 172.32.0.1 100.128.0.1 192.169.0.1 223.255.255.1"
PUBLIC_6 = "2606:4700:4700::1111 2a00:1450:4001::200e 64:ff9b::808:808"
OWN = (
    "127.0.0.1 127.9.9.9 10.0.0.1 172.16.0.1 172.31.0.1 192.168.0.1 100.64.0.1 ::1 fd00::1 fc00::1"
)
CLOSED = (
    "0.0.0.0 0.1.2.3 169.254.1.1 169.254.169.254 168.63.129.16 100.100.100.200 192.0.0.1 192.0.2.1"
    " 192.88.99.1 198.18.0.1 198.19.255.255 198.51.100.1 203.0.113.1 224.0.0.1 239.1.1.1 240.0.0.1"
    " 255.255.255.255 :: ::2 ::7f00:1 ::ffff:8.8.8.8 ::ffff:10.0.0.1 ::ffff:0:8.8.8.8"
    " 64:ff9b::a00:1 64:ff9b::7f00:1 64:ff9b::a9fe:a9fe 64:ff9b:1::808:808 100::1"
    " 2001::1 2001:db8::1 2001:10::1"
    " 2001:20::1 2002:808:808::1 3fff::1 5f00::1 fe80::1 fe80::1%1 2606:4700::1%1 fec0::1 ff02::1"
    " ff0e::1 fd00:ec2::254 2606:4700:1:2:0:5efe:a00:1 2606:4700:1:2:200:5efe:a00:1 4000::1 e000::1"
)


@pytest.mark.parametrize("text", (PUBLIC + " " + PUBLIC_6).split())
def test_the_public_internet_is_open(text: str) -> None:
    assert is_allowed(ip_address(text), allows_private=False)


@pytest.mark.parametrize("text", OWN.split())
def test_a_network_of_ones_own_is_open_where_that_is_allowed(text: str) -> None:
    assert is_allowed(ip_address(text), allows_private=True)
    assert not is_allowed(ip_address(text), allows_private=False)


@pytest.mark.parametrize("text", CLOSED.split())
def test_all_else_is_closed(text: str) -> None:
    assert not is_allowed(ip_address(text), allows_private=False)
    assert not is_allowed(ip_address(text), allows_private=True)


@given(st.ip_addresses(v=4))
def test_what_python_calls_private_is_not_public(address: IPv4Address) -> None:
    if address.is_private or address.is_multicast or address.is_reserved:
        assert not is_public(address)


@given(st.ip_addresses(v=6))
def test_no_ipv6_address_that_python_calls_private_is_public(address: IPv6Address) -> None:
    if not address.is_global or address.is_multicast or address.ipv4_mapped or address.sixtofour:
        assert not is_public(address)


@given(st.integers(0, 2**32 - 1))
def test_an_ipv4_address_in_ipv6_is_open_only_behind_a_translator_for_public_ones(n: int) -> None:
    inner = IPv4Address(n)
    assert is_public(IPv6Address((0x64FF9B << 96) + n)) == is_public(inner)
    for outer in (f"::ffff:{inner}", f"::{inner}", f"::ffff:0:{inner}", f"64:ff9b:1::{inner}"):
        assert not is_public(IPv6Address(outer))
    assert not is_public(IPv6Address((0x2002 << 112) + (n << 80) + 1))
