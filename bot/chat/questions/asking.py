"""Asking: questions get an answer."""

import logging
from collections.abc import Sequence

from telegram import Message, Update
from telegram.constants import ChatType
from telegram.ext import ContextTypes

from bot.chat.buttons.more import QuestionMemory
from bot.chat.executor import TOO_SLOW, SearchExecutor
from bot.chat.questions.addressing import find_question
from bot.chat.replies.rendering import render
from bot.chat.rich_text import Reply
from bot.chat.transport.delivery import Delivery
from bot.localization.current import gettext, mark_message

_LOGGER = logging.getLogger(__name__)

HOW_TO_ASK = mark_message(
    "Write your question after the command, for example:\n"
    "/ask What happened on Monday?\n"
    "Or reply to a message with /ask, and I search for what it says."
)


class QuestionAnswerer:
    """Answer questions; when a question is edited, its answer changes."""

    def __init__(
        self,
        search: SearchExecutor,
        delivery: Delivery,
        memory: QuestionMemory,
        examples: Sequence[str] = (),
    ) -> None:
        self._search = search
        self._delivery = delivery
        self._memory = memory
        self._examples = examples

    async def answer_private(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Take any text as a question."""
        message = update.effective_message
        if message and message.text:
            await self._answer(update, message, message.text)

    async def answer_addressed(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Answer /ask, a mention, or a reply to one of the bot's messages."""
        message = update.effective_message
        question = find_question(message, message.get_bot().bot) if message else None
        if message and question is not None:
            await self._answer(update, message, question)

    async def _answer(self, update: Update, message: Message, question: str) -> None:
        if question not in (message.text or message.caption or ""):
            self._memory.remember(question)
        in_group = message.chat.type != ChatType.PRIVATE
        reply = await self._search_for(question, in_group=in_group)
        await self._delivery.reply(update, reply)

    async def _search_for(self, question: str, *, in_group: bool) -> Reply:
        if not question.strip():
            return Reply(gettext(HOW_TO_ASK))
        try:
            answer = await self._search.answer(question)
            return render(answer, self._examples, in_group=in_group)
        except TimeoutError:
            _LOGGER.warning("A search took too long and was stopped.")
            return Reply(gettext(TOO_SLOW))
