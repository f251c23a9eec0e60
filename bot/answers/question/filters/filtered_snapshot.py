"""FilteredSnapshot: a snapshot that shows only what a question's operators leave."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Any, cast

from bot.answers.question.filters.operators import Filters
from bot.articles.article import Article
from bot.index.protocol import Hit, PassageRef, Snapshot, prefetch
from bot.index.search_terms import SearchTerm

# A phrase stands in few of the passages that hold its words: that many times more are read.
_DEPTH = 5
_MOST_OPENINGS = 5_000


class FilteredSnapshot:
    """A snapshot whose searches and listings leave out what ``filters`` do.

    Counts stay those of the whole: how rare a word is does not depend on a filter.
    """

    def __init__(self, snapshot: Snapshot, filters: Filters) -> None:
        self._snapshot = snapshot
        self._filters = filters
        self._phrases = [_compile_words(phrase) for phrase in filters.phrases]
        self._exclusions = [_compile_words(word) for word in filters.exclusions]

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
        depth = top_k * _DEPTH if self._reads_text else top_k
        hits = self._snapshot.search(terms, depth, since=since, until=until, sources=sources)
        if self._reads_text:
            prefetch(hits)
            hits = [hit for hit in hits if self._passes(hit.ref)]
        return hits[:top_k]

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

    def _is_left(self, ref: PassageRef) -> bool:
        sources = self._filters.sources
        return (not sources or ref.passage.article.origin in sources) and self._passes(ref)

    def _passes(self, ref: PassageRef) -> bool:
        if not self._reads_text:
            return True
        text = f"{ref.passage.article.title}\n{ref.passage.text}"
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
    snapshot: Snapshot, filters: Filters, terms: Sequence[SearchTerm], at: date
) -> Snapshot:
    """Return what ``filters`` leave of a snapshot, all of it where they leave nothing and may."""
    if not filters:
        return snapshot
    subset = cast("Snapshot", FilteredSnapshot(snapshot, filters))
    if filters.is_strict and not filters.phrases:
        return subset
    # A title in quotation marks may be written otherwise, and a source silent on the matter.
    return subset if _has_any(subset.search(terms, 1, until=at)) else snapshot


def _has_any(hits: Iterable[Hit]) -> bool:
    return any(True for _ in islice(hits, 1))


def _compile_words(text: str) -> re.Pattern[str]:
    words = r"\s+".join(re.escape(word) for word in text.split())
    apostrophe = re.sub("['’]", "['’]", words)
    return re.compile(rf"(?<!\w){apostrophe}(?!\w)", re.IGNORECASE)
