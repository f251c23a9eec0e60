import sys
from datetime import date
from types import FrameType

import pytest

from bot.answers.answerer import Answerer
from bot.answers.question.bounds import LONGEST_QUESTION, bound_question
from bot.index.memory.index import MemoryIndex
from bot.language.analyzer import Analyzer
from tests.computing import computing_at_most
from tests.index.samples import article

AT = date(2026, 1, 15)


def test_a_question_is_cut_behind_a_whole_word() -> None:
    question = "harbour " * 2000
    bounded = bound_question(question)
    assert len(bounded) <= LONGEST_QUESTION
    assert question.startswith(bounded)
    assert bounded.endswith("harbour")
    assert bound_question("港" * 9000) == "港" * LONGEST_QUESTION


def test_a_question_that_fits_stays_as_it_is() -> None:
    for question in ("Who opened\nthe harbour?", "", " x", "y" * LONGEST_QUESTION):
        assert bound_question(question) == question


@pytest.mark.parametrize(
    "unit", ["a", "-", " ", "1", "a'", "who said ", "Ada and ", '"a b" ', "a OR ", "7 May 2026 "]
)
def test_the_work_for_a_question_does_not_grow_with_what_is_not_read(unit: str) -> None:
    analyzer = Analyzer()
    answerer = Answerer(MemoryIndex([article("A harbour.")], analyzer), analyzer)

    def count_work(characters: int) -> int:
        question = f"who{unit * (characters // len(unit))}?"
        calls = 0

        def note(_: FrameType, event: str, __: object) -> None:
            nonlocal calls
            calls += event in ("call", "c_call")

        with computing_at_most(60):  # a pattern counts as one call, however long it takes
            answerer.answer(question, AT)  # what is cached counts for none
        sys.setprofile(note)
        try:
            answerer.answer(question, AT)
        finally:
            sys.setprofile(None)
        return calls

    assert count_work(20 * LONGEST_QUESTION) < 1.5 * count_work(LONGEST_QUESTION) + 1000
    assert count_work(LONGEST_QUESTION) < 3 * count_work(LONGEST_QUESTION // 2) + 1000
