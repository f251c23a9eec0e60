"""Report: what could be read of some files, what could not, and in which line."""

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from bot.articles.article import Article
from bot.articles.findings import Finding, Notice, Rejection
from bot.localization.english import count_noun
from bot.reading.source import escape_unprintable

_SOURCES = 10
_PATHS = 3

# Notices that go on a sentence about a file; the others are sentences of their own.
_PREDICATE = re.compile(r"(?:dated |not in |in |declared |read as )")


@dataclass(frozen=True, slots=True)
class Report:
    """What reading found; articles with one id are counted once.

    ``sources`` and ``languages`` have the most common first, with "" for articles that give
    none.
    """

    articles: int
    duplicates: int
    first: date | None
    last: date | None
    sources: tuple[tuple[str, int], ...]
    languages: tuple[tuple[str, int], ...]
    notices: tuple[Notice, ...]
    rejections: tuple[Rejection, ...]

    @classmethod
    def from_findings(cls, findings: Iterable[Finding]) -> "Report":
        """Count what reading yields; of two articles with one id the later counts."""
        count = 0
        articles: dict[str, tuple[date, str, str]] = {}
        notices: list[Notice] = []
        rejections: list[Rejection] = []
        for finding in findings:
            match finding:
                case Article():
                    count += 1
                    articles[finding.id] = (
                        finding.published, sys.intern(finding.source), sys.intern(finding.language),
                    )  # fmt: skip
                case Notice():
                    notices.append(finding)
                case Rejection():
                    rejections.append(finding)
        days = [day for day, _, _ in articles.values()]
        return cls(
            articles=len(articles),
            duplicates=count - len(articles),
            first=min(days, default=None),
            last=max(days, default=None),
            sources=_count_names(source for _, source, _ in articles.values()),
            languages=_count_names(language for _, _, language in articles.values()),
            notices=tuple(notices),
            rejections=tuple(rejections),
        )

    def to_json(self) -> dict[str, object]:
        """Return the same as values that JSON knows."""
        return {
            "articles": self.articles,
            "duplicates": self.duplicates,
            "first": self.first.isoformat() if self.first else None,
            "last": self.last.isoformat() if self.last else None,
            "sources": dict(self.sources),
            "languages": dict(self.languages),
            "remarks": [
                {"path": notice.path, "line": notice.line, "text": notice.text}
                for notice in self.notices
            ],
            "refusals": [
                {"path": rejection.path, "line": rejection.line, "reason": rejection.reason}
                for rejection in self.rejections
            ],
        }

    def lines(self) -> Iterator[str]:
        """Yield the report line by line, every rejection included."""
        yield count_noun("article", self.articles) + self._dates()
        if self.duplicates:
            yield f"{count_noun('article', self.duplicates)} more of the same id, counted once"
        if self.sources:
            yield from self._source_lines()
        if any(language for language, _ in self.languages):
            counts = (
                f"{escape_unprintable(name) or '(none given)'} {n:,}" for name, n in self.languages
            )
            yield f"{count_noun('language', len(self.languages))}: {', '.join(counts)}"
        yield from self._notice_lines()
        if self.rejections:
            yield f"{len(self.rejections):,} refused:"
        for rejection in self.rejections:
            yield f"  {_location(rejection.path, rejection.line)}: {rejection.reason}"

    def _dates(self) -> str:
        if self.first is None or self.last is None:
            return ""
        if self.first == self.last:
            return f", published on {self.first}"
        return f", published from {self.first} to {self.last}"

    def _source_lines(self) -> Iterator[str]:
        yield count_noun("source", len(self.sources)) + ":"
        for source, count in self.sources[:_SOURCES]:
            yield f"  {count:,}  {escape_unprintable(source) or '(none given)'}"
        surplus = self.sources[_SOURCES:]
        if surplus:
            yield f"  {sum(count for _, count in surplus):,}  from {len(surplus):,} others"

    def _notice_lines(self) -> Iterator[str]:
        """Yield equal notices once, with the first files that they are about."""
        locations: dict[str, list[str]] = {}
        for notice in self.notices:
            locations.setdefault(notice.text, []).append(_location(notice.path, notice.line))
        for text, paths in locations.items():
            count = count_noun("file", len(paths))
            yield f"{count} {text}:" if _PREDICATE.match(text) else f"{count}: {text}"
            yield from (f"  {path}" for path in paths[:_PATHS])
            if len(paths) > _PATHS:
                yield f"  and {len(paths) - _PATHS:,} more"


def _count_names(names: Iterable[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(names).items(), key=lambda item: (-item[1], item[0])))


def _location(path: str, line: int | None) -> str:
    return path if line is None else f"{path}:{line}"
