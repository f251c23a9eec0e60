"""Read tasks: what a reading process is to do with a file."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any


class ReadKind(StrEnum):
    """What is looked for in a file."""

    ARTICLES = "articles"
    FEED = "feed"
    LINKS = "links"
    """The feeds that a web page links to."""


@dataclass(frozen=True, slots=True)
class ReadTask:
    """A task; ``url`` is where the file was fetched from, empty where it was not.

    ``today`` is the day of what has none, in a feed.
    """

    kind: ReadKind = ReadKind.ARTICLES
    url: str = ""
    today: date = date.min

    def to_json(self) -> dict[str, Any]:
        """Return the same as values that JSON knows."""
        return {"kind": self.kind.value, "url": self.url, "today": self.today.isoformat()}

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> "ReadTask":
        """Return what ``to_json`` was given."""
        return cls(ReadKind(value["kind"]), value["url"], date.fromisoformat(value["today"]))


ARTICLES = ReadTask()
