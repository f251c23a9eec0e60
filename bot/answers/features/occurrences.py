"""Occurrences: which sentence holds which candidate for the answer, and where."""

from dataclasses import dataclass

import numpy as np

from bot.answers.arrays import (
    BoolArray,
    CountArray,
    FloatArray,
    HashArray,
    IdArray,
    IntArray,
    PositionArray,
    RaggedArray,
    make_ragged,
    sort_distinct,
)
from bot.answers.features.sentence_pool import SentencePool
from bot.language.annotations import KINDS
from bot.language.mentions.mention_kind import Kind

WORD = len(KINDS)
"""The kind of a candidate that is a single word, no mention."""

_MATCHES_BY_ANY_WORD = np.isin(KINDS, (Kind.NAME, Kind.QUOTATION))
_HITS_FOR_WORDS = 15
_MAX_TERMS = 60  # what is longer is a list, not a sentence


@dataclass(frozen=True, slots=True)
class CandidateTable:
    """All candidates: the parts of mentions first and then words, each sorted by hash.

    ``hashes``: of the part of a mention, or of the word's term; shape (candidates,).
    ``kinds``: an index into ``KINDS``, or WORD; shape (candidates,).
    ``word_counts``: the number of words; shape (candidates,).
    ``letter_counts``: the number of characters, 0 for a word; shape (candidates,).
    ``term_lists``: the terms of each candidate in ``term_hashes``.
    ``term_hashes``: the hashes of the terms of all candidates; shape (terms,).
    """

    hashes: HashArray
    kinds: IntArray
    word_counts: CountArray
    letter_counts: CountArray
    term_lists: RaggedArray
    term_hashes: HashArray

    def __len__(self) -> int:
        return len(self.hashes)


@dataclass(frozen=True, slots=True)
class Occurrences:
    """Every pair of a sentence and a candidate in it.

    By pair, of shape (pairs,):
    ``sentence_ids``: the sentence in the pool.
    ``candidate_ids``: the candidate in the table.
    ``mention_ids``: the number of the mention in its sentence; -1 for a word.
    ``positions``: where the candidate starts in the sentence, in tokens; -1 where unknown.
    ``in_title``: 1.0 where the title has the candidate too, 0.0 elsewhere.

    By sentence:
    ``query_positions``: where each term of the question occurs; shape (sentences, terms).
    ``noun_positions``: where each term of its noun occurs; shape (sentences, terms).
    ``has_noun``: 1.0 where the sentence or its title has the noun; shape (sentences,).
    """

    sentence_ids: IdArray
    candidate_ids: IdArray
    mention_ids: IdArray
    positions: PositionArray
    in_title: FloatArray
    query_positions: PositionArray
    noun_positions: PositionArray
    has_noun: FloatArray


@dataclass(frozen=True, slots=True)
class _MentionParts:
    """The parts of mentions that the question lacks, and each pair of a sentence and a part.

    ``sentence_ids``, ``candidate_ids``, ``mention_ids``: as in Occurrences; shape (pairs,).
    """

    table: CandidateTable
    sentence_ids: IdArray
    candidate_ids: IdArray
    mention_ids: IdArray


def find_occurrences(pool: SentencePool) -> tuple[CandidateTable, Occurrences]:
    """Return all candidates, and where they occur."""
    tokens, first = pool.tokens, pool.tokens.first_occurrences
    is_short = tokens.sentences.lengths <= _MAX_TERMS
    parts = _find_mention_parts(pool, is_short)
    table = parts.table
    pairs, terms = table.term_lists.expand(parts.candidate_ids)
    sentence_of_term = parts.sentence_ids[pairs]
    term_occurrences = first.find(sentence_of_term, tokens.lookup(table.term_hashes)[terms])
    words, word_occurrences = _find_words(pool, is_short, term_occurrences)
    lengths = table.term_lists.lengths[parts.candidate_ids]
    part_occurrences = np.full(len(parts.sentence_ids), -1)
    part_occurrences[lengths > 0] = term_occurrences[np.flatnonzero(np.diff(pairs, prepend=-1))]
    titles = pool.title_terms
    title_ids = titles.lookup(table.term_hashes)[terms]
    part_in_title = make_ragged(lengths).reduce(
        np.logical_and, titles.contains(pool.hit_ids[sentence_of_term], title_ids), True
    )
    word_sentences = first.sentence_ids[word_occurrences]
    word_terms = first.term_ids[word_occurrences]
    word_in_title = titles.contains(
        pool.hit_ids[word_sentences], titles.from_token_term[word_terms]
    )
    noun_positions = first.tabulate(tokens.lookup(pool.query.noun_hashes), len(pool))
    occurrences = Occurrences(
        np.concatenate([parts.sentence_ids, word_sentences]),
        np.concatenate([parts.candidate_ids, len(table) + np.searchsorted(words, word_terms)]),
        np.concatenate([parts.mention_ids, np.full(len(word_occurrences), -1)]),
        np.append(first.positions, -1)[np.concatenate([part_occurrences, word_occurrences])],
        np.concatenate([part_in_title, word_in_title]).astype(np.float64),
        _find_query_positions(pool),
        noun_positions,
        _has_noun(pool, noun_positions),
    )
    return _append_words(table, tokens.vocabulary[words]), occurrences


def _find_query_positions(pool: SentencePool) -> PositionArray:
    """Return where each term of the question, or else an alternative, occurs in each sentence."""
    hashes, term_ids = pool.query.position_columns
    table = pool.tokens.first_occurrences.tabulate(pool.tokens.lookup(hashes), len(pool))
    count = len(pool.query.terms)
    positions = table[:, : max(1, count)]
    for column in range(count, len(hashes)):
        column_of_term = positions[:, term_ids[column]]
        np.copyto(column_of_term, table[:, column], where=column_of_term < 0)
    return positions


def _find_mention_parts(pool: SentencePool, is_short: BoolArray) -> _MentionParts:
    """Return what is mentioned in the sentences that are short."""
    annotations = pool.annotations
    mentions, parts = make_ragged(annotations.counts), make_ragged(annotations.part_counts)
    term_lists = make_ragged(annotations.part_lengths)
    mention_of_part = parts.list_ids()
    sentence_of_part = mentions.list_ids()[mention_of_part]
    in_query = _are_in_query(pool, mention_of_part, term_lists)
    new_parts = np.flatnonzero(is_short[sentence_of_part] & ~in_query)
    hashes, first_parts, candidate_ids = np.unique(
        annotations.parts[new_parts], return_index=True, return_inverse=True
    )
    # A part that is in several mentions of a sentence counts once, with the last.
    keys = sentence_of_part[new_parts] * max(1, len(hashes)) + candidate_ids
    _, last_index = np.unique(keys[::-1], return_index=True)
    distinct = len(keys) - 1 - last_index
    examples = new_parts[first_parts]
    table = CandidateTable(
        hashes, annotations.kinds[mention_of_part[examples]], annotations.part_words[examples],
        annotations.part_letters[examples], *term_lists.take(examples, annotations.part_terms),
    )  # fmt: skip
    part_ids = new_parts[distinct]
    mention_ids = mentions.positions()[mention_of_part[part_ids]]
    return _MentionParts(table, sentence_of_part[part_ids], candidate_ids[distinct], mention_ids)


def _are_in_query(
    pool: SentencePool, mention_of_part: IdArray, term_lists: RaggedArray
) -> BoolArray:
    """Tell which parts of mentions the question itself names.

    A name or quotation that shares a word with it is on the same, but seven million is not the
    seven that it asks about. One that consists of alternatives of its words says nothing new.
    """
    annotations = pool.annotations
    is_known = pool.query.term_masks(annotations.part_terms) > 0
    is_asked = pool.query.contains(annotations.part_terms)
    has_any_term = term_lists.reduce(np.logical_or, is_asked, False)
    has_all_terms = term_lists.reduce(np.logical_and, is_known, False)
    matches_by_any = _MATCHES_BY_ANY_WORD[annotations.kinds[mention_of_part]]
    return has_all_terms | (matches_by_any & has_any_term)


def _append_words(table: CandidateTable, hashes: HashArray) -> CandidateTable:
    """Return the table with words, given by the hashes of their terms, after its candidates."""
    count = len(hashes)
    return CandidateTable(
        np.concatenate([table.hashes, hashes]),
        np.concatenate([table.kinds, np.full(count, WORD)]),
        np.concatenate([table.word_counts, np.ones(count, np.intp)]),
        np.concatenate([table.letter_counts, np.zeros(count, np.intp)]),
        make_ragged(np.concatenate([table.term_lists.lengths, np.ones(count, np.intp)])),
        np.concatenate([table.term_hashes, hashes]),
    )


def _find_words(
    pool: SentencePool, is_short: BoolArray, mention_occurrences: IdArray
) -> tuple[IdArray, IdArray]:
    """Return the terms that are neither in a mention nor in the question, and their occurrences.

    ``mention_occurrences`` are those of the terms of mentions, -1 where there is none.
    """
    tokens, first = pool.tokens, pool.tokens.first_occurrences
    is_candidate = (is_short & (pool.hit_ids < _HITS_FOR_WORDS))[first.sentence_ids]
    is_candidate[mention_occurrences[mention_occurrences >= 0]] = False
    is_candidate &= pool.query.term_masks(tokens.vocabulary)[first.term_ids] == 0
    occurrences = np.flatnonzero(is_candidate)
    return sort_distinct(first.term_ids[occurrences]), occurrences


def _has_noun(pool: SentencePool, noun_positions: PositionArray) -> FloatArray:
    """Return 1.0 for sentences that, with their titles, have all terms of the question's noun."""
    if not pool.query.analysis.noun_terms:
        return np.zeros(len(pool))
    noun_ids = pool.title_terms.lookup(pool.query.noun_hashes)
    in_title = pool.title_terms.contains(np.arange(len(pool.hits))[:, None], noun_ids)
    in_either = (noun_positions >= 0) | in_title[pool.hit_ids]
    has_noun: FloatArray = np.all(in_either, axis=1).astype(np.float64)
    return has_noun


def group_maxima(group_ids: IdArray, values: FloatArray) -> tuple[IdArray, FloatArray]:
    """Return the groups that occur, sorted, and the largest of the values of each.

    The values lie along the last axis of ``values``.
    """
    if not len(group_ids):
        return group_ids, values
    order = np.argsort(group_ids, kind="stable")
    sorted_ids = group_ids[order]
    starts = np.flatnonzero(np.r_[True, sorted_ids[1:] != sorted_ids[:-1]])
    return sorted_ids[starts], np.maximum.reduceat(values[..., order], starts, axis=-1)
