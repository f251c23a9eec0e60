"""Ids of feeds: names of their folders, safe on every disk, made of a title or a host."""

import re
import unicodedata
from collections.abc import Collection

from bot.articles.ignored import is_ignored
from bot.reading.address_hosts import read_host

LONGEST_ID = 60
"""Bytes in UTF-8."""

_FALLBACK = "feed"
# Letters of any script with the marks on them, and digits.
_WORD_CATEGORIES = frozenset("LMN")
_HYPHENS = re.compile(r"-{2,}")
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])", re.IGNORECASE)


def choose_feed_id(title: str, address: str, taken_ids: Collection[str]) -> str:
    """Return an id that no other feed has, in small letters, such as ``the-guardian``."""
    folded_ids = {fold_id(feed_id) for feed_id in taken_ids}
    stem = make_slug(title) or make_slug(read_host(address)) or _FALLBACK
    if _DEVICE.fullmatch(stem) or is_ignored(stem):
        stem = f"{_FALLBACK}-{stem}"
    candidate, number = stem, 2
    while fold_id(candidate) in folded_ids:
        candidate = f"{_cut(stem, LONGEST_ID - len(str(number)) - 1)}-{number}"
        number += 1
    return candidate


def is_safe_id(feed_id: str) -> bool:
    """Tell whether a name can be a folder's: somebody may have written it by hand."""
    return bool(feed_id) and make_slug(feed_id) == feed_id and not _DEVICE.fullmatch(feed_id)


def make_slug(words: str) -> str:
    """Return the letters and digits of a text with hyphens between them; empty without any."""
    text = unicodedata.normalize("NFC", words.casefold())
    characters = (
        char if unicodedata.category(char)[0] in _WORD_CATEGORIES else "-"
        for char in unicodedata.normalize("NFC", text)
    )  # fmt: skip
    return _cut(_HYPHENS.sub("-", "".join(characters)).strip("-"), LONGEST_ID)


def fold_id(feed_id: str) -> str:
    """Return what ids share that are one folder on some disks."""
    return unicodedata.normalize("NFKC", feed_id).casefold()


def _cut(words: str, longest: int) -> str:
    return words.encode()[:longest].decode("utf-8", "ignore").strip("-")
