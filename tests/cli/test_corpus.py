import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.cli.command import called

ROWS = [
    {"id": "g1", "published": "2026-01-07", "source": "The Gazette", "text": "The harbour opened."},
    {"id": "g2", "published": "2026-02-30", "source": "The Gazette", "text": "The storm moved on."},
    {"id": "g3", "published": "2026-02-10", "source": "The Gazette", "text": "Ferries run again."},
]


@dataclass
class Desk:
    """A folder with a corpus, in which commands are run."""

    folder: Path

    @property
    def corpus(self) -> Path:
        return self.folder / "corpus"

    def run(self, *arguments: str, given: str = "") -> tuple[int, str, str]:
        return called(
            "corpus", *arguments, given=given, DATELINE_SEEDS="",
            DATELINE_CORPUS=str(self.corpus), DATELINE_DATA=str(self.folder / "data"),
        )  # fmt: skip

    def json(self, *arguments: str) -> Any:
        return json.loads(self.run(*arguments, "--json")[1])

    def write(self, name: str = "gazette.jsonl", rows: object = ROWS) -> str:
        assert isinstance(rows, list)
        path = self.folder / name
        path.write_text("".join(json.dumps(row) + "\n" for row in rows))
        return str(path)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    (tmp_path / "corpus").mkdir()
    return Desk(tmp_path)


def test_a_dry_run_comes_before_the_question_and_no_is_no(desk: Desk) -> None:
    status, out, _ = desk.run("add", desk.write(), given="n\n")
    assert status == 1
    assert out.startswith("2 articles, published from 2026-01-07 to 2026-02-10\n")
    assert "gazette.jsonl:2: '2026-02-30' is not a date" in out
    assert "The Gazette · 2026-01-07\n  The harbour opened.\n" in out
    assert out.endswith("Add 1 file? [y/N]: Nothing was added.\n")
    assert list(desk.corpus.iterdir()) == []


def test_what_is_added_is_searchable_listed_and_logged(desk: Desk) -> None:
    status, out, _ = desk.run("add", desk.write(rows=ROWS[:1]), given="y\n")
    assert status == 0
    assert "gazette.jsonl added\nsearchable, " in out
    assert out.endswith("0 → 1 passages\n")
    (row,) = desk.json("list")["files"]
    assert (row["file"], row["articles"], row["first"]) == ("gazette.jsonl", 1, "2026-01-07")
    (entry,) = desk.json("audit")["entries"]
    assert (entry["what"], entry["file"], row["id"]) == ("added", "gazette.jsonl", entry["id"])
    assert row["who"] == entry["who"]


def test_adding_again_adds_nothing_twice(desk: Desk) -> None:
    desk.run("add", "--yes", desk.write(rows=ROWS[:1]))
    status, out, _ = desk.run("add", "--yes", desk.write(rows=ROWS[:1]))
    assert status == 0
    assert "1 is there already, word by word:" in out
    assert "gazette.jsonl was there already" in out
    assert len(desk.json("audit")["entries"]) == 1


def test_json_says_the_same_and_never_asks(desk: Desk) -> None:
    file = desk.write()
    status, out, err = desk.run("add", file, "--json")
    assert (status, out) == (2, "")
    assert "--yes" in err
    added = desk.json("add", file, "--yes")
    assert (added["articles"], added["before"], added["after"]) == (2, 0, 2)
    assert added["refusals"][0]["line"] == 2
    assert added["added"][0]["file"] == "gazette.jsonl"
    assert len(added["samples"]) == 2


def test_files_without_an_article_are_left_out(desk: Desk) -> None:
    (desk.folder / "notes.txt").write_text("No date here.")
    status, out, _ = desk.run(
        "add", "--yes", str(desk.folder / "notes.txt"), desk.write(rows=ROWS[:1])
    )
    assert status == 1
    assert "1 file without an article left out" in out
    assert [file.name for file in desk.corpus.iterdir()] == ["gazette.jsonl"]
    status, out, _ = desk.run("add", "--yes", str(desk.folder / "notes.txt"))
    assert (status, out.splitlines()[-1]) == (1, "Nothing was added.")


def test_removed_files_are_restored_by_id_and_by_name(desk: Desk) -> None:
    desk.run("add", "--yes", desk.write())
    status, out, _ = desk.run("remove", "gazette.jsonl", given="y\n")
    assert status == 0
    assert out.startswith("gazette.jsonl: 2 articles\nRemove 1 file? [y/N]: ")
    assert out.endswith("2 → 0 passages\n")
    (entry,) = desk.json("list", "--trash")["trash"]
    assert f"dateline corpus restore {entry['id']}" in out
    assert list(desk.corpus.iterdir()) == []
    restored = desk.json("restore", entry["id"])
    assert (restored["file"], restored["before"], restored["after"]) == ("gazette.jsonl", 0, 2)
    removed = desk.json("remove", "--yes", "gazette.jsonl")
    assert (removed["before"], removed["after"]) == (2, 0)
    status, out, _ = desk.run("restore", "gazette.jsonl")
    assert status == 0
    assert out.startswith("gazette.jsonl is back\nsearchable, ")
    assert [row["what"] for row in desk.json("audit")["entries"]] == [
        "added", "removed", "restored", "removed", "restored",
    ]  # fmt: skip


def test_nothing_is_removed_where_one_name_is_wrong(desk: Desk) -> None:
    desk.run("add", "--yes", desk.write())
    status, _, err = desk.run("remove", "--yes", "gazette.jsonl", "other.jsonl")
    assert status == 2
    assert "there is no file other.jsonl" in err
    assert [file.name for file in desk.corpus.iterdir()] == ["gazette.jsonl"]


def test_a_file_is_shown_and_exported_as_it_was(desk: Desk) -> None:
    file = Path(desk.write())
    desk.run("add", "--yes", str(file))
    _, out, _ = desk.run("show", "gazette.jsonl")
    assert out.startswith(
        "gazette.jsonl  2 articles, 2026-01-07 to 2026-02-10, 1 refused  added by"
    )
    assert "word by word" not in out
    assert desk.json("show", "gazette.jsonl")["articles"] == 2
    out_folder = desk.folder / "out"
    out_folder.mkdir()
    assert desk.run("export", "gazette.jsonl", str(out_folder))[0] == 0
    assert (out_folder / "gazette.jsonl").read_bytes() == file.read_bytes()
    status, _, err = desk.run("export", "gazette.jsonl", str(out_folder))
    assert status == 2
    assert "is there already: name another file" in err
    assert desk.run("export", "gazette.jsonl", "-")[1] == file.read_text()


def test_months_are_counted_without_a_gap(desk: Desk) -> None:
    rows = [*ROWS[:1], {**ROWS[0], "id": "g9", "published": "2026-03-01", "text": "Other news."}]
    desk.run("add", "--yes", desk.write(rows=rows))
    _, out, _ = desk.run("stats")
    assert out.splitlines() == [
        f"2026-01  {'█' * 40} 1", "2026-02  0", f"2026-03  {'█' * 40} 1", "2 articles",
    ]  # fmt: skip
    assert desk.json("stats")["months"] == {"2026-01": 1, "2026-03": 1}


def test_a_folder_that_is_not_there_is_one_line(desk: Desk) -> None:
    desk.corpus.rmdir()
    status, _, err = desk.run("add", "--yes", desk.write())
    assert status == 2
    assert "there is no folder" in err
    assert "Traceback" not in err


def test_checking_finds_what_the_corpus_has(desk: Desk) -> None:
    desk.run("add", "--yes", desk.write(rows=ROWS[:1]))
    other = desk.write("other.jsonl", [{**ROWS[0], "id": "other", "title": "Harbour news"}])
    status, out, _ = desk.run("check", other)
    assert status == 0
    assert "1 is there already, word by word:" in out
    assert desk.json("check", other)["exact"] == 1
