"""HTTP server: tornado's, with limits that no client can push it beyond."""

import asyncio
import errno
import logging
import socket
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass

from tornado.httpserver import HTTPServer
from tornado.iostream import IOStream
from tornado.web import Application

from bot.errors import DatelineError

_CLOSE_SECONDS = 1.0
_BACKLOG = 128


@dataclass(frozen=True, slots=True)
class HttpLimits:
    """What a client may do: sizes in bytes, and the seconds for a request's head and its body.

    The first is also how long a connection may be idle. A connection beyond ``connections`` is
    closed at once: each takes a descriptor, which the bot needs to reach Telegram.
    """

    head: int = 16 * 1024
    body: int = 64 * 1024
    seconds: float = 10.0
    connections: int = 64


class ListenError(DatelineError):
    """Say why nobody can listen at an address, and which setting to change."""

    def __init__(self, host: str, port: int, error: OSError, setting: str) -> None:
        self.host = host
        self.port = port
        address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        reasons = {
            errno.EADDRINUSE: "another program listens there already; choose another port, or "
            "stop that program",
            errno.EACCES: "only root may listen there; choose a port from 1024 to 65535",
            errno.EADDRNOTAVAIL: "this machine has no such address; use 127.0.0.1 or 0.0.0.0",
        }
        unknown = f"it cannot listen there ({error.strerror or error})"
        reason = reasons.get(error.errno or 0, unknown)
        super().__init__(f"{setting}: {address}: {reason}")


@asynccontextmanager
async def serve_http(
    app: Application,
    host: str,
    port: int,
    setting: str,
    limits: HttpLimits | None = None,
    tls: ssl.SSLContext | None = None,
) -> AsyncIterator[int]:
    """Serve inside the block; yield the port, which is a free one where ``port`` is 0.

    ``setting`` is what an error names. Raise ListenError where the address cannot be had.
    """
    # Its warnings quote what strangers send.
    logging.getLogger("tornado").setLevel(logging.ERROR)
    limits = limits or HttpLimits()
    listener = _bind(host, port, setting)
    server = _BoundedServer(
        app,
        ssl_options=tls,
        max_header_size=limits.head,
        max_body_size=limits.body,
        max_buffer_size=limits.head + limits.body,
        idle_connection_timeout=limits.seconds,
        body_timeout=limits.seconds,
    )
    server.limit = limits.connections
    server.add_socket(listener)
    try:
        yield listener.getsockname()[1]
    finally:
        server.stop()
        with suppress(TimeoutError):
            async with asyncio.timeout(_CLOSE_SECONDS):
                await server.close_all_connections()


def check_address(host: str, port: int, setting: str) -> None:
    """Raise ListenError where nobody could listen at an address now."""
    _bind(host, port, setting).close()


def _bind(host: str, port: int, setting: str) -> socket.socket:
    try:
        (family, _, _, _, address), *_ = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        listener = socket.create_server(address, family=family, backlog=_BACKLOG)
    except UnicodeError as error:
        raise ListenError(host, port, OSError(str(error)), setting) from None
    except OSError as error:
        raise ListenError(host, port, error, setting) from None
    listener.setblocking(False)
    return listener


class _BoundedServer(HTTPServer):
    limit = 1
    _count = 0

    def handle_stream(self, stream: IOStream, address: tuple[object, ...]) -> None:
        if self._count >= self.limit:
            stream.close()
            return
        self._count += 1
        super().handle_stream(stream, address)

    def on_close(self, server_conn: object) -> None:
        self._count -= 1
        super().on_close(server_conn)
