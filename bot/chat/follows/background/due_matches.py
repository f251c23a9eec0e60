"""Due matches: when what was found for follows is sent: the first at once, more by the hour."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.chat.storage.follow_store import StoredFollow
from bot.chat.storage.match_store import StoredMatch

BUNDLE_SECONDS = 3600.0
"""After a message on a topic, what else is found waits so long for the next one."""


@dataclass(frozen=True, slots=True)
class DueMatches:
    """What one message tells of a follow."""

    follow: StoredFollow
    matches: tuple[StoredMatch, ...]


def find_due(
    follows: Iterable[StoredFollow],
    unsent: Mapping[int, Sequence[StoredMatch]],
    timestamp: float,
) -> Iterator[DueMatches]:
    """Yield what is to be sent at a time in seconds since 1970.

    A clock that was set back holds nothing back for longer than an hour.
    """
    for follow in follows:
        matches = unsent.get(follow.id)
        if matches and not 0 <= timestamp - follow.last_notice < BUNDLE_SECONDS:
            yield DueMatches(follow, tuple(matches))
