from dataclasses import replace
from datetime import date, timedelta

from bot.evaluation.questions import contains_answer
from bot.language.analyzer import Analyzer
from tests.training.articles import MUSEUM
from training.people import AskedQuestion
from training.rule_made import rename_questions, rule_questions

LAST = date(2023, 12, 31)
ARTICLES = [replace(MUSEUM, id=f"m{number}") for number in range(12)]


def test_every_answer_stands_in_its_article() -> None:
    questions = rule_questions(ARTICLES, Analyzer(), LAST)
    assert {"who_is", "why_how", "yes_no", "keywords"} <= {question.kind for question in questions}
    assert all(contains_answer(MUSEUM.text, question.answers) for question in questions)
    assert len({question.id for question in questions}) == len(questions)


def test_no_more_than_so_many_of_a_kind_are_drawn() -> None:
    questions = rule_questions(ARTICLES, Analyzer(), LAST, each_kind=3)
    assert [question.kind for question in questions].count("who_is") == 3


def test_nothing_is_asked_before_its_article_or_after_the_last_day() -> None:
    last = MUSEUM.published + timedelta(1)
    questions = rule_questions(ARTICLES, Analyzer(), last)
    assert questions
    assert {question.at for question in questions} <= {MUSEUM.published, last}


def test_the_same_articles_give_the_same_questions() -> None:
    assert rule_questions(ARTICLES, Analyzer(), LAST) == rule_questions(ARTICLES, Analyzer(), LAST)


def test_renamed_questions_are_no_more_than_allowed() -> None:
    question = AskedQuestion("q", "Where is Perrin now?", LAST, "fact", ("May",), ("m1",))
    questions = [replace(question, id=f"q{number}") for number in range(9)]
    assert len(rename_questions(questions, set(), limit=4)) == 4
