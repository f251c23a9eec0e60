"""Report: what was understood of some files, what was not, and in which line."""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from bot.articles.article import Article
from bot.articles.findings import Finding, Notice, Rejection
from bot.language.wording import count_noun
from bot.reading.source import escape_unprintable

_SOURCES = 10
_PATHS = 3


@dataclass(frozen=True, slots=True)
class Report:
    """What reading came upon; articles are counted once for every id.

    ``sources`` and ``languages`` have the commonest first; where articles give none it stands
    as "".
    """

    articles: int
    duplicates: int
    first: date | None
    last: date | None
    sources: tuple[tuple[str, int], ...]
    languages: tuple[tuple[str, int], ...]
    remarks: tuple[Notice, ...]
    refusals: tuple[Rejection, ...]

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> "Report":
        """Count what reading yields; of two articles with one id the later counts."""
        read = 0
        articles: dict[str, tuple[date, str, str]] = {}
        remarks: list[Notice] = []
        refusals: list[Rejection] = []
        for finding in findings:
            match finding:
                case Article():
                    read += 1
                    articles[finding.id] = (
                        finding.published, sys.intern(finding.source), sys.intern(finding.language),
                    )  # fmt: skip
                case Notice():
                    remarks.append(finding)
                case Rejection():
                    refusals.append(finding)
        days = [day for day, _, _ in articles.values()]
        return cls(
            articles=len(articles),
            duplicates=read - len(articles),
            first=min(days, default=None),
            last=max(days, default=None),
            sources=_ranked(source for _, source, _ in articles.values()),
            languages=_ranked(language for _, _, language in articles.values()),
            remarks=tuple(remarks),
            refusals=tuple(refusals),
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
                {"path": remark.path, "line": remark.line, "text": remark.text}
                for remark in self.remarks
            ],
            "refusals": [
                {"path": refusal.path, "line": refusal.line, "reason": refusal.reason}
                for refusal in self.refusals
            ],
        }

    def lines(self) -> Iterator[str]:
        """Yield the report line by line, every refusal included."""
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
        yield from self._remark_lines()
        if self.refusals:
            yield f"{len(self.refusals):,} refused:"
        for refusal in self.refusals:
            yield f"  {_place(refusal.path, refusal.line)}: {refusal.reason}"

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
        rest = self.sources[_SOURCES:]
        if rest:
            yield f"  {sum(count for _, count in rest):,}  from {len(rest):,} others"

    def _remark_lines(self) -> Iterator[str]:
        """Yield equal remarks once, with the first files that they are about."""
        places: dict[str, list[str]] = {}
        for remark in self.remarks:
            places.setdefault(remark.text, []).append(_place(remark.path, remark.line))
        for text, paths in places.items():
            yield f"{count_noun('file', len(paths))} {text}:"
            yield from (f"  {path}" for path in paths[:_PATHS])
            if len(paths) > _PATHS:
                yield f"  and {len(paths) - _PATHS:,} more"


def _ranked(names: Iterable[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(names).items(), key=lambda item: (-item[1], item[0])))


def _place(path: str, line: int | None) -> str:
    return path if line is None else f"{path}:{line}"
