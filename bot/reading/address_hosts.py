"""Web addresses: the host and the path of one, however broken it is."""

from urllib.parse import SplitResult, urlsplit

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


def _split(url: str) -> SplitResult:
    try:
        return urlsplit(url)
    except ValueError:
        return _EMPTY_PARTS
