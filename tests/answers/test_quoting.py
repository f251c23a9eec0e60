from collections.abc import Mapping
from datetime import date

import numpy as np

from bot.answers.quotables import Quotable
from bot.answers.quoting import MOST_CHARACTERS, MOST_QUOTES, choice, quotes
from bot.articles.article import Article
from bot.articles.segment import Passage
from bot.index.base import Held, Hit
from bot.language.span import Span


def quotable(text: str, answers: Mapping[int, float] | None = None) -> Quotable:
    article = Article(text, text, date(2026, 1, 7), "a.txt")
    span = Span(0, len(text))
    hit = Hit(Held(Passage(article, 0, (span,)), b""), 1.0)
    return Quotable(hit, 0, len(text), frozenset(map(hash, text.casefold().split())), answers or {})


def texts(sentences: list[Quotable], scores: list[float]) -> list[str]:
    made = choice(sentences, np.array(scores, np.float32))
    return [quote.text for quote in quotes(sentences, made)]


def test_the_best_sentence_comes_first() -> None:
    assert texts([quotable("one two"), quotable("three four")], [0.0, 1.0])[0] == "three four"


def test_of_two_that_say_the_same_the_better_is_shown() -> None:
    same = [quotable("the comet passes on friday"), quotable("the comet passes on a friday")]
    assert texts(same, [1.0, 1.1]) == ["the comet passes on a friday"]


def test_what_holds_another_answer_comes_before_what_repeats_one() -> None:
    sentences = [
        quotable("ann won", {0: 0.6}),
        quotable("people cheered for ann", {0: 0.6}),
        quotable("others say bob", {1: 0.3}),
    ]
    assert texts(sentences, [1.0, 0.9, 0.8])[:2] == ["ann won", "others say bob"]


def test_what_is_far_behind_the_best_is_not_shown() -> None:
    sentences = [quotable("ann won", {0: 0.9}), quotable("it rained"), quotable("a dog ran")]
    assert texts(sentences, [9.0, 0.0, 0.1]) == ["ann won"]


def test_no_more_is_shown_than_fits_a_screen() -> None:
    many = [quotable(f"{n} " + f"word{n} " * 30) for n in range(30)]
    scores = np.linspace(1, 0.9, 30).tolist()
    assert sum(map(len, texts(many, scores))) <= MOST_CHARACTERS
    short = [quotable(f"word{n} other{n}") for n in range(30)]
    assert len(texts(short, scores)) == MOST_QUOTES


def test_without_sentences_there_are_no_quotes() -> None:
    assert texts([], []) == []
