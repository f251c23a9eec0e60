"""Address rules: which IP addresses are on the public internet.

Networks are listed by themselves too, since what ``is_global`` says changes with the version of
Python. Sources: IANA's registries of special-purpose addresses for IPv4 and IPv6.
"""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

IPAddress = IPv4Address | IPv6Address

# Where clouds tell a machine its secrets. 168.63.129.16 is a public address, but only on paper.
_METADATA = frozenset(
    (
        IPv4Address("169.254.169.254"),
        IPv4Address("169.254.170.2"),
        IPv4Address("168.63.129.16"),
        IPv4Address("100.100.100.200"),
        IPv4Address("192.0.0.192"),
        IPv6Address("fd00:ec2::254"),
        IPv6Address("fd20:ce::254"),
    )
)
_OWN_IPV4 = tuple(
    map(
        IPv4Network,
        ("10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"),
    )
)
_CLOSED_IPV4 = _OWN_IPV4 + tuple(
    map(
        IPv4Network,
        (
            "0.0.0.0/8",  # "this host": Linux connects to the loopback
            "169.254.0.0/16",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.31.196.0/24",
            "192.52.193.0/24",
            "192.88.99.0/24",
            "192.175.48.0/24",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4",
        ),
    )
)
_OWN_IPV6 = (IPv6Network("::1/128"), IPv6Network("fc00::/7"))
_OPEN_IPV6 = IPv6Network("2000::/3")
"""All that is routed; mapped, compatible, local and multicast addresses are outside of it."""
_CLOSED_IPV6 = tuple(
    map(
        IPv6Network,
        (
            "2001::/23",  # Teredo and other protocols
            "2001:db8::/32",
            "2002::/16",  # 6to4: it holds an IPv4 address
            "2620:4f:8000::/48",
            "3fff::/20",
        ),
    )
)
_NAT64 = IPv6Network("64:ff9b::/96")
_ISATAP = frozenset((0x00005EFE, 0x02005EFE))


def is_allowed(address: IPAddress, *, allows_private: bool) -> bool:
    """Tell whether an address may be connected to.

    ``allows_private`` adds a network's own addresses and the loopback; never link-local ones,
    where clouds keep secrets.
    """
    if address in _METADATA:
        return False
    return is_public(address) or (allows_private and _is_own(address))


def is_public(address: IPAddress) -> bool:
    """Tell whether an address is one of the public internet."""
    if address in _METADATA or not address.is_global or address.is_multicast:
        return False
    if isinstance(address, IPv4Address):
        return not any(address in network for network in _CLOSED_IPV4)
    if address in _NAT64:  # networks without IPv4 reach every IPv4 site so
        return is_public(IPv4Address(int(address) & 0xFFFFFFFF))
    if address.scope_id is not None or (int(address) >> 32) & 0xFFFFFFFF in _ISATAP:
        return False
    return address in _OPEN_IPV6 and not any(address in network for network in _CLOSED_IPV6)


def _is_own(address: IPAddress) -> bool:
    if isinstance(address, IPv4Address):
        return any(address in network for network in _OWN_IPV4)
    return address.scope_id is None and any(address in network for network in _OWN_IPV6)
