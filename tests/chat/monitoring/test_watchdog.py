"""Signs of life come while updates are asked for, and no longer."""

import asyncio
import socket
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import pytest

from bot.chat.monitoring.measures import HealthCheck
from bot.chat.monitoring.monitor import RequestFault
from bot.chat.monitoring.reception import Reception
from bot.chat.monitoring.watchdog import Watchdog
from bot.system.service_manager import ServiceManager
from tests.chat.monitoring.test_reception import Clock
from tests.waiting import wait_for_async


@pytest.fixture
def manager(tmp_path: Path) -> Iterator[socket.socket]:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(str(tmp_path / "notify"))
        manager.setblocking(False)
        yield manager


async def watch(
    manager: socket.socket, reception: Reception, check: HealthCheck, wanted: int
) -> Sequence[str]:
    """Return the first messages of a watchdog that runs for as long as that takes."""
    environment = {"NOTIFY_SOCKET": manager.getsockname(), "WATCHDOG_USEC": "30000"}
    watchdog = Watchdog(ServiceManager(environment), reception, lambda: [check])
    messages: list[str] = []
    task = asyncio.create_task(watchdog.run("bot"))

    def read() -> bool:
        with suppress(BlockingIOError):
            messages.append(manager.recv(1_000).decode())
        return len(messages) >= wanted

    await wait_for_async(read, "messages of the watchdog")
    task.cancel()
    return messages


async def test_a_sign_of_life_comes_while_updates_are_asked_for(manager: socket.socket) -> None:
    reception = Reception()
    reception.note(RequestFault.CONNECTION)  # that Telegram is away is no reason to restart
    check = HealthCheck("telegram", False, "not connected for 4 s")
    messages = await watch(manager, reception, check, 3)
    assert messages == ["STATUS=telegram: not connected for 4 s\nWATCHDOG=1"] * 3


async def test_no_sign_of_life_comes_where_nobody_asks_for_updates(manager: socket.socket) -> None:
    clock = Clock()
    reception = Reception(clock=clock)
    clock.seconds += 1_000
    messages = await watch(manager, reception, HealthCheck("telegram", True, ""), 3)
    assert messages == ["STATUS=Serving Telegram as @bot."] * 3
