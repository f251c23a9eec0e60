"""Articles are listed with their ids, corrected, hidden and taken back by command."""

from pathlib import Path

import pytest

from tests.cli.test_corpus import ROWS, Desk

ARTICLES = [
    {**ROWS[0], "title": "The harbour", "url": "https://gazette.example/harbour"},
    {**ROWS[2], "title": "Ferries"},
]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    (tmp_path / "corpus").mkdir()
    desk = Desk(tmp_path)
    desk.run("add", "--yes", desk.write(rows=ARTICLES))
    return desk


def _lines(desk: Desk) -> list[str]:
    return desk.run("articles", "gazette.jsonl")[1].splitlines()


def test_articles_of_a_file_are_listed_with_their_ids(desk: Desk) -> None:
    assert _lines(desk) == [
        "g1  2026-01-07  The Gazette  The harbour", "g3  2026-02-10  The Gazette  Ferries",
        "2 articles",
    ]  # fmt: skip
    _, out, _ = desk.run("articles", "--search", "FERRIES")
    assert out == "g3  2026-02-10  The Gazette  Ferries  gazette.jsonl\n1 article\n"
    (article,) = desk.json("articles", "--search", "harbour gazette")["articles"]
    assert article == {
        "id": "g1", "file": "gazette.jsonl", "title": "The harbour", "published": "2026-01-07",
        "source": "The Gazette", "language": None, "url": "https://gazette.example/harbour",
        "corrected": False, "hidden": False,
    }  # fmt: skip
    assert desk.run("show", "gazette.jsonl")[1].splitlines()[-2:] == _lines(desk)[:2]
    assert [row["id"] for row in desk.json("show", "gazette.jsonl")["list"]] == ["g1", "g3"]


def test_a_correction_is_shown_searched_logged_and_undone(desk: Desk) -> None:
    status, out, _ = desk.run(
        "edit", "gazette.example/harbour", "--published", "6 January 2026", "--title", "The  port"
    )
    assert status == 0
    lines = out.splitlines()
    assert lines[:2] == [
        "g1  2026-01-06  The Gazette  The port  (corrected)",
        "published 2026-01-06, title 'The port'",
    ]
    assert lines[2].startswith("searchable, ")
    assert lines[3] == "to take it back: dateline corpus edit g1 --undo"
    assert (
        "  published: 2026-01-06\n  title: The port\n"
        in (desk.corpus / "corrections.yaml").read_text()
    )
    audit = desk.run("audit")[1].splitlines()[-1]
    assert audit.endswith("g1: published 2026-01-06, title 'The port'")
    status, out, _ = desk.run("edit", "g1", "--undo")
    assert (status, _lines(desk)[0]) == (0, "g1  2026-01-07  The Gazette  The harbour")
    assert "to take it back" not in out
    status, _, err = desk.run("edit", "g1", "--undo")
    assert status == 2
    assert "no correction that could be undone" in err


def test_corrections_are_taken_back_at_once(desk: Desk) -> None:
    desk.run("edit", "g1", "--source", "The Echo")
    desk.run("edit", "g1", "--language", "pt-BR")
    desk.run("hide", "g1")
    assert _lines(desk)[0].endswith("  (corrected, hidden)")
    desk.run("edit", "g1", "--reset")
    assert _lines(desk)[0] == "g1  2026-01-07  The Gazette  The harbour  (hidden)"
    desk.run("unhide", "g1")
    assert _lines(desk)[0] == "g1  2026-01-07  The Gazette  The harbour"


def test_a_hidden_article_is_not_searched(desk: Desk) -> None:
    hidden = desk.json("hide", "g1")
    assert (hidden["before"], hidden["after"], hidden["hidden"]) == (2, 1, True)
    (file,) = desk.json("list")["files"]
    assert (file["articles"], file["hidden"]) == (1, 1)
    assert "1 article, 2026-02-10 to 2026-02-10, 1 hidden  added" in desk.run("list")[1]
    assert desk.json("stats")["articles"] == 1


def test_what_the_file_gives_is_no_correction(desk: Desk) -> None:
    desk.run("edit", "g1", "--published", "2026-01-06")
    desk.run("edit", "g1", "--published", "2026-01-07", "--title", "The harbour")
    assert "g1" not in (desk.corpus / "corrections.yaml").read_text()
    _, out, _ = desk.run("edit", "g1", "--title", "The harbour")
    assert out.splitlines()[-1] == "gazette.jsonl: it was so already"


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["edit", "g1"], "give --published"),
        (["edit", "g1", "--undo", "--title", "A"], "give --published"),
        (["edit", "g1", "--published", "3/4/2026"], "'3/4/2026' may be 2026-04-03 or 2026-03-04"),
        (["edit", "g1", "--published", "2199-01-01"], "2199-01-01 is in the future"),
        (["edit", "g1", "--language", "Klingon"], "Klingon is no language"),
        (["edit", "g1", "--title", "A" * 501], "it is longer than 500 characters"),
        (["edit", "g2", "--title", "A"], "there is no article g2"),
        (["hide", "g"], "g may be several articles: g1 (The harbour); g3 (Ferries)"),
        (["articles"], "name a file, or give --search"),
        (["articles", "corrections.yaml"], "there is no file corrections.yaml"),
    ],
)
def test_what_cannot_be_is_said_in_a_line_and_changes_nothing(
    desk: Desk, arguments: list[str], reason: str
) -> None:
    status, _, err = desk.run(*arguments)
    assert status == 2
    assert reason in err.splitlines()[-1]
    assert not (desk.corpus / "corrections.yaml").exists()


def test_a_mistake_in_the_file_of_corrections_is_said_with_its_line(desk: Desk) -> None:
    path = desk.corpus / "corrections.yaml"
    path.write_text("- article: g1\n  published: soon\n- article: g3\n  title: The ferries\n")
    _, out, err = desk.run("edit", "g3", "--source", "The Echo")
    assert "corrections.yaml:2: published: 'soon' is not a date" in err
    assert out.startswith("g3  2026-02-10  The Echo  The ferries  (corrected)\n")
    assert "  published: soon\n" in path.read_text()
