from collections.abc import Sequence
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.selection.quotables import Quotable
from bot.answers.selection.quoting import MAX_CHARACTERS, MAX_QUOTES, choose_sentences
from bot.answers.selection.reply_quotes import make_quotes
from bot.articles.article import Article
from bot.articles.passages.passage import Passage
from bot.index.protocol import Hit, InMemoryPassage
from bot.language.span import Span


def quotable(text: str) -> Quotable:
    article = Article(text, text, date(2026, 1, 7), "a.txt")
    span = Span(0, len(text))
    hit = Hit(InMemoryPassage(Passage(article, 0, (span,)), b""), 1.0)
    return Quotable(hit, 0, len(text), frozenset(map(hash, text.casefold().split())))


def texts(
    sentences: list[Quotable], scores: list[float], answers: Sequence[Sequence[float]] = ()
) -> list[str]:
    held = np.array(answers) if answers else np.zeros((len(sentences), 1))
    choice = choose_sentences(sentences, np.array(scores, np.float32), held)
    return [quote.text for quote in make_quotes(choice)]


def test_the_best_sentence_comes_first() -> None:
    assert texts([quotable("one two"), quotable("three four")], [0.0, 1.0])[0] == "three four"


def test_of_two_that_say_the_same_the_better_is_shown() -> None:
    same = [quotable("the comet passes on friday"), quotable("the comet passes on a friday")]
    assert texts(same, [1.0, 1.1]) == ["the comet passes on a friday"]


def test_what_holds_another_answer_comes_before_what_repeats_one() -> None:
    sentences = [
        quotable("ann won"), quotable("people cheered for ann"), quotable("others say bob")
    ]  # fmt: skip
    answers = [[0.6, 0.0], [0.6, 0.0], [0.0, 0.3]]
    assert texts(sentences, [1.0, 0.9, 0.8], answers)[:2] == ["ann won", "others say bob"]


def test_a_sentence_far_behind_the_best_is_not_quoted() -> None:
    sentences = [quotable("ann won"), quotable("it rained"), quotable("a dog ran")]
    assert texts(sentences, [9.0, 0.0, 0.1], [[0.9], [0.0], [0.0]]) == ["ann won"]


def test_no_more_is_shown_than_fits_a_screen() -> None:
    many = [quotable(f"{n} " + f"word{n} " * 30) for n in range(30)]
    scores = np.linspace(1, 0.9, 30).tolist()
    assert sum(map(len, texts(many, scores))) <= MAX_CHARACTERS
    short = [quotable(f"word{n} other{n}") for n in range(30)]
    assert len(texts(short, scores)) == MAX_QUOTES


def test_without_sentences_there_are_no_quotes() -> None:
    assert texts([], []) == []


ANSWERS = st.lists(st.sampled_from([0.0, 0.0, 0.1, 0.5]), min_size=3, max_size=3)


@given(st.lists(st.tuples(st.floats(-5, 5, width=32), ANSWERS), min_size=1, max_size=12))
def test_each_quote_is_the_best_given_the_earlier_ones(
    rated: list[tuple[float, list[float]]],
) -> None:
    sentences = [quotable(f"word{n} " * (n + 1)) for n in range(len(rated))]
    scores = np.array([score for score, _ in rated], np.float32)
    choice = choose_sentences(sentences, scores, np.array([answers for _, answers in rated]))
    shown: set[int] = set()
    left = dict(enumerate(rated))
    for pick in choice.picks:
        values = {}
        for number, (score, answers) in left.items():
            worth, new = sum(answers), sum(v for n, v in enumerate(answers) if n not in shown)
            repeated = 0.0 if len(left) == len(rated) else 2.5 * (1 - new / worth if worth else 1)
            length = 0.8 * len(sentences[number].article.text) / 100
            values[number] = float(score) - length - repeated + 2 * new
        assert values[pick.sentence] == pytest.approx(max(values.values()))
        assert pick.value == pytest.approx(values[pick.sentence])
        held = {n for n, value in enumerate(rated[pick.sentence][1]) if value}
        assert set(pick.new_candidates) == held - shown
        shown |= held
        del left[pick.sentence]
