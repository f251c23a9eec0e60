import numpy as np
import pytest

from bot.answers.arrays import make_ragged
from bot.answers.features.candidate_features import match_category
from bot.answers.features.occurrences import WORD, CandidateTable
from bot.answers.question.answer_type import analyze_question
from bot.answers.question.lexicons import find_category, hyponyms_of
from bot.language.analyzer import Analyzer
from bot.language.annotations import KINDS
from bot.language.hashing import hash_terms
from bot.language.mentions.mention_kind import Kind

ANALYZER = Analyzer()


@pytest.mark.parametrize(
    ("question", "noun"),
    [
        ("What color will it be?", "color"),
        ("Which animals escaped from the zoo?", "animal"),
        ("The company recalled which food product?", "product"),
        ("Which type of renewable energy grew most?", "energy"),
        ("Which country’s minister resigned?", "country"),
        ("Which politician announced this week that she is running?", "politician"),
        ("Which of the following cities is the largest?", "city"),
        ("Who won the race?", ""),
        ("What is it called?", ""),
        ("Which?", ""),
    ],
)
def test_the_noun_of_a_question_names_a_category(question: str, noun: str) -> None:
    assert find_category(question) == noun
    assert analyze_question(question, ANALYZER).category == noun


@pytest.mark.parametrize(
    ("noun", "inside", "outside"),
    [
        ("color", "green red Purple", "table run Paris"),
        ("animal", "bear otters whale", "table color"),
        ("food", "eggs butter", "Monday Paris"),
        ("planet", "Mars venus", "Paris"),
        ("month", "January", "Monday"),
    ],
)
def test_hyponyms_are_found_by_their_term(noun: str, inside: str, outside: str) -> None:
    members = hyponyms_of(noun)
    assert np.isin(hash_terms(ANALYZER.terms(inside)), members).all()
    assert not np.isin(hash_terms(ANALYZER.terms(outside)), members).any()


def test_names_of_several_words_are_hyponyms_as_mentions() -> None:
    assert hash_terms([Kind.NAME + "south korea"])[0] in hyponyms_of("country")


def test_words_and_names_match_a_category() -> None:
    texts = [(Kind.NAME, "south korea"), (Kind.NAME, "brazil"), (Kind.NAME, "ada"), (None, "spain")]
    terms = [ANALYZER.terms(text) for _, text in texts]
    table = CandidateTable(
        np.array(hash_terms((kind or "") + text for kind, text in texts)),
        np.array([WORD if kind is None else KINDS.index(kind) for kind, _ in texts]),
        np.ones(4, np.intp), np.ones(4, np.intp),
        make_ragged(list(map(len, terms))),
        np.array(hash_terms(term for of in terms for term in of)),
    )  # fmt: skip
    assert match_category(table, "country").tolist() == [1, 1, 0, 1]
    assert match_category(table, "").tolist() == [-1, -1, -1, -1]
