"""Invented deliveries in the shapes that press databases give them."""

from pathlib import Path

from bot.articles.article import Article
from bot.articles.findings import Rejection
from bot.reading.reader import read

HARBOUR = "The harbour opened again on Wednesday after three days of storm."
FERRIES = "Two ferries left before noon."
STORM = "The storm moved on to the north."


def list_articles(folder: Path, name: str, text: str | bytes) -> list[Article]:
    """Write a file and return its articles, none of which may be rejected."""
    findings = _read(folder, name, text)
    assert not [item for item in findings if isinstance(item, Rejection)], findings
    return [item for item in findings if isinstance(item, Article)]


def list_rejections(folder: Path, name: str, text: str | bytes) -> list[Rejection]:
    """Write a file and return what was rejected of it."""
    return [item for item in _read(folder, name, text) if isinstance(item, Rejection)]


def _read(folder: Path, name: str, text: str | bytes) -> list[object]:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return list(read(path))
