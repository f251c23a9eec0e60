"""Bot API request: carries the requests to Telegram with aiohttp.

python-telegram-bot's own, with httpx, takes four to eight times the processor time, which was
nearly half of what the bot spent on a question outside of the answer itself.
"""

from io import BytesIO
from typing import Any
from urllib.parse import urlencode, urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
from telegram._utils.defaultvalue import DefaultValue
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.errors import ConfigurationError
from bot.system.tls import load_tls_context

_CONNECT_SECONDS = 5.0
_SLOWEST_UPLOAD = 16 * 1024  # bytes a second
_FORM = "application/x-www-form-urlencoded"

NEVER_SENT = (
    aiohttp.ClientConnectorError,
    aiohttp.ConnectionTimeoutError,
    aiohttp.ClientHttpProxyError,
)
"""The causes of a network error after which it is certain that Telegram got nothing."""


class BotApiRequest(BaseRequest):
    """Make requests to Telegram, at most ``connections`` at once.

    ``read_timeout``: the seconds in which something more of the response has to arrive, once the
    request is sent. Uploads have as long besides as a slow line takes. Waiting for one of the
    connections counts as connecting, so that the write and the pool timeout are not used.

    A proxy is taken from HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY, in either case.
    """

    def __init__(self, read_timeout: float = 20.0, connections: int = 256) -> None:
        self._read_timeout = read_timeout
        self._connections = connections
        self._session: aiohttp.ClientSession | None = None
        self._proxies: dict[tuple[str, str], str | None] = {}

    @property
    def read_timeout(self) -> float:
        """Return the seconds for which a response is waited for, unless a call says otherwise."""
        return self._read_timeout

    async def initialize(self) -> None:
        """Get ready to make requests."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._connections, ssl=load_tls_context()),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
            )

    async def shutdown(self) -> None:
        """Close the connections."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Return the status and the body of the response.

        Raise NetworkError, of which TimedOut is one, with aiohttp's error as its cause; and
        ConfigurationError where the proxy is of a kind that cannot be used.
        """
        if self._session is None:
            raise RuntimeError("the request is not initialized")
        read_seconds = _choose(read_timeout, self._read_timeout)
        timeout = aiohttp.ClientTimeout(
            total=_limit_upload(request_data, read_seconds),
            connect=_choose(connect_timeout, _CONNECT_SECONDS),
            sock_read=read_seconds,
        )
        data, headers = _encode(request_data)
        try:
            async with self._session.request(
                method, url, data=data, headers=headers, timeout=timeout, allow_redirects=False,
                proxy=self._find_proxy(url),
            ) as response:  # fmt: skip
                return response.status, await response.read()
        except TimeoutError as error:
            raise TimedOut from error
        except aiohttp.ClientError as error:
            raise NetworkError(_describe(error)) from error

    def _find_proxy(self, url: str) -> str | None:
        parts = urlsplit(url)
        key = parts.scheme, parts.netloc
        if key not in self._proxies:
            self._proxies[key] = _read_proxy(*key)
        return self._proxies[key]


def _choose(timeout: Any, default: float) -> float | None:
    return default if isinstance(timeout, DefaultValue) else timeout


def _limit_upload(request: RequestData | None, read_seconds: float | None) -> float | None:
    """Return the seconds for all of an upload, since aiohttp waits to send without an end."""
    if request is None or not request.contains_files or read_seconds is None:
        return None
    contents = (content for _, content, _ in request.multipart_data.values())
    size = sum(len(content) for content in contents if isinstance(content, bytes))
    return _CONNECT_SECONDS + read_seconds + size / _SLOWEST_UPLOAD


def _encode(request: RequestData | None) -> tuple[bytes | aiohttp.FormData | None, dict[str, str]]:
    """Return the body of a request, and its headers."""
    if request is None:
        return None, {}
    if not request.contains_files:
        return urlencode(request.json_parameters).encode(), {"Content-Type": _FORM}
    form = aiohttp.FormData(request.json_parameters)
    for field, (name, content, media_type) in request.multipart_data.items():
        # As bytes, a large one would be sent in one go, and hold up everything else meanwhile.
        file = BytesIO(content) if isinstance(content, bytes) else content
        form.add_field(field, file, filename=name, content_type=media_type)
    return form, {}


def _read_proxy(scheme: str, host: str) -> str | None:
    """Return the address of the proxy that the environment names for a host."""
    proxies = getproxies()
    name = scheme if scheme in proxies else "all"
    if name not in proxies or proxy_bypass(host):
        return None
    address = proxies[name] if "://" in proxies[name] else f"http://{proxies[name]}"
    if urlsplit(address).scheme not in ("http", "https"):
        raise ConfigurationError(
            f"{name}_proxy".upper(),
            "Telegram is reached only through a proxy whose address begins with http:// or https://",
            "http://proxy.example.org:3128",
        )
    return address


def _describe(error: aiohttp.ClientError) -> str:
    """Return what went wrong, without the address, which holds the token."""
    name = type(error).__name__
    if isinstance(error, aiohttp.ClientResponseError):
        return f"{name}: {error.status} {error.message}"
    return name if isinstance(error, aiohttp.InvalidURL) else f"{name}: {error}"
