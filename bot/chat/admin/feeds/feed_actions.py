"""Feed actions: /feeds, and what its buttons do."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeAlias

from telegram import Update
from telegram.ext import ContextTypes

from bot.chat.admin.feeds import feed_pages
from bot.chat.admin.feeds.feed_wording import FeedArticles, write_title
from bot.chat.admin.messenger import AdminMessenger
from bot.chat.buttons.callback_data import (
    ButtonCallback,
    decode_data,
    get_actor,
    get_message_id,
)
from bot.chat.keyboard import make_keyboard
from bot.chat.rich_text import Reply
from bot.chat.transport.inbound.attempts import suspend_attempt
from bot.errors import DatelineError
from bot.feeds.channels.channel_address import parse_channel
from bot.feeds.subscription import Subscription
from bot.feeds.subscription_list import FEEDS_FOLDER
from bot.localization.current import format_number, gettext, mark_message, ngettext

if TYPE_CHECKING:
    from bot.feeds.polling.feed_reports import FeedStatus
    from bot.feeds.polling.feed_service import FeedService

ChannelViewer: TypeAlias = Callable[[Update, Subscription], Awaitable[None]]

NO_SUCH_FEED = mark_message("This feed is no longer followed. /feeds shows the others.")

_OPML_NAME = "feeds.opml"


class FeedActions:
    """List the feeds, look into them, and change how they are followed.

    ``show_channel`` shows the page of a channel, which is no feed of the web; it is set before the
    first update.
    """

    def __init__(self, messenger: AdminMessenger, service: "FeedService") -> None:
        self._messenger = messenger
        self._service = service
        self.show_channel: ChannelViewer | None = None
        callbacks: dict[str, ButtonCallback] = {
            feed_pages.PAGE: self._turn_page,
            feed_pages.OPEN: self._open,
            feed_pages.PAUSE: self._pause,
            feed_pages.RESUME: self._resume,
            feed_pages.CHECK: self._check,
            feed_pages.PAGES: self._switch_pages,
            feed_pages.KEEP: self._ask_days,
            feed_pages.KEEP_DAYS: self._keep,
            feed_pages.CONFIRM: self._confirm,
            feed_pages.REMOVE: self._remove,
            feed_pages.REMOVE_ALL: self._remove_all,
            feed_pages.EXPORT: self._export,
        }
        self.callbacks = {action: messenger.guard(act) for action, act in callbacks.items()}

    async def show_list(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """List the feeds with their state."""
        try:
            reply = feed_pages.render_feeds(await self.list_statuses(), 0, _read_clock())
        except DatelineError as error:
            await self._messenger.report(update, error)
            return
        await self._messenger.delivery.send(update, reply)

    async def list_statuses(self) -> "list[FeedStatus]":
        """Return the feeds by their titles."""
        statuses = await self._messenger.call(self._service.list_statuses)
        return sorted(statuses, key=lambda status: status.subscription.heading.casefold())

    async def find(self, update: Update) -> "FeedStatus | None":
        """Return the feed that a button is about; say so where it is gone."""
        status = await self._look_up(decode_data(update)[1])
        if status is None:
            await self._messenger.toast(update, gettext(NO_SUCH_FEED))
        return status

    async def render_feed(self, status: "FeedStatus", page: int = 0) -> Reply:
        """Return the page of a feed."""
        articles = await self.count_articles(status.subscription.id)
        return feed_pages.render_feed(status, articles, page, _read_clock())

    async def render_removal(self, status: "FeedStatus", page: int = 0) -> Reply:
        """Return the question before a feed is removed."""
        articles = await self.count_articles(status.subscription.id)
        return feed_pages.render_removal(status, articles.count, page)

    async def count_articles(self, *feed_ids: str) -> FeedArticles:
        """Return what the files of feeds hold."""
        folders = tuple(f"{FEEDS_FOLDER}/{feed_id}/" for feed_id in feed_ids)
        files = [
            file
            for file in await self._messenger.list_files()
            if folders and file.file.startswith(folders)
        ]
        return FeedArticles(
            sum(file.articles for file in files),
            min((file.first for file in files if file.first), default=None),
            max((file.last for file in files if file.last), default=None),
        )

    async def remove(self, update: Update, status: "FeedStatus", *, with_articles: bool) -> None:
        """Stop following a feed, and say so in the place of the message with the button."""
        subscription = status.subscription

        def work() -> None:
            self._service.remove(subscription.id, get_actor(update), with_articles=with_articles)

        async with self._messenger.show_typing(update):
            count = (await self.count_articles(subscription.id)).count
            await self._messenger.call(work)
        title = write_title(subscription)
        if not count:
            text = gettext("{feed} is no longer followed.").format(feed=title)
        elif with_articles:
            message = ngettext(
                "{feed} is no longer followed; its {count} article is in the trash.",
                "{feed} is no longer followed; its {count} articles are in the trash.",
                count,
            )
            text = message.format(feed=title, count=format_number(count))
        else:
            text = gettext("{feed} is no longer followed; its articles stay.").format(feed=title)
        keyboard = make_keyboard([feed_pages.make_list_button()])
        await self._replace(update, Reply(text, keyboard=keyboard))

    async def _turn_page(self, update: Update) -> None:
        await self._messenger.toast(update)
        page = _parse_number(decode_data(update)[1])
        statuses = await self.list_statuses()
        await self._replace(update, feed_pages.render_feeds(statuses, page, _read_clock()))

    async def _open(self, update: Update) -> None:
        status = await self.find(update)
        if status is None:
            return
        await self._messenger.toast(update)
        if self.show_channel and parse_channel(status.subscription.address) is not None:
            await self.show_channel(update, status.subscription)
            return
        await self._replace(update, await self.render_feed(status, _get_page(update)))

    async def _pause(self, update: Update) -> None:
        await self._change(update, lambda feed: self._service.pause(feed.id, get_actor(update)))

    async def _resume(self, update: Update) -> None:
        await self._change(update, lambda feed: self._service.resume(feed.id, get_actor(update)))

    async def _switch_pages(self, update: Update) -> None:
        def switch(feed: Subscription) -> None:
            new = replace(feed, reads_pages=not feed.reads_pages)
            self._service.replace(new, get_actor(update))

        await self._change(update, switch)

    async def _keep(self, update: Update) -> None:
        number = _parse_number(decode_data(update)[-1])
        if (number or None) not in feed_pages.KEPT_DAYS:
            await self._messenger.toast(update)
            return

        def keep(feed: Subscription) -> None:
            self._service.replace(replace(feed, keep_days=number or None), get_actor(update))

        await self._change(update, keep)

    async def _check(self, update: Update) -> None:
        """Fetch a feed now; what came of it is on its page."""
        status = await self.find(update)
        if status is None:
            return
        # Translators: shown for a moment while a feed is fetched.
        await self._messenger.toast(update, gettext("Checking…"))
        async with self._messenger.show_typing(update):
            with suspend_attempt():  # the web may take its time
                await self._service.fetch((status.subscription.id,))
        await self._show_again(update, status.subscription.id)

    async def _ask_days(self, update: Update) -> None:
        status = await self.find(update)
        if status is not None:
            await self._messenger.toast(update)
            await self._replace(update, feed_pages.render_keeping(status, _get_page(update)))

    async def _confirm(self, update: Update) -> None:
        status = await self.find(update)
        if status is not None:
            await self._messenger.toast(update)
            await self._replace(update, await self.render_removal(status, _get_page(update)))

    async def _remove(self, update: Update) -> None:
        await self._remove_pressed(update, with_articles=False)

    async def _remove_all(self, update: Update) -> None:
        await self._remove_pressed(update, with_articles=True)

    async def _remove_pressed(self, update: Update, *, with_articles: bool) -> None:
        status = await self.find(update)
        if status is not None:
            await self._messenger.toast(update, gettext("Removing…"))
            await self.remove(update, status, with_articles=with_articles)

    async def _export(self, update: Update) -> None:
        await self._messenger.toast(update)
        text = await self._messenger.call(self._service.export_opml)
        content = text.encode("utf-8", "replace")
        await self._messenger.delivery.send_document(update, content, _OPML_NAME)

    async def _change(self, update: Update, work: Callable[[Subscription], None]) -> None:
        """Change how a feed is followed, and show it as it is then."""
        status = await self.find(update)
        if status is None:
            return
        await self._messenger.call(lambda: work(status.subscription))
        await self._messenger.toast(update)
        await self._show_again(update, status.subscription.id)

    async def _show_again(self, update: Update, feed_id: str) -> None:
        status = await self._look_up(feed_pages.make_feed_key(feed_id))
        reply = (
            await self.render_feed(status, _get_page(update))
            if status
            else Reply(gettext(NO_SUCH_FEED))
        )
        await self._replace(update, reply)

    async def _look_up(self, key: str) -> "FeedStatus | None":
        for status in await self._messenger.call(self._service.list_statuses):
            if feed_pages.make_feed_key(status.subscription.id) == key:
                return status
        return None

    async def _replace(self, update: Update, reply: Reply) -> None:
        await self._messenger.replace(update, get_message_id(update), reply)


def _read_clock() -> datetime:
    return datetime.now(UTC)


def _get_page(update: Update) -> int:
    parts = decode_data(update)
    return _parse_number(parts[2]) if len(parts) > 2 else 0


def _parse_number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0
