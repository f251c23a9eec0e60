"""Channel card: the pages of a channel in an admin's chat, and what their buttons do."""

import logging
from collections.abc import Callable

from telegram import Bot, ChatFullInfo, Update
from telegram.error import BadRequest, Forbidden, TelegramError
from telegram.ext import ContextTypes

from bot.chat.admin.admin_wording import write_failure
from bot.chat.admin.messenger import AdminMessenger
from bot.chat.buttons.callback_data import (
    STALE,
    ButtonCallback,
    decode_data,
    decode_number,
    get_actor,
    get_message_id,
)
from bot.chat.channels import channel_pages
from bot.chat.channels.channel_pages import DAYS_OFFERED, FOR_EVER, ChannelState
from bot.chat.channels.channel_subscriptions import Channel, ChannelSubscriptions
from bot.chat.channels.followed_channels import FollowedChannels
from bot.chat.commands import ADMINS_ONLY
from bot.chat.keyboard import DATA_VERSION, Button
from bot.chat.rich_text import Reply
from bot.chat.transport.outbound.retry import repeat_request
from bot.errors import DatelineError
from bot.feeds.channels.channel_address import parse_channel
from bot.feeds.subscription import Subscription
from bot.localization.current import gettext, mark_message

_LOGGER = logging.getLogger(__name__)

PATTERN = rf"^{DATA_VERSION}\|ch\."

_NOT_INSIDE = mark_message(
    "I am no longer in this channel. Add me again as an administrator, and I shall ask again."
)
_NO_REPLY = mark_message("Telegram does not answer at the moment. Please try again.")
_PATIENCE = 10.0


class ChannelCard:
    """Shows admins the page of a channel, and does what they choose there.

    ``get_fault`` returns why posts cannot be written now. ``make_way_back``, where it is set,
    makes the button that leads to the list of all feeds.
    """

    def __init__(
        self,
        bot: Bot,
        messenger: AdminMessenger,
        channels: FollowedChannels,
        subscriptions: ChannelSubscriptions,
        get_fault: Callable[[], Exception | None],
        make_way_back: Callable[[], Button] | None = None,
    ) -> None:
        self._bot = bot
        self._messenger = messenger
        self._channels = channels
        self._subscriptions = subscriptions
        self._get_fault = get_fault
        self.make_way_back = make_way_back
        self._callbacks: dict[str, ButtonCallback] = {
            channel_pages.TAKE: self._take,
            channel_pages.DECLINE: self._show,
            channel_pages.SHOW: self._show,
            channel_pages.PAUSE: self._pause,
            channel_pages.RESUME: self._take,
            channel_pages.KEEP: self._keep,
            channel_pages.STOP: self._ask_to_stop,
            channel_pages.END: self._stop,
        }

    async def press(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Act on a button, if an admin pressed it."""
        if not self._messenger.is_admin(update):
            await self._messenger.toast(update, gettext(ADMINS_ONLY))
            return
        action, *arguments = decode_data(update)
        try:
            callback = self._callbacks[action]
            decode_number(arguments[0])
        except (KeyError, IndexError, ValueError):
            await self._messenger.toast(update, gettext(STALE))
            return
        try:
            await callback(update)
        except DatelineError as error:
            await self._messenger.toast(update)
            failure = Reply(write_failure(error, self._messenger.services))
            await self._messenger.delivery.send(update, failure)

    async def show(self, update: Update, subscription: Subscription) -> None:
        """Show the page of a channel in the place of the message with the button pressed."""
        channel = parse_channel(subscription.address)
        if channel is not None:
            await self._replace(update, await self._write_page(channel))

    async def _take(self, update: Update) -> None:
        number = _read_channel(update)
        try:
            chat = await self._look_up(number)
        except TelegramError as error:
            is_outside = isinstance(error, BadRequest | Forbidden)
            await self._messenger.toast(update, gettext(_NOT_INSIDE if is_outside else _NO_REPLY))
            return
        channel, actor = Channel(number, chat.title or "", chat.username or ""), get_actor(update)
        await self._messenger.call(lambda: self._subscriptions.follow(channel, actor))
        await self._show(update)

    async def _look_up(self, channel: int) -> ChatFullInfo:
        """Return a channel that the bot is in; raise TelegramError where it is not."""
        chat = await repeat_request(lambda: self._bot.get_chat(channel), _PATIENCE)
        # Public channels show themselves to everybody, and their administrators to members.
        await repeat_request(lambda: self._bot.get_chat_administrators(channel), _PATIENCE)
        return chat

    async def _pause(self, update: Update) -> None:
        channel, actor = _read_channel(update), get_actor(update)
        await self._messenger.call(lambda: self._subscriptions.pause(channel, actor))
        await self._show(update)

    async def _keep(self, update: Update) -> None:
        channel, actor = _read_channel(update), get_actor(update)
        choice = decode_data(update)[2:]
        if not choice:
            state = await self._read_state(channel)
            page = channel_pages.write_keeping_page(state)
            await self._turn(update, page if state.is_followed else None)
            return
        if choice[0] not in (FOR_EVER, *map(str, DAYS_OFFERED)):
            await self._messenger.toast(update, gettext(STALE))
            return
        days = int(choice[0]) or None
        await self._messenger.call(lambda: self._subscriptions.keep(channel, days, actor))
        await self._show(update)

    async def _ask_to_stop(self, update: Update) -> None:
        state = await self._read_state(_read_channel(update))
        page = channel_pages.write_stop_page(state, self._messenger.services.trash_days)
        await self._turn(update, page if state.is_followed else None)

    async def _stop(self, update: Update) -> None:
        channel, actor = _read_channel(update), get_actor(update)
        with_articles = decode_data(update)[2:] == [channel_pages.REMOVE_ARTICLES]
        title = (await self._read_state(channel)).title
        await self._messenger.call(
            lambda: self._subscriptions.stop(channel, actor, with_articles=with_articles)
        )
        await self._turn(update, channel_pages.write_page(ChannelState(channel, title)))

    async def _show(self, update: Update) -> None:
        await self._turn(update, await self._write_page(_read_channel(update)))

    async def _turn(self, update: Update, page: Reply | None) -> None:
        """Show a page; without one, say that the button is out of date."""
        await self._messenger.toast(update, "" if page else gettext(STALE))
        if page:
            await self._replace(update, page)

    async def _replace(self, update: Update, page: Reply) -> None:
        await self._messenger.replace(update, get_message_id(update), page)

    async def _write_page(self, channel: int) -> Reply:
        return channel_pages.write_page(await self._read_state(channel))

    async def _read_state(self, channel: int) -> ChannelState:
        subscription, fault = self._channels.find(channel), self._get_fault()
        way_back = self.make_way_back() if self.make_way_back else None
        if subscription is None:
            return ChannelState(channel, await self._find_title(channel), way_back=way_back)
        articles = await self._messenger.call(
            lambda: self._subscriptions.count_articles(subscription)
        )
        return ChannelState(
            channel, subscription.title, is_followed=True, is_paused=subscription.is_paused,
            articles=articles, keep_days=subscription.keep_days, link=subscription.site,
            fault=write_failure(fault, self._messenger.services) if fault else "",
            way_back=way_back,
        )  # fmt: skip

    async def _find_title(self, channel: int) -> str:
        try:
            chat = await repeat_request(lambda: self._bot.get_chat(channel), _PATIENCE)
        except TelegramError as error:
            _LOGGER.info("The title of a channel is not known: %s", error.message)
            return ""
        return chat.title or ""


def _read_channel(update: Update) -> int:
    return decode_number(decode_data(update)[1])
