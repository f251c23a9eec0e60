"""Web addresses: the one spelling of each, and how it is shown.

Credentials in an address are kept, since feeds of paying readers have them, but are sent by the
header for them alone and stand in nothing that is shown.
"""

import re
from dataclasses import dataclass, field
from urllib.parse import quote

from bot.fetching.fetch_errors import FetchError, FetchFailure
from bot.fetching.guard.host_spelling import HostSpellingError, normalize_host

_LONGEST = 8000  # characters
_DEFAULT_PORTS = {"http": 80, "https": 443}
_SAFE = "%/:?@!$&'()*+,;=~[]|"
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_FEED_SCHEME = re.compile(r"feed:(?://)?", re.IGNORECASE)
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):(?![0-9]{1,5}(?:[/?#]|$))", re.IGNORECASE)
_END_OF_AUTHORITY = re.compile(r"[/?#]")
_PORT = re.compile(r"(?P<host>.*?)(?::(?P<port>[0-9]*))?", re.DOTALL)
_BEGINNING = r"((?:[a-z][a-z0-9+.-]*:)?[/\\]{2}|(?:https?|feed):[/\\]*|)"
_USER = re.compile(rf"{_BEGINNING}[^/?#]*@", re.IGNORECASE)
# A password with a slash in it: what stands before it is no port.
_LONG_USER = re.compile(rf"{_BEGINNING}[^/?#@]*:(?![0-9]*[/?#])[^@]*@", re.IGNORECASE)
_SECRET_PARAMETER = re.compile(
    r"([?&;](?:[\w.-]*(?:token|secret|passw(?:or)?d|api[_-]?key|signature)|auth|key|pass|pwd|sig"
    r"|sid|jwt)=)[^&;#\s]+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class WebAddress:
    """A web address in its parts.

    ``host`` is in ASCII, an IPv6 address in brackets; ``target`` is the path with the query;
    ``credentials`` are escaped, as in the address.
    """

    scheme: str
    host: str
    port: int
    target: str
    credentials: str = field(default="", repr=False)

    def __str__(self) -> str:
        """Return all of it, with the credentials."""
        user = f"{self.credentials}@" if self.credentials else ""
        return f"{self.scheme}://{user}{self.authority}{self.target}"

    @property
    def authority(self) -> str:
        """Return the host, with its port where it is not the usual one."""
        is_usual = self.port == _DEFAULT_PORTS[self.scheme]
        return self.host if is_usual else f"{self.host}:{self.port}"

    @property
    def origin(self) -> str:
        """Return the address of its site."""
        return f"{self.scheme}://{self.authority}"

    @property
    def public(self) -> str:
        """Return the address without credentials."""
        return f"{self.origin}{self.target}"


def complete_address(text: str) -> str:
    """Return the address that ``text`` spells; raise FetchError (ADDRESS) where it is none.

    It gets ``https://`` where it has no scheme, and keeps its credentials.
    """
    return str(parse_address(text))


def hide_credentials(address: str) -> str:
    """Return an address, however broken, without user, password and what looks like a key."""
    address = address.strip()[:_LONGEST]
    for pattern in (_LONG_USER, _USER):
        if match := pattern.match(address):
            address = match[1] + address[match.end() :]
    return _SECRET_PARAMETER.sub(r"\1…", address)


def has_scheme(text: str) -> bool:
    """Tell whether an address says by itself that it is one of http or https."""
    return bool(re.match(r"(?:feed:)?https?:", text.strip(), re.IGNORECASE))


def parse_address(text: str) -> WebAddress:
    """Return the parts of an address as browsers see them; raise FetchError (ADDRESS)."""
    text = text.strip()
    if len(text) > _LONGEST or _CONTROL.search(text):
        raise _no_address()
    scheme, body = _split_scheme(text)
    end = _END_OF_AUTHORITY.search(body)
    authority, tail = (body[: end.start()], body[end.start() :]) if end else (body, "")
    credentials, _, place = authority.rpartition("@")
    match = _PORT.fullmatch(place)
    # What browsers take for a slash ends the host there, and not elsewhere.
    if "\\" in authority or match is None:
        raise _no_address()
    try:
        host = normalize_host(match["host"])
    except HostSpellingError as error:
        raise _no_address() from error
    port = int(match["port"][:6]) if match["port"] else _DEFAULT_PORTS[scheme]
    if port > 65535:
        raise _no_address()
    return WebAddress(
        scheme, host, port, _normalize_target(tail), _escape(credentials, "%:!$&'()*+,;=~")
    )


def _split_scheme(text: str) -> tuple[str, str]:
    """Return the scheme, and what follows its slashes."""
    text = _FEED_SCHEME.sub("", text, count=1) if _FEED_SCHEME.match(text) else text
    match = _SCHEME.match(text)
    if match:
        scheme = match[1].lower()
        if scheme not in _DEFAULT_PORTS or not text.startswith("//", match.end()):
            raise _no_address()
        return scheme, text[match.end() + 2 :]
    body = text.removeprefix("//")
    host = _END_OF_AUTHORITY.split(body, maxsplit=1)[0]
    if " " in body or not re.search(r"[.。．｡:]|^localhost$", host, re.IGNORECASE):
        raise _no_address()  # words
    return "https", body


def _normalize_target(tail: str) -> str:
    path, mark, query = tail.partition("#")[0].partition("?")
    segments: list[str] = []
    names = path.split("/")[1:]
    for place, name in enumerate(names):
        dots = re.sub("%2e", ".", name, flags=re.IGNORECASE)
        is_last = place == len(names) - 1
        if dots == "..":
            del segments[-1:]
        elif dots != ".":
            segments.append(name)
        if dots in (".", "..") and is_last:
            segments.append("")
    return "/" + _escape("/".join(segments), _SAFE) + mark + _escape(query, _SAFE)


def _escape(text: str, safe: str) -> str:
    return quote(text, safe=safe, errors="replace")


def _no_address() -> FetchError:
    return FetchError(
        FetchFailure.ADDRESS,
        "this is not a web address, such as https://example.org/news: check how it is spelt",
    )
