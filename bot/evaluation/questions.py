"""Question: what is asked on which day, and what a right reply says."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from bot.errors import DatelineError
from bot.evaluation.match import normalized


class QuestionError(DatelineError):
    """Say which line of a file of questions is wrong, and what a right one looks like."""

    def __init__(self, line: int, fault: str, at_column: str) -> None:
        self.line = line
        self.fault = fault
        right = f'{{"question": "Who won?", "{at_column}": "2026-01-07", "answers": ["Ann"]}}'
        super().__init__(f"line {line} of the questions: {fault}; a right line is {right}")


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its day and the answers of which any one is right."""

    id: str
    text: str
    at: date
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuestionFile:
    """The questions that are measured, and how many lines say that they are not answerable."""

    questions: tuple[Question, ...]
    left_out: int


def read_questions(lines: Iterable[str], at_column: str, today: date) -> QuestionFile:
    """Return the questions of JSON lines; raise QuestionError at the first wrong one.

    A line has ``question`` and ``answers`` (one text or several), and may have ``id``, the day
    in ``at_column`` (``today`` where it is missing) and ``answerable``: those for which that is
    false are left out, since no reply can be right.
    """
    questions: list[Question] = []
    ids: set[str] = set()
    left_out = 0
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = _row(line)
            if row.get("answerable") is False:
                left_out += 1
                continue
            question = _question(row, number, at_column, today)
            if question.id in ids:
                raise ValueError(f"its id {question.id!r} was met before")
        except ValueError as error:
            raise QuestionError(number, str(error), at_column) from None
        ids.add(question.id)
        questions.append(question)
    return QuestionFile(tuple(questions), left_out)


def spread(questions: Sequence[Question], limit: int | None) -> Sequence[Question]:
    """Return ``limit`` of the questions, evenly spread, in their order; all for None.

    The first ones would be no sample: files of questions are mostly sorted by day.
    """
    if limit is None or limit >= len(questions):
        return questions
    return [questions[number * len(questions) // limit] for number in range(limit)]


def _row(line: str) -> dict[str, object]:
    try:
        row = json.loads(line.removeprefix("\ufeff"))
    except (ValueError, RecursionError):
        raise ValueError("it is not JSON") from None
    if not isinstance(row, dict):
        raise ValueError("it is not a JSON object")
    return row


def _question(row: dict[str, object], number: int, at_column: str, today: date) -> Question:
    text, name = row.get("question"), row.get("id")
    if not isinstance(text, str) or not text.strip():
        raise ValueError("it has no text named question")
    id_ = str(number) if name is None else str(name)
    return Question(id_, text, _day(row.get(at_column), at_column, today), _answers(row))


def _day(at: object, at_column: str, today: date) -> date:
    if at is None:
        return today
    try:
        return date.fromisoformat(str(at)[:10])
    except ValueError:
        raise ValueError(f"{at_column} is {at!r}, which is no day such as 2026-01-07") from None


def _answers(row: dict[str, object]) -> tuple[str, ...]:
    given = row.get("answers")
    answers = [given] if isinstance(given, str) else given
    if not isinstance(answers, list) or not answers:
        raise ValueError("it has no list named answers")
    for answer in answers:
        if not isinstance(answer, str) or not normalized(answer).strip():
            raise ValueError(f"its answer {answer!r} has no letter or digit to look for")
    return tuple(answers)
