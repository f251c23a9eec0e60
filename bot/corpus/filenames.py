"""File names: from the name that somebody gave a file to one that is safe in the folder."""

import os
import re
import unicodedata
from collections.abc import Iterator

from bot.articles.ignored import is_ignored

_LONGEST_BYTES = 150
_LONGEST_ENDING = 20
_FALLBACK = "articles"
_ENDING = re.compile(r"(\.(tar|jsonl?|ndjson|csv|tsv|txt|md|xml|html?|mbox|eml|warc))?\.\w{1,8}$")

# What a shell, a Windows share or an old file system takes for something else.
_FOREIGN = re.compile(r'[<>:"|?*\\/]+')


def safe_name(name: str) -> str:
    """Return a file's name without folders, control and direction characters, and not too long.

    Its words and its ending stay: they may have the date of an article.
    """
    last = re.split(r"[\\/]", name)[-1]
    data = os.fsencode(last) if _is_encodable(last) else last.encode("utf-8", "replace")
    text = unicodedata.normalize("NFC", data.decode("utf-8", "replace"))
    plain = "".join(char if _is_plain(char) else " " for char in text)
    words = " ".join(_FOREIGN.sub("-", plain).split()).strip(". ~#$")
    if not words or not any(char.isalnum() for char in words):
        return _FALLBACK
    return _avoid_ignored(_shorten(words))


def number_names(name: str) -> Iterator[str]:
    """Yield a name, and then the same with numbers, for when it is taken."""
    yield name
    stem, ending = _split_ending(name)
    number = 2
    while True:
        yield f"{stem}-{number}{ending}"
        number += 1


def _avoid_ignored(name: str) -> str:
    """Return a name that is not ignored as an editor's copy or a download under way."""
    if not is_ignored(name):
        return name
    stem, dot, ending = name.rpartition(".")
    new_name = f"{stem}-{ending}" if dot else f"{_FALLBACK}-{name}"
    return f"{_FALLBACK}-{name}" if is_ignored(new_name) else new_name


def _shorten(name: str) -> str:
    stem, ending = _split_ending(name)
    if len(ending) > _LONGEST_ENDING:
        stem, ending = name, ""
    beginning = stem.encode()[: _LONGEST_BYTES - len(ending.encode())].decode("utf-8", "ignore")
    return f"{beginning.rstrip()}{ending}"


def _split_ending(name: str) -> tuple[str, str]:
    ending = _ENDING.search(name)
    return (name[: ending.start()], ending.group()) if ending and ending.start() else (name, "")


def _is_plain(char: str) -> bool:
    return unicodedata.category(char)[0] != "C" and char.isprintable()


def _is_encodable(name: str) -> bool:
    try:
        os.fsencode(name)
    except UnicodeEncodeError:
        return False
    return True
