"""The vocabulary after a commit: questions wait for it only where it is small or all new."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.index.disk import vocabulary_cache
from bot.index.disk.index import DiskIndex
from bot.index.disk.terms import list_terms
from bot.index.vocabulary import Vocabulary
from tests.index.samples import analyzed, article
from tests.waiting import wait_for

MANY = [article("A harbour.", f"a{number}") for number in range(40)]


class Gate:
    """Hold the reading of a vocabulary in another thread until it is opened."""

    def __init__(self) -> None:
        self.opening = threading.Event()
        self.readers: list[str] = []

    def read(self, frequencies: Iterator[tuple[str, int]]) -> Vocabulary:
        self.readers.append(threading.current_thread().name)
        if self.readers[-1] == "vocabulary":
            assert self.opening.wait(600)
        return Vocabulary(frequencies)


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    gate = Gate()
    monkeypatch.setattr(vocabulary_cache, "Vocabulary", gate.read)
    monkeypatch.setattr(vocabulary_cache, "_LARGE", 20)
    yield gate
    gate.opening.set()


@pytest.fixture
def index(tmp_path: Path) -> Iterator[DiskIndex]:
    index = DiskIndex(tmp_path / "index", "made")
    index.replace(analyzed(*MANY))
    index.commit()
    yield index
    index.close()


def find(index: DiskIndex, term: str) -> list[str]:
    return [each.term for each in index.snapshot().find_similar_terms(term, 1, 9)]


def test_a_question_does_not_wait_for_the_vocabulary_of_a_new_commit(
    index: DiskIndex, gate: Gate
) -> None:
    assert find(index, "harbuor") == ["harbour"]
    index.replace(analyzed(article("A lighthouse.", "b")))
    index.remove(["a0"])
    index.commit()
    assert find(index, "harbuor") == ["harbour"]
    assert find(index, "lighthuos") == []
    gate.opening.set()
    wait_for(lambda: find(index, "lighthuos"), "the new term")
    assert gate.readers == ["MainThread", "vocabulary"]


def test_a_question_waits_for_that_of_another_collection(index: DiskIndex, gate: Gate) -> None:
    assert find(index, "harbuor") == ["harbour"]
    index.replace(analyzed(*(article("A lighthouse.", f"b{number}") for number in range(20))))
    index.commit()
    assert find(index, "lighthuos") == ["lighthous"]
    assert gate.readers == ["MainThread", "MainThread"]


def test_it_is_read_again_after_it_could_not_be_read(
    index: DiskIndex, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert find(index, "harbuor") == ["harbour"]
    gate.opening.set()
    failures: list[object] = []

    def fail_once(*arguments: object) -> list[tuple[str, int]]:
        if not failures:
            failures.append(arguments)
            raise ValueError("damaged")
        return list_terms(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(vocabulary_cache, "list_terms", fail_once)
    index.replace(analyzed(article("A lighthouse.", "b")))
    index.commit()
    wait_for(lambda: find(index, "lighthuos"), "the new term")
    assert len(failures) == 1
