import json
from pathlib import Path

import pytest

from bot.corpus.manifest.file_reader import FileReader
from bot.corpus.manifest.manifest import Manifest
from bot.corpus.preview import Preview, preview_files
from tests.corpus.manifest.test_manifest import LONG, enter_all


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "2026-01-07-ferry.txt").write_text(LONG)
    return folder


def _run(corpus: Path, *paths: Path) -> Preview:
    reader = FileReader(Manifest(None))
    enter_all(reader, corpus)
    return preview_files(paths, reader)


def _lines(*articles: dict[str, str]) -> str:
    return "".join(json.dumps(article) + "\n" for article in articles)


def test_everything_is_said_before_anything_is_added(corpus: Path) -> None:
    sent = corpus.parent / "sent.jsonl"
    given = {"published": "2026-01-08", "source": "The Gazette", "language": "en"}
    sent.write_text(
        _lines(
            {**given, "title": "Ferries", "text": LONG},
            {**given, "title": "More ferries", "text": LONG + " It was cold that day."},
            {**given, "title": "The mayor", "text": "The mayor resigned. Nobody knows why."},
            {**given, "published": "soon", "text": "It will rain."},
            {**given, "id": "other", "text": "The mayor resigned. Nobody knows why."},
        )
    )
    found = _run(corpus, sent)
    assert (found.report.articles, found.exact_count, found.near_count) == (4, 2, 1)
    assert [(twin.heading, Path(twin.other_path).name) for twin in found.duplicates] == [
        ("Ferries", "2026-01-07-ferry.txt"),
        ("More ferries", "2026-01-07-ferry.txt"),
        ("The mayor resigned. Nobody knows why.", "sent.jsonl"),
    ]
    assert [refusal.line for refusal in found.report.rejections] == [4]
    lines = list(found.lines())
    assert "2 are there already, word by word:" in lines
    assert "1 is nearly the same as one that is there:" in lines
    assert "1 language: en 4" in lines
    assert json.loads(json.dumps(found.to_json()))["near"] == 1


def test_three_articles_are_shown_as_a_reader_sees_them(corpus: Path) -> None:
    sent = corpus.parent / "sent.jsonl"
    sent.write_text(
        _lines(
            *(
                {
                    "published": "2026-01-08",
                    "title": f"Title {number}",
                    "url": f"https://gazette.example/{number}",
                    "source": "The Gazette",
                    "text": f"Ferry number {number} left. " * 40,
                }
                for number in range(50)
            )
        )
    )
    samples = _run(corpus, sent).samples
    assert len({sample.heading for sample in samples}) == 3
    for sample in samples:
        assert sample.text.startswith("Ferry number")
        assert sample.text.endswith("left.")
        assert len(sample.text) <= 400
        assert (sample.origin, sample.published) == ("The Gazette", "2026-01-08")
    assert _run(corpus, sent).samples == samples


def test_a_file_of_the_corpus_does_not_repeat_itself(corpus: Path) -> None:
    found = _run(corpus, corpus)
    assert (found.report.articles, found.exact_count, found.near_count) == (1, 0, 0)


def test_the_same_id_is_counted_once_and_is_no_duplicate(corpus: Path) -> None:
    sent = corpus.parent / "sent.jsonl"
    row = {"id": "g1", "published": "2026-01-08", "text": "The mayor resigned on Friday morning."}
    sent.write_text(_lines(row, {**row, "text": "The mayor stays, he said on Friday."}))
    found = _run(corpus, sent)
    assert [sample.text for sample in found.samples] == ["The mayor stays, he said on Friday."]
    assert (found.report.articles, found.report.duplicates, found.exact_count) == (1, 1, 0)


def test_what_is_not_there_is_a_refusal(corpus: Path) -> None:
    found = _run(corpus, corpus / "nothing.txt")
    assert [refusal.reason for refusal in found.report.rejections] == [
        "there is no such file or folder"
    ]


def test_a_title_cannot_command_the_terminal(corpus: Path) -> None:
    sent = corpus.parent / "sent.jsonl"
    sent.write_text(_lines({"published": "2026-01-08", "title": "\x1b[2J", "text": LONG}))
    found = _run(corpus, sent)
    assert "\x1b" not in "".join([*found.lines(), *found.sample_lines()])
