"""Chat options: how answers are shown in a chat, by what was chosen for it."""

import logging
import sqlite3

from telegram import Chat
from telegram.constants import ChatType

from bot.chat.groups.group_settings import GroupSettings
from bot.chat.replies.keyboards.reply_options import ReplyOptions
from bot.chat.storage.follow_store import FollowStore

_LOGGER = logging.getLogger(__name__)


class ChatOptions:
    """Looks up in state.db how a chat wants its answers."""

    def __init__(
        self, settings: GroupSettings, follows: FollowStore, *, can_follow: bool = True
    ) -> None:
        self._can_follow = can_follow
        self._settings = settings
        self._follows = follows

    def get(
        self, chat: Chat, question: str = "", *, origin: str = "", has_heading: bool = False
    ) -> ReplyOptions:
        """Return how the answer to ``question`` is shown in a chat.

        ``origin``: the question that its message answered before. ``has_heading``: whether the
        question stands above it.
        """
        in_group = chat.type != ChatType.PRIVATE
        return ReplyOptions(
            in_group=in_group,
            quote_count=self._settings.get_quote_count(chat.id) if in_group else 0,
            has_buttons=True,
            can_follow=self._can_follow and not in_group,
            is_followed=self._is_followed(chat.id, question),
            can_vote=self._settings.has_vote_buttons(),
            heading=question if has_heading else "",
            has_origin=bool(origin),
        )

    def _is_followed(self, chat: int, question: str) -> bool:
        try:
            return self._follows.has_topic(chat, " ".join(question.split()))
        except sqlite3.Error:
            _LOGGER.exception("What a chat follows cannot be looked up in state.db.")
            return False
