"""Asking: questions get an answer, and what is not text gets one polite line."""

import logging
from collections import OrderedDict
from collections.abc import Sequence

from telegram import Message, Update
from telegram.constants import ChatType
from telegram.ext import ContextTypes

from bot.chat.addressing import find_question
from bot.chat.executor import TOO_SLOW, SearchExecutor
from bot.chat.more import QuestionMemory
from bot.chat.replies.rendering import render
from bot.chat.rich_text import Reply
from bot.chat.transport.delivery import Delivery
from bot.localization.current import gettext, mark_message

_LOGGER = logging.getLogger(__name__)

TEXT_ONLY = mark_message("I can only read text. Please type your question.")

HOW_TO_ASK = mark_message(
    "Write your question after the command, for example:\n"
    "/ask What happened on Monday?\n"
    "Or reply to a message with /ask, and I search for what it says."
)

_MOST_ALBUMS = 1000


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


class AttachmentDecliner:
    """Decline photos, voice messages and stickers; all photos of an album once."""

    def __init__(self, delivery: Delivery, message: str = TEXT_ONLY) -> None:
        self._delivery = delivery
        self._message = message
        self._albums: OrderedDict[str, None] = OrderedDict()

    async def decline(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Send the one line."""
        message = update.effective_message
        if message and self._is_first(message.media_group_id):
            await self._delivery.reply(update, Reply(gettext(self._message)))

    def _is_first(self, album: str | None) -> bool:
        if album is None:
            return True
        if album in self._albums:
            return False
        self._albums[album] = None
        if len(self._albums) > _MOST_ALBUMS:
            self._albums.popitem(last=False)
        return True
