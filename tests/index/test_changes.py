"""What every engine promises of changes."""

import pytest

from bot.index.protocol import WritableIndex
from tests.index.conftest import ENGINES, Engine
from tests.index.model import Model, assert_holds, assert_snapshot_holds, keys
from tests.index.samples import ANALYZER, WORDS, analyzed, article, random_article, seeded

TERMS = ANALYZER.terms(" ".join(WORDS))


def test_a_change_is_visible_after_its_commit(index: WritableIndex) -> None:
    index.replace(analyzed(article("A harbour.")))
    assert index.snapshot().search(["harbour"], 10) == []
    assert index.snapshot().article("a") is None
    assert index.snapshot().stats().articles == 0
    index.commit()
    assert keys(index.snapshot().search(["harbour"], 10)) == [("a", 0)]
    index.remove(["a"])
    assert keys(index.snapshot().search(["harbour"], 10)) == [("a", 0)]
    index.commit()
    assert index.snapshot().search(["harbour"], 10) == []
    assert index.snapshot().article("a") is None


@pytest.mark.parametrize("engine", sorted(ENGINES.keys() - {"opensearch"}), indirect=True)
def test_a_snapshot_holds_nothing_of_later_commits(index: WritableIndex) -> None:
    old = Model(analyzed(article("A harbour."), article("A harbour.", "b")))
    index.replace(old.articles.values())
    index.commit()
    snapshot = index.snapshot()
    hits = snapshot.search(["harbour"], 10)
    index.replace(analyzed(article("A ferry."), article("A harbour.", "c")))
    index.remove(["b"])
    index.commit()
    assert_snapshot_holds(snapshot, old, ["a", "b", "c"])
    assert snapshot.document_frequencies(["harbour", "ferri"]) == [2, 0]
    assert keys(snapshot.search(["harbour"], 10)) == keys(hits) == [("a", 0), ("b", 0)]
    assert [found.id for found in snapshot.newest()] == ["a", "b"]
    assert keys(index.snapshot().search(["harbour"], 10)) == [("c", 0)]


def test_a_new_version_replaces_the_old(index: WritableIndex) -> None:
    index.replace(analyzed(article("A harbour. " * 80, day="2026-01-09")))
    index.commit()
    index.replace(analyzed(article("A ferry.", day="2026-01-02")))
    index.commit()
    assert index.snapshot().search(["harbour"], 10) == []
    assert index.snapshot().document_frequencies(["harbour", "ferri"]) == [0, 1]
    assert_holds(index, Model(analyzed(article("A ferry.", day="2026-01-02"))), ["a"])


def test_the_later_of_two_versions_in_one_commit_counts(index: WritableIndex) -> None:
    index.replace(analyzed(article("A harbour."), article("A ferry.")))
    index.replace(analyzed(article("A bridge.")))
    index.commit()
    assert index.snapshot().document_frequencies(["harbour", "ferri", "bridg"]) == [0, 0, 1]
    assert_holds(index, Model(analyzed(article("A bridge."))), ["a"])


def test_an_article_added_and_removed_in_one_commit_never_existed(index: WritableIndex) -> None:
    index.replace(analyzed(article("A harbour."), article("A ferry.", "b")))
    index.remove(["a"])
    index.commit()
    assert_holds(index, Model(analyzed(article("A ferry.", "b"))), ["a", "b"])
    index.remove(["b"])
    index.replace(analyzed(article("A ferry.", "b")))
    index.commit()
    assert_holds(index, Model(analyzed(article("A ferry.", "b"))), ["a", "b"])
    assert index.snapshot().document_frequencies(["harbour", "ferri"]) == [0, 1]


def test_changes_may_be_repeated(index: WritableIndex) -> None:
    given = analyzed(article("A harbour."), article("A ferry.", "b"))
    for _ in range(3):
        index.replace(given)
        index.replace(given)
        index.remove(["unknown", "gone"])
        index.commit()
        index.commit()
        assert_holds(index, Model(given), ["a", "b"])
        assert index.snapshot().document_frequencies(["harbour", "ferri"]) == [1, 1]
        assert keys(index.snapshot().search(["harbour"], 10)) == [("a", 0)]


def test_dropping_leaves_an_empty_index_that_can_be_filled(index: WritableIndex) -> None:
    index.replace(analyzed(article("A harbour.")))
    index.commit()
    index.replace(analyzed(article("A ferry.", "b")))
    index.drop()
    index.commit()
    assert_holds(index, Model(), ["a", "b"])
    assert index.snapshot().search(["harbour", "ferri"], 10) == []
    index.replace(analyzed(article("A bridge.", "c")))
    index.commit()
    assert_holds(index, Model(analyzed(article("A bridge.", "c"))), ["a", "b", "c"])


def test_the_fingerprint_is_there_from_the_first_commit_to_the_drop(index: WritableIndex) -> None:
    assert index.fingerprint == ""
    index.replace(analyzed(article("A harbour.")))
    assert index.fingerprint == ""
    index.commit()
    assert index.fingerprint
    index.drop()
    assert index.fingerprint == ""


@pytest.mark.parametrize("engine", sorted(ENGINES.keys() - {"memory"}), indirect=True)
def test_an_index_is_opened_as_it_was_committed(engine: Engine) -> None:
    index = engine.open()
    index.replace(analyzed(article("A harbour.")))
    index.commit()
    index.replace(analyzed(article("A ferry.", "b")))
    index.remove(["a"])
    index.close()
    index = engine.open()
    assert index.fingerprint
    assert_holds(index, Model(analyzed(article("A harbour."))), ["a", "b"])
    index.drop()
    index.close()


def test_releasing_discards_uncommitted_changes(index: WritableIndex) -> None:
    index.replace(analyzed(article("A harbour.")))
    index.commit()
    index.replace(analyzed(article("A ferry.", "b")))
    index.remove(["a"])
    index.release()
    index.commit()
    assert_holds(index, Model(analyzed(article("A harbour."))), ["a", "b"])


@pytest.mark.parametrize("engine", sorted(ENGINES.keys() - {"memory"}), indirect=True)
def test_two_indexes_write_in_turns_and_each_sees_the_others_commits(engine: Engine) -> None:
    one, other = engine.open(), engine.open()
    written = []
    for number in range(12):  # segments are merged meanwhile
        index = (one, other)[number % 2]
        written.append(article(f"Ferry number {number}.", f"id{number}"))
        index.replace(analyzed(written[-1]))
        index.commit()
        index.release()
        for seen in (one, other):
            assert_holds(seen, Model(analyzed(*written)), [each.id for each in written])
    other.close()
    one.drop()
    one.close()


@pytest.mark.parametrize("seed", range(3))
def test_any_sequence_of_changes_ends_as_the_model_says(engine: Engine, seed: int) -> None:
    random = seeded(seed)
    index = engine.open()
    committed, model = Model(), Model()
    ids = [f"id{number}" for number in range(12)]
    for _ in range(engine.trace):
        match random.choice("replace replace remove commit commit release open drop".split()):
            case "replace":
                new = analyzed(*(random_article(random, i) for i in random.sample(ids, 3)))
                index.replace(new)
                model.articles.update((one.article.id, one) for one in new)
            case "remove":
                gone = random.sample(ids, 4)
                index.remove(gone)
                for article_id in gone:
                    model.articles.pop(article_id, None)
            case "commit":
                index.commit()
                committed = Model(model.articles.values())
            case "release":
                index.release()
                model = Model(committed.articles.values())
            case "open" if engine.durable:
                index.close()
                index = engine.open()
                model = Model(committed.articles.values())
            case "drop" if random.random() < 0.3:
                index.drop()
                committed, model = Model(), Model()
        assert_holds(index, committed, ids)
        assert index.snapshot().document_frequencies(TERMS) == committed.document_frequencies(TERMS)
        terms = random.sample(TERMS, 3)
        assert set(keys(index.snapshot().search(terms, 500))) == committed.found(terms)
    index.drop()
    index.close()
