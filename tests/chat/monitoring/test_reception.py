import pytest

from bot.chat.monitoring.monitor import RequestFault
from bot.chat.monitoring.reception import Reception


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.seconds = 1_000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def reception(clock: Clock) -> Reception:
    return Reception(longest_silence=30, conflict_seconds=120, longest_pause=90, clock=clock)


def test_before_the_first_success_nothing_is_received(reception: Reception, clock: Clock) -> None:
    clock.seconds += 4
    assert not reception.check().is_ok
    assert reception.check().detail == "not connected for 4 s"
    reception.note(RequestFault.CONNECTION)
    assert reception.check().detail == "not connected for 4 s: there is no connection to Telegram"


def test_a_success_counts_until_the_silence_is_too_long(reception: Reception, clock: Clock) -> None:
    reception.note(None)
    clock.seconds += 30
    assert reception.check().is_ok
    reception.note(RequestFault.SERVER)
    assert reception.check().is_ok
    clock.seconds += 1
    assert not reception.check().is_ok
    assert reception.check().detail == (
        "last success 31 s ago: Telegram replies with a server error"
    )
    reception.note(None)
    assert reception.check().is_ok
    assert reception.check().detail == "last success 0 s ago"


def test_a_conflict_is_remembered_for_minutes_and_then_over(
    reception: Reception, clock: Clock
) -> None:
    assert reception.check_conflict().is_ok
    reception.note(RequestFault.CONFLICT)
    reception.note(None)
    clock.seconds += 120
    assert not reception.check_conflict().is_ok
    assert "another process" in reception.check_conflict().detail
    clock.seconds += 1
    assert reception.check_conflict().is_ok


def test_failures_are_activity_and_silence_is_not(reception: Reception, clock: Clock) -> None:
    for _ in range(100):  # Telegram is away for two hours
        clock.seconds += 80
        reception.note(RequestFault.TIMEOUT)
    assert reception.is_active
    clock.seconds += 91
    assert not reception.is_active


def test_a_long_flood_limit_is_no_standstill(reception: Reception, clock: Clock) -> None:
    reception.note(RequestFault.FLOOD)
    clock.seconds += 600
    assert reception.is_active
    clock.seconds += 600
    assert not reception.is_active


@pytest.mark.parametrize("fault", RequestFault)
def test_every_fault_has_its_words(reception: Reception, fault: RequestFault) -> None:
    reception.note(fault)
    assert len(reception.check().detail) > len("not connected for 0 s: ")
