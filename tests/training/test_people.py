import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from training.people import QUESTIONS, TRAINING_FILE, AskedQuestion, read_asked, read_people

FILES = sorted(QUESTIONS.glob("*.jsonl"))
KINDS = set(
    "fact paraphrase keywords typo yes_no why_how who_is followup topic browse chitchat"
    " unanswerable".split()
)
WITHOUT_ANSWERS = {"topic", "browse", "chitchat", "unanswerable"}
MAX_ANSWER_WORDS = 9

ZOO = AskedQuestion(
    "zoo", "Which animal escaped from Ostlermoor?", date(2023, 5, 1), "fact", ("20",), ("a1",)
)


def _rows(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_every_row_is_whole(path: Path) -> None:
    rows = _rows(path)
    assert len({row["id"] for row in rows}) == len(rows)
    for row, asked in zip(rows, read_asked(path.read_text("utf-8").splitlines()), strict=True):
        assert asked.kind in KINDS
        assert (asked.context is not None) == (asked.kind == "followup"), asked.id
        assert bool(asked.answers) == (asked.kind not in WITHOUT_ANSWERS), asked.id
        assert bool(asked.articles) == (bool(asked.answers) or asked.kind == "topic"), asked.id
        assert ("range" in row) == (asked.kind == "browse"), asked.id
        assert bool(row["note"]) or asked.kind != "unanswerable", asked.id


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_answers_are_phrases_and_no_sentences(path: Path) -> None:
    answers = [
        answer for row in read_asked(path.read_text("utf-8").splitlines()) for answer in row.answers
    ]
    assert all(0 < len(answer.split()) <= MAX_ANSWER_WORDS for answer in answers)


def test_what_is_learned_from_is_asked_before_2024() -> None:
    assert {row.at.year for row in read_asked(TRAINING_FILE.read_text("utf-8").splitlines())} == {
        2022,
        2023,
    }


def test_no_article_is_both_learned_from_and_measured() -> None:
    rows = [row for path in FILES for row in read_asked(path.read_text("utf-8").splitlines())]
    learned = {article for row in rows if row.at.year < 2024 for article in row.articles}
    measured = {article for row in rows if row.at.year == 2024 for article in row.articles}
    assert measured
    assert not learned & measured


def test_only_questions_for_a_sentence_and_up_to_the_last_day_are_learned_from() -> None:
    last = date(2022, 12, 31)
    questions = read_people(last)
    kinds = {question.kind for question in questions}
    assert max(question.at for question in questions) <= last
    assert kinds == KINDS - {"topic", "browse", "chitchat", "typo", "followup"}


def test_a_small_number_is_right_only_in_its_articles() -> None:
    assert ZOO.is_answered_by("All 20 were caught.", "a1")
    assert not ZOO.is_answered_by("A further 20 shops closed.", "b2")
    assert not ZOO.is_answered_by("All 21 were caught.", "a1")


def test_a_name_is_right_in_any_article() -> None:
    named = AskedQuestion("n", "Who fled?", ZOO.at, "fact", ("Perrin Dulcastle",), ("a1",))
    assert named.is_answered_by("Officers sought Perrin Dulcastle.", "b2")


def test_evaluation_can_ask_them() -> None:
    question = ZOO.as_question()
    assert (question.id, question.text, question.answers) == (ZOO.id, ZOO.text, ZOO.answers)
    assert question.at - ZOO.at == timedelta(0)
