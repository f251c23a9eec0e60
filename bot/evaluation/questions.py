"""Questions: what is asked on which day, and whether a text says the answer."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.errors import DatelineError
from bot.language.bigrams import RUN

_WORD = re.compile(rf"[^\W_{RUN}]+|[{RUN}]")


class QuestionError(DatelineError):
    """Say which line of a file of questions is wrong, and what a right one looks like."""

    def __init__(self, line: int, fault: str, at_column: str) -> None:
        self.line = line
        self.fault = fault
        right = f'{{"question": "Who won?", "{at_column}": "2026-01-07", "answers": ["Ann"]}}'
        super().__init__(f"line {line} of the questions: {fault}; a right line is {right}")


WITHOUT_ANSWERS = frozenset({"topic", "browse", "unanswerable", "chitchat", "courtesy"})
"""The kinds of questions that no words can answer: they are counted by other rules."""

WITH_CONTEXT = "+context"
"""What the id and the kind of a follow-up end with where it is asked behind its context."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its day and its answers, any of which is right.

    ``kind``: as the file names it, empty where it names none.
    ``context``: the questions before it in the same conversation, oldest first.
    ``articles``: the ids of articles that answer it or are about it.
    ``days``: the first and the last day that it asks for, of a question for the news of a time.
    ``language``: as the file names it, empty where it names none.
    """

    id: str
    text: str
    at: date
    answers: tuple[str, ...]
    kind: str = ""
    context: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    days: tuple[date, date] | None = None
    language: str = ""


@dataclass(frozen=True, slots=True)
class QuestionFile:
    """The questions to ask, and how many were left out because they cannot be answered."""

    questions: tuple[Question, ...]
    left_out: int


def read_questions(lines: Iterable[str], at_column: str, today: date) -> QuestionFile:
    """Return the questions of JSON lines.

    A line has ``question`` and ``answers`` (one text or several), and may have ``id``, the day
    in ``at_column`` (default ``today``) and ``answerable``: those for which that is false are
    left out, since no reply can be right. Of a file with kinds, a line has ``kind``, those in
    ``WITHOUT_ANSWERS`` need no answers, and one with ``context`` is asked twice: alone, and
    behind it. Raise QuestionError at the first line that is wrong.
    """
    questions: list[Question] = []
    ids: set[str] = set()
    left_out = 0
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = _parse_row(line)
            if row.get("answerable") is False:
                left_out += 1
                continue
            question = _make_question(row, number, at_column, today)
            if question.id in ids:
                raise ValueError(f"its id {question.id!r} is used by an earlier line")
        except ValueError as error:
            raise QuestionError(number, str(error), at_column) from None
        ids.add(question.id)
        questions.extend(_list_askings(question))
    return QuestionFile(tuple(questions), left_out)


def sample_evenly(questions: Sequence[Question], limit: int | None) -> Sequence[Question]:
    """Return ``limit`` of the questions, evenly spread, in their order; all if it is None.

    The first ones would be no sample: files of questions are mostly sorted by day.
    """
    if limit is None or limit >= len(questions):
        return questions
    return [questions[number * len(questions) // limit] for number in range(limit)]


def normalize(text: str) -> str:
    """Return the words of a text in lower case, with one space around each.

    Commas are dropped first, so that ``14,000`` is one word and equal to ``14000``. Where a script
    writes no spaces, each character is a word.
    """
    words = _WORD.findall(text.lower().replace(",", ""))
    return f" {' '.join(words)} "


def contains_answer(text: str, answers: Iterable[str]) -> bool:
    """Tell whether a text contains any of ``answers``, as whole words in a row."""
    words = normalize(text)
    return any(normalize(answer) in words for answer in answers)


def quotes_contain_answer(
    quotes: Sequence[str], answers: Iterable[str], max_characters: int
) -> bool:
    """Tell whether the first characters of the quotes, joined by spaces, contain an answer.

    Only quoted text counts: no title, date or caption. A quote is cut where the count ends.
    """
    return contains_answer(" ".join(quotes)[:max_characters], answers)


def rank_of_first_right(quotes: Sequence[str], answers: Sequence[str]) -> int | None:
    """Return the rank, from 1, of the first quote that contains an answer; None without one."""
    ranks = (rank for rank, quote in enumerate(quotes, start=1) if contains_answer(quote, answers))
    return next(ranks, None)


def _parse_row(line: str) -> dict[str, object]:
    try:
        row = json.loads(line.removeprefix("\ufeff"))
    except (ValueError, RecursionError):
        raise ValueError("it is not JSON") from None
    if not isinstance(row, dict):
        raise ValueError("it is not a JSON object")
    return row


def _make_question(row: dict[str, object], number: int, at_column: str, today: date) -> Question:
    text, name, kind = row.get("question"), row.get("id"), row.get("kind")
    if not isinstance(text, str) or not text.strip():
        raise ValueError("it has no text named question")
    kind = "" if kind is None else str(kind)
    return Question(
        str(number) if name is None else str(name),
        text,
        _parse_day(row.get(at_column), at_column, today),
        () if kind in WITHOUT_ANSWERS else _parse_answers(row),
        kind,
        _parse_texts(row, "context"),
        _parse_texts(row, "articles"),
        _parse_range(row),
        str(row.get("language") or ""),
    )


def _list_askings(question: Question) -> Iterator[Question]:
    """Yield the question alone and, if there is a context, behind it."""
    yield replace(question, context=())
    if question.context:
        kind = question.kind + WITH_CONTEXT if question.kind else ""
        yield replace(question, id=question.id + WITH_CONTEXT, kind=kind)


def _parse_texts(row: dict[str, object], name: str) -> tuple[str, ...]:
    """Return a list of texts, which may be missing or one text."""
    texts = row.get(name)
    if not texts:
        return ()
    if isinstance(texts, str):
        return (texts,)
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        raise ValueError(f"its {name} is neither a text nor a list of texts")
    return tuple(texts)


def _parse_range(row: dict[str, object]) -> tuple[date, date] | None:
    days = row.get("range")
    if days is None:
        return None
    try:
        first, last = map(date.fromisoformat, days)  # type: ignore[call-overload]
    except (TypeError, ValueError):
        raise ValueError(f"its range is {days!r}, which are not two days") from None
    return first, last


def _parse_day(at: object, at_column: str, today: date) -> date:
    if at is None:
        return today
    try:
        return date.fromisoformat(str(at)[:10])
    except ValueError:
        raise ValueError(f"{at_column} is {at!r}, which is not a day such as 2026-01-07") from None


def _parse_answers(row: dict[str, object]) -> tuple[str, ...]:
    answers = row.get("answers")
    if isinstance(answers, str):
        answers = [answers]
    if not isinstance(answers, list) or not answers:
        raise ValueError("it has no list named answers")
    for answer in answers:
        if not isinstance(answer, str) or not normalize(answer).strip():
            raise ValueError(f"its answer {answer!r} has no letter or digit to look for")
    return tuple(answers)
