"""Web addresses: the host and the path of one, and what it is relative to, however broken."""

from urllib.parse import SplitResult, urljoin, urlsplit

_SCHEMES = ("http", "https")
_EMPTY_PARTS = SplitResult("", "", "", "", "")


def read_host(url: str) -> str:
    """Return the host of a web address without ``www.``, or nothing where it is none."""
    parts = _split(url)
    host = parts.hostname if parts.scheme in _SCHEMES else ""
    return "" if not host or len(host.split()) != 1 else host.removeprefix("www.")


def read_path(url: str) -> str:
    """Return the path of an address, or nothing."""
    return _split(url).path


def resolve_address(base: str, address: str) -> str:
    """Return an address that may be relative to another; as it is where that cannot be."""
    address = address.strip()
    try:
        return urljoin(base, address) if address else ""
    except ValueError:
        return address


def _split(url: str) -> SplitResult:
    try:
        return urlsplit(url)
    except ValueError:
        return _EMPTY_PARTS
