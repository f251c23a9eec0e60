from datetime import date

from bot.language.analyzer import Analyzer
from training.people import AskedQuestion
from training.rules.rewording import reword

QUESTION = AskedQuestion(
    "q", "who bought the sick child a car", date(2023, 5, 1), "fact", ("May",), ("m1",)
)


def test_some_words_are_others_and_the_answer_stays() -> None:
    (reworded,) = reword(QUESTION, Analyzer())
    assert reworded.text != QUESTION.text
    assert set(reworded.text.split()) & set(QUESTION.text.split())
    assert (reworded.kind, reworded.answers) == ("paraphrase", QUESTION.answers)
    assert list(reword(QUESTION, Analyzer())) == [reworded]


def test_names_stay() -> None:
    named = AskedQuestion("q", "Perrin Dulcastle", QUESTION.at, "keywords", ("May",), ("m1",))
    assert list(reword(named, Analyzer())) == []
