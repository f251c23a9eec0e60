"""Schedule: when a feed is looked at next.

All times are in seconds. Nothing here looks at a clock.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time
from itertools import pairwise
from statistics import median

from bot.articles.article import Article
from bot.system.backoff import compute_pause

DAY = 86_400.0

LONGEST_RETRY = 7 * DAY
"""The longest time for which a server may ask to be left alone."""

_NEWEST_ENTRIES = 20
_LEAST_ENTRIES = 3  # that make a habit
_SILENCE_SHARE = 8.0
_SPREAD = 0.1
_SILENT_GAPS = 10.0
_SILENT_LEAST = 14 * DAY


@dataclass(frozen=True, slots=True)
class PollingPace:
    """The shortest and the longest time between two looks at a feed."""

    shortest: float = 15 * 60.0
    longest: float = DAY

    def clamp(self, seconds: float) -> float:
        """Return the nearest time that is allowed."""
        return min(max(seconds, self.shortest), max(self.longest, self.shortest))


@dataclass(frozen=True, slots=True)
class FeedHabit:
    """How often a feed changes: the usual gap between entries, and when the newest came.

    ``gap`` is None where there are too few entries to tell, ``newest`` where there is none.
    """

    gap: float | None = None
    newest: float | None = None

    def is_silent(self, timestamp: float) -> bool:
        """Tell whether nothing has come for much longer than is usual."""
        if self.gap is None or self.newest is None:
            return False
        return timestamp - self.newest > max(_SILENT_LEAST, _SILENT_GAPS * self.gap)


def measure_habit(articles: Iterable[Article], timestamp: float) -> FeedHabit:
    """Return the habit of a feed with these entries; dates in the future count as now."""
    moments = sorted((min(_find_moment(article), timestamp) for article in articles), reverse=True)[
        :_NEWEST_ENTRIES
    ]
    if len(moments) < _LEAST_ENTRIES:
        return FeedHabit(None, moments[0] if moments else None)
    return FeedHabit(median(later - earlier for later, earlier in pairwise(moments)), moments[0])


def choose_interval(
    habit: FeedHabit,
    timestamp: float,
    pace: PollingPace,
    wish: float = 0.0,
    fixed_interval: float = 0.0,
    last_interval: float = 0.0,
) -> float:
    """Return the time until the next look after one that went well.

    It is half of the usual gap, but never less than what the feed wishes, within a day. What an
    admin has fixed goes before both. ``last_interval`` is 0 where there was none.
    """
    if fixed_interval:
        return fixed_interval
    gap = habit.gap or 0.0
    if habit.newest is not None:
        # Who has not published for long is seldom about to: after a night a feed is looked at as
        # often as by day, after years once a day.
        silence = (timestamp - habit.newest) / _SILENCE_SHARE
        # Little by little: a clock that leaps ahead makes every feed seem silent.
        limit = 4 * max(last_interval, pace.shortest) if last_interval else silence
        gap = max(gap, min(silence, limit))
    elif habit.gap is None:
        gap = pace.longest / 4  # empty
    return pace.clamp(max(gap / 2, min(wish, pace.longest)))


def choose_retry(
    failures: int, pace: PollingPace, retry_after: float | None = None, fixed_interval: float = 0.0
) -> float:
    """Return the time until the next look after so many failures in a row.

    It is never less than the server asked for, up to ``LONGEST_RETRY``.
    """
    first = fixed_interval or pace.shortest
    pause = compute_pause(failures, first, max(pace.longest, first))
    return max(pause, min(retry_after or 0.0, LONGEST_RETRY))


def spread(seconds: float, name: str, turn: int) -> float:
    """Return a time up to a tenth longer, by the feed's name, so that feeds do not come at once.

    It is the same for the same name and turn.
    """
    digest = hashlib.sha256(f"{name}\0{turn}".encode("utf-8", "surrogatepass")).digest()
    return seconds * (1 + _SPREAD * int.from_bytes(digest[:4], "big") / 2**32)


def limit_wait(due: float, delay: float, timestamp: float) -> float:
    """Return how long to wait for a moment that was ``delay`` away when it was fixed.

    Where the clock was set back in the meantime, it is no longer than that; where it was set
    ahead, it is over.
    """
    return min(max(due - timestamp, 0.0), max(delay, 0.0))


def _find_moment(article: Article) -> float:
    instant = article.instant or datetime.combine(article.published, time(12), UTC)
    return (instant if instant.tzinfo else instant.replace(tzinfo=UTC)).timestamp()
