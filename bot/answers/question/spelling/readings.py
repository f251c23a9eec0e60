"""Spelling: the readings of a question whose words may be misspelt."""

from collections.abc import Iterator
from datetime import date

from bot.answers.question.lexicons import common_words
from bot.answers.question.spelling.question_reading import QuestionReading
from bot.answers.question.spelling.respelling import WrittenWord
from bot.answers.question.spelling.speller import Speller
from bot.answers.question.time_focus import find_focus
from bot.index.protocol import IndexStats, Snapshot
from bot.language.analyzer import Analyzer
from bot.language.span import Span

MOST_READINGS = 5

_RARE = 50_000  # a word that is in fewer than one of so many passages may be misspelt
_LEAST_LETTERS = 3
_MOST_SUSPECTS = 4  # words of a question, the rarest

# By so much a reading has to be less likely than the best one, not to be searched as well: one
# that changes nothing is compared with more others, since its likelihood is a guess.
_CLEARLY = 2.5
_LESS_LIKELY = 4.0


def find_readings(
    question: str, at: date, snapshot: Snapshot, stats: IndexStats, analyzer: Analyzer
) -> list[QuestionReading]:
    """Return the readings of ``question``, the likeliest first: mostly one, as it is written.

    A word that the articles know well stays. What is read in the place of another has to stand
    near the question's other words in a passage.
    """
    words = _find_words(question, at, snapshot, analyzer)
    suspects = [number for number, word in enumerate(words) if _is_suspect(word, question, stats)]
    if not suspects:
        return [QuestionReading(question)]
    speller = Speller(
        question, words, at, snapshot, stats, analyzer, find_focus(question, at).words
    )
    readings = speller.read(sorted(suspects, key=lambda n: words[n].df)[:_MOST_SUSPECTS])
    clear = readings[0].likelihood - (_CLEARLY if readings[0].corrections else _LESS_LIKELY)
    return [reading for reading in readings if reading.likelihood >= clear][:MOST_READINGS]


def _find_words(
    question: str, at: date, snapshot: Snapshot, analyzer: Analyzer
) -> list[WrittenWord]:
    """Return the words that can be searched for, with the frequency of their rarest term."""
    words_by_place = list(_locate(question, analyzer))
    terms = list(dict.fromkeys(term for _, _, terms in words_by_place for term in terms))
    dfs = dict(zip(terms, snapshot.document_frequencies(terms, until=at), strict=True))
    return [
        WrittenWord(text, span, terms, min(dfs[term] for term in terms))
        for text, span, terms in words_by_place
    ]


def _locate(question: str, analyzer: Analyzer) -> Iterator[tuple[str, Span, tuple[str, ...]]]:
    end = 0
    for text, terms in analyzer.words(question):
        start = question.index(text, end)
        end = start + len(text)
        if terms:
            yield text, Span(start, end), terms


def _is_suspect(word: WrittenWord, question: str, stats: IndexStats) -> bool:
    """Tell whether a word may be misspelt: one of letters, no acronym, that is hardly known."""
    letters = word.letters
    if len(word.terms) > 1 or len(letters) < _LEAST_LETTERS or not letters.isalpha():
        return False
    if letters in common_words() or (word.text.isupper() and not question.isupper()):
        return False
    limit = 0 if len(letters) == _LEAST_LETTERS else stats.passages // _RARE
    return word.df <= limit
