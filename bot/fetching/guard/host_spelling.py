"""Host spelling: the one form of a host, as browsers find it (WHATWG URL Standard, "host parsing").

Many spellings lead to one host, such as 127.0.0.1, 0x7f.1, 2130706433 and ①②⑦.0.0.1. Rules on
hosts are only worth something where all of these are one.
"""

import re
from ipaddress import IPv4Address, IPv6Address
from urllib.parse import unquote

import idna

_LONGEST = 1000  # characters as written
_LONGEST_NAME = 253
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
_OCTAL = re.compile(r"0[0-7]+")


class HostSpellingError(ValueError):
    """It is no host."""


def normalize_host(text: str) -> str:
    """Return a host name in small ASCII letters, a dotted IPv4 address, or an IPv6 one in brackets.

    Raises HostSpellingError.
    """
    if len(text) > _LONGEST:
        raise HostSpellingError
    if text.startswith("["):
        return _normalize_ipv6(text)
    name = _to_ascii(_unescape(text)).removesuffix(".")
    labels = name.split(".")
    if _NUMBER.fullmatch(labels[-1]):
        return _normalize_ipv4(labels)
    if len(name) > _LONGEST_NAME or not all(map(_LABEL.fullmatch, labels)):
        raise HostSpellingError
    return name


def _unescape(text: str) -> str:
    try:
        return unquote(text, errors="strict")
    except UnicodeDecodeError as error:
        raise HostSpellingError from error


def _to_ascii(name: str) -> str:
    if name.isascii():
        return name.lower()
    try:
        return idna.encode(name, uts46=True).decode("ascii").lower()
    except UnicodeError as error:
        raise HostSpellingError from error


def _normalize_ipv6(text: str) -> str:
    # No zone: it names an interface of this machine.
    if not text.endswith("]") or "%" in text or not text.isascii():
        raise HostSpellingError
    try:
        return f"[{IPv6Address(text[1:-1])}]"
    except ValueError as error:
        raise HostSpellingError from error


def _normalize_ipv4(labels: list[str]) -> str:
    """Read an address of one to four numbers, of which the last fills the bytes that are left."""
    *heads, tail = map(_read_number, labels)
    if len(heads) > 3 or any(number > 255 for number in heads):
        raise HostSpellingError
    if tail >= 256 ** (4 - len(heads)):
        raise HostSpellingError
    return str(IPv4Address(tail + sum(n << 8 * (3 - place) for place, n in enumerate(heads))))


def _read_number(text: str) -> int:
    if not _NUMBER.fullmatch(text) or len(text) > 40:
        raise HostSpellingError
    if text.startswith("0x"):
        return int(text[2:] or "0", 16)
    if len(text) > 1 and text.startswith("0"):
        if not _OCTAL.fullmatch(text):
            raise HostSpellingError
        return int(text, 8)
    return int(text)
