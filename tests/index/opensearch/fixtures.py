"""The one cluster that all tests of a session share."""

import os
from collections.abc import Iterator
from typing import NoReturn

import pytest

from tests.index.opensearch.java import MissingToolError
from tests.index.opensearch.nodes import Nodes

COUNT = 3
# One process has the cluster, since it is heavy and tests kill its nodes. The first test may
# have to wait for Maven.
ON_CLUSTER = (pytest.mark.xdist_group("opensearch"), pytest.mark.slow)


@pytest.fixture(scope="session")
def nodes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nodes]:
    """Yield a cluster of three nodes; skip without Java or Maven, except in CI."""
    try:
        cluster = Nodes(tmp_path_factory.mktemp("opensearch"), COUNT)
    except MissingToolError as missing:
        do_without(missing)
    try:
        cluster.start()
        yield cluster
    finally:
        cluster.stop()


def do_without(missing: MissingToolError) -> NoReturn:
    """Skip a test; let it fail in CI, where everything has to run."""
    if os.environ.get("CI") == "true":
        pytest.fail(str(missing))
    pytest.skip(str(missing))
