"""Whole articles: what the best articles say beyond the passages that match.

Where the right article is found but not its passage, the answer stands in a sentence that names
the matter by a pronoun or not at all. So all passages of the best articles are read, and of
more of them the first, where most of what people ask about stands.
"""

from collections.abc import Iterator, Sequence
from itertools import islice

from bot.index.protocol import Hit, Snapshot

WHOLE_ARTICLES = 3
"""Articles of which all passages are read."""

LEADS = 6
"""Articles of which the first passage is read."""

_MOST_PASSAGES = 9  # of one article: of a long page, the beginning and what is next to a match
_DISCOUNT = 0.5  # a passage that was not among the hits matches less than one that was


def add_passages(hits: Sequence[Hit], snapshot: Snapshot) -> list[Hit]:
    """Return ``hits`` and after them further passages of the articles that come first.

    A passage that is added has half the score of its article's best one.
    """
    result = list(hits)
    for place, (article_id, hit) in enumerate(_find_best_articles(hits)):
        present = _numbers_of(article_id, hit, hits)
        if place >= WHOLE_ARTICLES and 0 in present:
            continue
        refs = snapshot.passage_refs(article_id)
        numbers = _choose_numbers(len(refs), present) if place < WHOLE_ARTICLES else [0]
        result.extend(Hit(refs[number], hit.score * _DISCOUNT) for number in numbers)
    return result


def _find_best_articles(hits: Sequence[Hit]) -> Iterator[tuple[str, Hit]]:
    """Yield the ids of the first articles, each with its best hit."""
    firsts: dict[str, Hit] = {}
    for hit in islice(hits, 3 * LEADS):
        firsts.setdefault(hit.passage.article.id, hit)
        if len(firsts) == LEADS:
            break
    yield from firsts.items()


def _numbers_of(article_id: str, first: Hit, hits: Sequence[Hit]) -> set[int]:
    """Return the numbers of the passages of an article that are among the hits."""
    # Only an article of the same day can be the same: no other has to be read.
    passages = (hit.passage for hit in hits if hit.published == first.published)
    return {passage.number for passage in passages if passage.article.id == article_id}


def _choose_numbers(count: int, present: set[int]) -> list[int]:
    """Return the passages to add, in reading order: those near a hit, or near the beginning."""
    missing = [number for number in range(count) if number not in present]
    missing.sort(key=lambda number: min(number, *(abs(number - neighbor) for neighbor in present)))
    return sorted(missing[: max(0, _MOST_PASSAGES - len(present))])
