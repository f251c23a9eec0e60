import threading
from pathlib import Path

import pytest

from bot.index.engine import ENGINES
from bot.index.library import IndexConfig, open_library
from bot.index.sync.verify import find_differences
from bot.language.analyzer import Analyzer
from tests.index.sync.test_sync import ids, row


def test_what_outgrows_memory_while_the_bot_runs_moves_to_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.index.engine.MOST_IN_MEMORY", 1)
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "a.jsonl").write_text(row("1", "One.") + "broken\n")
    library, _ = open_library([corpus], IndexConfig(tmp_path / "data"), Analyzer())
    index = library.index  # as whoever answers questions holds it
    assert str(library.engine) == "memory"
    added = corpus / "b.jsonl"
    added.write_text(row("2", "Two.") + row("3", "Three.") + "broken\n")
    (corpus / "half.jsonl").write_text(row("9", "Still being copied."))
    changes = library.update(is_ready=added.__eq__)
    assert str(library.engine) == "disk"
    assert {article.id for article in index.snapshot().newest()} == {"1", "2", "3"}
    # What was refused before is not told again.
    assert [refusal.path for refusal in changes.rejections] == [str(added)]
    library.update()
    added.unlink()
    library.update()
    assert {article.id for article in index.snapshot().newest()} == {"1", "9"}
    assert list(find_differences(index, [corpus])) == []
    library.close()
    again, _ = open_library([corpus], IndexConfig(tmp_path / "data"), Analyzer())
    assert again.engine == "disk"
    again.close()


def test_a_disk_that_is_full_leaves_what_was_searched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.index.engine.MOST_IN_MEMORY", 1)
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "a.jsonl").write_text(row("1", "One."))
    library, _ = open_library([corpus], IndexConfig(tmp_path / "data"), Analyzer())
    (corpus / "b.jsonl").write_text(row("2", "Two.") + row("3", "Three."))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setitem(ENGINES, "disk", full)
        for _ in range(2):
            with pytest.raises(OSError, match="No space left"):
                library.update()
            assert (library.engine, set(ids(library))) == ("memory", {"1"})
    library.update()
    assert (library.engine, set(ids(library))) == ("disk", {"1", "2", "3"})
    library.close()


@pytest.mark.parametrize("engine", ["memory", "disk"])
def test_two_updates_at_once_end_with_all(tmp_path: Path, engine: str) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    library, _ = open_library([corpus], IndexConfig(tmp_path / "data", engine), Analyzer())  # type: ignore[arg-type]
    for number in range(30):
        (corpus / f"{number}.jsonl").write_text(row(str(number), f"Number {number}."))
    faults: list[BaseException] = []

    def update() -> None:
        try:
            library.update()
        except BaseException as error:
            faults.append(error)

    threads = [threading.Thread(target=update) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert list(find_differences(library.index, [corpus])) == []
    library.close()
