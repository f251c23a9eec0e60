import json
from pathlib import Path

import pytest

from tests.cli.command import dateline

HARBOUR = "The harbour of Lisbon reopened on Friday. Nobody saw the ferry return."
TOWER = "The tower of Porto fell on Saturday. It was 1,400 years old."
AT = "2026-01-10"
QUESTIONS: list[dict[str, object]] = [
    {"id": "a", "question": "When did the harbour reopen?", "at": AT, "answers": ["Friday"]},
    {"id": "b", "question": "How old was the tower?", "at": AT, "answers": ["1400 years"]},
    {"id": "c", "question": "Who won the cup?", "at": AT, "answers": ["Ann"]},
    {"id": "d", "question": "Who lost?", "answers": ["👍"], "answerable": False},
]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "2026-01-09-harbour.txt").write_text(HARBOUR)
    (folder / "2026-01-10-tower.txt").write_text(TOWER)
    rows = [json.dumps(row) for row in QUESTIONS]
    (tmp_path / "questions.jsonl").write_text("\n".join(rows))
    return tmp_path


def evaluate(corpus: Path, *arguments: str) -> tuple[int, str, str]:
    questions = str(corpus / "questions.jsonl")
    return dateline(f"--corpus={corpus / 'corpus'}", "eval", questions, *arguments)


def test_the_answers_in_the_reply_are_counted(corpus: Path) -> None:
    status, out, err = evaluate(corpus, "--json")
    found = json.loads(out)
    figures = {name: figure["value"] for name, figure in found["systems"]["dateline"].items()}
    assert (status, err, found["questions"], found["left_out"]) == (0, "", 3, 1)
    assert figures["in_300"] == figures["in_900"] == figures["in_first_quote"] == 0.6667
    assert (figures["rank"], figures["refused"]) == (1.0, 0.3333)


def test_a_person_sees_a_table_with_the_baselines(corpus: Path) -> None:
    status, out, _ = evaluate(corpus, "--baseline")
    lines = out.splitlines()
    assert status == 0
    assert lines[0] == (
        "3 questions, asked from 2026-01-10 to 2026-01-10; 1 left out as not answerable."
    )
    assert lines[2].split() == ["dateline", "rank_bm25", "bm25s", "bm25s", "with", "recency"]
    assert lines[3].startswith("answer in 300 characters")
    assert "0.67 [0.00, 1.00]" in lines[3]


def test_a_later_run_is_compared_with_a_saved_one(corpus: Path) -> None:
    kept = corpus / "run.json"
    assert evaluate(corpus, f"--save={kept}")[0] == 0
    (corpus / "corpus" / "2026-01-10-cup.txt").write_text("Ann won the cup on Saturday.")
    status, out, _ = evaluate(corpus, f"--compare={kept}", "--json")
    compared = json.loads(out)["compared"]
    assert (status, compared["questions"]) == (0, 3)
    assert compared["differences"]["in_300"]["value"] == 0.3333
    assert compared["differences"]["refused"]["value"] == -0.3333
    lines = evaluate(corpus, f"--compare={kept}")[1].splitlines()
    assert "Since the earlier run, on the 3 questions that both have:" in lines
    assert any(line.split()[:5] == ["refused", "-0.33", "[-1.00,", "+0.00]"] for line in lines)


def test_the_day_and_the_number_of_questions_can_be_chosen(corpus: Path) -> None:
    rows = [{**row, "asked": "2026-01-09"} for row in QUESTIONS]
    (corpus / "questions.jsonl").write_text("\n".join(map(json.dumps, rows)))
    found = json.loads(evaluate(corpus, "--json", "--at-column=asked")[1])
    assert found["systems"]["dateline"]["in_900"]["value"] == 0.3333
    assert json.loads(evaluate(corpus, "--json", "--limit=2")[1])["questions"] == 2


def test_a_file_without_a_question_is_an_error(corpus: Path) -> None:
    (corpus / "questions.jsonl").write_text("")
    assert evaluate(corpus) == (0, "There is no question to ask.\n", "")


def test_a_broken_line_ends_the_command_with_one_line(corpus: Path) -> None:
    (corpus / "questions.jsonl").write_text('{"question": "Who?"}')
    status, out, err = evaluate(corpus)
    assert (status, out) == (2, "")
    assert err.startswith("dateline: line 1 of the questions: it has no list named answers")
    assert len(err.splitlines()) == 1


def test_a_run_of_other_questions_is_an_error(corpus: Path) -> None:
    (corpus / "run.json").write_text('{"outcomes": []}')
    out = evaluate(corpus, f"--compare={corpus / 'run.json'}")[1]
    assert "The earlier run has none of these questions, by their ids.\n" in out
