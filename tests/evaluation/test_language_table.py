import json
from pathlib import Path

import pytest

from bot.evaluation.language_table import (
    ALL_LANGUAGES,
    format_languages,
    has_languages,
    languages_to_json,
)
from bot.evaluation.runs import Outcome, Run
from tests.cli.command import dateline

AT = "2026-03-05"
TEXTS = {
    "de": "Brücke in Talmor eingestürzt\n\nDie Brücke in Talmor ist am Montag eingestürzt, wie die"
    " Polizei mitteilte. Zwei Menschen wurden verletzt.\n",
    "ru": "Мост обрушился\n\nМост в Зареченске обрушился в понедельник, сообщила полиция."
    " Пострадали три человека.\n",
}
ROWS: list[dict[str, object]] = [
    {"question": "Wie viele Menschen wurden in Talmor verletzt?", "language": "de",
     "kind": "fact", "answers": ["Zwei Menschen"]},
    {"question": "Wer gewann die Regatta von Lindholm?", "language": "de",
     "kind": "unanswerable", "answers": []},
    {"question": "Сколько человек пострадали в Зареченске?", "language": "ru",
     "kind": "fact", "answers": ["три человека"]},
]  # fmt: skip


def outcome(language: str, kind: str, right: bool, quotes: int = 1) -> Outcome:
    rank = 1 if right else None
    return Outcome(f"{language}{kind}", (right,) * 3, rank, quotes, 300, 1.0, kind=kind,
                   language=language)  # fmt: skip


@pytest.fixture
def newsroom(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    for language, text in TEXTS.items():
        (folder / f"2026-03-03-{language}.txt").write_text(text, encoding="utf-8")
    return tmp_path


def evaluate(folder: Path, rows: list[dict[str, object]], *arguments: str) -> str:
    lines = [json.dumps({"id": str(n), "at": AT, **row}) for n, row in enumerate(rows)]
    (folder / "questions.jsonl").write_text("\n".join(lines))
    questions = str(folder / "questions.jsonl")
    status, out, err = dateline(f"--corpus={folder / 'corpus'}", "eval", questions, *arguments)
    assert (status, err) == (0, "")
    return out


def test_languages_are_told_where_questions_name_them() -> None:
    assert has_languages(Run((outcome("", "fact", True), outcome("de", "fact", True))))
    assert not has_languages(Run((outcome("", "fact", True),)))
    assert not has_languages(Run(()))


def test_each_language_is_counted_and_all_together() -> None:
    right = [outcome("de", "fact", True), outcome("ru", "fact", True)]
    wrong = [outcome("de", "fact", False), outcome("ru", "unanswerable", False, quotes=0)]
    run = Run((*right, *wrong))
    found = languages_to_json(run)
    assert list(found) == ["de", "ru", ALL_LANGUAGES]
    assert [part["questions"] for part in found.values()] == [2, 2, 4]  # type: ignore[index]
    figures = {name: part["first quote"]["value"] for name, part in found.items()}  # type: ignore[index]
    assert figures == {"de": 0.5, "ru": 1.0, ALL_LANGUAGES: 0.6667}
    refused = {name: part["rightly refused"] for name, part in found.items()}  # type: ignore[index]
    assert refused["de"] is None
    assert refused["ru"]["value"] == refused[ALL_LANGUAGES]["value"] == 1.0


def test_questions_without_answers_count_for_no_answer() -> None:
    (row,) = languages_to_json(Run((outcome("de", "unanswerable", False, quotes=2),))).values()
    assert row["first quote"] is row["in the reply"] is row["refused"] is None  # type: ignore[index]
    assert row["rightly refused"]["value"] == 0.0  # type: ignore[index]


def test_one_language_alone_is_not_counted_twice() -> None:
    assert list(languages_to_json(Run((outcome("de", "fact", True),)))) == ["de"]


def test_a_row_is_as_wide_as_its_heading() -> None:
    run = Run((outcome("de", "fact", True), outcome("ru", "unanswerable", False, quotes=0)))
    heading, *rows = format_languages(run)
    assert [row.split()[0] for row in rows] == ["de", "ru", ALL_LANGUAGES]
    assert {len(row) for row in rows} == {len(heading)}
    assert rows[0].rstrip().endswith("–")


def test_the_command_prints_a_row_a_language_and_saves_it(newsroom: Path) -> None:
    saved = newsroom / "run.json"
    lines = evaluate(newsroom, ROWS, f"--save={saved}").splitlines()
    start = next(number for number, line in enumerate(lines) if "rightly refused" in line)
    rows = [line.split() for line in lines[start + 1 : start + 4]]
    assert [row[:3] for row in rows] == [
        ["de", "2", "1.00"], ["ru", "1", "1.00"], [ALL_LANGUAGES, "3", "1.00"]
    ]  # fmt: skip
    assert rows[0][-3] == "1.00"
    assert [one.language for one in Run.load(saved).outcomes] == ["de", "de", "ru"]


def test_programs_read_no_languages_where_questions_name_none(newsroom: Path) -> None:
    rows = [{name: value for name, value in row.items() if name != "language"} for row in ROWS]
    assert "languages" not in json.loads(evaluate(newsroom, rows, "--json"))
