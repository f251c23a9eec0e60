"""HTTP server: tornado's, with bounds on what a client may send, and how slowly."""

import ssl
from dataclasses import dataclass

from tornado.httpserver import HTTPServer
from tornado.iostream import IOStream
from tornado.netutil import bind_sockets
from tornado.web import Application


@dataclass(frozen=True, slots=True)
class HttpLimits:
    """Bytes of the headers and of the body, seconds for each, and the number of connections.

    The time for the headers is also that for which a connection may wait for its next request.
    """

    headers: int = 16 * 1024
    body: int = 1024 * 1024
    header_seconds: float = 30.0
    body_seconds: float = 20.0
    connections: int = 200


class BoundedHttpServer(HTTPServer):
    """Closes what exceeds the limits; a connection beyond their number is closed at once."""

    # HTTPServer makes its instances through initialize(), to which __init__ passes everything.
    def initialize(  # type: ignore[override]
        self,
        application: Application,
        limits: HttpLimits,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        """Take the application, its limits, and what encrypts its connections, if anything."""
        self._limits = limits
        self._connection_count = 0
        super().initialize(
            application,
            ssl_options=tls,
            max_header_size=limits.headers,
            max_body_size=limits.body,
            max_buffer_size=2 * limits.body,
            idle_connection_timeout=limits.header_seconds,
            body_timeout=limits.body_seconds,
        )

    def open(self, host: str, port: int) -> None:
        """Listen on an address; raise OSError where that is impossible."""
        self.add_sockets(bind_sockets(port, host))

    async def shut(self) -> None:
        """Take no more connections, and close those that there are."""
        self.stop()
        await self.close_all_connections()

    def handle_stream(self, stream: IOStream, address: tuple[str, int]) -> None:
        """Serve a new connection, unless there are too many."""
        if self._connection_count >= self._limits.connections:
            stream.close()
            return
        self._connection_count += 1
        super().handle_stream(stream, address)

    def on_close(self, server_conn: object) -> None:
        """Count a connection that has ended."""
        self._connection_count -= 1
        super().on_close(server_conn)
