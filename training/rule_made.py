"""Questions that rules make, at scale, from articles: what hand-made ones are too few for."""

import random
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain

from bot.articles.article import Article
from bot.evaluation.questions import contains_answer
from bot.language.analyzer import Analyzer
from training.people import AskedQuestion, add_typos
from training.rules.appositions import ask_who_is
from training.rules.headlines import ask_of_headline
from training.rules.reasons import ask_why
from training.rules.renaming import rename
from training.rules.rewording import reword

EACH_KIND = 150
_RENAMED = 150
_LATEST = 6  # days after the article
_SEED = 20260107


def rule_questions(
    articles: Iterable[Article], analyzer: Analyzer, until: date, each_kind: int = EACH_KIND
) -> list[AskedQuestion]:
    """Return ``each_kind`` questions of every kind that rules make, of days up to ``until``.

    Half of them are asked in other words, and a tenth is mistyped.
    """
    randomness = random.Random(_SEED)  # noqa: S311 - no secret
    by_kind: dict[str, list[AskedQuestion]] = {}
    for article in articles:
        for question in _ask_of(article, analyzer):
            at = question.at + timedelta(randomness.randint(0, _LATEST))
            if at <= until:
                by_kind.setdefault(question.kind, []).append(replace(question, at=at))
    drawn = [
        question
        for kind in sorted(by_kind)
        for question in randomness.sample(by_kind[kind], min(each_kind, len(by_kind[kind])))
    ]
    for number, question in enumerate(list(drawn)):
        if number % 2:
            drawn.extend(reword(question, analyzer))
        if number % 10 == 0:
            drawn.extend(list(add_typos([question], 1))[1:])
    return sorted(drawn, key=lambda question: (question.at, question.id))


def rename_questions(
    questions: Sequence[AskedQuestion], known: Container[str], limit: int = _RENAMED
) -> list[AskedQuestion]:
    """Return up to ``limit`` of the questions with invented names: nothing answers these."""
    renamed = [other for question in questions for other in rename(question, known)]
    return sorted(renamed, key=lambda question: hash_order(question.id))[:limit]


def hash_order(name: str) -> float:
    """Return a number by which names stand in a random order that is always the same."""
    return random.Random(name).random()  # noqa: S311 - no secret


def _ask_of(article: Article, analyzer: Analyzer) -> Iterator[AskedQuestion]:
    """Yield what can be asked of an article; each answer stands in it."""
    makers = (ask_who_is(article, analyzer), ask_why(article), ask_of_headline(article, analyzer))
    for question in chain.from_iterable(makers):
        if contains_answer(article.text, question.answers):
            yield question
