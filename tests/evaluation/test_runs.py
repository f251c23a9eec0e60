from pathlib import Path

import pytest

from bot.evaluation.runs import Outcome, Run, RunError, pair_runs

RUN = Run(
    (
        Outcome("a", (False, True, True), 2, 2, 421, 1.5, (False, True, True), "fact", "fact"),
        Outcome("b", (False, False, False), None, 0, 0, 0.5),
        Outcome(
            "c", (False,) * 3, None, 4, 700, 2.0, (False,) * 3, "topic", "topic",
            age=2.5, newest=0, stories=4, on_topic=1.0, shows_newest=False,
        ),
        Outcome("d", (False,) * 3, None, 1, 90, 2.0, in_range=0.0, stories_in_range=0),
    )
)  # fmt: skip


def test_a_saved_run_is_read_as_it_was(tmp_path: Path) -> None:
    RUN.save(tmp_path / "run.json")
    assert Run.load(tmp_path / "run.json") == RUN


def test_a_run_that_was_saved_before_kinds_is_read(tmp_path: Path) -> None:
    row = (
        '{"id": "a", "within": [true, true, true], "rank": 1, "quotes": 3, "characters": 300,'
        ' "milliseconds": 1.0}'
    )
    (tmp_path / "run.json").write_text('{"outcomes": [' + row + "]}")
    assert Run.load(tmp_path / "run.json") == Run((Outcome("a", (True,) * 3, 1, 3, 300, 1.0),))


def test_a_part_of_a_run_has_the_questions_of_some_kinds() -> None:
    assert [outcome.id for outcome in RUN.select({"topic", "fact"}).outcomes] == ["a", "c"]


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
        RUN.save(tmp_path / "none" / "run.json")


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
