"""Regions: the parts of articles that a sentence is compared with."""

import math
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.answers.verification.claim_sentences import is_undivided
from bot.answers.verification.comparison_tokens import Token, tokenize
from bot.answers.verification.shortlist import shorten_list
from bot.articles.article import Article
from bot.articles.passages.passage import Passage
from bot.index.protocol import Hit, Snapshot
from bot.language.analyzer import Analyzer
from bot.language.span import Span

_MOST_TERMS = 12  # that are searched for, the rarest
_MOST_COUNTED = 60  # terms of a sentence whose frequencies are counted
# Hits by the weight of the terms that are searched for, at least: BM25 tells a sentence of rare
# words from all others, and one of common words from few. Twice as many of the latter cost more
# than they find: of 4,000 real sentences, one is missed.
_HITS = ((25.0, 100), (12.0, 400), (0.0, 800))
COMMON_WEIGHT = 0.5  # of a word that is not searched for
_CHARACTER_WEIGHT = 1.5  # of a character where no spaces are written
_MAX_WEIGHT = 8.0  # a name that is rarer still counts no more
_MOST_BESIDE = 2_000  # characters beside the sentences of a region
_CONTINUATION = 3  # sentences after a match that may go on with it


@dataclass(frozen=True, slots=True)
class Region:
    """A run of an article's text with the sentences in it.

    ``tokens``: those of its text, with headings and what else stands beside its sentences.
    ``words``: those that are no signs. ``keys``: the keys of its words.
    """

    article: Article
    sentences: tuple[Span, ...]
    tokens: tuple[Token, ...]
    words: tuple[Token, ...]
    keys: frozenset[str]

    def find_sentence(self, place: int) -> range:
        """Return the places of the words that are in one sentence with the word at ``place``."""
        word = self.words[place]
        inside = (s for s in self.sentences if s.start <= word.start < s.end)
        return self.find_words(next(inside, Span(word.start, word.end)))

    def find_words(self, span: Span) -> range:
        """Return the places of the words in a span of the article's text."""
        start = bisect_left(self.words, span.start, key=_start)
        return range(start, bisect_left(self.words, span.end, start, key=_start))

    def cover(self, span: Span) -> Span:
        """Return the sentences, whole, that a span of the article's text touches."""
        touched_sentences = [s for s in self.sentences if s.start < span.end and span.start < s.end]
        return Span(
            min([span.start, *(s.start for s in touched_sentences)]),
            max([span.end, *(s.end for s in touched_sentences)]),
        )


@dataclass(frozen=True, slots=True)
class RegionSearchResult:
    """The regions around the best passages, the best first.

    ``weights``: how much each word of the sentence tells, by its key.
    """

    regions: tuple[Region, ...]
    weights: Mapping[str, float]


class RegionSearch:
    """Searches the articles up to a day for the passages that share most with a sentence."""

    def __init__(self, snapshot: Snapshot, analyzer: Analyzer, at: date, language: str) -> None:
        self._snapshot = snapshot
        self._analyzer = analyzer
        self._at = at
        self._language = language
        self._passage_count = snapshot.stats(until=at).passages

    def search(self, tokens: Sequence[Token], text: str) -> RegionSearchResult:
        """Return what is to be compared with a sentence of ``text`` that has these tokens."""
        sentence = text[tokens[0].start : tokens[-1].end]
        terms = list(dict.fromkeys(self._analyzer.terms(sentence, self._language)))[:_MOST_COUNTED]
        dfs = self._snapshot.document_frequencies(terms, until=self._at)
        known_terms = sorted((df, term) for df, term in zip(dfs, terms, strict=True) if df)
        rarest = [term for _, term in known_terms[:_MOST_TERMS]]
        idfs = {term: self._weigh(df) for df, term in zip(dfs, terms, strict=True)}
        weight = sum(idfs[term] for term in rarest)
        top_k = next(count for least, count in _HITS if weight >= least)
        hits = self._snapshot.search(rarest, top_k, until=self._at)
        return RegionSearchResult(
            tuple(self._make_regions(shorten_list(hits, idfs))),
            {token.key: self._weigh_word(token, idfs) for token in tokens if token.is_word},
        )

    def continue_region(self, article: Article, end: int) -> Region | None:
        """Return the sentences of an article that follow the offset ``end``, if any do."""
        sentences = [
            span
            for passage in self._snapshot.passages(article.id)
            for span in passage.sentences
            if span.start >= end
        ]
        if not sentences:
            return None
        last = sentences[:_CONTINUATION][-1]
        return make_region(article, sentences[:_CONTINUATION], Span(end, last.end))

    def _make_regions(self, hits: Sequence[Hit]) -> Iterator[Region]:
        """Yield a region for each passage, with a sentence before and after it."""
        numbers: dict[str, set[int]] = {}
        articles: dict[str, Article] = {}
        for hit in hits:
            passage = hit.passage
            articles[passage.article.id] = passage.article
            numbers.setdefault(passage.article.id, set()).add(passage.number)
        for article_id, article in articles.items():
            passages = self._snapshot.passages(article_id)
            for first, last in _find_runs(numbers[article_id]):
                sentences = _list_sentences(passages, first, last)
                if sentences:
                    yield make_region(article, sentences, _find_span(passages, first, last))

    def _weigh(self, df: int) -> float:
        return min(_MAX_WEIGHT, math.log((self._passage_count + 1) / max(1, df)))

    def _weigh_word(self, token: Token, idfs: Mapping[str, float]) -> float:
        if is_undivided(token):
            return _CHARACTER_WEIGHT
        terms = self._analyzer.terms(token.form, self._language)
        return max((idfs.get(term, COMMON_WEIGHT) for term in terms), default=COMMON_WEIGHT)


def _start(token: Token) -> int:
    return token.start


def make_region(article: Article, sentences: Sequence[Span], span: Span) -> Region:
    """Return a span of an article's text as a region with these sentences."""
    tokens = tuple(tokenize(article.text, span, article.language))
    words = tuple(token for token in tokens if token.is_word)
    return Region(article, tuple(sentences), tokens, words, frozenset(token.key for token in words))


def _find_runs(numbers: set[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last of each run of numbers that follow one another."""
    for first in sorted(numbers):
        if first - 1 in numbers:
            continue
        last = first
        while last + 1 in numbers:
            last += 1
        yield first, last


def _list_sentences(passages: Sequence[Passage], first: int, last: int) -> list[Span]:
    lead = passages[first - 1].sentences[-1:] if first else ()
    trail = passages[last + 1].sentences[:1] if last + 1 < len(passages) else ()
    inside = [span for passage in passages[first : last + 1] for span in passage.sentences]
    return [*lead, *inside, *trail]


def _find_span(passages: Sequence[Passage], first: int, last: int) -> Span:
    """Return the text of passages with the sentence before and after them, and with headings.

    What is above the first passage and below the last belongs to them.
    """
    article = passages[first].article
    start = passages[first - 1].sentences[-1].start if first else article.body
    end = passages[last + 1].sentences[0].end if last + 1 < len(passages) else len(article.text)
    inside = passages[first].sentences[0].start, passages[last].sentences[-1].end
    return Span(max(start, inside[0] - _MOST_BESIDE), min(end, inside[1] + _MOST_BESIDE))
