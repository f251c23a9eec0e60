"""Membership: what happens when the bot comes into a group, leaves it, or the group moves."""

import asyncio

from telegram import ChatMember, ChatMemberRestricted, ChatMemberUpdated, Update
from telegram.constants import ChatMemberStatus, ChatType
from telegram.ext import ContextTypes

from bot.chat.group_admins import GroupAdmins
from bot.chat.groups.group_info import GroupInfo
from bot.chat.groups.group_reach import GroupReach
from bot.chat.groups.group_settings import GroupSettings
from bot.chat.storage.state import State

# A group that becomes a supergroup is new to the bot, and says only in a moment which it was.
_MOVE_SECONDS = 1.0

_INSIDE = (ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR, ChatMemberStatus.MEMBER)


class Membership:
    """Greet a group once when the bot is added, and keep nothing of it when the bot is removed."""

    def __init__(
        self,
        state: State,
        settings: GroupSettings,
        info: GroupInfo,
        reach: GroupReach,
        admins: GroupAdmins,
    ) -> None:
        self._state = state
        self._settings = settings
        self._info = info
        self._reach = reach
        self._admins = admins
        self._successors: set[int] = set()

    async def follow_change(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Act on a change of what the bot is in a group."""
        change = update.my_chat_member
        if change is None or change.chat.type == ChatType.PRIVATE:
            return
        self._admins.forget(change.chat.id)
        was_inside, is_inside = map(_is_inside, (change.old_chat_member, change.new_chat_member))
        if was_inside and not is_inside:
            self._state.settings.forget(change.chat.id)
            self._state.follows.forget(change.chat.id)
        elif is_inside and not was_inside and _may_write(change):
            await self._greet(update, change)

    async def move(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Give what was chosen for a group to the supergroup that it became."""
        message = update.message
        if message is None:
            return
        group = message.migrate_from_chat_id or message.chat_id
        successor = message.migrate_to_chat_id or message.chat_id
        self._successors.add(successor)
        self._state.settings.move(group, successor)
        self._state.follows.move(group, successor)

    async def _greet(self, update: Update, change: ChatMemberUpdated) -> None:
        group = change.chat.id
        await asyncio.sleep(_MOVE_SECONDS)
        if group in self._successors or self._settings.is_quiet(group):
            return
        # Whoever changed the privacy mode has to add the bot again.
        await self._reach.refresh()
        is_admin = change.new_chat_member.status == ChatMemberStatus.ADMINISTRATOR
        reads_all = is_admin or not self._reach.has_privacy_mode
        await self._info.greet_first(update, reads_all=reads_all)


def _is_inside(member: ChatMember) -> bool:
    if isinstance(member, ChatMemberRestricted):
        return member.is_member
    return member.status in _INSIDE


def _may_write(change: ChatMemberUpdated) -> bool:
    """Tell whether the bot may write into the group; in a channel it has nothing to say."""
    member = change.new_chat_member
    is_muted = isinstance(member, ChatMemberRestricted) and not member.can_send_messages
    return change.chat.type in (ChatType.GROUP, ChatType.SUPERGROUP) and not is_muted
