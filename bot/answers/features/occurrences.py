"""Vouching: which sentence holds which candidate for the answer, and where."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.answers.features.sentence_pool import Pool
from bot.answers.ragged import Places, RaggedArray, Reals, make_ragged
from bot.language.annotations import KINDS
from bot.language.mentions import Kind

WORD = len(KINDS)
"""The kind of a candidate that is a single word, no mention."""

_IN_WORDS = np.isin(KINDS, (Kind.NAME, Kind.QUOTATION))
_HITS_FOR_WORDS = 15
_LONGEST_SENTENCE = 60  # terms: what is longer is a list


@dataclass(frozen=True, slots=True)
class CandidateTable:
    """What candidates are, parts of mentions first and then words, each in order of its hash.

    ``kind`` is a number of ``KINDS`` or WORD; ``held`` are the runs of each one's terms in
    ``terms``, which are hashes. ``words`` and ``letters`` are counts; letters of a word are
    not known.
    """

    hash: Places
    kind: Places
    words: Places
    letters: Places
    held: RaggedArray
    terms: Places

    def __len__(self) -> int:
        return len(self.hash)


@dataclass(frozen=True, slots=True)
class Occurrences:
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


@dataclass(frozen=True, slots=True)
class _Mentioned:
    """The parts of mentions that the question lacks, and where each is: the sentence, the part
    by its number and the number of the mention."""

    named: CandidateTable
    sentence: Places
    candidate: Places
    mention: Places


def collect(pool: Pool) -> tuple[CandidateTable, Occurrences]:
    """Return all candidates, and where they stand."""
    tokens, firsts = pool.tokens, pool.tokens.firsts
    short = tokens.sentences.counts <= _LONGEST_SENTENCE
    of = _mentioned(pool, short)
    parts = of.named
    numbers = tokens.number(parts.terms)
    pair, place = parts.held.of(of.candidate)
    there = firsts.find(of.sentence[pair], numbers[place])
    words, first = _worded(pool, short, there)
    counts = parts.held.counts[of.candidate]
    opening = np.full(len(of.sentence), -1)
    opening[counts > 0] = there[np.flatnonzero(np.diff(pair, prepend=-1))]
    titles = pool.titles
    of_titles = titles.number(parts.terms)[place]
    in_title = make_ragged(counts).combined(
        np.logical_and, titles.have(pool.hit[of.sentence[pair]], of_titles), True
    )
    worded, word = firsts.text[first], firsts.term[first]
    words_in_title = titles.have(pool.hit[worded], titles.of_tokens[word])
    noun = tokens.number(pool.query.noun_hashes)
    noun_positions = firsts.positions(noun, len(pool))
    pairs = Occurrences(
        np.concatenate([of.sentence, worded]),
        np.concatenate([of.candidate, len(parts) + np.searchsorted(words, word)]),
        np.concatenate([of.mention, np.full(len(first), -1)]),
        np.append(firsts.position, -1)[np.concatenate([opening, first])],
        np.concatenate([in_title, words_in_title]).astype(np.float64),
        firsts.positions(tokens.number(pool.query.term_hashes), len(pool)),
        noun_positions,
        _have_noun(pool, noun_positions),
    )
    return _with_words(parts, tokens.terms[words]), pairs


def _mentioned(pool: Pool, short: npt.NDArray[np.bool_]) -> _Mentioned:
    """Return what is mentioned in sentences that are ``short``."""
    notes = pool.annotations
    of_sentence, parts = make_ragged(notes.counts), make_ragged(notes.part_counts)
    held = make_ragged(notes.part_lengths)
    mention = parts.run()
    sentence = of_sentence.run()[mention]
    kept = np.flatnonzero(short[sentence] & ~_asked(pool, mention, held))
    every, first, candidate = np.unique(notes.parts[kept], return_index=True, return_inverse=True)
    # A part that is in several mentions of a sentence counts once, with the last.
    key = sentence[kept] * max(1, len(every)) + candidate
    _, last = np.unique(key[::-1], return_index=True)
    one = len(key) - 1 - last
    of_part = kept[first]
    named = CandidateTable(
        every, notes.kinds[mention[of_part]], notes.part_words[of_part],
        notes.part_letters[of_part], *held.taken(of_part, notes.part_terms),
    )  # fmt: skip
    place = mention[kept[one]]
    return _Mentioned(named, sentence[kept[one]], candidate[one], of_sentence.position()[place])


def _asked(pool: Pool, mention: Places, held: RaggedArray) -> npt.NDArray[np.bool_]:
    """Tell which parts of mentions, of these terms, the question says.

    A name or quotation that has one of its words is on the same, but seven million is not the
    seven that it asks about.
    """
    notes = pool.annotations
    asked = pool.query.bits(notes.part_terms) > 0
    some = held.combined(np.logical_or, asked, False)
    every = held.combined(np.logical_and, asked, False)
    return np.where(_IN_WORDS[notes.kinds[mention]], some, every)


def _with_words(parts: CandidateTable, words: Places) -> CandidateTable:
    """Return candidates that are parts of mentions, and behind them words, by their hashes."""
    one = np.ones(len(words), np.intp)
    return CandidateTable(
        np.concatenate([parts.hash, words]),
        np.concatenate([parts.kind, WORD * one]),
        np.concatenate([parts.words, one]),
        np.concatenate([parts.letters, 0 * one]),
        make_ragged(np.concatenate([parts.held.counts, one])),
        np.concatenate([parts.terms, words]),
    )


def _worded(pool: Pool, short: npt.NDArray[np.bool_], within: Places) -> tuple[Places, Places]:
    """Return the words that are in no mention, nor asked: their terms, and where each first is.

    ``within`` are the first tokens of the terms of mentions.
    """
    tokens, firsts = pool.tokens, pool.tokens.firsts
    wanted = (short & (pool.hit < _HITS_FOR_WORDS))[firsts.text]
    wanted[within[within >= 0]] = False
    wanted &= pool.query.bits(tokens.terms)[firsts.term] == 0
    first = np.flatnonzero(wanted)
    return np.unique(firsts.term[first]), first


def _have_noun(pool: Pool, positions: Places) -> Reals:
    """Tell by 1 which sentences, with their titles, have all terms of the noun, if there is one."""
    if not pool.query.asked.noun:
        return np.zeros(len(pool))
    asked = pool.titles.number(pool.query.noun_hashes)
    titled = pool.titles.have(np.arange(len(pool.hits))[:, None], asked)
    has: Reals = np.all((positions >= 0) | titled[pool.hit], axis=1).astype(np.float64)
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
