from datetime import date
from pathlib import Path

import pytest

from bot.evaluation.questions import Question
from bot.evaluation.runs import Outcome, Run, RunError, measure, pair_runs

DAY = date(2026, 1, 9)
QUESTIONS = [
    Question("a", "Where did it rain?", DAY, ("Lisbon",)),
    Question("b", "Who won?", DAY, ("Ann",)),
]


def replies(question: str, at: date) -> list[str]:
    assert at == DAY
    return ["x" * 400, "In Lisbon it rained."] if "rain" in question else []


def test_every_question_gets_its_outcome_in_order() -> None:
    first, second = measure(replies, QUESTIONS).outcomes
    assert (first.id, first.is_within, first.rank) == ("a", (False, True, True), 2)
    assert (first.quotes, first.characters) == (2, 420)
    assert (second.id, second.is_within, second.rank) == ("b", (False, False, False), None)
    assert (second.quotes, second.characters) == (0, 0)
    assert first.milliseconds > 0


def test_a_saved_run_is_read_as_it_was(tmp_path: Path) -> None:
    run = measure(replies, QUESTIONS)
    run.save(tmp_path / "run.json")
    assert Run.load(tmp_path / "run.json") == run
    assert "Lisbon" not in (tmp_path / "run.json").read_text()


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"outcomes": 1}', '{"outcomes": [{}]}', '{"outcomes": [{"id": "a"}]}'],
)
def test_a_file_that_is_no_run_is_refused_with_advice(text: str, tmp_path: Path) -> None:
    (tmp_path / "run.json").write_text(text)
    with pytest.raises(RunError, match="not a saved run; give a file that --save has written"):
        Run.load(tmp_path / "run.json")


def test_a_run_over_other_numbers_of_characters_is_refused(tmp_path: Path) -> None:
    Run((Outcome("a", (True,), 1, 1, 9, 1.0),)).save(tmp_path / "run.json")
    with pytest.raises(RunError, match="not a saved run"):
        Run.load(tmp_path / "run.json")


def test_a_run_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="cannot be written"):
        measure(replies, QUESTIONS).save(tmp_path / "none" / "run.json")


def test_a_run_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="cannot be read"):
        Run.load(tmp_path / "none.json")


def test_pairs_are_the_questions_of_both_runs_in_one_order() -> None:
    def outcome(name: str, rank: int) -> Outcome:
        return Outcome(name, (True, True, True), rank, 3, 300, 1.0)

    new = Run((outcome("a", 1), outcome("b", 2), outcome("c", 3)))
    old = Run((outcome("c", 4), outcome("x", 5), outcome("a", 6)))
    ours, theirs = pair_runs(new, old)
    assert [(o.id, o.rank) for o in ours.outcomes] == [("a", 1), ("c", 3)]
    assert [(o.id, o.rank) for o in theirs.outcomes] == [("a", 6), ("c", 4)]
