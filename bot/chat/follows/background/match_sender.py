"""Match sender: the messages on what is new on followed topics."""

import logging
from collections.abc import Iterator
from datetime import datetime

from telegram.error import BadRequest

from bot.chat.executor import SearchExecutor
from bot.chat.follows.background.due_matches import DueMatches, find_due
from bot.chat.follows.background.stored_quotes import restore_quotes
from bot.chat.follows.match_notice import write_match_notice
from bot.chat.groups.quiet_hours import parse_quiet_hours
from bot.chat.services import FollowServices
from bot.chat.storage.chat_settings import QUIET_HOURS
from bot.chat.storage.state import State
from bot.chat.transport.chat_languages import ChatLanguages
from bot.chat.transport.outbound.delivery import Delivery
from bot.localization.current import use_language, use_today

_LOGGER = logging.getLogger(__name__)


class MatchSender:
    """Sends the first match of a follow at once, and those of the next hour together."""

    def __init__(
        self,
        services: FollowServices,
        state: State,
        delivery: Delivery,
        languages: ChatLanguages,
        search: SearchExecutor,
    ) -> None:
        self._answerer = services.answerer
        self._state = state
        self._delivery = delivery
        self._languages = languages
        self._search = search

    def list_due(self, instant: datetime) -> Iterator[DueMatches]:
        """Yield what is to be sent now; quiet hours hold it back until they are over."""
        unsent = self._state.matches.list_unsent()
        if not unsent:
            return
        quiet_chats = self._list_quiet_chats(instant.hour)
        for due in find_due(self._state.follows.list_all(), unsent, instant.timestamp()):
            if due.follow.chat not in quiet_chats:
                yield due

    def _list_quiet_chats(self, hour: int) -> frozenset[int]:
        settings = self._state.settings.list_chats(QUIET_HOURS)
        quiet_hours = {chat: parse_quiet_hours(text) for chat, text in settings.items()}
        return frozenset(
            chat for chat, hours in quiet_hours.items() if hours and hours.includes(hour)
        )

    async def send(self, due: DueMatches, instant: datetime) -> bool:
        """Send one message; return False where the chat is closed.

        Raise TelegramError where it has to be sent later.
        """
        follow, store = due.follow, self._state.matches
        if follow.id not in {entry.id for entry in self._state.follows.list_chat(follow.chat)}:
            return True  # it was stopped meanwhile
        quotes = await self._search.call(
            lambda: restore_quotes(due.matches, self._answerer.snapshot())
        )
        if not quotes:
            store.mark_sent(due.matches, follow.last_notice)  # the articles are gone
            return True
        with use_language(self._languages.resolve_chat(follow.chat)), use_today(instant.date()):
            notice = write_match_notice(follow.id, follow.topic, quotes)
        try:
            is_open = await self._delivery.notify(follow.chat, notice)
        except BadRequest as error:
            # The same message would be refused again.
            _LOGGER.warning("A message on a followed topic is refused: %s", error.message)
            is_open = True
        if is_open:
            store.mark_sent(due.matches, instant.timestamp())
        return is_open
