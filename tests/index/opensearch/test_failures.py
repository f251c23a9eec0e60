"""Nodes that die, hang and come back."""

import itertools
import threading
import time
from collections.abc import Callable

import pytest

from bot.errors import UnavailableError
from bot.index.opensearch.cluster import Cluster
from bot.index.opensearch.index import OpenSearchIndex
from tests.index.opensearch.conftest import PATIENCE
from tests.index.opensearch.nodes import Nodes
from tests.index.opensearch.samples import PASSAGES, articles, name

_SLACK = 30.0  # seconds that a busy machine may add to a time limit


def test_searches_are_answered_while_a_node_is_killed(nodes: Nodes, index: OpenSearchIndex) -> None:
    index.replace(articles(60))
    index.commit()
    cluster = Cluster(nodes.url, patience=PATIENCE)
    whole = OpenSearchIndex(cluster, f"{index.name}single", "made", shards=6, replicas=0)
    whole.replace(articles(6))
    whole.commit()
    nodes.start()
    killer = threading.Thread(target=nodes.kill, args=[0])
    answered = after = 0
    slowest = 0.0
    while after < 100:
        if answered == 20:
            killer.start()
        began = time.monotonic()
        hits = index.snapshot().search([name(answered % 60)], 10)
        assert [hit.passage.article.id for hit in hits] == [name(answered % 60)] * PASSAGES
        slowest = max(slowest, time.monotonic() - began)
        answered += 1
        after += answered > 20 and not killer.is_alive()
    assert slowest < PATIENCE + _SLACK
    _have_patience(cluster, 5)
    with pytest.raises(UnavailableError, match="missing a shard"):
        whole.snapshot().search(["report"], 10)
    nodes.start()
    _have_patience(cluster, PATIENCE)
    assert len(whole.snapshot().search(["report"], 100)) == 6 * PASSAGES
    whole.drop()
    cluster.close()


def test_a_cluster_that_hangs_is_unavailable_in_time_and_recovers(
    nodes: Nodes, index: OpenSearchIndex
) -> None:
    index.replace(articles(3))
    index.commit()
    cluster = Cluster(nodes.url, patience=PATIENCE)
    other = OpenSearchIndex(cluster, index.name, "made", shards=3, replicas=1)
    other.replace(articles(2, start=3))
    _have_patience(cluster, 1)
    nodes.freeze()
    try:
        for call in _calls(other):
            began = time.monotonic()
            with pytest.raises(UnavailableError, match="did not respond in time") as refusal:
                call()
            assert time.monotonic() - began < 1 + _SLACK
            assert "\n" not in str(refusal.value)
    finally:
        nodes.thaw()
    nodes.start()
    _have_patience(cluster, PATIENCE)
    assert other.snapshot().stats().articles == 3
    other.commit()
    assert other.snapshot().stats().articles == 5
    other.close()


def test_what_was_committed_survives_the_death_of_all_nodes(
    nodes: Nodes, index: OpenSearchIndex
) -> None:
    index.replace(articles(50))
    index.commit()
    nodes.kill_all()
    impatient = Cluster(nodes.url, patience=0.5, write_patience=0.5)
    other = OpenSearchIndex(impatient, index.name, "made", shards=3, replicas=1)
    other.replace(articles(1, start=50))
    for call in _calls(other):
        began = time.monotonic()
        with pytest.raises(UnavailableError, match="cannot be reached"):
            call()
        assert time.monotonic() - began < 0.5 + _SLACK
    nodes.start()
    assert index.snapshot().stats().articles == 50
    other.close()
    index.replace(articles(1, start=50))
    index.commit()
    assert index.snapshot().stats().articles == 51


def test_a_node_killed_in_a_bulk_load_loses_no_article_and_doubles_none(
    nodes: Nodes, cluster: Cluster, index: OpenSearchIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    count = 4000
    index.replace(articles(300))
    index.commit()
    index.replace(articles(count))
    index.remove([name(5), name(count + 1)])
    killer = threading.Thread(target=nodes.kill, args=[1])
    bulk, requests = cluster.client.bulk, itertools.count()

    def kill_at_the_third(*arguments: object, **options: object) -> object:
        if next(requests) == 2:
            killer.start()
        return bulk(*arguments, **options)

    monkeypatch.setattr(cluster.client, "bulk", kill_at_the_third)
    index.commit()
    killer.join()
    assert next(requests) > 3, "the load was over before the node was killed"
    holdings = index.snapshot().stats()
    assert (holdings.articles, holdings.passages) == (count - 1, (count - 1) * PASSAGES)
    wanted = [name(number) for number in range(0, count, 37)]
    assert index.snapshot().document_frequencies(wanted) == [PASSAGES] * len(wanted)
    assert index.snapshot().article(name(5)) is None


def _have_patience(cluster: Cluster, seconds: float) -> None:
    cluster._patience = cluster._write_patience = seconds


def _calls(index: OpenSearchIndex) -> list[Callable[[], object]]:
    """Return every call that asks the cluster something."""
    return [
        lambda: index.snapshot().search(["report"], 1),
        lambda: index.snapshot().document_frequencies(["report"]),
        lambda: index.snapshot().article(name(0)),
        lambda: index.snapshot().passages(name(0)),
        lambda: index.snapshot().stats(),
        lambda: index.snapshot().sources(),
        lambda: index.fingerprint,
        index.commit,
    ]
