from dataclasses import replace

from tests.training.articles import MUSEUM
from training.rules.reasons import ask_why


def test_the_reason_is_the_answer() -> None:
    (question,) = ask_why(MUSEUM)
    assert "the museum will close in May" in question.text
    assert "because" not in question.text
    assert question.answers == ("fewer visitors bought", "fewer visitors bought tickets last")


def test_a_sentence_about_nobody_named_asks_nothing() -> None:
    text = "They closed the whole of it for good because fewer visitors bought tickets."
    assert list(ask_why(replace(MUSEUM, text=text))) == []
