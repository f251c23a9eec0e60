"""Days: which of them a question for news is answered from."""

from dataclasses import dataclass
from datetime import date, timedelta

from bot.answers.question.time_focus import TimeFit, TimeFocus
from bot.index.protocol import IndexStats, Snapshot

_ENOUGH = 6
"""Articles of the asked days, below which those of a neighbouring day are shown too."""

_DAY = timedelta(1)
_FAR = timedelta(400)
_MAX_OPENINGS = 2_000


@dataclass(frozen=True, slots=True)
class NewsDays:
    """The days whose articles are shown, both included, and how they fit those asked for.

    ``best``: the day that counts most among them, None if all count the same.
    """

    first: date
    last: date
    fit: TimeFit
    best: date | None = None


def choose_days(focus: TimeFocus, snapshot: Snapshot, stats: IndexStats) -> NewsDays | None:
    """Return the days of articles that are nearest to the days asked for; None without articles.

    Without named days they are the newest ones. News of a named day may be published on the
    next one, and early in the day most of today's news is yesterday's: where the day itself has
    few articles, that neighbour counts too.
    """
    if stats.last is None or stats.first is None:
        return None
    newest = stats.last if stats.last < focus.at else None
    if focus.range is None:
        last = _find_newest(stats.last, snapshot)
        return NewsDays(last - _DAY, last, TimeFit(newest=newest), last)
    first = max(focus.range.first or stats.first, stats.first)
    last = min(focus.range.last or focus.at, focus.at)
    best = first if first == last else None
    if best and _count(snapshot, first, last) < _ENOUGH:
        first, last = (first - _DAY, last) if last == focus.at else (first, last + _DAY)
    if first <= last and snapshot.openings(1, since=first, until=last):
        fresh = newest if focus.fresh else None
        return NewsDays(first, last, TimeFit(focus.range, newest=fresh), best)
    nearest = _find_nearest(focus.range.first or first, last, stats, snapshot)
    if nearest is None:
        return None
    fit = TimeFit(focus.range, nearest, newest if focus.fresh else None)
    return NewsDays(nearest, nearest, fit)


def _find_newest(last: date, snapshot: Snapshot) -> date:
    """Return the newest day of a snapshot; ``last`` is that of what it leaves out, too."""
    if snapshot.openings(_ENOUGH, since=last - _DAY, until=last):
        return last
    article = next(iter(snapshot.newest(until=last)), None)
    return article.published if article else last


def _count(snapshot: Snapshot, first: date, last: date) -> int:
    return len(snapshot.openings(_ENOUGH, since=first, until=last))


def _find_nearest(first: date, last: date, stats: IndexStats, snapshot: Snapshot) -> date | None:
    """Return the day with articles that is nearest to a range without any."""
    if stats.first is None or stats.last is None or last < stats.first:
        return stats.first
    if first > stats.last:
        return stats.last
    earlier_day = snapshot.stats(until=first - _DAY).last
    until = min(stats.last, last + _FAR)
    later = snapshot.openings(_MAX_OPENINGS, since=last, until=until)
    later_day = later[-1].published if later else None
    if earlier_day is None or later_day is None:
        return earlier_day or later_day
    return earlier_day if first - earlier_day <= later_day - last else later_day
