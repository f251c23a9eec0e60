"""Topic words: what a question is about, as words by their terms."""

from collections.abc import Iterator, Mapping
from itertools import combinations

from bot.answers.answer import Answer
from bot.answers.question.framing import find_matter
from bot.answers.question.kind import QuestionKind
from bot.answers.question.time_focus import find_focus
from bot.language.analyzer import Analyzer
from bot.language.languages.lookup import find_language, is_english

_COUNTED_KINDS = frozenset(
    (
        QuestionKind.FACT, QuestionKind.YES_NO, QuestionKind.WHY_HOW, QuestionKind.WHO_IS,
        QuestionKind.TOPIC, QuestionKind.FOLLOW_UP,
    )
)  # fmt: skip

_MOST_WORDS = 5
_LARGEST_TOPIC = 3
_LONGEST_WORD = 40
_LONGEST_QUESTION = 2_000


def is_unanswered(answer: Answer) -> bool:
    """Tell whether a question on the news found nothing in the articles."""
    return not answer.quotes and answer.kind in _COUNTED_KINDS and answer.stats.articles > 0


def find_topics(answer: Answer, analyzer: Analyzer) -> Mapping[str, str]:
    """Return the words of a question: as they were written, by their terms.

    Each is a topic, each two and three of them, and all together, since the next question on the
    same has other words beside. Words that no article has come first where a question has many;
    numbers are left out.
    """
    words = dict(_find_words(answer, analyzer))
    missing = {term for word in answer.missing for term in analyzer.terms(word, answer.language)}
    terms = sorted(words, key=lambda term: missing.isdisjoint(term.split()))[:_MOST_WORDS]
    terms = [term for term in words if term in terms]
    topics = {}
    for size in sorted({*range(1, _LARGEST_TOPIC + 1), len(terms)} - {0}):
        for members in combinations(terms, size):
            topics[" ".join(sorted(members))] = " ".join(words[member] for member in members)
    return topics


def _find_words(answer: Answer, analyzer: Analyzer) -> Iterator[tuple[str, str]]:
    """Yield the words that say what a question is about, each with its term before it."""
    question, language = answer.question[:_LONGEST_QUESTION], answer.language
    if question.isupper():  # in capitals, small words would count as acronyms
        question = question.lower()
    times: frozenset[str] = frozenset()
    if is_english(language):
        question = find_matter(question)
        times = frozenset(find_focus(question, answer.at).words)
    for text, terms in _join_pairs(question, language, analyzer):
        word = text.removesuffix("'s").removesuffix("’s")
        is_number = any(character.isdecimal() for character in word)
        if text not in times and not is_number and 1 < len(word) <= _LONGEST_WORD:
            yield "+".join(terms), word


def _join_pairs(
    question: str, language: str, analyzer: Analyzer
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield words with their terms; overlapping pairs of characters are put together."""
    divides_words = find_language(language).divides_words
    text, terms = "", tuple[str, ...]()
    for next_text, next_terms in analyzer.words(question, language):
        if not next_terms:
            continue
        is_pair = not divides_words and len(next_text) == 2 and not next_text.isascii()
        if is_pair and text and text[-1] == next_text[0] and text + next_text[1:] in question:
            text, terms = text + next_text[1:], (*terms, *next_terms)
            continue
        if text:
            yield text, terms
        text, terms = next_text, next_terms
    if text:
        yield text, terms
