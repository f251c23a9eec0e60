"""Access rules: whether an update comes from somebody who may use the bot."""

import logging
import sqlite3
from collections.abc import Callable

from telegram import ChatMember, ChatMemberRestricted, Message, Update
from telegram.constants import ChatMemberStatus, ChatType

from bot.chat.access.allow_lists import AllowLists
from bot.chat.storage.chat_settings import PREDECESSOR, ChatSettings

_LOGGER = logging.getLogger(__name__)

_OUTSIDE = (ChatMemberStatus.LEFT, ChatMemberStatus.BANNED)


class AccessRules:
    """Applies the lists to updates and chats; a group on the list may become a supergroup.

    ``follows_channel`` tells whether the posts of a channel are taken as articles: of other
    channels, nothing is.
    """

    def __init__(
        self,
        lists: AllowLists,
        settings: ChatSettings,
        follows_channel: Callable[[int], bool] = lambda channel: False,
    ) -> None:
        self.lists = lists
        self._settings = settings
        self._follows_channel = follows_channel

    def allows(self, update: Update) -> bool:
        """Tell whether an update is to be handled.

        What only says that the bot left a chat always is, so that nothing of the chat is kept.
        """
        post = update.channel_post or update.edited_channel_post
        if post:
            return self._follows_channel(post.chat_id)
        if self.lists.is_open:
            return True
        user, chat = update.effective_user, update.effective_chat
        person = user.id if user else 0
        if update.inline_query or update.guest_message or chat is None:
            # The chat of a guest's message may have the number of another chat.
            return self.lists.allows_person(person)
        if update.my_chat_member and (
            chat.type in (ChatType.PRIVATE, ChatType.CHANNEL)
            or _is_outside(update.my_chat_member.new_chat_member)
        ):
            return True
        if chat.type == ChatType.CHANNEL:
            return self.lists.allows_person(person)
        if update.message:
            self._note_move(update.message)
        return self.allows_chat(chat.id)

    def allows_chat(self, chat: int) -> bool:
        """Tell whether the bot may write into a chat; people have positive numbers."""
        if chat > 0:
            return self.lists.allows_person(chat)
        return self.lists.allows_group(chat) or self._has_predecessor(chat)

    def _has_predecessor(self, group: int) -> bool:
        """Tell whether a group was on the list before it became a supergroup."""
        try:
            number = self._settings.get(group, PREDECESSOR)
        except sqlite3.Error:
            _LOGGER.exception("What a group was before cannot be looked up in state.db.")
            return False
        return number is not None and self.lists.allows_group(int(number))

    def _note_move(self, message: Message) -> None:
        group = message.migrate_from_chat_id or message.chat_id
        successor = message.migrate_to_chat_id or message.chat_id
        if group == successor or not self.lists.allows_group(group):
            return
        try:
            self._settings.set(successor, PREDECESSOR, str(group))
        except sqlite3.Error:
            _LOGGER.exception("What a group became cannot be noted in state.db.")


def _is_outside(member: ChatMember) -> bool:
    if isinstance(member, ChatMemberRestricted):
        return not member.is_member
    return member.status in _OUTSIDE
