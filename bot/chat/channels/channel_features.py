"""Channel features: what the bot does with the channels that it is in, wired together."""

import asyncio
import logging
from collections.abc import Callable, Iterator, Sequence
from datetime import date, tzinfo
from typing import Any

from telegram import Bot, Update
from telegram.constants import ChatType
from telegram.ext import (
    BaseHandler,
    CallbackQueryHandler,
    ChatMemberHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

from bot.chat.access.allow_lists import AllowLists
from bot.chat.admin.messenger import AdminMessenger
from bot.chat.channels.admin_notifier import AdminNotifier
from bot.chat.channels.channel_card import PATTERN, ChannelCard
from bot.chat.channels.channel_membership import ChannelMembership
from bot.chat.channels.channel_post import ChannelPost
from bot.chat.channels.channel_subscriptions import ChannelSubscriptions
from bot.chat.channels.followed_channels import FollowedChannels
from bot.chat.channels.post_batches import PostBatches
from bot.chat.channels.post_reader import read_post
from bot.chat.channels.post_writer import PostWriter
from bot.chat.executor import AnswererLike, SearchExecutor
from bot.chat.services import AdminServices
from bot.chat.storage.state import State
from bot.chat.transport.chat_languages import ChatLanguages
from bot.chat.transport.inbound.attempts import suspend_attempt
from bot.chat.transport.inbound.inbox import Inbox
from bot.chat.transport.outbound.delivery import Delivery
from bot.errors import DatelineError
from bot.feeds.channels.channel_archive import ChannelArchive
from bot.feeds.feed_archive import FeedArchive
from bot.feeds.known_entries import FEEDS_DATABASE, KnownEntries
from bot.feeds.subscription_list import SubscriptionList

_LOGGER = logging.getLogger(__name__)

_EXPIRY_SECONDS = 1800.0
_LONGEST_WORK = 6 * 3600.0


class ChannelFeatures:
    """The parts that make articles of the posts of channels.

    ``card`` shows what is chosen for a channel, from the list of all feeds too.
    """

    def __init__(
        self,
        bot: Bot,
        services: AdminServices,
        lists: AllowLists,
        state: State,
        languages: ChatLanguages,
        delivery: Delivery,
        inbox: Inbox,
        answerer: AnswererLike,
        zone: tzinfo,
        today: Callable[[], date],
    ) -> None:
        # Writing may wait for another command that changes the corpus folder.
        work = SearchExecutor(answerer, limit=_LONGEST_WORK, patience=_LONGEST_WORK)
        self._executor = SearchExecutor(
            answerer, workers=1, limit=_LONGEST_WORK, patience=_LONGEST_WORK
        )
        messenger = AdminMessenger(services, work, delivery, inbox, bot)
        store = services.service.store
        feeds = SubscriptionList(store)
        channels = FollowedChannels(feeds)
        known_entries = KnownEntries(store.data / FEEDS_DATABASE)
        archive = ChannelArchive(FeedArchive(store), known_entries, today)
        subscriptions = ChannelSubscriptions(
            channels, feeds, store.corpus, services.service.remove, archive.forget
        )
        self._writer = PostWriter(archive, channels, subscriptions, zone)
        self._batches = PostBatches(self._write, inbox.journal.finish_all)
        notifier = AdminNotifier(sorted(services.admins), state.settings, languages, delivery)
        self._membership = ChannelMembership(
            bot, messenger, lists, state.settings, channels, subscriptions, notifier,
            self._batches.flush,
        )  # fmt: skip
        self.card = ChannelCard(
            bot, messenger, channels, subscriptions, lambda: self._batches.fault
        )

    def make_handlers(self) -> Iterator[BaseHandler[Any, ContextTypes.DEFAULT_TYPE, Any]]:
        """Yield the handlers, which come before those of groups."""
        yield MessageHandler(filters.UpdateType.CHANNEL_POSTS, self.receive)
        yield _ChannelMemberHandler(self._membership.follow_change)
        yield CallbackQueryHandler(self.card.press, PATTERN)

    async def run(self) -> None:
        """Delete each day what is to be kept no longer; never return."""
        while True:
            try:
                await self._executor.call(self._writer.expire)
            except DatelineError as error:
                _LOGGER.warning("Old posts of channels could not be deleted: %s", error)
            await asyncio.sleep(_EXPIRY_SECONDS)

    async def receive(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Take a post, and return when it is written."""
        post = read_post(update)
        if post is not None:
            with suspend_attempt():  # from here on, no single post is to blame
                await self._batches.add(post)

    async def _write(self, posts: Sequence[ChannelPost]) -> None:
        await self._executor.call(lambda: self._writer.write(posts))


class _ChannelMemberHandler(ChatMemberHandler[ContextTypes.DEFAULT_TYPE, None]):
    def check_update(self, update: object) -> bool:
        """Tell whether the bot came into a channel, or left it."""
        change = update.my_chat_member if isinstance(update, Update) else None
        return change is not None and change.chat.type == ChatType.CHANNEL
