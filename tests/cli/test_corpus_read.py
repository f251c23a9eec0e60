import json
from pathlib import Path
from typing import Any

from tests.cli.command import called
from tests.paths import GOLDEN, SEEDS

ROWS = [
    {"id": "g1", "published": "2026-01-07T18:30:00+01:00", "title": "Harbour open",
     "source": "The Gazette", "url": "https://gazette.example/1", "authors": ["Ann Lee"],
     "language": "en", "text": "The harbour opened.\n\nTwo ferries left."},
    {"id": "g2", "published": "2026-02-30", "text": "The storm moved on."},
]  # fmt: skip


def _write(folder: Path) -> Path:
    path = folder / "gazette.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in ROWS))
    return path


def _objects(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


def test_each_article_is_a_line_in_the_form_that_is_read(tmp_path: Path) -> None:
    path = _write(tmp_path)
    status, out, errors = called("corpus", "read", str(path))
    assert status == 1
    assert _objects(out) == [ROWS[0]]
    assert f"{path}:2: refused: '2026-02-30' is not a date" in errors


def test_refusals_and_remarks_may_stand_among_the_articles(tmp_path: Path) -> None:
    path = _write(tmp_path)
    (tmp_path / "2026-01-07-storm.txt").write_text("The storm moved on.")
    status, out, _ = called("corpus", "read", "--all", str(tmp_path))
    assert status == 1
    article, remark, first, rejection = _objects(out)
    assert article["published"] == "2026-01-07"
    assert remark["remark"] == "dated by its file name"
    assert remark["file"] == str(tmp_path / "2026-01-07-storm.txt")
    assert first == ROWS[0]
    assert rejection["rejected"].startswith("'2026-02-30' is not a date")
    assert (rejection["file"], rejection["line"]) == (str(path), 2)


def test_a_text_file_is_read_without_the_line_that_dates_it() -> None:
    status, out, _ = called("corpus", "read", str(SEEDS))
    assert status == 0
    assert not any(fields["text"].startswith("date ") for fields in _objects(out))


def test_what_is_printed_reads_the_same_again(tmp_path: Path) -> None:
    _, out, _ = called("corpus", "read", str(GOLDEN))
    copy = tmp_path / "copy.jsonl"
    copy.write_text(out)
    status, again, _ = called("corpus", "read", str(copy))
    assert status == 0
    assert len(_objects(out)) > 10
    assert _objects(again) == _objects(out)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    status, out, errors = called("corpus", "read", str(tmp_path / "nowhere"))
    assert (status, out) == (1, "")
    assert "refused: there is no such file or folder" in errors
