import json
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.index import library as library_module
from bot.index.library import IndexConfig, Library, drop_library, open_library
from bot.index.sync.verify import find_differences
from bot.language.analyzer import Analyzer
from tests.index.opensearch.nodes import Nodes


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    _write(folder / "a.jsonl", {"1": "The harbour opened.", "2": "The tower fell."})
    return folder


@pytest.fixture
def place(nodes: Nodes, tmp_path: Path, corpus: Path) -> Iterator[IndexConfig]:
    place = IndexConfig(tmp_path / "data", "opensearch", nodes.url, "library", 2, 1)
    yield place
    drop_library([corpus], place)


def _write(path: Path, articles: dict[str, str]) -> None:
    rows = [{"id": key, "published": "2026-01-07", "text": text} for key, text in articles.items()]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))


def _open(corpus: Path, place: IndexConfig) -> Library:
    return open_library([corpus], place, Analyzer())[0]


def test_a_cluster_is_kept_equal_to_a_folder(corpus: Path, place: IndexConfig) -> None:
    library = _open(corpus, place)
    assert list(find_differences(library.index, [corpus])) == []
    _write(corpus / "b.jsonl", {"3": "The ferry left."})
    _write(corpus / "a.jsonl", {"2": "The tower stands."})
    library.update()
    assert list(find_differences(library.index, [corpus])) == []
    assert {article.id for article in library.index.snapshot().newest()} == {"2", "3"}
    library.close()


def test_a_cluster_that_lost_its_index_is_rebuilt(corpus: Path, place: IndexConfig) -> None:
    library = _open(corpus, place)
    library._engine.index.drop()
    library.close()
    library = _open(corpus, place)
    assert library.index.snapshot().stats().articles == 2
    library.close()


def test_an_index_with_another_fingerprint_is_replaced_without_a_gap(
    corpus: Path, place: IndexConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("engine", "sync.sync"):
        monkeypatch.setattr(f"bot.index.{module}.compute_fingerprint", lambda: "of yesterday")
    _open(corpus, place).close()
    monkeypatch.undo()
    _write(corpus / "a.jsonl", {"2": "The tower fell."})
    library = _open(corpus, place)
    assert library.index.fingerprint != "of yesterday"
    assert list(find_differences(library.index, [corpus])) == []
    library.close()


def test_folders_do_not_mix_in_a_cluster(corpus: Path, place: IndexConfig, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    _write(other / "a.jsonl", {"9": "Elsewhere."})
    first, second = _open(corpus, place), _open(other, place)
    assert {article.id for article in first.index.snapshot().newest()} == {"1", "2"}
    assert {article.id for article in second.index.snapshot().newest()} == {"9"}
    first.close()
    second.close()
    drop_library([other], place)


def test_another_process_indexes_large_files_and_keeps_the_password_secret(
    corpus: Path,
    place: IndexConfig,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(library_module, "_MOST_WHILE_SERVING", 1000)
    url = place.opensearch_url.replace("http://", "http://ada:hidden@", 1)
    library = _open(corpus, replace(place, opensearch_url=url))
    library.serve()
    sent: list[bytes] = []
    begin = subprocess.Popen.__init__

    def noted(process: subprocess.Popen[bytes], *given: Any, **options: Any) -> None:
        begin(process, *given, **options)
        sent.append(repr((given, options.get("env"))).encode())
        sent.append(Path(f"/proc/{process.pid}/cmdline").read_bytes())

    monkeypatch.setattr(subprocess.Popen, "__init__", noted)
    _write(corpus / "b.jsonl", {str(n): f"The ferry number {n} left." for n in range(100)})
    assert library.update().read == 1
    assert b"bot.index.sync_job" in b"".join(sent)
    assert b"hidden" not in b"".join(sent)
    assert "hidden" not in caplog.text
    assert list(find_differences(library.index, [corpus])) == []
    library.close()
