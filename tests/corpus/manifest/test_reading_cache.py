import os
import time
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.articles.article import Article
from bot.articles.findings import Finding, Notice, Rejection, RejectionCause
from bot.corpus.manifest import reading_cache
from bot.corpus.manifest.near_duplicates import sign_article
from bot.corpus.manifest.reading_cache import ReadingCache
from bot.reading.limits import DEFAULT_LIMITS, ReadLimits
from tests.index.samples import STRANGE

SENT = Path("/sent/a.zip")


def _findings(path: Path = SENT) -> list[Finding]:
    articles = [
        Article("1", "Prose “ü” 北京 😀.", date(1, 1, 1), f"{path}/b.txt", authors=("Ann", "Bo"),
                instant=datetime(2026, 1, 7, 23, 59, 59, 999_999, tzinfo=UTC), body=3),
        *(replace(article, path=f"{path}/{article.path}") for article in STRANGE),
    ]  # fmt: skip
    return [
        *articles,
        Rejection(f"{path}/c.txt", 7, "no", True),
        Rejection(str(path), None, "no"),
        Notice(str(path), 3, "look"),
    ]


def _store(cache: ReadingCache, key: str, findings: list[Finding]) -> None:
    with cache.store(key, SENT) as writer:
        for finding in findings:
            writer.add(finding, sign_article(finding) if isinstance(finding, Article) else None)


@pytest.fixture
def cache(tmp_path: Path) -> ReadingCache:
    return ReadingCache(tmp_path / "readings", "1")


def test_every_finding_comes_back_as_it_was(cache: ReadingCache) -> None:
    findings = _findings()
    _store(cache, "key", findings)
    reading = cache.load("key", SENT)
    assert reading is not None
    pairs = list(reading)
    assert [finding for finding, _ in pairs] == findings
    assert repr([finding for finding, _ in pairs]) == repr(findings)
    assert [signature for _, signature in pairs if signature] == [
        sign_article(finding) for finding in findings if isinstance(finding, Article)
    ]


def test_paths_are_those_of_the_file_that_is_asked_for(cache: ReadingCache) -> None:
    _store(cache, "key", [_findings()[0], *_findings()[-3:]])
    reading = cache.load("key", Path("/corpus/a.zip"))
    assert reading is not None
    paths = {finding.path for finding, _ in reading}
    assert paths == {"/corpus/a.zip", "/corpus/a.zip/b.txt", "/corpus/a.zip/c.txt"}


def test_a_reading_depends_on_content_name_limits_and_code(
    cache: ReadingCache, tmp_path: Path
) -> None:
    keys = {
        cache.key("hash", SENT, DEFAULT_LIMITS),
        cache.key("other", SENT, DEFAULT_LIMITS),
        cache.key("hash", Path("/sent/b.zip"), DEFAULT_LIMITS),
        cache.key("hash", SENT, ReadLimits(articles=1)),
        ReadingCache(tmp_path, "2").key("hash", SENT, DEFAULT_LIMITS),
    }
    assert len(keys) == 5
    assert cache.key("hash", Path("/corpus/a.zip"), DEFAULT_LIMITS) in keys


def test_what_is_unfinished_is_not_kept(cache: ReadingCache, tmp_path: Path) -> None:
    _store(cache, "key", [Rejection(str(SENT), None, "killed", True, RejectionCause.PROCESS)])
    assert cache.load("key", SENT) is None
    assert list((tmp_path / "readings").iterdir()) == []


def test_what_breaks_off_is_not_kept(cache: ReadingCache) -> None:
    with pytest.raises(KeyboardInterrupt), cache.store("key", SENT) as writer:
        writer.add(_findings()[0])
        raise KeyboardInterrupt
    assert cache.load("key", SENT) is None


@pytest.mark.parametrize("size", [0, 3, 50, -1, -17])
def test_a_damaged_reading_counts_as_none(cache: ReadingCache, tmp_path: Path, size: int) -> None:
    _store(cache, "key", [_findings()[0]])
    file = tmp_path / "readings" / "key"
    file.write_bytes(file.read_bytes()[:size])
    assert cache.load("key", SENT) is None
    assert not file.exists()


def test_a_changed_byte_is_seen(cache: ReadingCache, tmp_path: Path) -> None:
    _store(cache, "key", [_findings()[0]])
    file = tmp_path / "readings" / "key"
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    assert cache.load("key", SENT) is None


def test_too_much_is_not_kept(cache: ReadingCache, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_cache, "_MAX_BYTES", 1000)
    _store(cache, "key", [_findings()[0]] * 9)
    assert cache.load("key", SENT) is None


def test_old_readings_and_the_oldest_of_too_many_are_deleted(
    cache: ReadingCache, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "readings"
    for hours, key in ((49, "old"), (2, "older"), (1, "newer")):
        _store(cache, key, [_findings()[0]])
        os.utime(folder / key, (time.time() - hours * 3600,) * 2)
    _store(cache, "new", [_findings()[0]])
    assert {file.name for file in folder.iterdir()} == {"older", "newer", "new"}
    size = (folder / "new").stat().st_size
    monkeypatch.setattr(reading_cache, "_MAX_BYTES", 2 * 2 * size)
    _store(cache, "newest", [_findings()[0]])
    assert {file.name for file in folder.iterdir()} == {"newer", "new", "newest"}


def test_a_folder_that_cannot_be_written_costs_the_cache_alone(tmp_path: Path) -> None:
    (tmp_path / "readings").write_text("a file")
    cache = ReadingCache(tmp_path / "readings", "1")
    _store(cache, "key", _findings()[:1])
    assert cache.load("key", SENT) is None
    cache.discard("key")
