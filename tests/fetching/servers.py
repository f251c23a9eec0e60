"""Servers on the loopback that answer whatever a test wants, and note who came."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from http import HTTPStatus

from bot.fetching.fetch_policy import FetchPolicy
from bot.fetching.fetcher import Fetcher

USER_AGENT = "Dateline/1.0 (+https://example.org/bot)"
_TLS = b"\x16"
"""What encrypted talk begins with; a server without it hangs up."""
PUBLIC = "93.184.215.14"


@dataclass(frozen=True, slots=True)
class SeenRequest:
    target: str
    headers: Mapping[str, str]


Parts = AsyncIterator[bytes]
Reply = Callable[[SeenRequest], bytes | Parts]


@dataclass(slots=True)
class LoopbackServer:
    """A server, with what it saw."""

    reply: Reply
    port: int = 0
    connections: int = 0
    requests: list[SeenRequest] = field(default_factory=list)

    @property
    def targets(self) -> list[str]:
        return [request.target for request in self.requests]

    def address(self, target: str = "/", host: str = "127.0.0.1", scheme: str = "http") -> str:
        return f"{scheme}://{host}:{self.port}{target}"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            first = await reader.readexactly(1)
            if first == _TLS:
                return
            head = (first + await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
            pairs = (line.split(": ", 1) for line in head[1:] if line)
            headers = {name.lower(): value for name, value in pairs}
            request = SeenRequest(head[0].split(" ")[1], headers)
            self.requests.append(request)
            reply = self.reply(request)
            if isinstance(reply, bytes):
                writer.write(reply)
                await writer.drain()
            else:
                async for part in reply:
                    writer.write(part)
                    await writer.drain()
        except (OSError, asyncio.IncompleteReadError):
            pass  # the client went away
        finally:
            writer.close()


@asynccontextmanager
async def open_server(
    reply: Reply, *, host: str = "127.0.0.1", port: int = 0, tls: ssl.SSLContext | None = None
) -> AsyncIterator[LoopbackServer]:
    """Serve until the end of the block."""
    seen = LoopbackServer(reply)
    tasks: set[asyncio.Task[None]] = set()

    def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.get_running_loop().create_task(seen.serve(reader, writer))
        tasks.add(task)
        task.add_done_callback(tasks.discard)

    server = await asyncio.start_server(accept, host, port, ssl=tls)
    seen.port = server.sockets[0].getsockname()[1]
    try:
        yield seen
    finally:
        server.close()
        for task in list(tasks):
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def respond(body: bytes | str = b"", status: int = 200, **headers: str) -> bytes:
    """Return a response; the names of headers have underscores for hyphens."""
    data = body.encode() if isinstance(body, str) else body
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    fields = {"Content-Type": "text/plain", "Content-Length": str(len(data)), **names}
    lines = [f"HTTP/1.1 {status} {HTTPStatus(status).phrase}"]
    lines += [f"{name}: {value}" for name, value in fields.items() if value]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + data


def redirect(location: str, status: int = 302) -> bytes:
    return respond(b"", status, Location=location)


def resolve_to(*addresses: str) -> Callable[[str, int], "asyncio.Future[Sequence[str]]"]:
    """Return a resolver for which all names have these addresses."""

    async def resolve(host: str, port: int) -> Sequence[str]:
        return addresses

    return resolve  # type: ignore[return-value]


def make_policy(**changes: object) -> FetchPolicy:
    """Return a policy for loopback servers, without pauses."""
    values = {"user_agent": USER_AGENT, "allows_private": True, "pause": 0.0, **changes}
    return FetchPolicy(**values)  # type: ignore[arg-type]


def make_fetcher(**changes: object) -> Fetcher:
    """Return a fetcher for which every name leads to the loopback."""
    return Fetcher(make_policy(**changes), resolve=resolve_to("127.0.0.1"))
