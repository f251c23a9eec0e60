"""Inline features: questions from chats that the bot is no member of, wired together."""

from collections.abc import Iterator
from typing import Any

from telegram.ext import (
    BaseHandler,
    ContextTypes,
    ExtBot,
    InlineQueryHandler,
    MessageHandler,
    filters,
)

from bot.chat.executor import SearchExecutor
from bot.chat.inline.card_search import CardSearch
from bot.chat.inline.guest_answerer import GuestAnswerer
from bot.chat.inline.inline_answerer import InlineAnswerer
from bot.chat.questions.addressing import FROM_PERSON
from bot.chat.services import BotServices

# Telegram gives up an inline query within some ten seconds, its waiting included.
_CARD_SECONDS = 4.0
_CARD_PATIENCE = 2.0


def make_inline_handlers(
    bot: ExtBot[None], services: BotServices
) -> Iterator[BaseHandler[Any, ContextTypes.DEFAULT_TYPE, Any]]:
    """Yield the handlers of inline queries and of guests' messages."""
    # Searches of their own: whoever types must not keep those waiting who asked a question.
    search = SearchExecutor(
        services.answerer,
        limit=_CARD_SECONDS,
        patience=_CARD_PATIENCE,
        today=services.today,
    )
    cards = CardSearch(search, services.examples, monitor=services.monitor)
    guest = filters.UpdateType.GUEST_MESSAGE & FROM_PERSON
    yield InlineQueryHandler(InlineAnswerer(bot, cards, services.monitor).answer)
    yield MessageHandler(guest, GuestAnswerer(bot, cards).answer)
