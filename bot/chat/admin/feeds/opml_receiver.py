"""OPML receiver: an admin sends a list of feeds as a file, and sees which are new."""

from pathlib import PurePath
from typing import TYPE_CHECKING

from telegram import Message, Update
from telegram.error import TelegramError
from telegram.ext import ContextTypes, filters

from bot.articles.addresses import normalize_address
from bot.articles.findings import ArticleError
from bot.chat.admin.admin_wording import write_failure, write_fetch_failure
from bot.chat.admin.feeds.feed_card import render_import
from bot.chat.admin.feeds.feed_offers import FeedOffers
from bot.chat.admin.messenger import AdminMessenger
from bot.chat.rich_text import Reply
from bot.errors import DatelineError
from bot.feeds.opml import read_opml
from bot.localization.current import gettext
from bot.reading.decoding import decode_markup

if TYPE_CHECKING:
    from bot.feeds.polling.feed_service import FeedService

_SUFFIXES = (".opml", ".opml.xml")
_MEDIA_TYPES = ("text/x-opml", "text/x-opml+xml", "application/opml+xml")
_MOST_BYTES = 8 * 1024 * 1024


class OpmlFilter(filters.MessageFilter):
    """Match files that are lists of feeds by their names."""

    def filter(self, message: Message) -> bool:
        """Tell whether a message has a list of feeds."""
        document = message.document
        if document is None or (document.file_size or 0) > _MOST_BYTES:
            return False
        name = (document.file_name or "").lower()
        return name.endswith(_SUFFIXES) or document.mime_type in _MEDIA_TYPES


class OpmlReceiver:
    """Offer the feeds of lists that admins send in private."""

    def __init__(
        self, messenger: AdminMessenger, service: "FeedService", offers: FeedOffers
    ) -> None:
        self._messenger = messenger
        self._service = service
        self._offers = offers

    async def receive(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Answer a list of feeds with how many of them are new."""
        message = update.effective_message
        document = message.document if message else None
        if message is None or document is None:
            return
        name = PurePath(document.file_name or "").name
        try:
            content = await self._messenger.download(document.file_id)
        except TelegramError as error:
            reply = write_fetch_failure(name, document.file_size or 0, error)
            await self._messenger.delivery.send(update, reply)
            return
        try:
            reply = await self._messenger.call(lambda: self._make_card(message.chat_id, content))
        except (DatelineError, ArticleError) as error:
            text = gettext("I could not read this file: {reason}")
            reason = write_failure(error, self._messenger.services)
            reply = Reply(text.format(reason=reason))
        await self._messenger.delivery.send(update, reply)

    def _make_card(self, chat: int, content: bytes) -> Reply:
        text = decode_markup(content).text
        subscriptions = read_opml(text)
        if not subscriptions:
            return Reply(gettext("There is no feed in this list."))
        forms = {
            normalize_address(status.subscription.address)
            for status in self._service.list_statuses()
        }
        new = [feed for feed in subscriptions if normalize_address(feed.address) not in forms]
        offer_id = self._offers.store.create(chat, opml=text).id if new else ""
        return render_import(new, len(subscriptions), offer_id)
