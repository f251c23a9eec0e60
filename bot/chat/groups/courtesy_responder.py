"""Courtesy responder: silence where a group wants no answer, and a heart for thanks."""

import logging

from telegram import Bot, Message, Update
from telegram.constants import ReactionEmoji
from telegram.error import BadRequest, TelegramError
from telegram.ext import ContextTypes, filters

from bot.chat.groups.manners import Manners, judge_manners

_LOGGER = logging.getLogger(__name__)

# A group may allow only some reactions, or none.
_REACTIONS = (ReactionEmoji.RED_HEART, ReactionEmoji.THUMBS_UP)


class _CourtesyFilter(filters.MessageFilter):
    def filter(self, message: Message) -> bool:
        return judge_manners(message, message.get_bot().bot) is not Manners.ANSWER


WANTS_NO_ANSWER = _CourtesyFilter("wants no answer")


class CourtesyResponder:
    """Say nothing to what wants no answer; react to thanks."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def respond(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """React to a new message that thanks, where the bot may react."""
        message = update.message
        if message and judge_manners(message, self._bot.bot) is Manners.THANK:
            await self.react(message)

    async def react(self, message: Message) -> None:
        """Put a heart below a message, or a thumb where the group allows no heart."""
        for reaction in _REACTIONS:
            try:
                await self._bot.set_message_reaction(message.chat_id, message.message_id, reaction)
                return
            except BadRequest as error:
                _LOGGER.info("A message gets no reaction: %s", error.message)
            except TelegramError as error:
                _LOGGER.info("A message gets no reaction: %s", error.message)
                return
