"""Word spread: how close together the question's words stand in a sentence."""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from bot.answers.arrays import CountArray
from bot.answers.features.sentence_pool import SentencePool


def measure_spreads(pool: SentencePool, sentences: Sequence[int]) -> tuple[CountArray, CountArray]:
    """Return the length of the shortest run that holds all of a sentence's question words.

    Then how many words that are. Both of shape (sentences,), the first in terms, 0 without any;
    an alternative stands for the word in whose place it is.
    """
    tokens = pool.tokens
    hashes, words = pool.query.position_columns
    word_of_term = np.full(len(tokens.vocabulary) + 1, -1)  # what does not occur writes to the last
    word_of_term[tokens.lookup(hashes)] = words
    word_of_term[-1] = -1
    spreads, counts = [], []
    for sentence in sentences:
        start = int(tokens.sentences.starts[sentence])
        end = start + int(tokens.sentences.lengths[sentence])
        in_sentence = word_of_term[tokens.term_ids[start:end]]
        places = np.flatnonzero(in_sentence >= 0)
        present = in_sentence[places].tolist()
        spreads.append(_find_shortest_run(places.tolist(), present))
        counts.append(len(set(present)))
    return np.array(spreads, np.intp), np.array(counts, np.intp)


def _find_shortest_run(places: Sequence[int], words: Sequence[int]) -> int:
    """Return the length of the shortest run of places that holds every word once."""
    missing = len(set(words))
    if not missing:
        return 0
    shortest = places[-1] - places[0] + 1
    inside: Counter[int] = Counter()
    first = 0
    for place, word in zip(places, words, strict=True):
        inside[word] += 1
        missing -= inside[word] == 1
        while not missing:
            shortest = min(shortest, place - places[first] + 1)
            inside[words[first]] -= 1
            missing += inside[words[first]] == 0
            first += 1
    return shortest
