"""Sureness: whether what was found answers a question, and what is closest where it does not."""

import numpy as np

from bot.answers.features.sentence_pool import SentencePool
from bot.articles.article import Article
from bot.index.protocol import IndexStats

# Few articles can hardly support one another, nor need they be news: there a passage answers when
# it covers at least half of what the question turns on.
MIN_COVERAGE = 0.5
FEW_ARTICLES = 5

# What a corpus of news lacks, and how old its articles are, says little of a small one: there a
# sentence answers that has nearly all of the question by itself.
SMALL_CORPUS = 2_000
MIN_SENTENCE_COVERAGE = 0.9


def is_answered(pool: SentencePool, stats: IndexStats, confidence: float, threshold: float) -> bool:
    """Tell whether the sentences of ``pool`` answer, which a confidence of ``threshold`` says."""
    if pool.query.has_unknown_name:
        return False  # whatever else matches is on somebody else
    if pool.article_count < FEW_ARTICLES:
        return _is_covered(pool)
    if pool.query.is_mostly_unknown:
        return False
    if stats.last and pool.query.focus.is_after(stats.last):
        return False
    return has_whole_answer(pool, stats) or confidence >= threshold


def find_closest(pool: SentencePool) -> Article | None:
    """Return the article of the passage that covers most of the question.

    None where that lacks the word that weighs most, so is on something else.
    """
    if not len(pool):
        return None
    hit_id = int(pool.hit_ids[np.argmax(pool.coverage_passage)])
    masks = pool.masks[pool.hit_ids == hit_id] | pool.title_masks[hit_id]
    is_on_it = np.any(masks & pool.query.heaviest_mask)
    return pool.hits[hit_id].passage.article if is_on_it else None


def has_whole_answer(pool: SentencePool, stats: IndexStats) -> bool:
    """Tell whether a sentence of a small corpus has nearly all of the question by itself."""
    coverage = float(pool.coverage_sentence.max(initial=0.0))
    return stats.articles < SMALL_CORPUS and coverage >= MIN_SENTENCE_COVERAGE


def _is_covered(pool: SentencePool) -> bool:
    """Tell whether a passage covers enough of what the question asks, except for the time."""
    query = pool.query
    passages = np.bitwise_or.reduceat(pool.masks, np.flatnonzero(pool.positions == 0))
    masks = (passages | pool.title_masks) & query.topical_mask
    coverage = query.coverages(masks).max(initial=0.0)
    return bool(coverage >= MIN_COVERAGE * query.topical_share)
