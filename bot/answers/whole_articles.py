"""Whole articles: what the best articles say beyond the passages that match.

Where the right article is found but not its passage, the answer stands in a sentence that names
the matter by a pronoun or not at all. So all passages of the best articles are read, and of
more of them the first, where most of what people ask about stands.
"""

from collections.abc import Hashable, Sequence
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
    articles = []
    for place, hit in enumerate(_find_best_articles(hits)):
        article_key = hit.ref.article_key
        present = {other.ref.number for other in hits if other.ref.article_key == article_key}
        if place < WHOLE_ARTICLES or 0 not in present:
            articles.append((hit, present, place < WHOLE_ARTICLES))
    refs_by_article = snapshot.passage_refs([hit.ref.article.id for hit, _, _ in articles])
    for refs, (hit, present, is_whole) in zip(refs_by_article, articles, strict=True):
        # Of an article that has just gone from a cluster, there is nothing.
        numbers = _choose_numbers(len(refs), present) if is_whole else range(len(refs))[:1]
        result.extend(Hit(refs[number], hit.score * _DISCOUNT) for number in numbers)
    return result


def _find_best_articles(hits: Sequence[Hit]) -> list[Hit]:
    """Return the best hit of each of the first articles."""
    firsts: dict[Hashable, Hit] = {}
    for hit in islice(hits, 3 * LEADS):
        firsts.setdefault(hit.ref.article_key, hit)
        if len(firsts) == LEADS:
            break
    return [*firsts.values()]


def _choose_numbers(count: int, present: set[int]) -> list[int]:
    """Return the passages to add, in reading order: those near a hit, or near the beginning."""
    missing = [number for number in range(count) if number not in present]
    missing.sort(key=lambda number: min(number, *(abs(number - neighbor) for neighbor in present)))
    return sorted(missing[: max(0, _MOST_PASSAGES - len(present))])
