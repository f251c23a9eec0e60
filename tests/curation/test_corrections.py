"""Articles are corrected, hidden and taken back, in the log and in the index at once."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.corpus.audit import AuditEntry
from bot.corpus.corrections.correction import ArticleCorrection
from bot.corpus.corrections.correction_change import (
    Change,
    CorrectionChange,
    find_last_correction,
)
from bot.corpus.lock import CorpusError
from bot.corpus.store import CorpusStore
from bot.curation.article_lookup import ArticleLookup
from bot.curation.service import CorpusReader, CorpusService
from bot.index.library import IndexConfig, Library, open_library
from bot.index.sync.verify import find_differences
from bot.language.analyzer import Analyzer
from bot.reading.dates.parse import Published
from tests.index.sync.test_sync import ids, row

HARBOUR = {
    "published": "2026-01-07", "title": "The harbour", "source": "The Gazette",
    "url": "https://gazette.example/harbour", "text": "It opened.",
}  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> CorpusStore:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "a.jsonl").write_text(row("1", "One.") + row("12", "Twelve."))
    (tmp_path / "corpus" / "b.jsonl").write_text(json.dumps(HARBOUR))
    return CorpusStore(tmp_path / "corpus", tmp_path / "data")


@pytest.fixture
def library(store: CorpusStore, tmp_path: Path) -> Iterator[Library]:
    opened, _ = open_library([store.corpus], IndexConfig(tmp_path / "data", "memory"), Analyzer())
    yield opened
    opened.close()


@pytest.fixture
def lookup(store: CorpusStore, tmp_path: Path) -> ArticleLookup:
    return ArticleLookup(CorpusReader(store, [store.corpus], tmp_path / "data"))


def _title(title: str) -> Change:
    return lambda correction: replace(correction, title=title)


def _hide(correction: ArticleCorrection) -> ArticleCorrection:
    return replace(correction, is_hidden=True)


def _apply(
    service: CorpusService, lookup: ArticleLookup, name: str, change: Change,
    reverts: AuditEntry | None = None,
) -> AuditEntry | None:  # fmt: skip
    article = lookup.find(name)
    step = CorrectionChange(article.key, change, article.file, article.details.heading, reverts)
    entry, _ = service.correct(step, article.paths, "Ada")
    return entry


def test_articles_are_looked_up_by_id_beginning_and_address(lookup: ArticleLookup) -> None:
    assert lookup.find("1").id == "1"
    assert lookup.find("12").id == "12"
    harbour = lookup.find("http://www.gazette.example/harbour/")
    assert lookup.find(harbour.id[:8]).id == harbour.id
    assert harbour.key == ArticleCorrection(harbour.id, "https://gazette.example/harbour")
    assert (harbour.file, harbour.details.heading) == ("b.jsonl", "The harbour")
    assert lookup.get("key", harbour.details.key) == harbour
    assert lookup.get("id", "nothing") is None
    with pytest.raises(CorpusError, match="there is no article 99: "):
        lookup.find("99")


def test_a_beginning_of_several_ids_names_them(store: CorpusStore, lookup: ArticleLookup) -> None:
    (store.corpus / "c.jsonl").write_text(row("g-1", "One.") + row("g-2", "Two."))
    with pytest.raises(CorpusError, match=r"g may be several articles: g-1 \(One\.\); g-2"):
        lookup.find("g")


def test_articles_are_listed_and_searched(lookup: ArticleLookup) -> None:
    assert [article.id for article in lookup.list_articles("a.jsonl")] == ["1", "12"]
    (harbour,) = lookup.search("HARBOUR gazette")
    assert (harbour.file, harbour.details.published) == ("b.jsonl", date(2026, 1, 7))
    assert lookup.search("harbour ferry") == []
    assert lookup.search(" ") == []


def test_a_correction_is_searchable_logged_and_undone(
    store: CorpusStore, library: Library, lookup: ArticleLookup
) -> None:
    service = CorpusService(store, library)
    before = service.find_article(lookup.find("gazette.example/harbour").id)
    assert before is not None
    entry = _apply(service, lookup, "gazette.example/harbour", _title("The port"))
    assert entry is not None
    assert (entry.action, entry.file, entry.article) == ("edited", "b.jsonl", before.id)
    assert service.find_article(before.id) == replace(before, title="The port")
    assert list(store.audit)[-1] == entry
    text = store.corrections_file.read_text()
    assert text.endswith(
        f"# The harbour · b.jsonl\n- article: {before.id}\n"
        "  url: https://gazette.example/harbour\n  title: The port\n"
    )
    details = lookup.find(before.id).details
    assert (details.heading, details.is_corrected, details.is_hidden) == ("The port", True, False)
    undo = ArticleCorrection.from_json(entry.old_correction or {})
    undone = _apply(service, lookup, before.id, lambda _: undo, entry)
    assert undone is not None
    assert (undone.action, undone.reverts) == ("edited", entry.id)
    assert service.find_article(before.id) == before
    assert list(find_differences(library.index, [store.corpus])) == []
    assert find_last_correction(store.audit, before.id) is None


def test_a_hidden_article_is_listed_and_comes_back(
    store: CorpusStore, library: Library, lookup: ArticleLookup
) -> None:
    service = CorpusService(store, library)
    entry = _apply(service, lookup, "1", _hide)
    assert entry is not None
    assert entry.action == "hidden"
    assert "1" not in ids(library)
    assert lookup.find("1").details.is_hidden
    (file,) = [file for file in CorpusReader(store, [store.corpus], store.corpus.parent / "data")
               .list_files() if file.file == "a.jsonl"]  # fmt: skip
    assert (file.articles, file.hidden_count) == (1, 1)
    back = _apply(service, lookup, "1", lambda correction: replace(correction, is_hidden=False))
    assert back is not None
    assert back.action == "unhidden"
    assert ids(library).keys() >= {"1", "12"}
    assert list(find_differences(library.index, [store.corpus])) == []


def test_the_same_correction_again_changes_nothing(
    store: CorpusStore, library: Library, lookup: ArticleLookup
) -> None:
    service = CorpusService(store, library)
    assert _apply(service, lookup, "1", lambda correction: correction) is None
    assert not store.corrections_file.exists()
    _apply(service, lookup, "1", _title("One"))
    text = store.corrections_file.read_text()
    assert _apply(service, lookup, "1", _title("One")) is None
    assert store.corrections_file.read_text() == text
    assert len(list(store.audit)) == 1


def test_a_later_correction_is_not_undone_by_an_earlier_undo(
    store: CorpusStore, library: Library, lookup: ArticleLookup
) -> None:
    service = CorpusService(store, library)
    first = _apply(service, lookup, "1", _title("One"))
    assert first is not None
    _apply(service, lookup, "1", _title("The first"))
    with pytest.raises(CorpusError, match="corrected again since"):
        _apply(service, lookup, "1", lambda _: ArticleCorrection("1"), first)
    last = find_last_correction(store.audit, "1")
    assert last is not None
    assert last.new_correction == {"article": "1", "title": "The first"}


def test_a_corrected_date_changes_neither_id_nor_key(
    store: CorpusStore, library: Library, lookup: ArticleLookup
) -> None:
    service = CorpusService(store, library)
    (store.corpus / "2026-01-07-notes.txt").write_text("The harbour opened.")
    library.update()
    (article,) = lookup.list_articles("2026-01-07-notes.txt")
    change = Published(date(2026, 1, 5))
    _apply(service, lookup, article.id, lambda each: replace(each, published=change))
    corrected = lookup.find(article.id)
    assert (corrected.id, corrected.details.published) == (article.id, date(2026, 1, 5))
    assert corrected.key == lookup.find(article.id[:10]).key
    (store.corpus / "2026-01-07-notes.txt").write_text("The harbour opened again.")
    library.update()
    (new,) = lookup.list_articles("2026-01-07-notes.txt")
    assert new.id != article.id
    assert new.published == date(2026, 1, 5)
    assert list(find_differences(library.index, [store.corpus])) == []


def test_an_address_of_several_articles_names_none(
    store: CorpusStore, lookup: ArticleLookup
) -> None:
    rows = [{**HARBOUR, "title": "A", "text": "A."}, {**HARBOUR, "title": "A", "text": "B."}]
    (store.corpus / "c.jsonl").write_text("".join(json.dumps(each) + "\n" for each in rows))
    articles = lookup.list_articles("c.jsonl")
    for article in articles:
        found = lookup.find(article.id)
        assert found.key == ArticleCorrection(article.id)
