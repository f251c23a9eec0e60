"""FilteredSnapshot: a snapshot that shows only what a question's operators leave."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import Any, cast

from bot.answers.question.filters.hit_selection import select_hits
from bot.answers.question.filters.operators import Filters
from bot.answers.question.query import Query
from bot.articles.article import Article
from bot.index.protocol import Hit, PassageRef, Snapshot
from bot.index.search_terms import Requirement, SearchTerm
from bot.language.analyzer import Analyzer
from bot.language.languages.lookup import ENGLISH

_PLAIN_WORD = re.compile("[a-z]{4,}")

# A phrase stands in few of the passages that match best: so many times more are read, fewer of
# those that hold its words.
_DEPTH, _DEPTH_WITH_WORDS = 5, 2
_MOST_OPENINGS = 5_000

# Hits of which the text is read: an answer is made from the first forty.
_MOST_READ = 60


class FilteredSnapshot:
    """A snapshot whose searches and listings leave out what ``filters`` do.

    Counts stay those of the whole: how rare a word is does not depend on a filter.
    ``requirements``: terms that every passage with the phrases holds.
    """

    def __init__(
        self, snapshot: Snapshot, filters: Filters, requirements: Sequence[Requirement] = ()
    ) -> None:
        self._snapshot = snapshot
        self._filters = filters
        self._phrases = [_compile_words(phrase) for phrase in filters.phrases]
        self._exclusions = [_compile_words(word) for word in filters.exclusions]
        self._requirements = requirements

    def __getattr__(self, name: str) -> Any:
        """Return everything else of the snapshot."""
        return getattr(self._snapshot, name)

    def search(
        self,
        terms: Sequence[SearchTerm],
        top_k: int,
        *,
        since: date | None = None,
        until: date | None = None,
        sources: Collection[str] = (),
    ) -> list[Hit]:
        """Return the best of the passages that are left."""
        since, until = self._clamp(since, until)
        sources = sources or self._filters.sources
        if self._reads_text:
            top_k = min(top_k, _MOST_READ)
        depth = self._find_depth(top_k)
        terms = [*terms, *self._requirements]
        hits = self._snapshot.search(terms, depth, since=since, until=until, sources=sources)
        return select_hits(hits, self._passes, top_k) if self._reads_text else hits

    def openings(
        self, limit: int, *, since: date | None = None, until: date | None = None
    ) -> Sequence[PassageRef]:
        """Return the first passages of the newest articles that are left."""
        since, until = self._clamp(since, until)
        is_filtered = self._reads_text or self._filters.sources
        depth = min(limit * _DEPTH, _MOST_OPENINGS) if is_filtered else limit
        openings = self._snapshot.openings(depth, since=since, until=until)
        if is_filtered:
            openings = [ref for ref in openings if self._is_left(ref)]
        return openings[:limit]

    def newest(self, *, until: date | None = None) -> Iterator[Article]:
        """Yield the articles that are left, newest first."""
        since, until = self._clamp(None, until)
        sources = self._filters.sources
        for article in self._snapshot.newest(until=until):
            if since is not None and article.published < since:
                return
            if not sources or article.origin in sources:
                yield article

    @property
    def _reads_text(self) -> bool:
        return bool(self._phrases or self._exclusions)

    def _find_depth(self, top_k: int) -> int:
        """Return how many passages are searched for, of which so many are to be left."""
        if not self._reads_text:
            return top_k
        return max(_DEPTH_WITH_WORDS * top_k, _DEPTH) if self._requirements else _DEPTH * top_k

    def _is_left(self, ref: PassageRef) -> bool:
        sources = self._filters.sources
        return (not sources or ref.article.origin in sources) and self._passes(ref)

    def _passes(self, ref: PassageRef) -> bool:
        if not self._reads_text:
            return True
        passage = ref.passage
        text = f"{passage.article.title}\n{passage.text}"
        return all(pattern.search(text) for pattern in self._phrases) and not any(
            pattern.search(text) for pattern in self._exclusions
        )

    def _clamp(self, since: date | None, until: date | None) -> tuple[date | None, date | None]:
        first, last = self._filters.since, self._filters.until
        return (
            max(filter(None, (since, first)), default=None),
            min(filter(None, (until, last)), default=None),
        )


def filter_snapshot(
    snapshot: Snapshot, filters: Filters, query: Query, analyzer: Analyzer
) -> Snapshot:
    """Return what ``filters`` leave of a snapshot, all of it where they leave nothing and may."""
    if not filters:
        return snapshot
    subset = cast("Snapshot", FilteredSnapshot(snapshot, filters))
    if filters.is_strict and not filters.phrases:
        return subset
    requirements = list(_list_requirements(filters.phrases, analyzer))
    if requirements:
        narrow = cast("Snapshot", FilteredSnapshot(snapshot, filters, requirements))
        if narrow.search(query.search_terms, 1, until=query.at):
            return narrow
    # A title in quotation marks may be written otherwise, and a source silent on the matter.
    return subset if subset.search(query.search_terms, 1, until=query.at) else snapshot


def _list_requirements(phrases: Iterable[str], analyzer: Analyzer) -> Iterator[Requirement]:
    """Yield the terms that an English passage with a phrase holds, so that no other is read.

    Only those of plain words: they are the same whatever stands beside them. In an article in
    another language, other rules made them.
    """
    for phrase in phrases:
        words = [word for word in phrase.lower().split() if _PLAIN_WORD.fullmatch(word)]
        terms = analyzer.terms(" ".join(words), ENGLISH.code)
        if terms:
            yield Requirement(tuple(terms))


def _compile_words(text: str) -> re.Pattern[str]:
    words = r"\s+".join(re.escape(word) for word in text.split())
    apostrophe = re.sub("['’]", "['’]", words)
    return re.compile(rf"(?<!\w){apostrophe}(?!\w)", re.IGNORECASE)
