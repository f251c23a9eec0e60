import sqlite3
import threading
from datetime import date
from pathlib import Path

import pytest

from bot.articles.article import Article
from bot.corpus.inventory import Inventory
from bot.corpus.inventory_file import InventoryError
from bot.corpus.near_duplicates import sign_article
from bot.reading.reader import read
from bot.reading.sandbox.pool import read_in_sandbox as isolated

LONG = " ".join(f"The ferry number {number} left the harbour." for number in range(60))


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "2026-01-07-ferry.txt").write_text(LONG)
    (folder / "2026-01-09-mayor.txt").write_text("The mayor resigned on Friday.")
    return folder


def _files(corpus: Path) -> list[Path]:
    return sorted(corpus.iterdir())


def _article(text: str) -> Article:
    return Article("new", text, date(2026, 2, 1), "new.txt")


def _found(register: Inventory, text: str) -> tuple[str, float] | None:
    known = register.most_like(sign_article(_article(text)))
    return (known.path.name, known.similarity) if known else None


def test_what_a_file_holds_is_known_without_reading_it_again(tmp_path: Path, corpus: Path) -> None:
    register = Inventory(tmp_path / "data" / "register.db")
    register.update(_files(corpus), read)
    summary = register.summary(corpus / "2026-01-07-ferry.txt")
    assert summary is not None
    assert (summary.articles, summary.first, summary.last) == (
        1,
        date(2026, 1, 7),
        date(2026, 1, 7),
    )
    register.close()
    again = Inventory(tmp_path / "data" / "register.db")
    again.update(_files(corpus), lambda path: pytest.fail(f"{path} is read again"))
    assert again.summary(corpus / "2026-01-09-mayor.txt")
    assert again.summary(corpus / "nothing.txt") is None


def test_exact_and_near_duplicates_are_found_and_others_are_not(corpus: Path) -> None:
    register = Inventory(None)
    register.update(_files(corpus), read)
    assert _found(register, LONG) == ("2026-01-07-ferry.txt", 1.0)
    name, similarity = _found(register, LONG + " It was cold, says the captain.") or ("", 0)
    assert name == "2026-01-07-ferry.txt"
    assert 0.8 < similarity < 1
    assert _found(register, "The price of gold rose.") is None


def test_a_file_is_no_duplicate_of_itself(corpus: Path) -> None:
    register = Inventory(None)
    register.update(_files(corpus), read)
    itself = corpus / "2026-01-07-ferry.txt"
    assert register.most_like(sign_article(_article(LONG)), but=itself) is None


def test_what_changed_and_went_is_forgotten(corpus: Path) -> None:
    register = Inventory(None)
    register.update(_files(corpus), isolated)
    (corpus / "2026-01-07-ferry.txt").write_text("The ferry sank, and all were saved in time.")
    (corpus / "2026-01-09-mayor.txt").unlink()
    register.update(_files(corpus), isolated)
    assert _found(register, LONG) is None
    assert _found(register, "The mayor resigned on Friday.") is None
    assert _found(register, "The ferry sank, and all were saved in time.")


def test_an_interrupted_reading_is_taken_up_again(tmp_path: Path, corpus: Path) -> None:
    register = Inventory(tmp_path / "register.db")

    def interrupted(path: Path) -> object:
        yield from read(path)
        if "mayor" in path.name:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        register.update(_files(corpus), interrupted)  # type: ignore[arg-type]
    assert register.summary(corpus / "2026-01-09-mayor.txt") is None
    read_again: list[str] = []

    def noted(path: Path) -> object:
        read_again.append(path.name)
        return read(path)

    register.update(_files(corpus), noted)  # type: ignore[arg-type]
    assert read_again == ["2026-01-09-mayor.txt"]


def test_a_damaged_register_and_one_of_another_version_are_made_anew(
    tmp_path: Path, corpus: Path
) -> None:
    path = tmp_path / "register.db"
    for content in (b"no database", b"SQLite format 3\0" + b"\xff" * 5000):
        path.write_bytes(content)
        register = Inventory(path, "1")
        register.update(_files(corpus), read)
        assert _found(register, LONG)
        register.close()
    assert Inventory(path, "2").summary(corpus / "2026-01-07-ferry.txt") is None


def test_a_register_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "register.db").mkdir()
    with pytest.raises(InventoryError, match=r"register\.db: unable to open"):
        Inventory(tmp_path / "register.db")


def test_two_at_once_both_end_with_all(tmp_path: Path, corpus: Path) -> None:
    registers = [Inventory(tmp_path / "register.db") for _ in range(4)]
    threads = [
        threading.Thread(target=one.update, args=(_files(corpus), read)) for one in registers
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with sqlite3.connect(tmp_path / "register.db") as database:
        assert database.execute("SELECT count(*) FROM articles").fetchone() == (2,)
    database.close()
    for one in registers:
        assert _found(one, LONG)
        one.close()
