from dataclasses import replace

from bot.evaluation.questions import contains_answer
from bot.language.analyzer import Analyzer
from tests.training.articles import MUSEUM, TITLE
from training.rules.headlines import ask_of_headline


def test_a_headline_is_asked_about_and_its_lead_confirms_it() -> None:
    question = next(iter(ask_of_headline(MUSEUM, Analyzer())))
    assert question.kind == "yes_no"
    assert TITLE in question.text
    lead, rest = MUSEUM.text.split("\n\n")
    assert contains_answer(lead, question.answers)
    assert not contains_answer(rest, question.answers)


def test_keywords_leave_out_the_amount_that_answers_them() -> None:
    question = list(ask_of_headline(MUSEUM, Analyzer()))[-1]
    assert (question.kind, question.answers) == ("keywords", ("$3.2 million",))
    assert 2 <= len(question.text.split()) <= 5
    assert not any(map(str.isdigit, question.text))


def test_a_headline_that_asks_is_not_asked() -> None:
    article = replace(MUSEUM, title="Why does Ostlermoor close its harbour museum?")
    assert list(ask_of_headline(article, Analyzer())) == []


def test_a_lead_about_something_else_confirms_nothing() -> None:
    article = replace(MUSEUM, title="Ferries to Quillmark stay in port after storm warning")
    assert list(ask_of_headline(article, Analyzer())) == []
