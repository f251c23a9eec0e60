"""Arrival watch: notices added articles, and notes which of them answer what is followed."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from bot.chat.executor import SearchExecutor
from bot.chat.follows.background.stored_quotes import restore_quotes, store_match
from bot.chat.services import FollowServices
from bot.chat.storage.match_store import StoredMatch
from bot.chat.storage.state import State
from bot.chat.transport.chat_languages import ChatLanguages
from bot.follows.arrivals import Arrivals, find_arrivals
from bot.follows.follow import Follow, Match
from bot.follows.matching import find_matches

_REPEAT_SECONDS = 24 * 3600.0
"""What was found so recently is not found again unless it says something new."""

_LONGEST_PAUSE = 600.0
"""Seconds between two looks: another machine may have indexed on the same cluster."""


class ArrivalWatch:
    """Looks for new articles whenever some may have been added, also while the bot did not run."""

    def __init__(
        self,
        services: FollowServices,
        state: State,
        languages: ChatLanguages,
        search: SearchExecutor,
    ) -> None:
        self._services = services
        self._state = state
        self._languages = languages
        self._search = search
        self._occasion: tuple[int, date] | None = None
        self._last_look = 0.0

    async def look(self, instant: datetime) -> None:
        """Note what answers a follow among the articles that were added since the last look.

        Raise UnavailableError where the index cannot be read at the moment.
        """
        occasion = self._services.count_updates(), instant.date()
        timestamp = instant.timestamp()
        if occasion == self._occasion and 0 <= timestamp - self._last_look < _LONGEST_PAUSE:
            return
        state, day = self._state, instant.date()
        earlier_ids = state.arrivals.list_ids()
        recent_matches = state.matches.list_recent(timestamp - _REPEAT_SECONDS)
        follows = [
            Follow(follow.id, follow.topic, self._languages.resolve_chat(follow.chat))
            for follow in state.follows.list_all()
        ]
        arrivals, matches = await self._search.call(
            lambda: self._find(follows, day, earlier_ids, recent_matches)
        )
        # The matches first: after a crash in between, the next look notes none of them twice.
        for match in matches:
            state.matches.add(store_match(match, timestamp))
        state.arrivals.remember(arrivals.recent_ids.difference(earlier_ids or ()))
        self._occasion, self._last_look = occasion, timestamp

    def _find(
        self,
        follows: Sequence[Follow],
        day: date,
        earlier_ids: Collection[str] | None,
        recent_matches: Mapping[int, Sequence[StoredMatch]],
    ) -> tuple[Arrivals, list[Match]]:
        answerer = self._services.answerer
        snapshot = answerer.snapshot()
        arrivals = find_arrivals(snapshot, day, earlier_ids)
        if not arrivals.new_ids or not follows:
            return arrivals, []
        earlier_quotes = {
            follow: restore_quotes(matches, snapshot) for follow, matches in recent_matches.items()
        }
        return arrivals, find_matches(follows, arrivals, answerer, day, earlier_quotes)
