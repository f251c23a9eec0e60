"""An index on the session's cluster."""

import itertools
from collections.abc import Iterator

import pytest

from bot.index.opensearch.cluster import Cluster
from bot.index.opensearch.index import OpenSearchIndex
from tests.index.opensearch.nodes import Nodes

PATIENCE = 120.0  # seconds; two cores that run three nodes and the tests are slow at times

_numbers = itertools.count()


@pytest.fixture
def cluster(nodes: Nodes) -> Iterator[Cluster]:
    """Yield a client of the cluster with all its nodes at work."""
    nodes.start()
    cluster = Cluster(nodes.url, patience=PATIENCE)
    yield cluster
    cluster.close()


@pytest.fixture
def index(cluster: Cluster) -> Iterator[OpenSearchIndex]:
    """Yield an empty index of three shards, each with one replica."""
    index = OpenSearchIndex(cluster, f"test{next(_numbers)}", "made", shards=3, replicas=1)
    yield index
    index.drop()
