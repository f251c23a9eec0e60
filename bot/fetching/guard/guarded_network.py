"""Guarded network: connections to addresses that were looked at, and to no other.

The rule stands where a connection is opened, so that no redirect and no second answer of a name
server goes around it: the address that was checked is the one that is connected to.
"""

import socket
from collections.abc import Awaitable, Callable, Iterable, Sequence
from ipaddress import ip_address
from itertools import chain, zip_longest

import httpcore

from bot.fetching.fetch_errors import FetchError, FetchFailure
from bot.fetching.guard.address_rules import IPAddress, is_allowed
from bot.fetching.guard.bounded_stream import BoundedStream
from bot.fetching.guard.destination_rules import forbid_host, read_literal

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]

_CONNECT_SECONDS = 6.0  # to one address of a host
_MOST_ADDRESSES = 4
_NO_NAME = frozenset((socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)))


class GuardedNetwork(httpcore.AsyncNetworkBackend):
    """Open connections to the allowed addresses of hosts.

    A host with a single address that is not allowed is refused, whatever its others are: no site
    has such, but somebody who tries which of them is taken.
    """

    def __init__(self, resolve: Resolve, *, allows_private: bool) -> None:
        self._resolve = resolve
        self._allows_private = allows_private
        self._network = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to the first address of the host that answers; raise FetchError."""
        addresses = await self._find_addresses(host, port)
        seconds = min(timeout or _CONNECT_SECONDS, _CONNECT_SECONDS)
        last_error: Exception = httpcore.ConnectError()
        for address in _take_turns(addresses):
            try:
                stream = await self._network.connect_tcp(
                    str(address), port, seconds, local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                last_error = error
            else:
                return BoundedStream(stream, host)
        raise last_error

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,  # noqa: ASYNC109
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Refuse: a socket of this machine is not on the web."""
        raise forbid_host("a socket")

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await self._network.sleep(seconds)

    async def _find_addresses(self, host: str, port: int) -> list[IPAddress]:
        literal = read_literal(host)
        addresses = [literal] if literal else await self._look_up(host, port)
        if not all(is_allowed(ip, allows_private=self._allows_private) for ip in addresses):
            raise forbid_host(host)
        return addresses

    async def _look_up(self, host: str, port: int) -> list[IPAddress]:
        try:
            answers = await self._resolve(host, port)
        except socket.gaierror as error:
            if error.errno in _NO_NAME:
                raise _no_host(host) from error
            raise httpcore.ConnectError from error
        except OSError as error:
            raise _no_host(host) from error
        try:
            addresses = [ip_address(answer) for answer in answers]
        except ValueError as error:
            raise forbid_host(host) from error
        if not addresses:
            raise _no_host(host)
        return addresses


def _take_turns(addresses: Sequence[IPAddress]) -> list[IPAddress]:
    """Return a few addresses, of both versions by turns, that of the first one first."""
    first = addresses[0].version
    same_version = [address for address in addresses if address.version == first]
    other_version = [address for address in addresses if address.version != first]
    turns = chain.from_iterable(zip_longest(same_version, other_version))
    return [address for address in turns if address is not None][:_MOST_ADDRESSES]


def _no_host(host: str) -> FetchError:
    return FetchError(
        FetchFailure.UNREACHABLE, f"there is no host {host}: check how the address is spelt"
    )
