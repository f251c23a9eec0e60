"""Whatever happens to an index's files, they are built again, and answers are right."""

import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.corpus.manifest.database import ManifestError
from bot.corpus.store import CorpusStore
from bot.curation.service import CorpusReader
from bot.errors import UnavailableError
from bot.index.errors import BrokenIndexError
from bot.index.library import IndexConfig, Library, open_library
from bot.index.sync.contents import IndexContents
from bot.index.watcher import watch_folders
from bot.language.analyzer import Analyzer
from tests.index.sync.test_sync import ids, row
from tests.waiting import wait_for

PAGE = 4096
ARTICLES = 60


def _overwrite(file: Path) -> None:
    file.write_bytes(random.Random(1).randbytes(max(file.stat().st_size, 100)))


def _overwrite_end(file: Path) -> None:
    content = file.read_bytes()
    begin = max(0, len(content) - PAGE)
    file.write_bytes(content[:begin] + random.Random(2).randbytes(len(content) - begin))


def _overwrite_inner_pages(file: Path) -> None:
    content = file.read_bytes()
    file.write_bytes(content[:PAGE] + random.Random(3).randbytes(max(0, len(content) - PAGE)))


def _halve(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def _empty(file: Path) -> None:
    file.write_bytes(b"")


def _delete(file: Path) -> None:
    file.unlink()


def _make_folder(file: Path) -> None:
    file.unlink()
    (file / "inside").mkdir(parents=True)


DAMAGES: list[Callable[[Path], None]] = [
    _overwrite, _overwrite_end, _overwrite_inner_pages, _halve, _empty, _delete, _make_folder,
]  # fmt: skip


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    for name in ("a", "b"):
        rows = (row(f"{name}{n}", f"Harbour {name}{n}. " * 9) for n in range(ARTICLES // 2))
        (folder / f"{name}.jsonl").write_text("".join(rows))
    return folder


@pytest.fixture(params=["memory", "disk"])
def config(request: pytest.FixtureRequest, tmp_path: Path, corpus: Path) -> IndexConfig:
    config = IndexConfig(tmp_path / "data", request.param)
    open_library([corpus], config, Analyzer())[0].close()
    CorpusReader(CorpusStore(corpus, tmp_path / "data"), [corpus], tmp_path / "data").list_files()
    return config


def _list_files(data: Path) -> list[Path]:
    return sorted(path.relative_to(data) for path in data.rglob("*") if path.is_file())


def _search(library: Library) -> int:
    """Return how many articles are found, and read all of what a search reads."""
    return len({hit.passage.article.id for hit in library.index.snapshot().search(["harbour"], 99)})


@pytest.mark.parametrize("damage", DAMAGES)
def test_an_index_with_any_file_damaged_answers_rightly_in_the_end(
    damage: Callable[[Path], None], config: IndexConfig, corpus: Path, tmp_path: Path
) -> None:
    data, copy = tmp_path / "data", tmp_path / "copy"
    shutil.copytree(data, copy)
    for name in _list_files(copy):
        shutil.rmtree(data)
        shutil.copytree(copy, data)
        damage(data / name)
        library, _ = open_library([corpus], config, Analyzer())
        try:
            count = _search(library)
        except BrokenIndexError:  # which is seen only now: the next update builds it again
            library.update()
            count = _search(library)
        assert (str(name), count) == (str(name), ARTICLES)
        assert len(ids(library)) == ARTICLES
        library.close()
        reader = CorpusReader(CorpusStore(corpus, data), [corpus], data)
        try:
            files = reader.list_files()
        except ManifestError as error:
            assert error.is_damage
            files = reader.list_files()
        assert sorted(file.articles for file in files) == [ARTICLES // 2] * 2


@pytest.fixture
def library(config: IndexConfig, corpus: Path) -> Iterator[Library]:
    library, _ = open_library([corpus], config, Analyzer())
    library.serve()
    yield library
    library.close()


def test_a_data_folder_deleted_underneath_is_built_again_while_answers_go_on(
    library: Library, corpus: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    shutil.rmtree(tmp_path / "data")
    assert _search(library) == ARTICLES
    with watch_folders(library, [corpus], lambda _: None):
        (corpus / "c.jsonl").write_text(row("c", "A harbour, too."))
        wait_for(lambda: len(ids(library)) == ARTICLES + 1, "the new article")
        wait_for(lambda: _list_files(tmp_path / "data"), "the files")
    assert "again now" in caplog.text
    assert not [record for record in caplog.records if record.exc_info]


def test_what_stays_broken_is_not_built_over_and_over(
    config: IndexConfig, corpus: Path, caplog: pytest.LogCaptureFixture
) -> None:
    if config.engine != "disk":
        return
    library, _ = open_library([corpus], config, Analyzer())
    for _ in range(3):
        BrokenIndexError(library.folder or Path(), "a failing disk")
        library.update()
    assert caplog.text.count("a failing disk") == 1
    library.close()


def test_what_cannot_be_changed_is_searched_as_it_is_unless_it_must_be_current(
    config: IndexConfig,
    corpus: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    if config.engine != "disk":
        return
    (corpus / "c.jsonl").write_text(row("c", "A harbour, too."))

    def refuse(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(IndexContents, "begin_file", refuse)
    library, _ = open_library([corpus], config, Analyzer())
    assert _search(library) == ARTICLES
    assert "What was indexed before can still be searched" in caplog.text
    library.close()
    with pytest.raises(UnavailableError, match="disk is full"):
        open_library([corpus], config, Analyzer(), must_be_current=True)
    monkeypatch.undo()
    library, _ = open_library([corpus], config, Analyzer())
    assert _search(library) == ARTICLES + 1
    library.close()
