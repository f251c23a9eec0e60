import json
from pathlib import Path

import pytest

from bot.evaluation.kind_table import ALL_ANSWERABLE, compare_kinds, split_by_kind
from bot.evaluation.runs import Outcome, Run
from tests.cli.command import dateline
from tests.newsroom import TODAY, write_newsroom

AT = TODAY.isoformat()
ROWS: list[dict[str, object]] = [
    {"id": "f1", "kind": "fact", "question": "Who became prime minister of Zembla?",
     "answers": ["Nobody"]},
    {"id": "f2", "kind": "fact", "question": "Who won the election in Valdoria?",
     "answers": ["Ines Carrow"]},
    {"id": "p1", "kind": "paraphrase", "question": "Who won the cup final?",
     "answers": ["Kestrels"]},
    {"id": "n1", "kind": "followup", "question": "How many seats does she have?",
     "answers": ["84"], "context": "Who won the election in Valdoria?"},
    {"id": "u1", "kind": "unanswerable", "question": "Who climbed Mount Gorvath?"},
    {"id": "b1", "kind": "browse", "question": "What's new?", "range": [AT, AT]},
]  # fmt: skip


def outcome(name: str, kind: str, right: bool) -> Outcome:
    return Outcome(name, (right,) * 3, 1 if right else None, 2, 300, 1.0, (right,) * 3, kind, "x")


@pytest.fixture
def newsroom(tmp_path: Path) -> Path:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    write_newsroom(corpus)
    rows = [json.dumps({"at": AT, **row}) for row in ROWS]
    (tmp_path / "questions.jsonl").write_text("\n".join(rows))
    return tmp_path


def evaluate(folder: Path, *arguments: str) -> str:
    questions = str(folder / "questions.jsonl")
    status, out, err = dateline(f"--corpus={folder / 'corpus'}", "eval", questions, *arguments)
    assert (status, err) == (0, "")
    return out


def test_the_kinds_with_answers_are_counted_together_without_follow_ups() -> None:
    kinds = ("topic", "fact", "followup", "followup+context", "typo", "riddle")
    run = Run(tuple(outcome(kind, kind, False) for kind in kinds))
    parts = split_by_kind(run)
    assert list(parts) == [
        "fact", "typo", ALL_ANSWERABLE, "followup", "followup+context", "topic", "riddle",
    ]  # fmt: skip
    assert [one.kind for one in parts[ALL_ANSWERABLE].outcomes] == ["fact", "typo", "riddle"]


def test_one_kind_alone_is_not_counted_twice() -> None:
    assert list(split_by_kind(Run((outcome("a", "fact", True),)))) == ["fact"]


def test_two_runs_are_compared_kind_by_kind() -> None:
    new = Run((outcome("a", "fact", True), outcome("b", "typo", False), outcome("c", "who", True)))
    old = Run((outcome("a", "fact", False), outcome("b", "typo", False)))
    found = compare_kinds(new, old)
    first = {kind: metrics["in_first_quote"].value for kind, metrics in found.items()}
    assert first == {"fact": 1.0, "typo": 0.0, ALL_ANSWERABLE: 0.5}


def test_one_command_prints_every_kind_with_the_baselines_beside(newsroom: Path) -> None:
    lines = evaluate(newsroom, "--baseline", "--by-kind").splitlines()
    assert lines[0] == "7 questions, asked from 2026-03-20 to 2026-03-20."
    headings = [line.split(" (")[0] for line in lines if " (" in line and line[0] != " "]
    assert headings == [
        "fact", "paraphrase", ALL_ANSWERABLE, "followup", "followup+context", "browse",
        "unanswerable",
    ]  # fmt: skip
    start = lines.index(next(line for line in lines if line.startswith("fact (2)")))
    assert "first quote" in lines[start]
    assert "900 + more" in lines[start]
    systems = ["dateline", "rank_bm25", "bm25s", "bm25s with recency"]
    assert [line[:20].strip() for line in lines[start + 1 : start + 5]] == systems
    assert "What the questions of each kind were taken for:" in lines


def test_the_same_is_printed_for_programs(newsroom: Path) -> None:
    saved = newsroom / "run.json"
    found = json.loads(evaluate(newsroom, "--json", f"--save={saved}"))
    kinds = found["kinds"]["dateline"]
    assert kinds["fact"]["questions"] == 2
    assert sum(kinds["fact"]["answered_as"].values()) == 2
    assert kinds["paraphrase"]["in_first_quote"]["value"] == 1.0
    assert set(kinds["unanswerable"]) == {"questions", "answered_as", "refused"}
    assert kinds["browse"]["in_range"]["value"] is not None
    compared = json.loads(evaluate(newsroom, "--json", f"--compare={saved}"))["compared_kinds"]
    assert compared["fact"]["in_900_with_more"] == {"value": 0.0, "low": 0.0, "high": 0.0}
    lines = evaluate(newsroom, f"--compare={saved}").splitlines()
    assert "Since the earlier run, on the 7 questions that both have:" in lines


def test_a_file_without_kinds_prints_no_kinds(newsroom: Path) -> None:
    (newsroom / "questions.jsonl").write_text('{"question": "Who won?", "answers": "Ann"}')
    lines = evaluate(newsroom).splitlines()
    assert any(line.startswith("answer in 300 characters") for line in lines)
    assert "kinds" not in json.loads(evaluate(newsroom, "--json"))


def test_kinds_of_another_sort_are_told_apart_on_request_alone(newsroom: Path) -> None:
    row = {"kind": "choice", "question": "Who won?", "answers": "Ann", "at": AT}
    (newsroom / "questions.jsonl").write_text(json.dumps(row))
    assert "kinds" not in json.loads(evaluate(newsroom, "--json"))
    assert "choice" in json.loads(evaluate(newsroom, "--json", "--by-kind"))["kinds"]["dateline"]
