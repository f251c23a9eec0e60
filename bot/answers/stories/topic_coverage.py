"""Topic coverage: how much of a topic the titles and first sentences of articles have."""

from dataclasses import dataclass

import numpy as np

from bot.answers.arrays import CountArray, FloatArray, HashArray, MaskArray
from bot.answers.question.query import Query
from bot.answers.stories.openings import Openings

_FIRST_SENTENCES = 2


@dataclass(frozen=True, slots=True)
class TopicCoverage:
    """The shares of a topic's weight, times aside, that openings have; shape (openings,) each.

    ``titles``: of the titles alone.
    ``first``: of the first sentences alone.
    ``openings``: of both together.
    ``mentions``: how many sentences of each opening have a word of the topic.
    """

    titles: FloatArray
    first: FloatArray
    openings: FloatArray
    mentions: CountArray


def measure_topic_coverage(openings: Openings, query: Query) -> TopicCoverage:
    """Return how much of the words of ``query`` each opening has."""
    annotations, share = openings.annotations, query.topical_share

    def topical(hashes: HashArray) -> MaskArray:
        return query.term_masks(hashes) & query.topical_mask

    titles = openings.titles.reduce(np.bitwise_or, topical(annotations.title_terms), 0)
    sentences = openings.sentence_terms.reduce(np.bitwise_or, topical(annotations.terms), 0)
    is_first = openings.sentences.positions() < _FIRST_SENTENCES
    first = openings.sentences.reduce(np.bitwise_or, np.where(is_first, sentences, 0), 0)
    mentions = openings.sentences.reduce(np.add, (sentences > 0).astype(np.int64), 0)
    return TopicCoverage(
        query.coverages(titles) / share,
        query.coverages(first) / share,
        query.coverages(titles | first) / share,
        mentions,
    )
