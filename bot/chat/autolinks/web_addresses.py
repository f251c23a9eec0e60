"""Web addresses: hosts, links and e-mail addresses that Telegram finds in a text."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_DOMAINS_FILE = Path(__file__).with_name("top-level-domains.txt")

_LONGEST_LABEL = 63  # bytes

# Beyond ASCII, every character but separators and most punctuation of U+2000 to U+206F.
_DOMAIN_SYMBOL = (
    "[.0-9A-Za-z_~\\-\u00c0-\u167f\u1681-\u1fff\u200c\u200d\u2010-\u2015\u2070-\u2fff"
    "\u3001-\U0010ffff]"
)
_NOT_IN_PATH = '\\x00-\\x20\\xa0\u1680\u3000<>"«»\u2000-\u200b\u200e\u200f\u2016-\u206f'
_PATH_SYMBOL = f"[^{_NOT_IN_PATH}]"
_USER_SYMBOL = re.compile(f"[^{_NOT_IN_PATH}/\\[\\]{{}}()'`@]")

_DOMAIN = re.compile(f"{_DOMAIN_SYMBOL}+")
_PROTOCOL = re.compile(r"(?:https?|ftp|tonsite)://\Z", re.IGNORECASE)
_TAIL = re.compile(rf"(?::[0-9]+)?(?:[/?#]{_PATH_SYMBOL}*)?")
_ENDS_NO_PATH = tuple(".:;,('?!`")
_LONGEST_PROTOCOL = len("tonsite://")

_IN_APP = re.compile(r"(?:tg|ton|tonsite)://[0-9A-Za-z_-]+", re.IGNORECASE)
_EMAIL = re.compile(
    r"(?:[\w-]{0,26}[.+]){0,10}[\w-]{1,35}@(?:(?:[a-z\d][\w-]{0,28})?[a-z\d]\.){1,6}[a-z]{2,8}\Z",
    re.IGNORECASE | re.ASCII,
)
_IPV4 = re.compile(
    r"(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.){3}(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)", re.ASCII
)
_PUNYCODE = re.compile(r"xn--[0-9a-z]{2,}", re.IGNORECASE)


def find_web_addresses(text: str) -> Iterator[tuple[int, int]]:
    """Yield where addresses begin and end."""
    for match in _IN_APP.finditer(text):
        yield match.start(), _find_end(text, match.end())
    last_end = 0
    for match in _DOMAIN.finditer(text):
        start, domain = match.start(), match.group().rstrip(".")
        if "." not in domain or match.end() <= last_end:
            continue
        first = _find_start(text, start, last_end)
        protocol = _PROTOCOL.search(text, max(0, first - _LONGEST_PROTOCOL), first)
        end = start + len(domain)
        if _is_host(domain, has_protocol=bool(protocol)) or _EMAIL.search(text[first:end]):
            last_end = _find_end(text, end)
            yield protocol.start() if protocol else first, last_end


def _find_start(text: str, domain: int, floor: int) -> int:
    """Return where the name of a user before a domain begins, else where the domain does."""
    if not text.endswith("@", floor, domain):
        return domain
    start = domain - 1
    while start > floor and _USER_SYMBOL.match(text, start - 1):
        start -= 1
    return start


def _find_end(text: str, end: int) -> int:
    """Return where the port and the path behind a domain end."""
    match = _TAIL.match(text, end)
    tail = match.group() if match else ""
    while tail.endswith(_ENDS_NO_PATH) or (
        tail.endswith(")") and tail.count("(") < tail.count(")")
    ):
        tail = tail[:-1]
    return end + len(tail)


def _is_host(domain: str, *, has_protocol: bool) -> bool:
    """Tell whether Telegram takes a domain for the name or number of a host."""
    labels = domain.split(".")
    if any(not _is_label(label) for label in labels):
        return False
    if _IPV4.fullmatch(domain):
        return True
    suffix = labels[-1]
    if domain.replace(".", "").isdecimal() or len(suffix) < 2 or "_" in labels[-2]:
        return False
    if suffix.startswith("xn--"):
        return bool(_PUNYCODE.fullmatch(suffix))
    if "_" in suffix or "-" in suffix:
        return False
    return has_protocol or _is_top_level_domain(suffix)


def _is_label(label: str) -> bool:
    return 0 < len(label.encode("utf-8", "replace")) <= _LONGEST_LABEL and label[-1] != "-"


def _is_top_level_domain(suffix: str) -> bool:
    small = suffix.lower()
    # With only its first letter a capital, it is the next sentence's first word.
    is_word = small != suffix and small[1:] == suffix[1:]
    return not is_word and small in _load_top_level_domains()


@cache
def _load_top_level_domains() -> frozenset[str]:
    lines = _DOMAINS_FILE.read_text("utf-8").splitlines()
    return frozenset(" ".join(line for line in lines if not line.startswith("#")).split())
