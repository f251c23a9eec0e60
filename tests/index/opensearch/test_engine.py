"""What only this engine does; the rest is in the suite that all engines share."""

import logging
import traceback
from base64 import b64encode

import pytest

from bot.errors import UnavailableError
from bot.index.opensearch.cluster import Cluster
from bot.index.opensearch.index import OpenSearchIndex, OutdatedIndexError
from bot.index.opensearch.queries import MOST_TERMS
from tests.index.opensearch.nodes import Nodes
from tests.index.opensearch.samples import PASSAGES, articles, name


def test_an_index_is_searched_until_its_successor_is_complete(index: OpenSearchIndex) -> None:
    index.replace(articles(4, about="ferries"))
    index.commit()
    with index.rebuild() as successor:
        successor.replace(articles(6, about="bridges"))
        successor.commit()
        assert index.snapshot().stats().articles == 4
        assert index.snapshot().document_frequencies(["ferri", "bridg"]) == [4 * PASSAGES, 0]
    assert index.snapshot().stats().articles == 6
    assert index.snapshot().document_frequencies(["ferri", "bridg"]) == [0, 6 * PASSAGES]


def test_a_snapshot_reads_one_index_until_that_is_deleted(index: OpenSearchIndex) -> None:
    index.replace(articles(4, about="ferries"))
    index.commit()
    snapshot = index.snapshot()
    with index.rebuild() as successor:
        successor.replace(articles(6, about="bridges"))
        successor.commit()
        assert snapshot.stats().articles == 4
        assert snapshot.document_frequencies(["ferri", "bridg"]) == [4 * PASSAGES, 0]
    assert snapshot.stats().articles == 6
    assert snapshot.document_frequencies(["ferri", "bridg"]) == [0, 6 * PASSAGES]


def test_a_rebuild_that_fails_changes_nothing(index: OpenSearchIndex) -> None:
    index.replace(articles(4))
    index.commit()
    with pytest.raises(RuntimeError), index.rebuild() as successor:
        successor.replace(articles(1))
        successor.commit()
        raise RuntimeError
    assert index.snapshot().stats().articles == 4


def test_an_interrupted_rebuild_is_continued(index: OpenSearchIndex) -> None:
    with pytest.raises(RuntimeError), index.rebuild() as successor:
        successor.replace(articles(2))
        successor.commit()
        raise RuntimeError
    with index.rebuild() as successor:
        successor.replace(articles(3, start=1))
    assert index.snapshot().stats().articles == 4


def test_a_rebuild_with_another_fingerprint_is_not_continued(
    cluster: Cluster, index: OpenSearchIndex
) -> None:
    with pytest.raises(RuntimeError), index.rebuild() as successor:
        successor.replace(articles(2))
        successor.commit()
        raise RuntimeError
    changed = OpenSearchIndex(cluster, index.name, "made anew", replicas=0)
    with changed.rebuild() as successor:
        successor.replace(articles(3, start=1))
    assert index.snapshot().stats().articles == 3


def test_an_index_with_another_fingerprint_rejects_changes(
    cluster: Cluster, index: OpenSearchIndex
) -> None:
    index.commit()
    changed = OpenSearchIndex(cluster, index.name, "made anew", replicas=0)
    changed.replace(articles(1))
    with pytest.raises(OutdatedIndexError, match=f"index {index.name} on OpenSearch"):
        changed.commit()
    assert index.snapshot().stats().articles == 0


def test_articles_are_listed_newest_first_over_many_pages(
    index: OpenSearchIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.index.opensearch.queries.MOST_ARTICLES", 7)
    given = [analyzed.article for analyzed in articles(30)]
    index.replace(articles(30))
    index.commit()
    assert list(index.snapshot().newest()) == given[::-1]
    assert list(index.snapshot().newest(until=given[9].published)) == given[9::-1]


def test_sources_are_counted_over_many_pages(
    index: OpenSearchIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.index.opensearch.queries.MOST_SOURCES", 2)
    index.replace(articles(9))
    index.commit()
    assert sorted(index.snapshot().sources().values()) == [1, 1, 1, 1, 1, 2, 2]


def test_a_rebuild_has_another_fingerprint(cluster: Cluster, index: OpenSearchIndex) -> None:
    index.commit()
    changed = OpenSearchIndex(cluster, index.name, "made anew", shards=1, replicas=0)
    assert changed.fingerprint == "made"
    with changed.rebuild():
        pass
    assert changed.fingerprint == index.fingerprint == "made anew"


def test_dropping_leaves_no_index(cluster: Cluster, index: OpenSearchIndex) -> None:
    index.replace(articles(1))
    index.commit()
    index.drop()
    assert not cluster.client.indices.get(index=f"{index.name}-*")


def test_the_number_of_replicas_follows_the_setting(
    cluster: Cluster, index: OpenSearchIndex
) -> None:
    index.commit()
    OpenSearchIndex(cluster, index.name, "made", shards=3, replicas=2).commit()
    settings = cluster.client.indices.get_settings(index=index.name)
    assert [s["settings"]["index"]["number_of_replicas"] for s in settings.values()] == ["2"]


def test_shards_agree_on_scores(cluster: Cluster, index: OpenSearchIndex) -> None:
    alone = OpenSearchIndex(cluster, f"{index.name}alone", "made", shards=1, replicas=0)
    for each in (index, alone):
        each.replace(articles(40))
        each.commit()
    terms = ["report", "item7x", "item21x", "budget"]
    scores = [[hit.score for hit in each.snapshot().search(terms, 20)] for each in (index, alone)]
    alone.drop()
    assert scores[0] == pytest.approx(scores[1])


def test_the_best_passages_are_found_however_many_an_article_has(index: OpenSearchIndex) -> None:
    index.replace(articles(5))
    index.commit()
    everything = index.snapshot().search(["report"], 100)
    assert len(everything) == 5 * PASSAGES
    for top_k in (1, 2, PASSAGES + 1):
        scores = [hit.score for hit in index.snapshot().search(["report"], top_k)]
        assert scores == [hit.score for hit in everything[:top_k]]


def test_a_query_of_more_terms_than_opensearch_takes_is_answered(index: OpenSearchIndex) -> None:
    index.replace(articles(2))
    index.commit()
    terms = [name(1), *(f"unknown{number}" for number in range(2 * MOST_TERMS))]
    assert {hit.passage.article.id for hit in index.snapshot().search(terms, 10)} == {name(1)}
    assert index.snapshot().document_frequencies(terms)[:2] == [PASSAGES, 0]


def test_a_read_only_index_is_searched_and_refuses_changes_without_losing_them(
    cluster: Cluster, index: OpenSearchIndex
) -> None:
    index.replace(articles(3))
    index.commit()
    block = {"index.blocks.read_only": True}
    cluster.client.indices.put_settings(index=index.name, body=block)
    index.replace(articles(2, start=3))
    with pytest.raises(UnavailableError, match="read-only"):
        index.commit()
    assert index.snapshot().stats().articles == 3
    cluster.client.indices.put_settings(index=index.name, body={"index.blocks.read_only": None})
    index.commit()
    assert index.snapshot().stats().articles == 5


def test_credentials_appear_in_no_log_and_no_error(
    nodes: Nodes, index: OpenSearchIndex, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    url = nodes.url.replace("http://", "http://reader:s3cret@")
    secrets = ["s3cret", b64encode(b"reader:s3cret").decode()]
    with_password = Cluster(url)
    written = [repr(vars(with_password))]
    logging.getLogger("opensearch").setLevel(logging.DEBUG)
    other = OpenSearchIndex(with_password, index.name, "made", replicas=0)
    other.replace(articles(1))
    other.commit()
    assert other.snapshot().search(["report"], 1)
    away = Cluster("http://reader:s3cret@127.0.0.1:1", patience=0.5)
    with pytest.raises(UnavailableError) as refusal:
        OpenSearchIndex(away, index.name, "made").snapshot().search(["report"], 1)
    with_password.close()
    away.close()
    written += [*traceback.format_exception(refusal.value), caplog.text]
    assert "_search" in caplog.text
    assert not [text for text in written for secret in secrets if secret in text]
