"""BatchQuestion and BatchAnswer: the rows that ask reads and prints."""

import json
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from bot.answers.answer import Answer, Quote, Turn
from bot.articles.article import Article
from bot.chat.replies.rendering import render
from bot.chat.rich_text import Reply
from bot.errors import DatelineError

if TYPE_CHECKING:  # its module loads asyncio
    from bot.chat.executor import AnswererLike


class BatchError(DatelineError):
    """Say which line of a file of questions is wrong, and what a right one looks like."""

    def __init__(self, line: int, fault: str) -> None:
        self.line = line
        self.fault = fault
        right = '{"id": "1", "question": "Who won?", "at": "2026-01-07"}'
        super().__init__(f"line {line} of the questions: {fault}; a right line is {right}")


@dataclass(frozen=True, slots=True)
class BatchAnswer:
    """A question's answer, the message that shows it, and how long it took."""

    id: str
    answer: Answer
    reply: Reply
    milliseconds: float

    def to_json(self) -> dict[str, object]:
        """Return what ``ask --json`` prints."""
        return {
            "id": self.id,
            "question": self.answer.question,
            "at": self.answer.at.isoformat(),
            "kind": self.answer.kind.value,
            "found": bool(self.answer.quotes),
            "confidence": round(self.answer.confidence, 3),
            "quotes": [_quote(quote) for quote in self.answer.quotes],
            "more": [_quote(quote) for quote in self.answer.more],
            "corrections": {c.word: c.replacement for c in self.answer.corrections},
            "suggestions": list(self.answer.suggestions),
            "nearest_only": self.answer.is_nearest,
            "language": self.answer.language,
            "missing_language": self.answer.missing_language,
            "differing_values": [
                {"text": value.text, **_headline(value.article)}
                for value in self.answer.differing_values
            ],
            "missing": list(self.answer.missing),
            "closest": _headline(self.answer.closest) if self.answer.closest else None,
            "range": _range(self.answer),
            "nearest": _day(self.answer.fit.nearest),
            "newest": _day(self.answer.fit.newest),
            "reply": self.reply.text,
            "milliseconds": round(self.milliseconds, 3),
        }


@dataclass(frozen=True, slots=True)
class BatchQuestion:
    """A question, the day on which it is asked, and the id under which it is answered.

    ``context``: the questions that were asked before it on the same day, oldest first.
    """

    id: str
    question: str
    at: date
    context: tuple[str, ...] = ()

    def answer(self, answerer: "AnswererLike") -> BatchAnswer:
        """Return the answer with its message and its time."""
        turns = self.answer_context(answerer)
        began = time.perf_counter()
        answer = answerer.answer(self.question, self.at, turns)
        milliseconds = (time.perf_counter() - began) * 1000
        return BatchAnswer(self.id, answer, render(answer), milliseconds)

    def answer_context(self, answerer: "AnswererLike") -> tuple[Turn, ...]:
        """Return what was asked before, each question answered after those before it."""
        turns: tuple[Turn, ...] = ()
        for question in self.context:
            turns = (*turns, Turn(question, answerer.answer(question, self.at, turns).quotes))
        return turns


def read_batch(lines: Iterable[str], today: date) -> Iterator[BatchQuestion]:
    """Yield the questions of JSON lines; raise BatchError at the first that is none."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _parse_row(line.removeprefix("\ufeff"), number, today)


def _parse_row(line: str, number: int, today: date) -> BatchQuestion:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        raise BatchError(number, "it is not JSON") from None
    if not isinstance(row, dict):
        raise BatchError(number, "it is not a JSON object")
    name, question, at = row.get("id"), row.get("question"), row.get("at")
    if not isinstance(question, str):
        raise BatchError(number, "it has no text named question")
    context = _parse_context(row.get("context"), number)
    if at is None:
        return BatchQuestion(_text(name, number), question, today, context)
    try:
        day = date.fromisoformat(at[:10])
    except (TypeError, ValueError):
        raise BatchError(number, f"at is {at!r}, which is not a day such as 2026-01-07") from None
    return BatchQuestion(_text(name, number), question, day, context)


def _parse_context(context: object, number: int) -> tuple[str, ...]:
    """Return the questions before: a list of texts, one text, or none."""
    questions = [context] if isinstance(context, str) else context or []
    if isinstance(questions, list) and all(isinstance(question, str) for question in questions):
        return tuple(question for question in questions if question.strip())
    raise BatchError(number, "context is no list of the questions before it")


def _text(name: object, number: int) -> str:
    return str(number) if name is None else str(name)


def _range(answer: Answer) -> dict[str, str | None] | None:
    """Return the days that the question's time words name, None where there are none."""
    days = answer.fit.range
    if days is None:
        return None
    return {"from": _day(days.first), "to": _day(days.last)}


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _headline(article: Article) -> dict[str, object]:
    """Return what is known of an article that does not answer."""
    return {
        "title": article.heading,
        "source": article.origin,
        "published": article.published.isoformat(),
        "url": article.url,
        "article": article.id,
    }


def _quote(quote: Quote) -> dict[str, object]:
    article = quote.article
    return {
        "text": quote.text,
        "title": article.heading,
        "source": article.origin,
        "published": (article.instant or article.published).isoformat(),
        "url": article.url,
        "article": article.id,
        "start": quote.span.start,
        "end": quote.span.end,
        "score": round(quote.score, 4),
        "highlight": quote.highlight.slice(article.text) if quote.highlight else None,
        "confirmations": [_headline(article) for article in quote.confirmations],
    }
