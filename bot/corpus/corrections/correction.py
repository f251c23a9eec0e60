"""ArticleCorrection: what an admin put right of one article, and by what the article is known."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bot.articles.article import Article
from bot.reading.dates.parse import Published, parse_published


@dataclass(frozen=True, slots=True)
class PlaceInFile:
    """By what an article without an id or an address is known when its text changes.

    ``title`` and ``published`` are those that the file gives, ``file`` is its path in its folder.
    """

    file: str
    title: str
    published: date

    def to_json(self) -> dict[str, str]:
        """Return the same as values that JSON knows."""
        return {"file": self.file, "title": self.title, "published": self.published.isoformat()}

    @classmethod
    def from_json(cls, values: Mapping[str, str]) -> "PlaceInFile":
        """Return what ``to_json`` was given; raise ArticleError for a date that is none."""
        return cls(values["file"], values["title"], parse_published(values["published"]).day)


@dataclass(frozen=True, slots=True)
class ArticleCorrection:
    """What is put right of an article; None stays as the file has it.

    The article has the id ``article`` or, where that changes with its text, the address ``url``
    or a ``place``.
    """

    article: str
    url: str = ""
    place: PlaceInFile | None = None
    title: str | None = None
    published: Published | None = None
    source: str | None = None
    language: str | None = None
    is_hidden: bool = False

    @property
    def changes_fields(self) -> bool:
        """Tell whether a field of the article is another than in the file."""
        fields = (self.title, self.published, self.source, self.language)
        return any(field is not None for field in fields)

    @property
    def is_empty(self) -> bool:
        """Tell whether it corrects nothing."""
        return not self.changes_fields and not self.is_hidden

    def reset(self) -> "ArticleCorrection":
        """Return the same without its fields; a hidden article stays hidden."""
        return replace(self, title=None, published=None, source=None, language=None)

    def apply(self, article: Article) -> Article:
        """Return the article as it is corrected: with the same id and the same text."""
        published, instant = article.published, article.instant
        if self.published is not None:
            is_same_day = self.published.day == published
            instant = self.published.instant or (instant if is_same_day else None)
            published = self.published.day
        return replace(
            article,
            published=published,
            instant=instant,
            title=article.title if self.title is None else self.title,
            source=article.source if self.source is None else self.source,
            language=article.language if self.language is None else self.language,
        )

    def to_json(self) -> dict[str, Any]:
        """Return what it says, under the names that the file of corrections has."""
        published = self.published and (self.published.instant or self.published.day).isoformat()
        values = {
            "article": self.article or None,
            "url": self.url or None,
            "in": self.place and self.place.to_json(),
            "published": published,
            "title": self.title,
            "source": self.source,
            "language": self.language,
            "hidden": self.is_hidden or None,
        }
        return {name: value for name, value in values.items() if value is not None}

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> "ArticleCorrection":
        """Return what ``to_json`` was given; raise ArticleError for a date that is none."""
        place, published = values.get("in"), values.get("published")
        return cls(
            values.get("article", ""),
            values.get("url", ""),
            place
            and PlaceInFile(**{**place, "published": parse_published(place["published"]).day}),
            values.get("title"),
            None if published is None else parse_published(published),
            values.get("source"),
            values.get("language"),
            bool(values.get("hidden")),
        )


def describe_changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    """Return in a line what differs between two corrections, as ``to_json`` has them."""
    parts = [
        f"{name} {_quote(name, new[name])}" if name in new else f"{name} as in the file"
        for name in ("published", "title", "source", "language")
        if old.get(name) != new.get(name)
    ]
    if bool(old.get("hidden")) != bool(new.get("hidden")):
        parts.append("hidden" if new.get("hidden") else "no longer hidden")
    return ", ".join(parts)


def _quote(name: str, value: str) -> str:
    return value if name == "published" else repr(value)
