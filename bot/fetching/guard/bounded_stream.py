"""Bounded streams: connections on which only so much may come."""

import ssl
from collections.abc import Iterable
from typing import Any

import httpcore

from bot.fetching.fetch_errors import FetchError, FetchFailure

_MOST_HEADER_BYTES = 128 * 1024
"""All that may come before a body; the library bounds a head, but not how many precede it."""

# What is hostile is parsed for long; between two parts of it, others have their turn.
_HEADER_PART = 4 * 1024
_BODY_PART = 16 * 1024


class BoundedStream(httpcore.AsyncNetworkStream):
    """Pass on what comes until it is more than was allowed."""

    def __init__(self, stream: httpcore.AsyncNetworkStream, host: str) -> None:
        self._stream = stream
        self._host = host
        self._allowance = _MOST_HEADER_BYTES
        self._part = _HEADER_PART

    def allow_body(self, size: int) -> None:
        """Let so many more bytes come."""
        self._allowance += size
        self._part = _BODY_PART

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109
        """Return what came; raise FetchError where it is too much."""
        data = await self._stream.read(min(max_bytes, self._part), timeout)
        self._allowance -= len(data)
        if self._allowance < 0:
            raise FetchError(
                FetchFailure.TOO_LARGE, f"what {self._host} sends around the page is too large"
            )
        return data

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109
        """Send all of it."""
        await self._stream.write(buffer, timeout)

    async def aclose(self) -> None:
        """Close the connection."""
        await self._stream.aclose()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ASYNC109
    ) -> httpcore.AsyncNetworkStream:
        """Return the same connection, encrypted and bounded."""
        stream = await self._stream.start_tls(ssl_context, server_hostname, timeout)
        return BoundedStream(stream, self._host)

    def get_extra_info(self, info: str) -> Any:
        """Return what the connection says of itself."""
        return self._stream.get_extra_info(info)


class BoundedNetwork(httpcore.AnyIOBackend):
    """Open bounded connections to wherever the operator wants: to a proxy."""

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to the proxy."""
        stream = await super().connect_tcp(host, port, timeout, local_address, socket_options)
        return BoundedStream(stream, host)
