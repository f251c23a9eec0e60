"""What a module offers of its format: what files of it look like, and how they are read."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.articles.findings import Finding
from bot.reading.source import Source


@dataclass(frozen=True, slots=True)
class Format:
    """A format of article files.

    ``name`` is what people call it. ``extensions`` are its files' usual endings, in lower case
    with their dot; ``media_types`` are what servers and mail programs call it.

    ``recognises`` tells by the first characters of a file and its name whether it is of this
    format. ``read`` yields the articles of a file, what was rejected or remarkable, and each file
    that is packed in it, which is read in turn; it raises ArticleError where the rest cannot be
    read.
    """

    name: str
    extensions: tuple[str, ...]
    media_types: tuple[str, ...]
    recognises: Callable[[str, str], bool]
    read: Callable[[Source], Iterator[Finding | Source]]
    package: str = ""
    compound: str = ""


def recognises_nothing(opening: str, name: str) -> bool:
    """Tell nothing: only the parts of a ZIP archive or a compound file show its format."""
    return False
