"""Verifying: whether a text that people send is word for word in the articles."""

import logging

from telegram import Message, Update
from telegram.ext import ContextTypes, filters

from bot.chat.executor import SearchExecutor, explain_timeout
from bot.chat.monitoring.question_record import Stage, measure_stage
from bot.chat.profile.prompts import VERIFY
from bot.chat.questions.addressing import cut_command, read_replied
from bot.chat.replies.views.verification_view import render_verification
from bot.chat.rich_text import Reply
from bot.chat.transport.outbound.delivery import Delivery
from bot.localization.current import gettext

_LOGGER = logging.getLogger(__name__)

_QUESTION_ENDS = ("?", "？", "؟")


class TextVerifier:
    """Compare texts with the articles; when a message is edited, what was said of it changes."""

    def __init__(self, search: SearchExecutor, delivery: Delivery) -> None:
        self._search = search
        self._delivery = delivery

    async def verify_command(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Verify what stands behind /verify, else the message that it replies to."""
        message = update.effective_message
        if message is None:
            return
        text = cut_command(message) or read_replied(message, message.get_bot().bot)
        if text:
            await self.verify_text(update, text)
        else:
            await self._delivery.reply(update, VERIFY.write())

    async def verify_message(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Verify the text of a message."""
        message = update.effective_message
        if message:
            await self.verify_text(update, message.text or message.caption or "")

    async def verify_text(self, update: Update, text: str) -> None:
        """Say where the sentences of a text are in the articles, or what is nearest."""
        try:
            verification = await self._search.verify(text)
        except TimeoutError as error:
            _LOGGER.warning("A verification was not done in time.")
            await self._delivery.reply(update, Reply(gettext(explain_timeout(error))))
            return
        with measure_stage(Stage.RENDER):
            reply = render_verification(verification)
        await self._delivery.reply(update, reply)


class _ClaimFilter(filters.MessageFilter):
    def filter(self, message: Message) -> bool:
        text = (message.text or message.caption or "").strip()
        return bool(message.forward_origin and text) and not text.endswith(_QUESTION_ENDS)


CLAIM = _ClaimFilter("says something in a forwarded message, rather than asking it")
