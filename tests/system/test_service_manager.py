import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.system.service_manager import ServiceManager


@pytest.fixture
def listener(tmp_path: Path) -> Iterator[socket.socket]:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(str(tmp_path / "notify"))
        manager.settimeout(60)
        yield manager


def test_states_arrive_as_the_lines_of_one_datagram(listener: socket.socket) -> None:
    manager = ServiceManager({"NOTIFY_SOCKET": listener.getsockname()})
    assert manager.notify("READY=1", "STATUS=All\nis well")
    assert listener.recv(1_000) == b"READY=1\nSTATUS=All is well"


def test_an_abstract_socket_is_reached() -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        name = f"dateline-test-{os.getpid()}"
        manager.bind(f"\0{name}")
        manager.settimeout(60)
        assert ServiceManager({"NOTIFY_SOCKET": f"@{name}"}).notify("STOPPING=1")
        assert manager.recv(1_000) == b"STOPPING=1"


@pytest.mark.parametrize("environment", [{}, {"NOTIFY_SOCKET": "/nowhere/at/all"}])
def test_without_a_manager_nothing_is_sent_and_nothing_fails(environment: dict[str, str]) -> None:
    assert not ServiceManager(environment).notify("READY=1")


@pytest.mark.parametrize(
    ("environment", "seconds"),
    [
        ({}, None),
        ({"WATCHDOG_USEC": "120000000"}, 120.0),
        ({"WATCHDOG_USEC": "500000", "WATCHDOG_PID": str(os.getpid())}, 0.5),
        ({"WATCHDOG_USEC": "500000", "WATCHDOG_PID": "1"}, None),
        ({"WATCHDOG_USEC": "0"}, None),
        ({"WATCHDOG_USEC": "often"}, None),
    ],
)
def test_the_time_between_signs_of_life_is_for_this_process_alone(
    environment: dict[str, str], seconds: float | None
) -> None:
    assert ServiceManager(environment).watchdog_seconds == seconds
