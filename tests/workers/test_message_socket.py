import socket
import threading
from collections.abc import Iterator

import pytest

from bot.workers.message_socket import MessageSocket
from tests.waiting import LAST_RESORT


@pytest.fixture
def ends() -> Iterator[tuple[MessageSocket, MessageSocket]]:
    first, second = map(MessageSocket, socket.socketpair())
    yield first, second
    first.close()
    second.close()


def test_objects_arrive_whole_and_in_order(ends: tuple[MessageSocket, MessageSocket]) -> None:
    ours, theirs = ends
    messages = [None, "Who?" * 10, b"x" * 20_000_000, ("a", {"b": [1.5]})]

    def send() -> None:
        for message in messages:
            ours.send(message)

    sender = threading.Thread(target=send)
    sender.start()
    assert [theirs.receive(LAST_RESORT) for _ in messages] == messages
    sender.join()


def test_nobody_waits_longer_than_the_timeout(ends: tuple[MessageSocket, MessageSocket]) -> None:
    ours, _ = ends
    with pytest.raises(TimeoutError):
        ours.receive(0.01)
    with pytest.raises(TimeoutError):
        ours.send(b"x" * 20_000_000, 0.01)  # which the other end does not read
    assert not ours.wait(0.01)


def test_an_end_that_is_closed_is_noticed(ends: tuple[MessageSocket, MessageSocket]) -> None:
    ours, theirs = ends
    before = ours.is_open
    theirs.close()
    assert (before, ours.is_open) == (True, False)
    assert ours.wait(LAST_RESORT)
    with pytest.raises(ConnectionError):
        ours.receive(LAST_RESORT)
    with pytest.raises(ConnectionError):
        ours.send("too late")


def test_whoever_waits_at_an_end_that_is_shut_down_here_is_told(
    ends: tuple[MessageSocket, MessageSocket],
) -> None:
    ours, _ = ends
    failures: list[Exception] = []

    def wait() -> None:
        try:
            ours.receive(LAST_RESORT)
        except ConnectionError as error:
            failures.append(error)

    waiter = threading.Thread(target=wait)
    waiter.start()
    ours.shut_down()
    waiter.join(LAST_RESORT)
    assert len(failures) == 1
