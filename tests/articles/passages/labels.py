"""Labelled lines of articles, and how well the rules for boilerplate and headings do on them."""

import gzip
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.articles.article import Article
from bot.articles.passages.boilerplate import Boilerplate, find_boilerplate
from bot.articles.passages.segment import split_passages
from tests.paths import PROJECT

LABELS = PROJECT / "tests" / "articles" / "passages" / "boilerplate.jsonl"
BOILERPLATE = frozenset(Boilerplate)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A line of an article, with the class that a reader gave it and what the rules did."""

    article: str
    offset: int
    label: str
    sample: str
    part: str
    text: str
    kind: Boilerplate | None
    quoted: bool


@dataclass(frozen=True, slots=True)
class Score:
    """Lines left out, how many of them rightly, and how many should have been."""

    left_out: int
    rightly: int
    due: int

    @property
    def precision(self) -> float:
        return self.rightly / max(1, self.left_out)

    @property
    def recall(self) -> float:
        return self.rightly / max(1, self.due)


def read_labelled(folder: Path) -> Iterator[Labelled]:
    """Yield every labelled line, segmented within its whole article."""
    rows = [json.loads(row) for row in LABELS.read_text("utf-8").splitlines()]
    articles = _articles(folder, {row["article"] for row in rows})
    for row in rows:
        article = articles[row["article"]]
        start: int = row["offset"]
        end = article.text.find("\n", start)
        line = article.text[start : end if end >= 0 else None].rstrip()
        spans = [span for passage in split_passages(article) for span in passage.sentences]
        yield Labelled(
            row["article"],
            start,
            row["class"],
            row["sample"],
            row["part"],
            line,
            find_boilerplate(line),
            any(start <= span.start < start + len(line) for span in spans),
        )


def _articles(folder: Path, wanted: set[str]) -> dict[str, Article]:
    found = {}
    with gzip.open(folder / "articles.jsonl.gz", "rt", encoding="utf-8") as rows:
        for record in map(json.loads, rows):
            if record["id"] in wanted:
                found[record["id"]] = Article(
                    id=record["id"],
                    text=record["text"],
                    published=date.fromisoformat(record["published"]),
                    path="",
                    authors=tuple(record["authors"]),
                )
    return found


def score(lines: Iterable[Labelled]) -> Score:
    """Return how well prose is separated from boilerplate and headings; list items do not count."""
    judged = [line for line in lines if line.label != "item"]
    left_out = [line for line in judged if not line.quoted]
    due = sum(line.label != "prose" for line in judged)
    return Score(len(left_out), sum(line.label != "prose" for line in left_out), due)


def score_boilerplate(lines: Iterable[Labelled]) -> Score:
    """Return how well boilerplate is separated from all else, headings and lists included."""
    judged = list(lines)
    marked = [line for line in judged if line.kind]
    due = sum(line.label in BOILERPLATE for line in judged)
    return Score(len(marked), sum(line.label in BOILERPLATE for line in marked), due)
