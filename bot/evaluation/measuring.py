"""Measuring: asks a system every question, and counts what its replies hold."""

import time
from collections.abc import Mapping, Sequence
from datetime import date
from statistics import fmean

from bot.evaluation.questions import (
    WITHOUT_ANSWERS,
    Question,
    quotes_contain_answer,
    rank_of_first_right,
)
from bot.evaluation.replies import Excerpt, ShownReply, System
from bot.evaluation.runs import CHARACTERS, Outcome, Run
from bot.index.protocol import Snapshot
from bot.system.progress import Progress, no_progress


def find_article_days(questions: Sequence[Question], snapshot: Snapshot) -> dict[str, date]:
    """Return the day of each article that the questions name, without those that are not there."""
    ids = {article_id for question in questions for article_id in question.articles}
    articles = (snapshot.article(article_id) for article_id in ids)
    return {article.id: article.published for article in articles if article}


def measure(
    system: System,
    questions: Sequence[Question],
    track: Progress = no_progress,
    name: str = "dateline",
    *,
    article_days: Mapping[str, date] | None = None,
) -> Run:
    """Ask a system every question, and return how it replied.

    ``article_days`` are those of the articles that the questions name.
    """
    progress = track(questions, f"Asking {name}", len(questions))
    return Run(tuple(_ask(system, question, article_days or {}) for question in progress))


def _ask(system: System, question: Question, article_days: Mapping[str, date]) -> Outcome:
    reply = system.prepare(question)
    start = time.perf_counter()
    result = reply()
    milliseconds = (time.perf_counter() - start) * 1000
    return assess_reply(question, result, milliseconds, article_days)


def assess_reply(
    question: Question,
    reply: ShownReply,
    milliseconds: float,
    article_days: Mapping[str, date],
) -> Outcome:
    """Return what a reply holds of what was asked for."""
    texts = [excerpt.text for excerpt in reply.quotes]
    hidden_texts = [excerpt.text for excerpt in reply.hidden_quotes]
    answers = () if question.kind in WITHOUT_ANSWERS else question.answers
    ages = [(question.at - excerpt.published).days for excerpt in reply.quotes]
    on_topic, shows_newest = _assess_topic(question, reply.quotes, article_days)
    in_range, stories_in_range = _assess_range(question, reply.quotes)
    return Outcome(
        question.id,
        tuple(quotes_contain_answer(texts, answers, size) for size in CHARACTERS),
        rank_of_first_right(texts, answers),
        len(texts),
        len(" ".join(texts)),
        milliseconds,
        is_within_more=tuple(
            quotes_contain_answer(texts + hidden_texts, answers, size) for size in CHARACTERS
        ),
        kind=question.kind,
        answered_as=reply.kind,
        age=fmean(ages) if ages else None,
        newest=min(ages, default=None),
        stories=_count_stories(reply.quotes) if ages else None,
        on_topic=on_topic,
        shows_newest=shows_newest,
        in_range=in_range,
        stories_in_range=stories_in_range,
        language=question.language,
    )


def _assess_topic(
    question: Question, quotes: Sequence[Excerpt], article_days: Mapping[str, date]
) -> tuple[float | None, bool | None]:
    """Return the share of quotes about the topic, and whether its newest story is among them."""
    if question.kind != "topic":
        return None, None
    days = {key: article_days[key] for key in question.articles if key in article_days}
    last = max(days.values(), default=None)
    ids = [excerpt.article for excerpt in quotes]
    share = sum(map(question.articles.__contains__, ids)) / len(ids) if ids else 0.0
    return share, last in map(days.get, ids) if last else None


def _assess_range(question: Question, quotes: Sequence[Excerpt]) -> tuple[float | None, int | None]:
    """Return the share of quotes from the days asked for, and of how many articles they are."""
    if question.days is None:
        return None, None
    first, last = question.days
    inside = [excerpt for excerpt in quotes if first <= excerpt.published <= last]
    return len(inside) / len(quotes) if quotes else 0.0, _count_stories(inside)


def _count_stories(quotes: Sequence[Excerpt]) -> int:
    return len({excerpt.article for excerpt in quotes})
