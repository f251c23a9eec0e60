"""The engines that have to keep every promise of the protocol."""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from bot.index.disk.index import DiskIndex
from bot.index.memory.index import MemoryIndex
from bot.index.opensearch.cluster import Cluster
from bot.index.opensearch.index import OpenSearchIndex
from bot.index.protocol import WritableIndex
from bot.language.analyzer import Analyzer

FINGERPRINT = "made"

_numbers = itertools.count()


@dataclass(frozen=True, slots=True)
class Engine:
    """An engine of which ``open`` gives a new index on the same storage.

    One that is not ``durable`` has its storage in the index itself. ``steps`` is how many
    changes it can be asked for in a test.
    """

    name: str
    open: Callable[[], WritableIndex]
    durable: bool = True
    trace: int = 40


def _memory(request: pytest.FixtureRequest) -> Engine:
    return Engine("memory", lambda: MemoryIndex((), Analyzer()), durable=False)


def _disk(request: pytest.FixtureRequest) -> Engine:
    folder = request.getfixturevalue("tmp_path") / "index"
    return Engine("disk", lambda: DiskIndex(folder, FINGERPRINT))


def _opensearch(request: pytest.FixtureRequest) -> Engine:
    nodes = request.getfixturevalue("nodes")
    name = f"shared{next(_numbers)}"
    return Engine(
        "opensearch",
        lambda: OpenSearchIndex(
            Cluster(nodes.url, patience=120), name, FINGERPRINT, shards=2, replicas=1
        ),
        trace=12,
    )


ENGINES = {"memory": _memory, "disk": _disk, "opensearch": _opensearch}


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> Engine:
    """Return an engine without any data."""
    return ENGINES[request.param](request)


@pytest.fixture
def index(engine: Engine) -> Iterator[WritableIndex]:
    """Yield an empty index."""
    index = engine.open()
    yield index
    index.drop()
    index.close()
