"""Queue notices: what people are told of questions that wait, are skipped or set aside."""

import logging
import time
from collections import OrderedDict
from collections.abc import Callable

from telegram import Update
from telegram.error import TelegramError

from bot.chat.rich_text import Reply
from bot.chat.transport.inbound.ticket import Excess
from bot.chat.transport.outbound.delivery import Delivery
from bot.localization.current import format_count, gettext

_LOGGER = logging.getLogger(__name__)

_REPEAT_SECONDS = 300.0
_MOST_CHATS = 10_000
_SOON_SECONDS = 40.0


class QueueNotices:
    """Tell people, in a line each, what becomes of questions that are not answered at once."""

    def __init__(self, delivery: Delivery, clock: Callable[[], float] = time.monotonic) -> None:
        self._delivery = delivery
        self._clock = clock
        self._waits: OrderedDict[tuple[int, int], float] = OrderedDict()

    async def tell_skips(self, update: Update, count: int) -> None:
        """Say that older messages of the chat are not answered, because too many waited."""
        text = format_count(
            "I skipped {count} earlier message, because too many came at once; please ask again "
            "what still matters.",
            "I skipped {count} earlier messages, because too many came at once; please ask again "
            "what still matters.",
            count,
        )
        await self._send(update, text)

    async def tell_set_aside(self, update: Update) -> None:
        """Say that an update is given up."""
        if update.effective_chat is None or update.inline_query or update.guest_message:
            return
        text = (
            gettext(
                "I could not do what this button does: I stopped twice while I was working on it."
            )
            if update.callback_query
            else gettext(
                "I could not answer this message: I stopped twice while I was working on it. "
                "Please try it in other words."
            )
        )
        await self._send(update, text)

    async def tell_excess(self, update: Update, excess: Excess) -> None:
        """Say that answers come more slowly, because somebody asks so much."""
        await self._send(
            update,
            gettext("That is a lot of questions at once, so my next answers come more slowly.")
            if excess == Excess.PERSON
            else gettext("This group asks a lot at once, so my next answers come more slowly."),
        )

    async def tell_wait(self, update: Update, seconds: float) -> None:
        """Say about when the answer comes; a person in a chat is told once in a while."""
        chat, sender = update.effective_chat, update.effective_sender
        if chat is None or update.message is None:
            return
        key, timestamp = (chat.id, sender.id if sender else 0), self._clock()
        if timestamp - self._waits.get(key, float("-inf")) < _REPEAT_SECONDS:
            return
        self._waits[key] = timestamp
        self._waits.move_to_end(key)
        if len(self._waits) > _MOST_CHATS:
            self._waits.popitem(last=False)
        await self._send(update, _write_wait(seconds))

    async def _send(self, update: Update, text: str) -> None:
        try:
            await self._delivery.send(update, Reply(text))
        except TelegramError as error:
            _LOGGER.warning("A notice on waiting questions was not sent: %s", error.message)


def _write_wait(seconds: float) -> str:
    if seconds < _SOON_SECONDS:
        return gettext("Many people are asking just now: your answer comes in a moment.")
    minutes = max(1, round(seconds / 60))
    if minutes == 1:
        return gettext("Many people are asking just now: your answer comes in about a minute.")
    return format_count(
        "Many people are asking just now: your answer comes in about {count} minute.",
        "Many people are asking just now: your answer comes in about {count} minutes.",
        minutes,
    )
