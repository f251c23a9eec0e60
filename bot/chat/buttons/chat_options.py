"""Chat options: how answers are shown in a chat, by what was chosen for it."""

import logging
import sqlite3

from telegram import Chat
from telegram.constants import ChatType

from bot.chat.replies.keyboards.reply_options import ReplyOptions
from bot.chat.storage.chat_settings import ALL_CHATS, QUOTE_COUNT, VOTE_BUTTONS
from bot.chat.storage.state import State

_LOGGER = logging.getLogger(__name__)

ACTIVE = "on"


class ChatOptions:
    """Looks up in state.db how a chat wants its answers."""

    def __init__(self, state: State) -> None:
        self._settings = state.settings
        self._follows = state.follows

    def get(
        self, chat: Chat, question: str = "", *, origin: str = "", has_heading: bool = False
    ) -> ReplyOptions:
        """Return how the answer to ``question`` is shown in a chat.

        ``origin``: the question that its message answered before. ``has_heading``: whether the
        question stands above it.
        """
        in_group = chat.type != ChatType.PRIVATE
        try:
            count = self._settings.get(chat.id, QUOTE_COUNT) if in_group else None
            can_vote = self._settings.get(ALL_CHATS, VOTE_BUTTONS) == ACTIVE
            is_followed = self._follows.has_topic(chat.id, question)
        except sqlite3.Error:
            _LOGGER.exception("What was chosen for a chat cannot be looked up in state.db.")
            count, can_vote, is_followed = None, False, False
        return ReplyOptions(
            in_group=in_group,
            quote_count=int(count) if count in ("1", "2", "3") else 0,
            has_buttons=True,
            can_follow=not in_group,
            is_followed=is_followed,
            can_vote=can_vote,
            heading=question if has_heading else "",
            has_origin=bool(origin),
        )
