"""Arrivals: the articles that came into an index since it was last looked at."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from bot.index.protocol import Snapshot

NEWS_DAYS = 3
"""Days after its publication on which an article that is added is still news."""

_MOST_ARRIVALS = 10_000
"""More at once are an archive that is read in, and no news."""


@dataclass(frozen=True, slots=True)
class Arrivals:
    """The articles of the last days in a snapshot, and which of them are new.

    ``recent_ids``: all of them, to be remembered for the next look.
    """

    snapshot: Snapshot
    recent_ids: frozenset[str]
    new_ids: frozenset[str]


def find_arrivals(
    snapshot: Snapshot, at: date, earlier_ids: Collection[str] | None = None
) -> Arrivals:
    """Return the articles of the days up to ``at`` that ``earlier_ids`` lack.

    ``earlier_ids``: those that were ever looked at and may still be of these days; None at the
    first look, which takes nothing for new. The ids alone are compared: they depend on what an
    article says and not on where it is, so that one that moves, is replaced by itself, or comes
    into an index that is built again is not new.
    """
    ids = frozenset(snapshot.list_ids(since=_go_back(at, NEWS_DAYS), until=at))
    if earlier_ids is None:
        return Arrivals(snapshot, ids, frozenset())
    new_ids = ids.difference(earlier_ids)
    if len(new_ids) > _MOST_ARRIVALS:
        new_ids = frozenset()
    return Arrivals(snapshot, ids, new_ids)


def _go_back(at: date, days: int) -> date:
    return date.fromordinal(max(1, at.toordinal() - days))
