"""Language preference: articles in the question's language, where there are several."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Any, cast

from bot.articles.article import Article
from bot.index.protocol import Hit, PassageRef, Snapshot
from bot.index.search_terms import SearchTerm
from bot.language.languages.language import Language

_NEARLY_ALL = 0.9  # of the articles: reading what each is in would cost more than it gains
_DEPTH = 3  # hits that are read for each that is returned
_MOST_OPENINGS = 2_000


class LanguageSnapshot:
    """A snapshot whose searches and listings leave out articles in other languages.

    Counts stay those of the whole.
    """

    def __init__(self, snapshot: Snapshot, code: str) -> None:
        self._snapshot = snapshot
        self._code = code

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
        """Return the best passages in the language; all where none of the best is in it."""
        hits = self._snapshot.search(
            terms, top_k * _DEPTH, since=since, until=until, sources=sources
        )
        inside = islice((hit for hit in hits if self._is_inside(hit.ref)), top_k)
        return list(inside) or hits[:top_k]

    def openings(
        self, limit: int, *, since: date | None = None, until: date | None = None
    ) -> Sequence[PassageRef]:
        """Return the first passages of the newest articles in the language."""
        inside: list[PassageRef] = []
        depth = start = 0
        while len(inside) < limit and start == depth < _MOST_OPENINGS:
            depth = min(max(limit, depth) * _DEPTH, _MOST_OPENINGS)
            openings = self._snapshot.openings(depth, since=since, until=until)[start:]
            inside += (ref for ref in openings if self._is_inside(ref))
            start += len(openings)
        return inside[:limit]

    def newest(self, *, until: date | None = None) -> Iterator[Article]:
        """Yield the articles in the language, newest first."""
        for article in self._snapshot.newest(until=until):
            if article.language_code == self._code:
                yield article

    def _is_inside(self, ref: PassageRef) -> bool:
        return ref.article.language_code == self._code


def prefer_language(snapshot: Snapshot, language: Language, at: date) -> Snapshot:
    """Return what a question in ``language`` searches: its own articles, where others are too."""
    languages = snapshot.languages(until=at)
    count = languages.get(language.code, 0)
    if not count or count >= _NEARLY_ALL * sum(languages.values()):
        return snapshot
    return cast("Snapshot", LanguageSnapshot(snapshot, language.code))
