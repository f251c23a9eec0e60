"""What is gone with its folder stays searchable until somebody says that it was deleted."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.articles.findings import Finding
from bot.corpus.corrections.correction import ArticleCorrection
from bot.corpus.corrections.correction_change import CorrectionChange
from bot.corpus.losses import MARKER, LossKind
from bot.corpus.store import CorpusStore
from bot.curation.service import CorpusService
from bot.index.library import IndexConfig, Library, open_library
from bot.index.watcher import watch_folders
from bot.language.analyzer import Analyzer
from bot.reading.limits import ReadLimits
from bot.reading.sandbox import pool
from tests.index.sync.test_sync import ids, row
from tests.waiting import wait_for


class Place:
    """A corpus folder, and libraries over it that open and close as processes would."""

    def __init__(self, path: Path, engine: str) -> None:
        self.corpus = path / "corpus"
        self.data = path / "data"
        self.corpus.mkdir()
        self._engine = engine
        self._libraries: list[Library] = []

    def write(self, name: str, *texts: str) -> Path:
        file = self.corpus / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("".join(row(f"{name}/{text}", text) for text in texts))
        return file

    def open(self) -> Library:
        config = IndexConfig(self.data, self._engine)  # type: ignore[arg-type]
        self._libraries.append(open_library([self.corpus], config, Analyzer())[0])
        return self._libraries[-1]

    def texts(self) -> set[str]:
        return set(ids(self.open()).values())

    def close(self) -> None:
        for library in self._libraries:
            library.close()

    def vanish(self, way: str) -> None:
        """Take the folder's files away as a disk that is unmounted does, or a whole folder."""
        shutil.move(self.corpus, self.corpus.with_name("away"))
        if way != "missing":
            self.corpus.mkdir()
        if way == "replaced":
            self.write("other.jsonl", "Other.")

    def come_back(self) -> None:
        if self.corpus.exists():
            shutil.rmtree(self.corpus)
        shutil.move(self.corpus.with_name("away"), self.corpus)


@pytest.fixture(params=["memory", "disk", "auto"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    place = Place(tmp_path, request.param)
    yield place
    place.close()


@pytest.mark.parametrize("way", ["missing", "empty", "replaced"])
def test_a_folder_that_lost_everything_keeps_its_articles_over_restarts(
    way: str, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.write("a.jsonl", "One.", "Two.")
    place.write("2025/b.jsonl", "Three.")
    everything = {"One.", "Two.", "Three."}
    assert place.texts() == everything
    place.vanish(way)
    others = {"Other."} if way == "replaced" else set()
    for _ in range(2):
        library = place.open()
        (loss,) = library.losses
        assert (loss.kind, loss.files, loss.articles) == (LossKind(way), 2, 3)
        assert set(ids(library).values()) == everything | others
        assert library.update().deletions == 0
    place.come_back()
    reads: list[str] = []
    read = pool.read_in_sandbox

    def note_reading(path: Path, limits: ReadLimits) -> Iterator[Finding]:
        reads.append(path.name)
        return read(path, limits)

    monkeypatch.setattr(pool, "read_in_sandbox", note_reading)
    changes = library.update()
    assert (library.losses, set(ids(library).values())) == ((), everything)
    assert changes.read == 0
    assert reads == []


def test_an_accepted_deletion_is_one_for_all_processes(place: Place) -> None:
    place.write("a.jsonl", "One.")
    place.write("b.jsonl", "Two.")
    bot = place.open()
    place.vanish("empty")
    assert len(bot.update().new_losses) == 1
    command = place.open()
    assert command.accept_deletions().losses == ()
    assert ids(command) == {}
    bot.update()
    assert ids(bot) == {}
    assert place.texts() == set()
    place.come_back()
    assert place.texts() == {"One.", "Two."}
    place.vanish("empty")
    assert place.texts() == {"One.", "Two."}  # it was accepted once, not for ever


def test_a_marker_says_that_files_were_deleted_on_purpose(place: Place) -> None:
    place.write("a.jsonl", "One.")
    library = place.open()
    (place.corpus / "a.jsonl").unlink()
    library.update()
    assert library.losses
    (place.corpus / MARKER).touch()
    assert library.update().deletions == 1
    assert (ids(library), library.losses) == ({}, ())


def test_the_last_file_removed_by_the_bot_is_gone_at_once(place: Place) -> None:
    place.write("a.jsonl", "One.")
    bot, command = place.open(), place.open()
    service = CorpusService(CorpusStore(place.corpus, place.data), command)
    (entry,), _ = service.remove(["a.jsonl"], "Ada")
    assert ids(command) == {}
    bot.update()
    assert (ids(bot), bot.losses) == ({}, ())
    service.restore(entry.id, "Ada")
    bot.update()
    assert set(ids(bot).values()) == {"One."}
    place.vanish("empty")  # now it is no removal
    bot.update()
    assert set(ids(bot).values()) == {"One."}


def test_a_correction_after_a_removal_does_not_undo_it(place: Place) -> None:
    place.write("a.jsonl", "One.")
    library = place.open()
    store = CorpusStore(place.corpus, place.data)
    store.remove("a.jsonl", "Ada")
    key = ArticleCorrection("article-1")
    store.correct(
        CorrectionChange(key, lambda old: replace(old, title="Two"), "a.jsonl", "One"), "Bea"
    )
    library.update()
    assert (ids(library), library.losses) == ({}, ())


def test_a_purge_of_an_earlier_removal_is_no_removal_of_what_was_added_again(place: Place) -> None:
    file = place.write("a.jsonl", "One.")
    library = place.open()
    store = CorpusStore(place.corpus, place.data, trash_days=0)
    sent = shutil.copy(file, place.data / "a.jsonl")
    store.remove("a.jsonl", "Ada")
    store.add(Path(sent), "a.jsonl", "Ada")
    wait_for(store.purge, "the trash to be old")
    library.update()
    place.vanish("empty")
    library.update()
    assert set(ids(library).values()) == {"One."}


def test_single_files_that_are_deleted_or_replaced_are_deleted(place: Place) -> None:
    for name in ("a", "b", "c"):
        place.write(f"{name}.jsonl", f"{name}.")
    library = place.open()
    for name in ("a", "b"):
        (place.corpus / f"{name}.jsonl").unlink()
    library.update()
    assert set(ids(library).values()) == {"c."}
    (place.corpus / "c.jsonl").unlink()
    place.write("d.jsonl", "d.")  # a new export in the place of the old one
    library.update()
    assert (set(ids(library).values()), library.losses) == ({"d."}, ())


def test_files_that_are_moved_are_not_lost(place: Place) -> None:
    place.write("a.jsonl", "One.")
    place.write("b.jsonl", "Two.")
    library = place.open()
    (place.corpus / "2025").mkdir()
    for name in ("a.jsonl", "b.jsonl"):
        (place.corpus / name).rename(place.corpus / "2025" / name)
    library.update()
    assert library.losses == ()
    assert set(ids(library).values()) == {"One.", "Two."}


@pytest.mark.parametrize(
    ("largest", "is_emptied", "is_lost"),
    [("old", False, True), ("new", False, False), ("new", True, True)],
)
def test_a_subfolder_is_lost_if_it_is_empty_or_had_most_articles(
    largest: str, is_emptied: bool, is_lost: bool, place: Place
) -> None:
    for name in ("old", "new"):
        texts = [f"{name} {number}." for number in range(9 if name == largest else 2)]
        place.write(f"{name}/a.jsonl", *texts)
    library = place.open()
    shutil.rmtree(place.corpus / "old")
    if is_emptied:
        (place.corpus / "old").mkdir()
    library.update()
    assert bool(library.losses) == is_lost
    assert any(text.startswith("old") for text in ids(library).values()) == is_lost


def test_what_is_uploaded_while_a_disk_is_away_deletes_nothing(place: Place) -> None:
    place.write("a.jsonl", "One.")
    library = place.open()
    place.vanish("empty")
    library.update()
    place.write("upload.jsonl", "New.")
    for _ in range(2):
        library.update()
        assert set(ids(library).values()) == {"One.", "New."}
    assert place.texts() == {"One.", "New."}


def test_an_update_of_the_program_loses_nothing_meanwhile(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.write("a.jsonl", "One.")
    place.write("b.jsonl", "Two.")
    place.open()
    place.vanish("empty")
    for module in ("engine", "sync.sync"):
        monkeypatch.setattr(f"bot.index.{module}.compute_fingerprint", lambda: "of tomorrow")
    assert place.texts() == {"One.", "Two."}
    assert place.texts() == {"One.", "Two."}


def test_a_single_file_that_is_gone_is_lost(tmp_path: Path) -> None:
    file = tmp_path / "news.jsonl"
    file.write_text(row("1", "One."))
    config = IndexConfig(tmp_path / "data", "memory")
    open_library([file], config, Analyzer())[0].close()
    file.unlink()
    library, changes = open_library([file], config, Analyzer())
    assert [loss.kind for loss in changes.losses] == [LossKind.MISSING]
    assert ids(library) == {"1": "One."}
    library.close()


def test_a_loss_is_new_once(place: Place) -> None:
    place.write("a.jsonl", "One.")
    library = place.open()
    place.vanish("empty")
    assert len(library.update().new_losses) == 1
    assert library.update().new_losses == ()
    assert place.open().update().new_losses == ()  # another process said so
    place.come_back()
    library.update()
    place.vanish("empty")
    assert len(library.update().new_losses) == 1


def test_the_watcher_sees_a_folder_that_is_exchanged(tmp_path: Path) -> None:
    place = Place(tmp_path, "memory")
    place.write("a.jsonl", "One.")
    library = place.open()
    with watch_folders(library, [place.corpus], lambda _: None):
        os.rename(place.corpus, tmp_path / "away")  # noqa: PTH104 - a folder, not a file
        place.corpus.mkdir()
        wait_for(lambda: library.losses, "the loss to be seen")
        assert set(ids(library).values()) == {"One."}
        place.corpus.rmdir()
        os.rename(tmp_path / "away", place.corpus)  # noqa: PTH104
        wait_for(lambda: not library.losses, "the folder to be back")
    place.close()
