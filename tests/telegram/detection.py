"""What Telegram finds by itself in a text, whoever writes it: links, names, tags, commands.

The rules are those of its client library: a host name counts by its top-level domain, a name by
its length, a tag by having a letter.
"""

import re
from collections.abc import Iterator
from itertools import accumulate

from tests.telegram.shapes import Entity, utf16_length
from tests.telegram.top_level_domains import is_top_level

_SHORT_NAMES = {"gif", "nft", "pic", "ufc", "vid"}
_LETTER = r"\w\u200c\xb7\u0d80-\u0dff"
_HASHTAG = re.compile(rf"(?<![{_LETTER}])#(?P<tag>[{_LETTER}]{{1,256}}+)(?:@\w{{3,32}}+)?(?!#)")
_MENTION = re.compile(r"(?<!\w)@(?P<name>[A-Za-z0-9_]{2,32}+)(?!\w)")
_SIMPLE = {
    "bot_command": re.compile(
        r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}+(?:@[A-Za-z0-9_]{3,32}+|(?!@))(?![\w/<>])"
    ),
    "cashtag": re.compile(
        rf"(?<![${_LETTER}])\$(?:1INCH|[A-Z]{{1,8}}+)(?:@[A-Za-z0-9_]{{3,32}}+)?(?![${_LETTER}])"
    ),
    # Only the international form, of which there is no doubt.
    "phone_number": re.compile(r"(?<![\w+])\+\d(?:-?\d){9,14}+(?![\w-])"),
}
# No white space, and of general punctuation only joiners and dashes.
_OUTSIDE = r"\s\u2000-\u200b\u200e\u200f\u2016-\u206f"
_USER = rf"""[^{_OUTSIDE}/\[\]{{}}()'`<>"@«»]"""
_DOMAIN = (
    r"[A-Za-z0-9._~\-\u00c0-\u167f\u1681-\u1fff\u200c\u200d\u2010-\u2015\u2070-\u2fff"
    r"\u3001-\U0010ffff]"
)
_PATH = rf"""[/?#][^{_OUTSIDE}<>"«»]*"""
_ADDRESS = re.compile(
    rf"(?P<user>{_USER}+@)?(?P<domain>{_DOMAIN}+)(?P<port>:\d{{1,5}}(?!\d))?(?P<path>{_PATH})?"
)
_SCHEME = re.compile(r"(?:(?<!\bs)http|https|(?<!\b[st])ftp|tonsite)://\Z", re.IGNORECASE)
_APP_LINK = re.compile(rf"(?:tg|ton|tonsite)://[a-z0-9_-]{{1,253}}(?:{_PATH})?", re.IGNORECASE)
_EMAIL = re.compile(
    r"(?:mailto:)?(?P<address>(?:[a-z0-9_-]{0,26}[.+]){0,10}[a-z0-9_-]{1,35}"
    r"@(?:(?:[a-z0-9][a-z0-9_-]{0,28})?[a-z0-9][.]){1,6}[a-z]{2,8})",
    re.IGNORECASE,
)
_NUMERIC = re.compile(r"(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.|\Z)){4}")
_HIGHEST_PORT = 65535
_LOOSE_ENDS = ".:;,('?!`"
_BRACKETS = {"(": ")", "[": "]", "{": "}"}

Span = tuple[int, int]


def detect_entities(text: str) -> list[Entity]:
    """Return what can be tapped in plain ``text``, in order, none over another."""
    spans = sorted(_spans(text), key=lambda each: (each[1][0], -each[1][1]))
    offsets = [0, *accumulate(map(utf16_length, text))]
    entities: list[Entity] = []
    last = 0
    for kind, (start, end) in spans:
        if start >= last:
            last = end
            length = offsets[end] - offsets[start]
            entities.append({"type": kind, "offset": offsets[start], "length": length})
    return entities


def _spans(text: str) -> Iterator[tuple[str, Span]]:
    for match in _MENTION.finditer(text):
        if len(match["name"]) >= 4 or match["name"].lower() in _SHORT_NAMES:
            yield "mention", match.span()
    for match in _HASHTAG.finditer(text):
        if any(character.isalpha() for character in match["tag"]):
            yield "hashtag", match.span()
    for kind, pattern in _SIMPLE.items():
        for match in pattern.finditer(text):
            yield kind, match.span()
    for match in _APP_LINK.finditer(text):
        start = match.start()
        yield "url", (start, start + len(match.group().rstrip(_LOOSE_ENDS)))
    for match in _ADDRESS.finditer(text):
        if "." in match["domain"]:
            yield from _address(text, match)


def _address(text: str, match: re.Match[str]) -> Iterator[tuple[str, Span]]:
    start = match.start()
    if email := _EMAIL.fullmatch(match.group().rstrip(".")):
        if not text[:start].endswith(("/", "#", "@")):
            yield "email", (start + email.start("address"), start + email.end("address"))
        return
    before = text[:start]
    scheme = _SCHEME.search(before)
    if before.endswith("://") and scheme is None:
        return
    if scheme is None and re.search(r"[\w/#@]\Z", before):
        return
    domain = match["domain"] if match["port"] or match["path"] else match["domain"].rstrip(".")
    if not _is_host(domain, has_scheme=scheme is not None):
        return
    port, path = match["port"] or "", _trim_path(match["path"] or "")
    if int(port[1:] or "0") > _HIGHEST_PORT:
        port = path = ""
    length = len(match["user"] or "") + len(domain) + len(port) + len(path)
    yield "url", (start if scheme is None else scheme.start(), start + length)


def _is_host(domain: str, *, has_scheme: bool) -> bool:
    labels = domain.split(".")
    if len(labels) < 2 or not all(0 < len(label) < 64 for label in labels):
        return False
    if any(label.endswith("-") for label in labels):
        return False
    if _NUMERIC.fullmatch(domain):
        return True
    last = labels[-1]
    if domain.replace(".", "").isdecimal() or len(last) < 2 or "_" in labels[-2]:
        return False
    if last.startswith("xn--"):
        return re.fullmatch(r"xn--[A-Za-z0-9]{2,}", last) is not None
    return not set(last) & {"_", "-"} and (has_scheme or is_top_level(last))


def _trim_path(path: str) -> str:
    """Return ``path`` up to a bracket that it does not open, without what ends a sentence."""
    depth = dict.fromkeys(_BRACKETS.values(), 0)
    end = len(path)
    for position, character in enumerate(path):
        if character in _BRACKETS:
            depth[_BRACKETS[character]] += 1
        elif character in depth:
            depth[character] -= 1
            if depth[character] < 0:
                end = position
                break
    trimmed = path[:end].rstrip(_LOOSE_ENDS)
    return "" if trimmed in {"?", "#"} else trimmed
