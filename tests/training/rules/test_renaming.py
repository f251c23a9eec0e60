import random
from datetime import date

import pytest

from training.people import AskedQuestion
from training.rules.renaming import invent_name, rename

QUESTION = AskedQuestion(
    "q", "When does Perrin Dulcastle retire?", date(2023, 5, 1), "fact", ("May",), ("m1",)
)


class Everything:
    """Knows every word."""

    def __contains__(self, word: object) -> bool:
        return True


def test_a_question_about_nobody_has_no_answer() -> None:
    (renamed,) = rename(QUESTION, set())
    assert (renamed.kind, renamed.answers, renamed.articles) == ("unanswerable", (), ())
    assert renamed.text.startswith("When does ")
    assert renamed.text.endswith(" retire?")
    assert not {"Perrin", "Dulcastle"} & set(renamed.text.split())


def test_a_question_without_a_name_cannot_be_renamed() -> None:
    nameless = AskedQuestion("q", "What happened?", QUESTION.at, "fact", ("May",), ("m1",))
    assert list(rename(nameless, set())) == []


def test_a_known_name_is_not_invented() -> None:
    first = invent_name(random.Random(1), set())
    assert invent_name(random.Random(1), {first.lower()}) != first
    with pytest.raises(LookupError):
        invent_name(random.Random(1), Everything())
