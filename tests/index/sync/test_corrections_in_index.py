"""Corrections reach the index: of the files concerned, at once, and after a rebuild too."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.index.library import IndexConfig, Library, open_library
from bot.index.sync.result import SyncResult
from bot.index.sync.verify import find_differences
from bot.index.watcher import watch_folders
from bot.language.analyzer import Analyzer
from tests.index.sync.test_sync import row
from tests.waiting import wait_for

TITLES = dict[str, tuple[str, str]]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "a.jsonl").write_text(row("1", "One.") + row("2", "Two."))
    (folder / "b.jsonl").write_text(row("3", "Three."))
    return folder


@pytest.fixture(params=["memory", "disk"])
def library(request: pytest.FixtureRequest, corpus: Path, tmp_path: Path) -> Iterator[Library]:
    opened, _ = open_library([corpus], IndexConfig(tmp_path / "data", request.param), Analyzer())
    yield opened
    opened.close()


def correct(corpus: Path, *entries: str) -> None:
    (corpus / "corrections.yaml").write_text("".join(f"- {entry}\n" for entry in entries))


def titles(library: Library) -> TITLES:
    articles = library.index.snapshot().newest()
    return {article.id: (article.title, article.published.isoformat()) for article in articles}


def check_equal(library: Library, corpus: Path) -> None:
    assert list(find_differences(library.index, [corpus])) == []


def test_only_files_with_corrected_articles_are_read_again(library: Library, corpus: Path) -> None:
    correct(corpus, "{article: '1', title: First, published: 2026-01-05}")
    assert list(find_differences(library.index, [corpus]))
    assert library.update().read == 1
    day = "2026-01-07"
    assert titles(library) == {"1": ("First", "2026-01-05"), "2": ("", day), "3": ("", day)}
    check_equal(library, corpus)
    assert library.update() == SyncResult()
    correct(corpus, "{article: '2', hidden: true}", "{article: '3', title: Third}")
    assert library.update().read == 2
    assert titles(library) == {"1": ("", day), "3": ("Third", day)}
    check_equal(library, corpus)
    (corpus / "corrections.yaml").unlink()
    assert library.update().read == 2
    assert titles(library) == {"1": ("", day), "2": ("", day), "3": ("", day)}
    check_equal(library, corpus)
    assert not library.update().read


def test_a_correction_outlives_a_new_version_of_the_file(library: Library, corpus: Path) -> None:
    correct(corpus, "{article: '1', title: First}")
    library.update()
    (corpus / "a.jsonl").write_text(row("1", "One, corrected.", "2026-02-01"))
    library.update()
    assert titles(library)["1"] == ("First", "2026-02-01")
    (corpus / "a.jsonl").rename(corpus / "c.jsonl")
    library.update()
    assert titles(library)["1"] == ("First", "2026-02-01")
    check_equal(library, corpus)


@pytest.mark.parametrize("is_addressed", [True, False])
def test_an_article_without_an_id_is_known_by_its_address_or_its_place(
    library: Library, corpus: Path, is_addressed: bool
) -> None:
    fields = {"published": "2026-01-07", "title": "Harbour", "text": "It opened."}
    if is_addressed:
        fields["url"] = "https://gazette.example/harbour"
        correct(corpus, "{article: x, url: 'http://gazette.example/harbour/', title: Port}")
    else:
        place = "{file: c.jsonl, title: Harbour, published: 2026-01-07}"
        correct(corpus, f"{{article: x, in: {place}, title: Port}}")
    (corpus / "c.jsonl").write_text(json.dumps(fields))
    library.update()
    assert ("Port", "2026-01-07") in titles(library).values()
    (corpus / "c.jsonl").write_text(json.dumps({**fields, "text": "It opened again."}))
    library.update()
    assert ("Port", "2026-01-07") in titles(library).values()
    (corpus / "corrections.yaml").unlink()
    library.update()
    assert ("Harbour", "2026-01-07") in titles(library).values()
    check_equal(library, corpus)


def test_an_article_in_two_files_is_hidden_in_both(library: Library, corpus: Path) -> None:
    (corpus / "b.jsonl").write_text(row("1", "One, again.") + row("3", "Three."))
    library.update()
    correct(corpus, "{article: '1', hidden: true}")
    b = str((corpus / "b.jsonl").absolute())
    library.update(is_ready=lambda path: str(path) == b)
    assert "1" not in titles(library)
    library.update()
    assert titles(library).keys() == {"2", "3"}
    check_equal(library, corpus)


def test_a_rebuilt_index_and_one_without_its_manifest_have_corrections(
    corpus: Path, tmp_path: Path
) -> None:
    correct(corpus, "{article: '1', title: First}", "{article: '2', hidden: true}")
    config = IndexConfig(tmp_path / "data", "disk")
    for _ in range(2):
        library, _ = open_library([corpus], config, Analyzer())
        assert titles(library).keys() == {"1", "3"}
        check_equal(library, corpus)
        library.close()
        (tmp_path / "data" / "manifest.db").unlink()
    correct(corpus, "{article: '3', title: Third}")
    library, _ = open_library([corpus], config, Analyzer())
    assert titles(library)["3"][0] == "Third"
    check_equal(library, corpus)
    library.close()


def test_a_mistake_is_said_once_and_the_other_corrections_apply(
    library: Library, corpus: Path
) -> None:
    correct(corpus, "{article: '1', published: soon}", "{article: '2', title: Second}")
    (fault,) = library.update().rejections
    assert (Path(fault.path).name, fault.line) == ("corrections.yaml", 1)
    assert titles(library)["2"][0] == "Second"
    assert library.update().rejections == ()


def test_the_watcher_takes_up_what_is_written_by_hand(library: Library, corpus: Path) -> None:
    with watch_folders(library, [corpus], lambda changes: None):
        correct(corpus, "{article: '1', title: First}")
        wait_for(lambda: titles(library)["1"][0] == "First", "the correction")
        (corpus / "corrections.yaml").unlink()
        wait_for(lambda: titles(library)["1"][0] == "", "the article as in the file")
    assert titles(library)["1"][0] == ""
