import asyncio
import socket
import threading

import pytest

from bot.fetching.guard.name_resolution import resolve_name
from tests.waiting import wait_for_async


async def test_a_name_of_this_machine_is_resolved() -> None:
    assert set(await resolve_name("localhost", 80)) <= {"127.0.0.1", "::1"}


async def test_an_error_of_the_system_is_the_callers() -> None:
    with pytest.raises(OSError, match="no host name"):
        await resolve_name("a" * 64 + ".example", 80)


async def test_a_name_server_that_hangs_holds_up_neither_the_loop_nor_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    gate = threading.Event()

    def look_up(host: str, *rest: object, **options: object) -> list[tuple[object, ...]]:
        if host == "slow.example":
            gate.wait()
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("192.0.2.1", 80))]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    slow = asyncio.create_task(resolve_name("slow.example", 80))
    try:
        assert await resolve_name("fast.example", 80) == ["192.0.2.1"]
        assert not slow.done()
    finally:
        gate.set()
    assert await slow == ["192.0.2.1"]


async def test_a_caller_may_give_up_and_its_thread_is_counted_until_it_ends(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    gate = threading.Event()
    names: list[str] = []

    def look_up(host: str, *rest: object, **options: object) -> list[tuple[object, ...]]:
        names.append(host)
        gate.wait()
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("192.0.2.1", 80))]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    tasks = [asyncio.create_task(resolve_name(f"n{n}.example", 80)) for n in range(20)]
    await wait_for_async(lambda: len(names) == 8, "the most threads")
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    last = asyncio.create_task(resolve_name("last.example", 80))
    await asyncio.sleep(0.05)
    assert len(names) == 8
    gate.set()
    assert await last == ["192.0.2.1"]
