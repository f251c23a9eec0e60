"""Asking: a question comes, an answer goes."""

import logging

from telegram import Update
from telegram.ext import ContextTypes

from bot.chat.addressing import question_in
from bot.chat.executor import SearchExecutor
from bot.chat.reply import render
from bot.chat.rich_text import Reply
from bot.chat.transport.delivery import Delivery

_LOGGER = logging.getLogger(__name__)

HOW_TO_ASK = Reply(
    "Write your question after the command, for example:\n"
    "/ask What happened on Monday?\n"
    "Or reply with /ask to somebody's message, and I search for what it says."
)

_TOO_SLOW = Reply("The search took too long and was stopped. Please ask again in a moment.")


class Asking:
    """Answer questions; an edited question changes the answer that it has."""

    def __init__(self, search: SearchExecutor, delivery: Delivery) -> None:
        self._search = search
        self._delivery = delivery

    async def in_private(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Take any text as a question."""
        message = update.effective_message
        if message and message.text:
            await self._answer(update, message.text)

    async def addressed(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Answer /ask, a mention, or a reply to one of the bot's messages."""
        message = update.effective_message
        question = question_in(message, message.get_bot().bot) if message else None
        if question is not None:
            await self._answer(update, question)

    async def _answer(self, update: Update, question: str) -> None:
        await self._delivery.reply(update, await self._reply_to(question))

    async def _reply_to(self, question: str) -> Reply:
        if not question.strip():
            return HOW_TO_ASK
        try:
            return render(await self._search.answer(question))
        except TimeoutError:
            _LOGGER.warning("A search was stopped because it took too long.")
            return _TOO_SLOW
