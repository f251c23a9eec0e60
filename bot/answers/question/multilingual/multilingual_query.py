"""Multilingual query: the analysed form of a question in a language other than English."""

import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby

from bot.answers.question.expansion import Alternative
from bot.answers.question.multilingual.reading import (
    MultilingualQuestion,
    read_multilingual_question,
)
from bot.answers.question.query import ENTITY_WEIGHT, Query, Word
from bot.index.protocol import IndexStats, Snapshot
from bot.language.analyzer import Analyzer
from bot.language.languages.language import Language

_PAIR = 2  # characters
_SIMILAR_WEIGHT = 0.8
_SIMILAR_TERMS = 8
_MOST_SIMILAR = 3
_LEAST_LETTERS = 4
_LEAST_COMPOUND, _MOST_COMPOUND = 8, 50  # letters of a word that may be made of two
_LEAST_PART = 3  # letters of each
_LINK_LETTERS = ("", "s", "n", "en", "es", "e")  # letters between the two
_COMPOUND_WEIGHT = 0.8
_PROCLITIC_WEIGHT = 0.9
_LEAST_PREFIX = 0.6  # of a term, that one that is like it shares
_SHORT = 4  # letters, with which one edit is allowed
_MOST_LANGUAGES = 4  # of the articles, in which a name is looked up


def parse_multilingual_query(
    question: str,
    at: date,
    snapshot: Snapshot,
    stats: IndexStats,
    analyzer: Analyzer,
    language: Language,
) -> Query:
    """Analyse a question in ``language`` by the passages up to the day ``at``.

    Words that only ask are left out; the noun that asks for a value is where no article has it.
    """
    reading = read_multilingual_question(question, at, language)
    words = list(_read_words(reading, analyzer, language))
    codes = [code for code in snapshot.languages(until=at) if code != language.code]
    parser = _Parser(at, snapshot, stats, analyzer, language, codes[:_MOST_LANGUAGES])
    entries = parser.weigh(words, reading)
    return Query(question, reading.focus, tuple(entries), reading.analysis, language)


def _read_words(
    reading: MultilingualQuestion, analyzer: Analyzer, language: Language
) -> Iterator[tuple[str, tuple[str, ...], bool]]:
    """Yield each word once, with its terms, and whether it is a name or number."""
    all_words = list(analyzer.words(reading.content, language.code))
    tells_names = language.has_capitals and any(text[0].islower() for text, _ in all_words)
    prepositions = {*language.cues.place, *language.names.links}
    opening = reading.content.lstrip("¿¡\"'«„“( ")[:1]
    is_cut = not reading.content[:1].strip()
    distinct_terms: set[tuple[str, ...]] = set()
    for position, (text, terms) in enumerate(all_words):
        if not terms or terms in distinct_terms:
            continue
        distinct_terms.add(terms)
        is_first = position == 0 and not is_cut and text[0] == opening
        is_latin_name = not language.has_capitals and text.isascii() and text.isalpha()
        is_name = (tells_names and text[0].isupper() and not is_first) or is_latin_name
        if is_name and language.code == "de":
            # All nouns have capitals: after a preposition without an article it is a name.
            is_name = position > 0 and all_words[position - 1][0].lower() in prepositions
        yield text, terms, is_name or text[0].isdecimal()


class _Parser:
    """Looks words up in the articles, and what is like them where they occur nowhere."""

    def __init__(
        self,
        at: date,
        snapshot: Snapshot,
        stats: IndexStats,
        analyzer: Analyzer,
        language: Language,
        other_codes: Sequence[str],
    ) -> None:
        self._language = language
        self._at, self._snapshot, self._stats = at, snapshot, stats
        self._analyzer, self._other_codes = analyzer, other_codes

    def weigh(
        self, words: Sequence[tuple[str, tuple[str, ...], bool]], reading: MultilingualQuestion
    ) -> list[Word]:
        terms = sorted({term for _, terms, _ in words for term in terms})
        dfs = dict(zip(terms, self._count(terms), strict=True))
        optional = {
            term
            for word in reading.optional
            for term in self._analyzer.terms(word, reading.language.code)
        }
        discounts = self._discount_pairs([text for text, _, _ in words], dfs)
        result = []
        for text, terms_of_word, is_entity in words:
            df = min(dfs[term] for term in terms_of_word)
            is_temporal = text in reading.focus.words
            if not df and optional.issuperset(terms_of_word) and len(words) > 1:
                continue
            alternatives = (
                () if df else tuple(self._find_alternatives(text, terms_of_word, is_entity))
            )
            idf = math.log((self._stats.passages + 1) / max(df, 0.5))
            weight = 0.0 if is_temporal else idf * (ENTITY_WEIGHT if is_entity else 1)
            weight *= discounts.get(text, 1.0)
            result.append(
                Word(text, terms_of_word, weight, is_entity, df, idf, is_temporal, alternatives)
            )
        return result

    def _discount_pairs(self, texts: Sequence[str], dfs: Mapping[str, int]) -> Mapping[str, float]:
        """Return what unknown pairs of characters count, where no spaces are written.

        A pair that lies across two known words is no word, and of several in a row every second
        one is: what counts is how many characters stand in no known pair.
        """
        if self._language.divides_words and self._language.code != "ko":
            return {}
        discounts: dict[str, float] = {}
        for is_unknown, group in groupby(
            range(len(texts)), key=lambda n: len(texts[n]) == _PAIR and not dfs.get(texts[n], 0)
        ):
            numbers = list(group)
            if not is_unknown:
                continue
            for run in _split_runs(numbers, texts):
                first, last = run[0], run[-1]
                is_open = not (first > 0 and texts[first - 1][-1:] == texts[first][0])
                is_open_after = not (
                    last + 1 < len(texts) and texts[last + 1][:1] == texts[last][-1]
                )
                character_count = len(run) - 1 + is_open + is_open_after
                share = character_count / (_PAIR * len(run))
                discounts.update(dict.fromkeys((texts[number] for number in run), share))
        return discounts

    def _count(self, terms: Sequence[str]) -> list[int]:
        return self._snapshot.document_frequencies(terms, until=self._at)

    def _find_alternatives(
        self, text: str, terms: tuple[str, ...], is_entity: bool
    ) -> Iterator[Alternative]:
        """Yield the same name in other languages, or else terms that are spelt alike."""
        alternatives: list[Alternative] = []
        if is_entity:
            forms = {tuple(self._analyzer.terms(text, code)) for code in self._other_codes}
            alternatives += (
                Alternative(text, form, 1.0, 1.0)
                for form in sorted(forms - {terms, ()})
                if all(self._count(form))
            )
        if not alternatives and len(terms) == 1:
            alternatives = [
                *self._find_proclitic_forms(terms[0]),
                *self._find_similar(terms[0]),
                *self._find_parts(text),
            ]
        yield from alternatives

    def _find_parts(self, word: str) -> Iterator[Alternative]:
        """Yield the two words of which a compound is made, the rarest pair."""
        is_of_two = _LEAST_COMPOUND <= len(word) <= _MOST_COMPOUND
        if not is_of_two or not word.isalpha() or not self._language.has_capitals:
            return
        pairs = {
            (word[:place].removesuffix(link), word[place:])
            for place in range(_LEAST_PART, len(word) - _LEAST_PART + 1)
            for link in _LINK_LETTERS
            if word[:place].endswith(link) and place - len(link) >= _LEAST_PART
        }
        code = self._language.code
        terms = {
            pair: tuple(self._analyzer.terms(f"{pair[0]} {pair[1].capitalize()}", code))
            for pair in pairs
        }
        distinct = sorted({term for pair in terms.values() for term in pair})
        dfs = dict(zip(distinct, self._count(distinct), strict=True))
        complete_pairs = [
            pair for pair in terms.values() if len(pair) == 2 and all(map(dfs.get, pair))
        ]
        if complete_pairs:
            best = max(complete_pairs, key=lambda pair: min(len(term) for term in pair))
            yield Alternative(" ".join(best), best, _COMPOUND_WEIGHT, _COMPOUND_WEIGHT)

    def _find_proclitic_forms(self, term: str) -> Iterator[Alternative]:
        """Yield the term without a particle before it, and with one, where articles have it."""
        forms = {
            form
            for particle in self._language.proclitics
            for form in (term.removeprefix(particle), particle + term)
            if len(form) >= _LEAST_PART
        } - {term}
        ordered = sorted(forms)
        for form, df in zip(ordered, self._count(ordered), strict=True):
            if df:
                yield Alternative(form, (form,), _PROCLITIC_WEIGHT, _PROCLITIC_WEIGHT)

    def _find_similar(self, term: str) -> Iterator[Alternative]:
        if len(term) < _LEAST_LETTERS or not term.isalpha():
            return
        edits = 1 if len(term) <= _SHORT else 2
        similar = self._snapshot.find_similar_terms(term, edits, _SIMILAR_TERMS, until=self._at)
        alike = [item.term for item in similar if _is_alike(term, item.term)]
        for other in alike[:_MOST_SIMILAR]:
            yield Alternative(other, (other,), _SIMILAR_WEIGHT, _SIMILAR_WEIGHT)


def _split_runs(numbers: Sequence[int], texts: Sequence[str]) -> Iterator[list[int]]:
    """Yield the pairs that overlap one after the other."""
    run = [numbers[0]]
    for number in numbers[1:]:
        if texts[number][0] == texts[number - 1][-1]:
            run.append(number)
        else:
            yield run
            run = [number]
    yield run


def _is_alike(term: str, other: str) -> bool:
    """Tell whether two terms begin alike, as forms of one word do."""
    common = next(
        (n for n, (left, right) in enumerate(zip(term, other, strict=False)) if left != right),
        min(len(term), len(other)),
    )
    return common >= _LEAST_PREFIX * max(len(term), len(other))
