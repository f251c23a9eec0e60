"""Digest sender: each day's message with the stories of the day before."""

import logging
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from telegram.error import BadRequest

from bot.answers.answer import Answer
from bot.chat.executor import SearchExecutor
from bot.chat.follows.clock_times import find_due_day, read_time
from bot.chat.follows.digest_notice import write_digest_notice
from bot.chat.services import FollowServices
from bot.chat.storage.chat_settings import DIGEST_HOUR, DIGEST_SENT
from bot.chat.storage.state import State
from bot.chat.transport.chat_languages import ChatLanguages
from bot.chat.transport.outbound.delivery import Delivery
from bot.follows.digest import write_digest
from bot.localization.current import use_language, use_today

_LOGGER = logging.getLogger(__name__)


class DigestSender:
    """Sends each chat its digest once a day, at its hour or up to six hours later."""

    def __init__(
        self,
        services: FollowServices,
        state: State,
        delivery: Delivery,
        languages: ChatLanguages,
        search: SearchExecutor,
    ) -> None:
        self._answerer = services.answerer
        self._settings = state.settings
        self._delivery = delivery
        self._languages = languages
        self._search = search
        self._digests: dict[tuple[date, date, str], Answer | None] = {}

    def list_due(self, instant: datetime) -> Iterator[tuple[int, date]]:
        """Yield the chats whose digest is to be sent now, each with its day."""
        hours = self._settings.list_chats(DIGEST_HOUR)
        last_days = self._settings.list_chats(DIGEST_SENT) if hours else {}
        for chat, hour in hours.items():
            moment = read_time(hour)
            day = moment and find_due_day(moment, instant, _read_day(last_days.get(chat)))
            if day:
                yield chat, day

    async def send(self, chat: int, day: date, instant: datetime) -> bool:
        """Send the digest of a day, if there are stories; return False where the chat is closed.

        Raise TelegramError where it has to be sent later.
        """
        earlier = self._settings.get(chat, DIGEST_SENT)
        # Before it is sent: who is killed meanwhile sends no second one.
        self._settings.set(chat, DIGEST_SENT, day.isoformat())
        try:
            return await self._send(chat, day, instant)
        except BadRequest as error:
            # The same message would be refused again.
            _LOGGER.warning("A digest is refused: %s", error.message)
            return True
        except Exception:
            self._settings.set(chat, DIGEST_SENT, earlier)
            raise

    async def _send(self, chat: int, day: date, instant: datetime) -> bool:
        language = self._languages.resolve_chat(chat)
        digest = await self._write(day, instant.date(), language)
        if digest is None:
            return True
        with use_language(language), use_today(instant.date()):
            notice = write_digest_notice(digest, day - timedelta(1))
        return await self._delivery.notify(chat, notice)

    async def _write(self, day: date, at: date, language: str) -> Answer | None:
        """Return the stories of the day before, which many chats get."""
        key = day, at, language
        if key not in self._digests:
            answerer = self._answerer
            digest = await self._search.call(
                lambda: write_digest(
                    answerer.snapshot(), answerer.analyzer, day - timedelta(1), at, language
                )
            )
            self._digests = {
                earlier_key: entry
                for earlier_key, entry in self._digests.items()
                if earlier_key[:2] == key[:2]
            }
            self._digests[key] = digest
        return self._digests[key]


def _read_day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None
