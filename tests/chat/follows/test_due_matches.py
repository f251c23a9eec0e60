from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.chat.follows.background.due_matches import BUNDLE_SECONDS, find_due
from bot.chat.storage.follow_store import StoredFollow
from bot.chat.storage.match_store import StoredMatch

START = 1_700_000_000.0


def follow(last_notice: float = 0.0) -> StoredFollow:
    return StoredFollow(1, 5, "milk prices", START, last_notice)


def matches(*times: float) -> list[StoredMatch]:
    return [StoredMatch(1, f"a{time}", 0, 9, time) for time in times]


def due(entry: StoredFollow, found: list[StoredMatch], time: float) -> list[StoredMatch]:
    return [match for each in find_due([entry], {1: found}, time) for match in each.matches]


def test_the_first_match_is_due_at_once() -> None:
    found = matches(START)
    assert due(follow(), found, START) == found


def test_further_ones_wait_for_an_hour_and_come_together() -> None:
    found = matches(START + 60, START + 1800)
    assert due(follow(START), found, START + BUNDLE_SECONDS - 1) == []
    assert due(follow(START), found, START + BUNDLE_SECONDS) == found


def test_a_clock_that_was_set_back_holds_nothing_back() -> None:
    found = matches(START)
    assert due(follow(START + 9e6), found, START) == found


def test_without_matches_nothing_is_due() -> None:
    assert list(find_due([follow()], {}, START)) == []
    assert list(find_due([], {1: matches(START)}, START)) == []


@given(st.lists(st.integers(1, 4000), min_size=1, max_size=40))
def test_every_match_is_told_once_within_an_hour_and_no_two_messages_are_nearer(
    pauses: list[int],
) -> None:
    """Look every minute, while matches come after some pauses."""
    arrivals, now = [], START
    for pause in pauses:
        now += pause
        arrivals.append(now)
    told: dict[str, float] = {}
    notices: list[float] = []
    entry = follow()
    now = START
    while len(told) < len(arrivals):
        now += 60
        unsent = [m for m in matches(*arrivals) if m.time <= now and m.article not in told]
        for message in find_due([entry], {1: unsent}, now):
            notices.append(now)
            assert not any(match.article in told for match in message.matches)
            told |= {match.article: now for match in message.matches}
            entry = follow(now)
    assert all(told[m.article] - m.time <= BUNDLE_SECONDS + 60 for m in matches(*arrivals))
    assert all(later - earlier >= BUNDLE_SECONDS for earlier, later in pairwise(notices))
