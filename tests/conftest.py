"""What tests of more than one room share."""

from collections.abc import AsyncIterator

import pytest

from tests.index.opensearch.fixtures import nodes
from tests.telegram.server import Server

__all__ = ["nodes", "server"]


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    """Yield a Bot API server; fail a test whose bot asked for what Telegram would refuse."""
    server = Server()
    await server.start()
    yield server
    await server.stop()
    assert server.violations == []
