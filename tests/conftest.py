"""What tests of more than one room share."""

from collections.abc import AsyncIterator

import pytest
from _pytest.nodeid import coerce_node_id
from hypothesis import HealthCheck, settings

from tests.index.opensearch.fixtures import ON_CLUSTER, nodes
from tests.telegram.server import Server

__all__ = ["nodes", "server"]

# Tests that wait for processes more than they compute.
_WAITING = ("tests/telegram/", "tests/workers/", "tests/index/sync/", "tests/system/")

# A busy machine is slow, which is no fault of what is tested: there is no deadline.
_PATIENT = settings(
    database=None, deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
# The same few in each run; `make random` draws many others.
settings.register_profile("repeatable", _PATIENT, derandomize=True, max_examples=40)
settings.register_profile("random", _PATIENT, derandomize=False, max_examples=1000)
settings.load_profile("repeatable")


@pytest.hookimpl(tryfirst=True)  # before pytest-xdist reads the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the tests on the OpenSearch cluster in one process: it is started once, and killed."""
    for item in items:
        parameters = item.callspec.params if hasattr(item, "callspec") else {}
        if "nodes" in getattr(item, "fixturenames", ()) or parameters.get("engine") == "opensearch":
            for mark in ON_CLUSTER:
                item.add_marker(mark)
        if getattr(item.config.option, "loadgroup", False):
            _name_group(item)
    # Others compute while these wait; left to the end, they would wait alone.
    items.sort(key=lambda item: not item.nodeid.startswith(_WAITING))


def _name_group(item: pytest.Item) -> None:
    """Append the group to the test's id, from which pytest-xdist takes it.

    It does so itself, but in an attribute that pytest 9.2 no longer reads.
    """
    groups = sorted({str(mark.args[0]) for mark in item.iter_markers("xdist_group")})
    if groups:
        item._id = coerce_node_id(f"{item.nodeid}@{'_'.join(groups)}")


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    """Yield a Bot API server; fail a test whose bot asked for what Telegram would refuse."""
    server = Server()
    await server.start()
    yield server
    await server.stop()
    assert server.violations == []
