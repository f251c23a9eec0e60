"""Small article files in the shapes that admins hold, each with what is right.

``cases/expected.jsonl`` has an object a file: ``idea`` and ``right`` say in words what it is
about; ``articles`` are what must be read, in order, with ``has`` for text that must be there and
``hasnot`` for text that must not, white space aside; ``refuse`` tells that none may be read.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.articles.article import Article
from bot.reading.reader import read
from tests.paths import READING_CASES

EXPECTED = READING_CASES / "expected.jsonl"
_FIELDS = ("title", "date", "source", "url", "authors")


@dataclass(frozen=True, slots=True)
class ReadingCase:
    """A file, and the articles that must be read from it: none where it is to be refused."""

    file: str
    kind: str
    right: str
    articles: tuple[dict[str, Any], ...]

    def faults(self) -> list[str]:
        """Read the file, and return in words what is wrong."""
        findings = list(read(READING_CASES / self.file))
        articles = [finding for finding in findings if isinstance(finding, Article)]
        reasons = [finding for finding in findings if not isinstance(finding, Article)]
        if len(articles) != len(self.articles):
            return [f"{len(articles)} articles instead of {len(self.articles)}: {reasons}"]
        return [
            fault
            for article, expected in zip(articles, self.articles, strict=True)
            for fault in _compare(article, expected)
        ]


def load_cases() -> Sequence[ReadingCase]:
    """Return all cases, in the order of their file."""
    rows = map(json.loads, EXPECTED.read_text("utf-8").splitlines())
    return [
        ReadingCase(row["file"], row["kind"], row["right"], tuple(row["articles"] or ()))
        for row in rows
    ]


def _compare(article: Article, expected: dict[str, Any]) -> list[str]:
    fields = {
        "title": article.title,
        "date": article.published.isoformat(),
        "source": article.source,
        "url": article.url,
        "authors": list(article.authors),
    }
    faults = [
        f"{name} is {fields[name]!r} instead of {expected[name]!r}"
        for name in _FIELDS
        if expected.get(name) is not None and fields[name] != expected[name]
    ]
    prose = _squeeze(article.text[article.body :])
    faults += [
        f"missing: {words}" for words in expected.get("has", ()) if _squeeze(words) not in prose
    ]
    faults += [
        f"leaked: {words}" for words in expected.get("hasnot", ()) if _squeeze(words) in prose
    ]
    return faults


def _squeeze(text: str) -> str:
    return "".join(text.split())
