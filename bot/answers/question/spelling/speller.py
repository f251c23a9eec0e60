"""Speller: reads a question's words otherwise than they are written, beside its other words."""

import math
from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import product

from bot.answers.question.english.slips import slip_cost
from bot.answers.question.lexicons import common_words
from bot.answers.question.spelling.cooccurrence import (
    PassageWords,
    are_neighbours,
    count_forms,
    measure_company,
    read_words,
)
from bot.answers.question.spelling.question_reading import Correction, QuestionReading
from bot.answers.question.spelling.respelling import (
    COST_WEIGHT,
    Respelling,
    WrittenWord,
    find_respellings,
    weigh_frequency,
)
from bot.index.protocol import IndexStats, Snapshot
from bot.language.analyzer import Analyzer
from bot.language.span import Span

# What may be meant by a word that occurs is so many times as frequent.
_COMMONER = 20
_FREQUENT = 3000  # a word that is in one passage of so many is an ordinary one

_MOST_RESPELLINGS = 4  # of a word
_MOST_COMBINATIONS = 6
_MOST_COMPANY = 5  # words that a respelling is to stand with, the rarest
_SCREENED_HITS = 30
_READ_HITS = 8

# The share of the question's other words with which a respelling stands in one passage.
_LEAST_COMPANY = 0.3
_DISTANT_COMPANY = 0.6
_NEIGHBOUR_COMPANY = 0.1
_DISTANT_COST = 1.3
_COMPANY_WEIGHT = 6.0
_NEIGHBOUR_BONUS = 3.0
_COMMON_BONUS = 4.0
_FREQUENT_BONUS = 2.5
_UNREAD = 6.0  # the likelihood of a word that stays though it occurs nowhere


@dataclass(frozen=True, slots=True)
class Speller:
    """What is needed to read a question's words otherwise than they are written."""

    question: str
    words: Sequence[WrittenWord]
    at: date
    snapshot: Snapshot
    stats: IndexStats
    analyzer: Analyzer
    time_words: Collection[str]
    passages: dict[tuple[Hashable, int], PassageWords] = field(default_factory=dict)

    def read(self, suspects: Sequence[int]) -> list[QuestionReading]:
        """Return the readings, the likeliest first, that as written among them if it may be."""
        choices = [self._find_choices(number) for number in suspects]
        if not any(choices):
            return [QuestionReading(self.question)]
        choices = self._screen(choices)
        readings = {self.question: self._read_as_written(suspects)}
        combinations = sorted(
            product(*(choice or [None] for choice in choices)),
            key=lambda combination: -sum(element.likelihood for element in combination if element),
        )
        for combination in list(filter(_is_disjoint, combinations))[:_MOST_COMBINATIONS]:
            respellings = list(dict.fromkeys(element for element in combination if element))
            reading = self._read(respellings, suspects)
            if reading and reading.question not in readings:
                readings[reading.question] = reading
        return sorted(readings.values(), key=lambda reading: -reading.likelihood)

    def _find_choices(self, number: int) -> list[Respelling | None]:
        """Return what may be meant by a word: by far commoner, where the word occurs at all."""
        word = self.words[number]
        respellings = find_respellings(
            self.words, number, self.at, self.snapshot, self.stats, self.analyzer
        )
        return [
            element
            for element in respellings
            if element.df >= _COMMONER * word.df and (not word.df or element.cost <= 1)
        ]

    def _screen(self, choices: Sequence[list[Respelling | None]]) -> list[list[Respelling | None]]:
        """Keep the respellings that are likeliest beside the words that are surely right."""
        peer_weights = self._weigh_others(
            (element for choice in choices for element in choice if element), ()
        )
        passages = self._search(list(peer_weights), _SCREENED_HITS) if peer_weights else []
        selection: list[list[Respelling | None]] = []
        for choice in choices:
            ranking = [
                replace(
                    element,
                    likelihood=element.likelihood
                    + _COMPANY_WEIGHT * measure_company(element.terms, peer_weights, passages),
                )
                for element in choice
                if element
            ]
            ranking.sort(key=lambda element: -element.likelihood)
            selection.append([*ranking[:_MOST_RESPELLINGS]])
        return selection

    def _read_as_written(self, suspects: Sequence[int]) -> QuestionReading:
        """Return the question as it is: as likely as its rare words stand with the others."""
        likelihood = 0.0
        for number in suspects:
            word = self.words[number]
            if word.df:
                peer_weights = self._weigh_others((), word.terms)
                passages = self._search([*word.terms, *word.terms, *peer_weights], _READ_HITS)
                company = measure_company(word.terms, peer_weights, passages)
                likelihood += (
                    weigh_frequency(word.df, self.stats.passages) + _COMPANY_WEIGHT * company
                )
            else:
                likelihood += _UNREAD
        return QuestionReading(self.question, (), likelihood)

    def _read(
        self, respellings: Sequence[Respelling], suspects: Sequence[int]
    ) -> QuestionReading | None:
        """Return the question with those of ``respellings`` that its other words allow."""
        terms = [term for element in respellings for term in element.terms]
        peer_weights = self._weigh_others(respellings, ())
        passages = self._search([*terms, *terms, *peer_weights], _READ_HITS) if terms else []
        likelihood, replacements = 0.0, []
        for respelling in respellings:
            company, text = 0.5, respelling.text
            if respelling.terms:
                surroundings = peer_weights | {
                    term: self._idf(element.df)
                    for element in respellings
                    for term in element.terms
                    if element is not respelling
                }
                if not surroundings and self._is_name(respelling):
                    continue  # nothing in the question vouches for another name
                company = measure_company(respelling.terms, surroundings, passages)
                text = text or self._find_text(respelling, passages)
            has_neighbour = self._has_neighbour(respelling, passages)
            if text and company >= self._least_company(respelling, text, has_neighbour):
                gain = self._rate(respelling, text) + _COMPANY_WEIGHT * company
                gain += _NEIGHBOUR_BONUS * has_neighbour
                gain += self._prefer_frequent(respelling, text)
                likelihood += gain
                if respelling.span.slice(self.question)[0].isupper():
                    text = text[0].upper() + text[1:]
                replacements.append((respelling.span, text))
        if not replacements:
            return None
        replaced_spans = [span for span, _ in replacements]
        likelihood += _UNREAD * sum(
            not any(_overlap(self.words[number].span, span) for span in replaced_spans)
            for number in suspects
        )
        corrections = tuple(
            Correction(span.slice(self.question), text) for span, text in sorted(replacements)
        )
        return QuestionReading(_replace(self.question, replacements), corrections, likelihood)

    def _rate(self, respelling: Respelling, text: str) -> float:
        """Return the likelihood of a respelling by its slips in full, and its frequency."""
        spelling = respelling.span.slice(self.question).casefold()
        cost = respelling.cost
        if " " not in text and " " not in spelling:
            cost = max(cost, slip_cost(spelling, text.casefold()))
        return respelling.frequency - COST_WEIGHT * cost

    def _idf(self, df: int) -> float:
        return math.log((self.stats.passages + 1) / max(df, 1))

    def _search(self, terms: Sequence[str], top_k: int) -> list[PassageWords]:
        """Return the best passages' words; several readings of a question find the same ones."""
        hits = self.snapshot.search(terms, top_k, until=self.at)
        keys = [(hit.ref.article_key, hit.ref.number) for hit in hits]
        missing = {
            key: hit for key, hit in zip(keys, hits, strict=True) if key not in self.passages
        }
        words = read_words([*missing.values()], self.analyzer)
        self.passages.update(zip(missing, words, strict=True))
        return [self.passages[key] for key in keys]

    def _has_neighbour(self, respelling: Respelling, passages: Iterable[PassageWords]) -> bool:
        """Tell whether it stands next to a word that is next to it in the question."""
        span = respelling.span
        left_words = [word for word in self.words if word.span.end == span.start - 1]
        right_words = [word for word in self.words if word.span.start == span.end + 1]
        pairs = {(word.terms, respelling.terms) for word in left_words}
        pairs |= {(respelling.terms, word.terms) for word in right_words}
        return bool(respelling.terms) and are_neighbours(pairs, passages)

    def _weigh_others(
        self, respellings: Iterable[Respelling], without: Collection[str]
    ) -> dict[str, float]:
        """Return the rarest of the terms that stay and occur, each with its idf."""
        spans = {element.span for element in respellings}
        dfs = {
            term: word.df
            for word in self.words
            if word.df and word.text not in self.time_words
            if not any(_overlap(word.span, span) for span in spans)
            for term in word.terms
            if term not in without
        }
        rarest = sorted(dfs.items(), key=lambda item: item[1])[:_MOST_COMPANY]
        return {term: self._idf(df) for term, df in rarest}

    def _least_company(self, respelling: Respelling, text: str, has_neighbour: bool) -> float:
        """Return the share of the other words that a respelling has to stand with."""
        spelling = respelling.span.slice(self.question)
        has_other_start = spelling[0].casefold() != text[0].casefold()
        if has_other_start or respelling.cost > _DISTANT_COST:
            return _DISTANT_COMPANY
        if self._is_name(respelling) and not text[0].isupper():
            return _DISTANT_COMPANY  # a name is no common word
        if self._is_common(respelling):
            return 0.0
        return _NEIGHBOUR_COMPANY if has_neighbour else _LEAST_COMPANY

    def _is_name(self, respelling: Respelling) -> bool:
        is_capital = respelling.span.slice(self.question)[0].isupper()
        return is_capital and respelling.span.start > 0 and not self.question.isupper()

    def _is_frequent(self, respelling: Respelling) -> bool:
        """Tell whether a word that many passages have is meant, with one slip."""
        return respelling.df * _FREQUENT > self.stats.passages and respelling.cost <= 1

    def _is_common(self, respelling: Respelling) -> bool:
        """Tell whether an ordinary word is meant, whatever it stands with."""
        is_ordinary = not respelling.terms or respelling.text in common_words()
        return is_ordinary and self._is_frequent(respelling) and not self._is_name(respelling)

    def _prefer_frequent(self, respelling: Respelling, text: str) -> float:
        """Return what makes up for the chance that a word is new to the articles."""
        if self._is_common(respelling):
            return _COMMON_BONUS
        spelling = respelling.span.slice(self.question)
        has_same_start = spelling[0].casefold() == text[0].casefold()
        return _FREQUENT_BONUS * (has_same_start and self._is_frequent(respelling))

    def _find_text(self, respelling: Respelling, passages: Iterable[PassageWords]) -> str:
        """Return the form of a term in the articles that is most like the word."""
        spelling = respelling.span.slice(self.question).casefold()
        forms = count_forms(respelling.terms, passages)

        def rank(form: str) -> tuple[bool, float, int, str]:
            return form.isupper(), slip_cost(spelling, form.casefold()), -forms[form], form

        return min(forms, key=rank, default="")


def _is_disjoint(respellings: tuple[Respelling | None, ...]) -> bool:
    spans = {element.span for element in respellings if element}
    return not any(
        _overlap(element, neighbor)
        for element in spans
        for neighbor in spans
        if element != neighbor
    )


def _overlap(element: Span, neighbor: Span) -> bool:
    return element.start < neighbor.end and neighbor.start < element.end


def _replace(question: str, replacements: Iterable[tuple[Span, str]]) -> str:
    for span, text in sorted(replacements, reverse=True):
        question = question[: span.start] + text + question[span.end :]
    return question
