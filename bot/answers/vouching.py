"""Vouching: which sentence holds which candidate for the answer, and where."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, compress, count

import numpy as np
import numpy.typing as npt

from bot.answers.parts import WORD, Parts, parts_of
from bot.answers.pool import Pool
from bot.answers.runs import Places, Reals, runs
from bot.answers.tokens import firsts_of
from bot.language.analyzer import Analyzer

_HITS_FOR_WORDS = 15
_LONGEST_SENTENCE = 60  # terms: what is longer is a list


@dataclass(frozen=True, slots=True)
class Pairs:
    """A sentence and a candidate in it: where it stands and whether the title has it too.

    ``mention`` is the number of the mention in the sentence, -1 for a word.
    ``asked_positions`` and ``noun_positions`` say of every sentence where the question's terms
    and its noun stand, ``noun`` whether the sentence, with its title, has the noun.
    """

    sentence: Places
    candidate: Places
    mention: Places
    position: Places
    titled: Reals
    asked_positions: Places
    noun_positions: Places
    noun: Reals


def collect(pool: Pool, analyzer: Analyzer) -> tuple[list[str], Pairs]:
    """Return the keys of all candidates, and where they stand."""
    tokens, firsts = pool.tokens, pool.tokens.firsts
    short = tokens.sentences.counts <= _LONGEST_SENTENCE
    parts, sentence, candidate, mention = _mentioned(pool, short, analyzer)
    held = runs(list(map(len, parts.terms)))
    numbers = tokens.number(chain.from_iterable(parts.terms))
    pair, place = held.of(candidate)
    there = firsts.find(sentence[pair], numbers[place])
    words, first = _worded(pool, short, there)
    has_terms = held.counts[candidate] > 0
    opening = np.full(len(sentence), -1)
    opening[has_terms] = there[np.flatnonzero(np.diff(pair, prepend=-1))]
    titled = _Titles(pool)
    in_title = runs(held.counts[candidate]).combined(
        np.logical_and, titled.have(pool.hit[sentence[pair]], numbers[place]), True
    )
    worded = firsts.text[first]
    noun = pool.query.asked.noun
    noun_positions = firsts.positions(tokens.number(noun), len(pool))
    pairs = Pairs(
        np.concatenate([sentence, worded]),
        np.concatenate([candidate, len(parts.keys) + np.searchsorted(words, firsts.term[first])]),
        np.concatenate([mention, np.full(len(first), -1)]),
        np.append(firsts.position, -1)[np.concatenate([opening, first])],
        np.concatenate([in_title, titled.have(pool.hit[worded], firsts.term[first])]).astype(
            np.float64
        ),
        firsts.positions(tokens.number(pool.query.terms), len(pool)),
        noun_positions,
        _have_noun(pool, noun, noun_positions),
    )
    return [*parts.keys, *(WORD + tokens.terms[number] for number in words.tolist())], pairs


def _mentioned(
    pool: Pool, short: npt.NDArray[np.bool_], analyzer: Analyzer
) -> tuple[Parts, Places, Places, Places]:
    """Return the parts of mentions that the question lacks, and for each place where one is:
    the sentence, the part and the number of the mention."""
    by_sentence = runs(pool.notes.counts)
    of_mention = by_sentence.run()
    wanted = short[of_mention]
    mentions = list(compress(pool.notes.mentions, wanted.tolist()))
    distinct: dict[str, int] = defaultdict(count().__next__)
    which = np.fromiter(map(distinct.__getitem__, mentions), np.intp, len(mentions))
    parts = parts_of(distinct, frozenset(pool.query.terms), analyzer)
    at, place = parts.mentions.of(which)
    sentence = of_mention[wanted][at]
    number, candidate = by_sentence.position()[wanted][at], parts.part[place]
    # A part that is in several mentions of a sentence counts once, with the last.
    key = sentence * max(1, len(parts.keys)) + candidate
    _, last = np.unique(key[::-1], return_index=True)
    kept = len(key) - 1 - last
    return parts, sentence[kept], candidate[kept], number[kept]


def _worded(pool: Pool, short: npt.NDArray[np.bool_], within: Places) -> tuple[Places, Places]:
    """Return the words that are in no mention, nor asked: their terms, and where each first is.

    ``within`` are the first tokens of the terms of mentions.
    """
    tokens, firsts = pool.tokens, pool.tokens.firsts
    wanted = (short & (pool.hit < _HITS_FOR_WORDS))[firsts.text]
    wanted[within[within >= 0]] = False
    says = np.zeros(len(tokens.numbers), bool)
    says[firsts.term[wanted]] = True
    asked = tokens.number(pool.query.terms)
    says[asked[asked >= 0]] = False
    for number in np.flatnonzero(says).tolist():
        says[number] = not tokens.terms[number][0].isdigit()
    wanted &= says[firsts.term]
    return np.flatnonzero(says), np.flatnonzero(wanted)


class _Titles:
    """The terms of the hits' titles, by their numbers among the tokens."""

    def __init__(self, pool: Pool) -> None:
        titles = runs(list(map(len, pool.notes.titles)))
        term = pool.tokens.number(chain.from_iterable(pool.notes.titles))
        known = term >= 0
        self._terms = firsts_of(
            titles.run()[known], term[known], len(pool.tokens.numbers), titles.position()[known]
        )

    def have(self, hit: Places, term: Places) -> npt.NDArray[np.bool_]:
        """Tell which terms stand in the title of the hit."""
        return self._terms.find(hit, term) >= 0


def _have_noun(pool: Pool, noun: Sequence[str], positions: Places) -> Reals:
    """Tell by 1 which sentences, with their titles, have all terms of the noun, if there is one."""
    if not noun:
        return np.zeros(len(pool))
    titled = np.array([[term in title for term in noun] for title in pool.titles])
    has: Reals = ((positions >= 0) | titled[pool.hit]).all(axis=1).astype(np.float64)
    return has


def grouped_maximum(group: Places, values: Reals) -> tuple[Places, Reals]:
    """Return each group that occurs, in order, and the largest of its values.

    They lie along the last axis of ``values``.
    """
    if not len(group):
        return group, values
    order = np.argsort(group, kind="stable")
    ordered = group[order]
    starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]])
    return ordered[starts], np.maximum.reduceat(values[..., order], starts, axis=-1)
