"""Destination rules: which hosts and ports may be asked, before any name is looked up.

What a name leads to is checked where the connection is made. These rules also hold where a proxy
looks names up, which then has to keep the bot out of its own network.
"""

from ipaddress import IPv4Address, IPv6Address

from bot.fetching.fetch_errors import FetchError, FetchFailure
from bot.fetching.guard.address_rules import IPAddress, is_allowed
from bot.fetching.web_address import WebAddress

# Names that are only ever of the machine itself or of a network's own (RFC 6761, 6762, 8375, ...).
_OWN_SUFFIXES = frozenset(
    "localhost local localdomain internal intranet lan home corp private home.arpa".split()
)
# What browsers refuse ("bad port" in the Fetch Standard): services that take a request of the web
# for commands of their own.
_CLOSED_PORTS = frozenset(
    map(
        int,
        "0 1 7 9 11 13 15 17 19 20 21 22 23 25 37 42 43 53 69 77 79 87 95 101 102 103 104 109 110"
        " 111 113 115 117 119 123 135 137 139 143 161 179 389 427 465 512 513 514 515 526 530 531"
        " 532 540 548 554 556 563 587 601 636 989 990 993 995 1719 1720 1723 2049 3659 4045 4190"
        " 5060 5061 6000 6379 6566 6665 6666 6667 6668 6669 6679 6697 10080 11211".split(),
    )
)  # and Redis and Memcached


def check_destination(address: WebAddress, *, allows_private: bool) -> None:
    """Raise FetchError (FORBIDDEN) where a host is not on the public web, or a port not for it."""
    if address.port in _CLOSED_PORTS:
        message = f"port {address.port} is not for web pages: check the address"
        raise FetchError(FetchFailure.FORBIDDEN, message)
    literal = read_literal(address.host)
    if literal is not None:
        is_open = is_allowed(literal, allows_private=allows_private)
    else:
        is_open = allows_private or not _is_own_name(address.host)
    if not is_open:
        raise forbid_host(address.host)


def forbid_host(host: str) -> FetchError:
    """Return the error for a host that is not on the public web."""
    return FetchError(
        FetchFailure.FORBIDDEN, f"{host} is not on the public web: only public pages are fetched"
    )


def read_literal(host: str) -> IPAddress | None:
    """Return the IP address that a normalized host is, or None where it is a name."""
    if host.startswith("["):
        return IPv6Address(host[1:-1])
    try:
        return IPv4Address(host)
    except ValueError:
        return None


def _is_own_name(host: str) -> bool:
    labels = host.split(".")
    if len(labels) == 1:  # a machine of the network, or a word
        return True
    return labels[-1] in _OWN_SUFFIXES or ".".join(labels[-2:]) in _OWN_SUFFIXES
