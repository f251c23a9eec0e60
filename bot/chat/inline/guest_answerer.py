"""Guest answerer: answers where somebody mentions the bot in a chat that it is no member of."""

import logging

from telegram import Bot, Message, Update
from telegram.error import TelegramError
from telegram.ext import ContextTypes

from bot.chat.inline.card_search import CardSearch
from bot.chat.inline.results import convert_card
from bot.chat.monitoring.question_record import QuestionOutcome, Stage, get_record, measure_stage
from bot.chat.questions.addressing import find_question
from bot.chat.transport.outbound.retry import repeat_request

_LOGGER = logging.getLogger(__name__)

_PATIENCE = 10.0


class GuestAnswerer:
    """Answer with the best card, the only message that a guest may send."""

    def __init__(self, bot: Bot, search: CardSearch) -> None:
        self._bot = bot
        self._search = search

    async def answer(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Search for what a message asks, or what the message says that it replies to."""
        message = update.guest_message
        query = message.guest_query_id if message else None
        if message is None or not query:
            return
        result = await self._search.find_cards(_read_question(message))
        card = convert_card(result.cards[0])
        try:
            with measure_stage(Stage.SEND):
                await repeat_request(lambda: self._bot.answer_guest_query(query, card), _PATIENCE)
        except TelegramError as error:
            _LOGGER.warning("A guest message is not answered: %s", error.message)
            get_record().note(QuestionOutcome.DROPPED, "not_delivered")


def _read_question(message: Message) -> str:
    question = find_question(message, message.get_bot().bot)
    return (message.text or message.caption or "") if question is None else question
