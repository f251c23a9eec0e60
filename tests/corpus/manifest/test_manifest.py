import sqlite3
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.articles.article import Article
from bot.articles.findings import Finding, Rejection, RejectionCause
from bot.corpus.manifest.database import ManifestError
from bot.corpus.manifest.file_reader import FileReader, Read
from bot.corpus.manifest.file_record import FileStatus
from bot.corpus.manifest.manifest import Manifest
from bot.corpus.manifest.near_duplicates import sign_article
from bot.reading.reader import read

LONG = " ".join(f"The ferry number {number} left the harbour." for number in range(60))


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "2026-01-07-ferry.txt").write_text(LONG)
    (folder / "2026-01-09-mayor.txt").write_text("The mayor resigned on Friday.")
    return folder


def enter_all(reader: FileReader, corpus: Path) -> None:
    """Enter the files of a folder that changed, signed."""
    files = sorted(corpus.iterdir())
    reader.manifest.forget(reader.manifest.files().keys() - set(map(str, files)))
    for path in files:
        version = reader.identify(path)
        record = reader.manifest.file(path)
        if version and record and record.status is FileStatus.UNREAD:
            for _ in reader.read(path, version, retries=0, is_signed=True):
                pass


def _reader(path: Path | None = None, version: str = "", read: Read = read) -> FileReader:
    return FileReader(Manifest(path, version), read=read)


def _article(text: str) -> Article:
    return Article("new", text, date(2026, 2, 1), "new.txt")


def _find(manifest: Manifest, text: str) -> tuple[str, float] | None:
    duplicate = manifest.most_like(sign_article(_article(text)))
    return (duplicate.path.name, duplicate.similarity) if duplicate else None


def test_what_a_file_holds_is_known_without_reading_it_again(tmp_path: Path, corpus: Path) -> None:
    reader = _reader(tmp_path / "data" / "manifest.db")
    enter_all(reader, corpus)
    record = reader.manifest.file(corpus / "2026-01-07-ferry.txt")
    assert record is not None
    assert (record.status, record.articles, record.first, record.last) == (
        FileStatus.WHOLE,
        1,
        date(2026, 1, 7),
        date(2026, 1, 7),
    )
    reader.manifest.close()
    again = _reader(
        tmp_path / "data" / "manifest.db", read=lambda path: pytest.fail(f"{path} is read again")
    )
    enter_all(again, corpus)
    assert again.manifest.file(corpus / "2026-01-09-mayor.txt")
    assert again.manifest.file(corpus / "nothing.txt") is None


def test_exact_and_near_duplicates_are_found_and_others_are_not(corpus: Path) -> None:
    reader = _reader()
    enter_all(reader, corpus)
    assert _find(reader.manifest, LONG) == ("2026-01-07-ferry.txt", 1.0)
    name, similarity = _find(reader.manifest, LONG + " It was cold, says the captain.") or ("", 0)
    assert name == "2026-01-07-ferry.txt"
    assert 0.8 < similarity < 1
    assert _find(reader.manifest, "The price of gold rose.") is None


def test_a_file_is_no_duplicate_of_itself(corpus: Path) -> None:
    reader = _reader()
    enter_all(reader, corpus)
    itself = corpus / "2026-01-07-ferry.txt"
    assert reader.manifest.most_like(sign_article(_article(LONG)), exclude=itself) is None


def test_what_changed_and_went_is_forgotten(corpus: Path) -> None:
    reader = FileReader(Manifest(None))  # in the sandbox
    enter_all(reader, corpus)
    (corpus / "2026-01-07-ferry.txt").write_text("The ferry sank, and all were saved in time.")
    (corpus / "2026-01-09-mayor.txt").unlink()
    enter_all(reader, corpus)
    assert _find(reader.manifest, LONG) is None
    assert _find(reader.manifest, "The mayor resigned on Friday.") is None
    assert _find(reader.manifest, "The ferry sank, and all were saved in time.")


def test_a_file_that_was_touched_is_not_read_again(corpus: Path) -> None:
    reader = _reader()
    enter_all(reader, corpus)
    path = corpus / "2026-01-09-mayor.txt"
    path.write_text(path.read_text())
    reader = FileReader(reader.manifest, read=lambda path: pytest.fail(f"{path} is read again"))
    enter_all(reader, corpus)
    record = reader.manifest.file(path)
    assert record
    assert record.version.matches(path)


def test_an_interrupted_reading_is_taken_up_again(tmp_path: Path, corpus: Path) -> None:
    def interrupted(path: Path) -> Iterator[Finding]:
        yield from read(path)
        if "mayor" in path.name:
            raise KeyboardInterrupt

    reader = _reader(tmp_path / "manifest.db", read=interrupted)
    with pytest.raises(KeyboardInterrupt):
        enter_all(reader, corpus)
    record = reader.manifest.file(corpus / "2026-01-09-mayor.txt")
    assert record
    assert (record.status, record.articles) == (FileStatus.UNREAD, 0)
    paths: list[str] = []

    def recording(path: Path) -> Iterator[Finding]:
        paths.append(path.name)
        return read(path)

    enter_all(FileReader(reader.manifest, read=recording), corpus)
    assert paths == ["2026-01-09-mayor.txt"]


@pytest.mark.parametrize("is_whole", [True, False])
def test_a_file_that_is_read_in_part_keeps_the_articles_that_it_had(
    is_whole: bool, tmp_path: Path
) -> None:
    path = tmp_path / "a.jsonl"
    row = '{"id": "%s", "published": "2026-01-0%d", "text": "Prose %s."}\n'
    reader = _reader()
    for ids in ("12", "23"):
        path.write_text("".join(row % (one, int(one), one) for one in ids))
        version = reader.identify(path)
        assert version
        findings = [*read(path)]
        if ids == "23" and not is_whole:
            findings.append(Rejection(str(path), None, "killed", True, RejectionCause.PROCESS))
        single = FileReader(reader.manifest, read=lambda _, found=findings: found)  # type: ignore[misc]
        assert len(list(single.read(path, version, retries=0))) == 2
    record = reader.manifest.file(path)
    assert record
    expected = FileStatus.WHOLE if is_whole else FileStatus.UNFINISHED
    first = date(2026, 1, 2 if is_whole else 1)
    assert (record.status, record.articles, record.first) == (expected, 2 + (not is_whole), first)


def test_a_damaged_manifest_and_one_of_another_version_are_made_anew(
    tmp_path: Path, corpus: Path
) -> None:
    path = tmp_path / "manifest.db"
    for content in (b"no database", b"SQLite format 3\0" + b"\xff" * 5000):
        path.write_bytes(content)
        reader = _reader(path, "1")
        enter_all(reader, corpus)
        assert _find(reader.manifest, LONG)
        reader.manifest.close()
    assert Manifest(path, "2").file(corpus / "2026-01-07-ferry.txt") is None


def test_what_earlier_versions_remembered_is_deleted(tmp_path: Path) -> None:
    for name in ("register.db", "register.db-wal", "register.lock"):
        (tmp_path / name).write_bytes(b"of another time")
    Manifest(tmp_path / "manifest.db").close()
    assert not list(tmp_path.glob("register*"))


def test_a_manifest_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ManifestError, match=r"manifest\.db cannot be used .*File exists"):
        Manifest(tmp_path / "file" / "manifest.db")


def test_two_at_once_both_end_with_all(tmp_path: Path, corpus: Path) -> None:
    readers = [_reader(tmp_path / "manifest.db") for _ in range(4)]
    threads = [threading.Thread(target=enter_all, args=(one, corpus)) for one in readers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with sqlite3.connect(tmp_path / "manifest.db") as database:
        assert database.execute("SELECT count(*) FROM articles").fetchone() == (2,)
    database.close()
    for one in readers:
        assert _find(one.manifest, LONG)
        one.manifest.close()
