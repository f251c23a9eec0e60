"""Exchanger: sends one request and takes its response, without following where it leads."""

import asyncio
import base64
import re
import ssl
from collections.abc import AsyncIterable
from dataclasses import dataclass
from typing import cast
from urllib.parse import unquote, urlsplit

import httpcore

from bot.fetching.exchange.body_decoder import BodyDecoder, too_large
from bot.fetching.exchange.response_errors import explain_failure, explain_status
from bot.fetching.exchange.response_headers import ResponseHeaders
from bot.fetching.fetch_errors import FetchError, FetchFailure
from bot.fetching.fetch_policy import FetchPolicy
from bot.fetching.guard.bounded_stream import BoundedNetwork, BoundedStream
from bot.fetching.guard.guarded_network import GuardedNetwork, Resolve
from bot.fetching.web_address import WebAddress
from bot.system.tls import load_tls_context

REDIRECT_STATUSES = frozenset((301, 302, 303, 307, 308))

_PAGE_STATUSES = frozenset((200, 203))
_CONNECT_SECONDS = 10.0
_FREE_PIECES = 50_000
"""So many parts of a body may be tiny: each costs time, however little is in it."""
_SMALL_PIECE = 256
_LARGE_PIECE = 64 * 1024
_PIECES_IN_A_ROW = 64  # without letting anything else run
_BREAKS = (
    httpcore.NetworkError,
    httpcore.TimeoutException,
    httpcore.ProtocolError,
    httpcore.ProxyError,
    OSError,  # TimeoutError too
)


@dataclass(frozen=True, slots=True)
class RawResponse:
    """A response; only that with a page has content."""

    status: int
    headers: ResponseHeaders
    content: bytes


class Exchanger:
    """Send requests, each on a connection of its own.

    A connection is not used again: the next answer on it could have been sent with the last one.
    """

    def __init__(
        self, policy: FetchPolicy, resolve: Resolve, tls: ssl.SSLContext | None = None
    ) -> None:
        self._user_agent = re.sub(r"[^\x20-\x7e]+", " ", policy.user_agent).strip()
        self._has_proxy = bool(policy.proxy)
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=tls or load_tls_context(),
            proxy=_read_proxy(policy.proxy),
            max_connections=None,
            max_keepalive_connections=0,
            network_backend=BoundedNetwork()
            if policy.proxy
            else GuardedNetwork(resolve, allows_private=policy.allows_private),
        )

    async def aclose(self) -> None:
        """Close all connections."""
        await self._pool.aclose()

    async def exchange(
        self,
        address: WebAddress,
        headers: dict[str, str],
        *,
        seconds: float,
        most_bytes: int,
        is_cut: bool = False,
    ) -> RawResponse:
        """Return a page, a redirect or that nothing has changed; raise FetchError.

        ``is_cut``: a body of more than ``most_bytes`` is cut there instead of refused.
        """
        request = self._build(address, headers)
        try:
            async with asyncio.timeout(seconds):
                return await self._ask(request, address, most_bytes, is_cut)
        except _BREAKS as error:
            raise explain_failure(address.host, error, has_proxy=self._has_proxy) from error

    def _build(self, address: WebAddress, headers: dict[str, str]) -> httpcore.Request:
        fields = {
            "Host": address.authority,
            "User-Agent": self._user_agent,
            "Accept-Encoding": "gzip",
            "Connection": "close",
            **headers,
        }
        if address.credentials:
            fields["Authorization"] = _authorize(address.credentials)
        extensions: dict[str, object] = {"timeout": {"connect": _CONNECT_SECONDS}}
        if address.host.startswith("["):  # a certificate names it without brackets
            extensions["sni_hostname"] = address.host.strip("[]")
        return httpcore.Request(
            "GET",
            httpcore.URL(
                scheme=address.scheme, host=address.host, port=address.port, target=address.target
            ),
            headers=[(k.encode(), v.encode("latin-1", "replace")) for k, v in fields.items() if v],
            extensions=extensions,
        )

    async def _ask(
        self, request: httpcore.Request, address: WebAddress, most_bytes: int, is_cut: bool
    ) -> RawResponse:
        response = await self._pool.handle_async_request(request)
        try:
            headers = ResponseHeaders.read(response.headers)
            if response.status in REDIRECT_STATUSES or response.status == 304:
                return RawResponse(response.status, headers, b"")
            if response.status not in _PAGE_STATUSES:
                raise explain_status(address.host, response.status, headers)
            if not is_cut and (headers.length or 0) > most_bytes:
                raise too_large(most_bytes)
            stream = response.extensions["network_stream"]
            if isinstance(stream, BoundedStream):
                stream.allow_body(2 * most_bytes)  # with what cuts it into chunks
            content = await _read_body(response, headers, most_bytes, is_cut)
            return RawResponse(200, headers, content)
        finally:
            await response.aclose()


async def _read_body(
    response: httpcore.Response, headers: ResponseHeaders, most_bytes: int, is_cut: bool
) -> bytes:
    decoder = BodyDecoder(headers.get("content-encoding"), most_bytes)
    pieces: list[bytes] = []
    size = count = 0
    try:
        async for data in cast(AsyncIterable[bytes], response.stream):
            count += 1
            if count > _FREE_PIECES + size // _SMALL_PIECE:
                raise too_large(most_bytes)
            size += len(data)
            for piece in decoder.decode(data):
                pieces.append(piece)
                if len(piece) >= _LARGE_PIECE or len(pieces) % _PIECES_IN_A_ROW == 0:
                    await asyncio.sleep(0)
        decoder.finish()
    except FetchError as error:
        if not is_cut or error.kind is not FetchFailure.TOO_LARGE:
            raise
    return b"".join(pieces)


def _authorize(credentials: str) -> str:
    user, _, password = credentials.partition(":")
    text = f"{unquote(user)}:{unquote(password)}".encode()
    return f"Basic {base64.b64encode(text).decode('ascii')}"


def _read_proxy(address: str) -> httpcore.Proxy | None:
    if not address:
        return None
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:
        host = port = None
    if not host or parts.scheme not in ("http", "https"):
        raise FetchError(
            FetchFailure.ADDRESS,
            "the proxy's address is wrong: it begins with http:// or https://, and has a host and "
            "a port, as in http://proxy.example.org:3128",
        )
    user = (unquote(parts.username or ""), unquote(parts.password or ""))
    return httpcore.Proxy(
        httpcore.URL(scheme=parts.scheme, host=host, port=port, target="/"),
        auth=user if any(user) else None,
    )
