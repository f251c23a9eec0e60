"""Quotables: the sentences that may be quoted, each with the context it needs and its features."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.answers.arrays import BoolArray, Float32Array, FloatArray, IdArray
from bot.answers.features.candidates import Candidates
from bot.answers.features.sentence_features import (
    SentenceEvidence,
    build_sentence_features,
    gather_evidence,
)
from bot.answers.features.sentence_pool import SentencePool
from bot.answers.trees import softmax
from bot.articles.article import Article
from bot.articles.passages.passage import Passage
from bot.index.protocol import Hit, Snapshot
from bot.language.annotations import leans_on_before
from bot.language.span import Span

MAX_LENGTH = 300
"""Characters: a reply is read on a phone."""

MAX_CONTEXT = 3
"""Sentences, the quoted one included."""

_MAX_SENTENCES = 60
_MIN_COVERAGE = 0.2  # of what the best sentence covers: what shares less is on something else
_PARAGRAPH_BREAK = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Quotable:
    """A sentence, with those before it that it needs to be understood.

    ``position``: that of the sentence in its passage, from 0.
    ``length``: of all that would be quoted, in characters.
    ``terms``: the ids of its distinct terms in the pool's tokens.
    ``context``: the spans of all sentences that would be quoted; empty for one alone.
    """

    hit: Hit
    position: int
    length: int
    terms: frozenset[int]
    context: Sequence[Span] = ()

    @property
    def article(self) -> Article:
        """Return the article that is quoted, which may have to be read."""
        return self.hit.ref.article

    @property
    def span(self) -> Span:
        """Return the part of the article that is quoted."""
        if self.context:
            return Span(self.context[0].start, self.context[-1].end)
        return self.hit.passage.sentences[self.position]

    @property
    def text(self) -> str:
        """Return what is quoted."""
        return self.span.slice(self.article.text)


@dataclass(frozen=True, slots=True)
class Quotables:
    """The sentences that may be quoted, and those that were left out.

    ``features``: those of ``sentence_features.COLUMNS``; shape (sentences, columns).
    ``answer_likelihoods``: how likely each candidate is the answer, 0 where the sentence does
    not hold it; shape (sentences, candidates).
    ``last_sentences``: the sentence of the pool that each is, or ends with; shape (sentences,).
    ``sentence_likelihoods``: as ``answer_likelihoods``, of each sentence of the pool.
    ``too_long``: sentences of more than MAX_LENGTH characters.
    ``off_topic``: sentences of the pool that share too little with the question; shape (n,).
    ``low_promise``: sentences of the pool that promise less than others; shape (n,).
    """

    sentences: tuple[Quotable, ...]
    features: Float32Array
    answer_likelihoods: FloatArray
    last_sentences: IdArray
    sentence_likelihoods: FloatArray
    too_long: tuple[Quotable, ...]
    off_topic: IdArray
    low_promise: IdArray


def collect_quotables(
    pool: SentencePool, candidates: Candidates, scores: Float32Array, snapshot: Snapshot
) -> Quotables:
    """Return the sentences of ``pool`` that may be quoted, given the candidates' scores."""
    evidence = gather_evidence(pool, candidates, scores)
    # Without another article to support it, a sentence itself has to be on the question.
    is_single_article = not pool.article_ids.any()
    coverage = pool.coverage_with_title if is_single_article else pool.coverage_with_context
    order = np.argsort(-evidence.promise(), kind="stable")
    # A share of what the best one covers: of a long, polite question nothing covers much.
    is_on_topic = coverage[order] >= _MIN_COVERAGE * max(coverage.max(initial=0.0), 1e-9)
    by_promise = order[is_on_topic]
    sentences: list[Quotable] = []
    too_long: list[Quotable] = []
    windows: list[range] = []
    for sentence in np.sort(by_promise[:_MAX_SENTENCES]).tolist():
        quotable, window = _make_quotable(pool, sentence, snapshot)
        if quotable.length > MAX_LENGTH:
            too_long.append(quotable)
        else:
            sentences.append(quotable)
            windows.append(window)
    lengths = [quotable.length for quotable in sentences]
    likelihoods = softmax(scores)
    return Quotables(
        tuple(sentences),
        build_sentence_features(evidence, windows, lengths),
        _held_by_windows(evidence, windows) * likelihoods,
        np.array([window[-1] for window in windows], np.intp),
        evidence.holds * likelihoods,
        tuple(too_long),
        order[~is_on_topic],
        by_promise[_MAX_SENTENCES:],
    )


def expand_context(passage: Passage, position: int, snapshot: Snapshot) -> Sequence[Span]:
    """Return a sentence with those before it that it leans on by opening with a bare pronoun.

    They are from one paragraph, MAX_CONTEXT at most.
    """
    text = passage.article.text
    spans: Sequence[Span] = passage.sentences
    if position == 0 and passage.number > 0 and leans_on_before(text, spans[0].start):
        previous = snapshot.passages(passage.article.id)[passage.number - 1].sentences
        spans, position = (*previous, *spans), len(previous)
    first = position
    while (
        leans_on_before(text, spans[first].start)
        and first > max(0, position - MAX_CONTEXT + 1)
        and _is_same_paragraph(text, spans[first - 1], spans[first])
    ):
        first -= 1
    return spans[first : position + 1]


def _make_quotable(pool: SentencePool, sentence: int, snapshot: Snapshot) -> tuple[Quotable, range]:
    """Return a sentence of the pool as it would be quoted, and the sentences that it takes."""
    hit, position = pool.locate(sentence)
    leans = pool.annotations.leans[sentence]
    spans = expand_context(hit.passage, position, snapshot) if leans else ()
    length = spans[-1].end - spans[0].start if spans else int(pool.annotations.letters[sentence])
    # What precedes the passage is quoted too, but is not in the pool.
    window = range(sentence - min(position, max(0, len(spans) - 1)), sentence + 1)
    terms = frozenset(pool.term_ids(window[0], len(window)))
    return Quotable(hit, position, length, terms, spans), window


def _is_same_paragraph(text: str, first: Span, second: Span) -> bool:
    """Tell whether nothing but white space, and no blank line, is between two sentences."""
    gap = text[first.end : second.start]
    return not gap.strip() and not _PARAGRAPH_BREAK.search(gap)


def _held_by_windows(evidence: SentenceEvidence, windows: Sequence[range]) -> BoolArray:
    """Tell which candidates each window holds, of shape (windows, candidates)."""
    holds = evidence.holds[[window[-1] for window in windows]]
    for number, window in enumerate(windows):
        if len(window) > 1:
            holds[number] = evidence.holds[window[0] : window[-1] + 1].any(axis=0)
    return holds
