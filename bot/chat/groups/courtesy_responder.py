"""Courtesy responder: silence where a group wants no answer, and a heart for thanks."""

from telegram import Message, Update
from telegram.constants import ReactionEmoji
from telegram.ext import ContextTypes, filters

from bot.chat.groups.manners import Manners, judge_manners
from bot.chat.transport.outbound.delivery import Delivery

# A group may allow only some reactions, or none.
_REACTIONS = (ReactionEmoji.RED_HEART, ReactionEmoji.THUMBS_UP)


class _CourtesyFilter(filters.MessageFilter):
    def filter(self, message: Message) -> bool:
        return judge_manners(message, message.get_bot().bot) is not Manners.ANSWER


WANTS_NO_ANSWER = _CourtesyFilter("wants no answer")


class CourtesyResponder:
    """Say nothing to what wants no answer; react to thanks."""

    def __init__(self, delivery: Delivery) -> None:
        self._delivery = delivery

    async def respond(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Put a heart, or else a thumb, on a new message that thanks."""
        message = update.message
        if message is None or judge_manners(message, message.get_bot().bot) is not Manners.THANK:
            return
        for reaction in _REACTIONS:
            if await self._delivery.react(update, reaction):
                return
