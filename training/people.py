"""Questions as people ask them, with their answers: what the ranking and confidence learn from.

They were written by hand (training/questions/README.md). Rows have the form of the questions that
`dateline eval` reads.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.evaluation.questions import Question, contains_answer, read_questions

QUESTIONS = Path(__file__).parent / "questions"
TRAINING_FILE = QUESTIONS / "made-2022-2023.jsonl"
PEOPLE_FILE = QUESTIONS / "people.jsonl"
HELD_OUT_FILE = QUESTIONS / "held-out-2024.jsonl"

UNANSWERABLE = "unanswerable"
QUIZ = "quiz"
TYPO = "typo"
_NOT_OF_SENTENCES = frozenset(("topic", "browse", "chitchat", TYPO))
_PLAIN = re.compile(r"\W*\d{1,2}\W*|\w{1,5}")  # 20, 5%, six: true of many sentences


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question of a person.

    ``kind``: one of those of training/questions/README.md.
    ``answers``: any of them is right; none if it must be refused.
    ``articles``: ids of articles that hold an answer near the question's words.
    ``context``: the question before it, if it is a follow-up.
    """

    id: str
    text: str
    at: date
    kind: str
    answers: tuple[str, ...]
    articles: tuple[str, ...]
    context: str | None = None

    @property
    def is_answerable(self) -> bool:
        """Tell whether the articles of its day answer it."""
        return bool(self.answers)

    def is_answered_by(self, text: str, article_id: str) -> bool:
        """Tell whether a text of an article says the answer.

        A small number or a short word stands in many sentences that say something else, so that
        it counts only in the articles of the question.
        """
        if not contains_answer(text, self.answers):
            return False
        if self.kind == QUIZ or article_id in self.articles:
            return True
        names = [answer for answer in self.answers if not _PLAIN.fullmatch(answer)]
        return contains_answer(text, names)

    def as_question(self) -> Question:
        """Return what evaluation asks and scores."""
        return Question(self.id, self.text, self.at, self.answers)


def read_asked(lines: Iterable[str]) -> Iterator[AskedQuestion]:
    """Yield the questions of JSON lines."""
    for line in lines:
        if not line.strip():
            continue
        row = json.loads(line)
        yield AskedQuestion(
            row["id"],
            row["question"],
            date.fromisoformat(row["at"]),
            row["kind"],
            tuple(row["answers"]),
            tuple(row["articles"]),
            row.get("context"),
        )


def read_quiz(path: Path, until: date) -> list[AskedQuestion]:
    """Return the questions of a quiz up to a day that have an answer."""
    lines = path.read_text("utf-8").splitlines()
    return [
        AskedQuestion(question.id, question.text, question.at, QUIZ, question.answers, ())
        for question in read_questions(lines, "at", until).questions
        if question.at <= until
    ]


def read_people(until: date) -> list[AskedQuestion]:
    """Return what was written by hand, up to a day, that sentences answer or nothing does.

    Mistyped ones are left out: they are answered as what they were taken for.
    """
    lines = (
        line
        for path in (TRAINING_FILE, PEOPLE_FILE)
        for line in path.read_text("utf-8").splitlines()
    )
    return [
        question
        for question in read_asked(lines)
        if question.at <= until and question.kind not in _NOT_OF_SENTENCES and not question.context
    ]
