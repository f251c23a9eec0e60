"""Channel membership: what happens when the bot comes into a channel, or has to go."""

import logging
from collections.abc import Awaitable, Callable

from telegram import Bot, ChatMember, ChatMemberUpdated, Update
from telegram.constants import ChatMemberStatus
from telegram.error import TelegramError
from telegram.ext import ContextTypes

from bot.chat.access.allow_lists import AllowLists
from bot.chat.admin.messenger import AdminMessenger
from bot.chat.channels.admin_notifier import AdminNotifier
from bot.chat.channels.channel_pages import write_departure, write_offer
from bot.chat.channels.channel_subscriptions import ChannelSubscriptions
from bot.chat.channels.followed_channels import FollowedChannels
from bot.chat.storage.chat_settings import ChatSettings
from bot.chat.transport.outbound.retry import repeat_request
from bot.system.log_lines.pseudonyms import hash_id

_LOGGER = logging.getLogger(__name__)

ACTOR = "dateline"

_LEAVE_PATIENCE = 60.0
_INSIDE = (ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR, ChatMemberStatus.MEMBER)


class ChannelMembership:
    """Asks the admins about a channel that one of them, or the allow list, names.

    Into other channels anybody can put the bot: there it takes nothing, or where it is private,
    leaves without a word. ``flush`` returns when what was posted before is written.
    """

    def __init__(
        self,
        bot: Bot,
        messenger: AdminMessenger,
        lists: AllowLists,
        settings: ChatSettings,
        channels: FollowedChannels,
        subscriptions: ChannelSubscriptions,
        notifier: AdminNotifier,
        flush: Callable[[], Awaitable[None]],
    ) -> None:
        self._bot = bot
        self._messenger = messenger
        self._lists = lists
        self._settings = settings
        self._channels = channels
        self._subscriptions = subscriptions
        self._notifier = notifier
        self._flush = flush

    async def follow_change(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Act on a change of what the bot is in a channel."""
        change = update.my_chat_member
        if change is None:
            return
        was_inside, is_inside = map(_is_inside, (change.old_chat_member, change.new_chat_member))
        if is_inside:
            await self._enter(update.update_id, change, is_new=not was_inside)
        else:
            await self._leave(update.update_id, change)

    async def _enter(self, event: int, change: ChatMemberUpdated, *, is_new: bool) -> None:
        channel, person = change.chat, change.from_user.id
        if not self._is_trusted(channel.id, person):
            if is_new and not self._lists.allows_person(person):
                await self._depart(channel.id)
            return
        subscription = self._channels.find(channel.id)
        if subscription and not subscription.is_paused:
            return
        # Whoever only changes what the bot may do need not be asked again.
        if is_new or not self._notifier.has_told(channel.id):
            title = channel.title or ""
            await self._notifier.tell(channel.id, event, lambda: write_offer(channel.id, title))

    async def _leave(self, event: int, change: ChatMemberUpdated) -> None:
        channel = change.chat
        subscription = self._channels.find(channel.id)
        if subscription:
            if not subscription.is_paused:
                title = channel.title or subscription.title
                await self._notifier.tell(channel.id, event, lambda: write_departure(title))
            await self._flush()
            await self._messenger.call(lambda: self._subscriptions.pause(channel.id, ACTOR))
        self._settings.forget(channel.id)

    def _is_trusted(self, channel: int, person: int) -> bool:
        return person in self._messenger.services.admins or channel in self._lists.chats

    async def _depart(self, channel: int) -> None:
        try:
            await repeat_request(lambda: self._bot.leave_chat(channel), _LEAVE_PATIENCE)
        except TelegramError as error:
            _LOGGER.info("Channel %s could not be left: %s", hash_id(channel), error.message)
        else:
            _LOGGER.info("Left channel %s, which is not on the list.", hash_id(channel))


def _is_inside(member: ChatMember) -> bool:
    return member.status in _INSIDE
