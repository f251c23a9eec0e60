"""Feed features: links, lists of feeds and /feeds, wired together."""

from collections.abc import Awaitable, Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from telegram import Update
from telegram.ext import BaseHandler, ContextTypes, MessageHandler, filters

from bot.chat.admin.feeds.address_inspection import AddressInspector
from bot.chat.admin.feeds.feed_actions import ChannelViewer, FeedActions
from bot.chat.admin.feeds.feed_offers import FeedOffers
from bot.chat.admin.feeds.link_receiver import LinkReceiver
from bot.chat.admin.feeds.opml_receiver import OpmlFilter, OpmlReceiver
from bot.chat.admin.feeds.shared_links import LinkFilter
from bot.chat.admin.messenger import AdminMessenger
from bot.chat.admin.uploads.upload_presenter import UploadPresenter
from bot.chat.buttons.callback_data import ButtonCallback
from bot.chat.commands import Callback, Command
from bot.localization.current import mark_message

if TYPE_CHECKING:
    from bot.feeds.polling.feed_service import FeedService


class FeedFeatures:
    """The parts with which admins follow feeds and add pages by their addresses.

    ``ask`` answers the address of an article that is there already. ``receive_file`` takes
    files that are no lists of feeds.
    """

    def __init__(
        self,
        messenger: AdminMessenger,
        service: "FeedService",
        presenter: UploadPresenter,
        ask: Callable[[Update, str], Awaitable[None]],
        receive_file: Callback,
    ) -> None:
        inspector = AddressInspector(service, messenger.services)
        self._actions = FeedActions(messenger, service)
        offers = FeedOffers(messenger, service, self._actions, inspector)
        self._links = LinkReceiver(messenger, inspector, presenter, offers, ask)
        self._lists = OpmlReceiver(messenger, service, offers, receive_file)
        self.callbacks: Mapping[str, ButtonCallback] = {
            **self._actions.callbacks,
            **offers.callbacks,
        }

    def make_command(self) -> Command:
        """Return the command for admins."""
        return Command(
            "feeds",
            mark_message("the feeds that bring new articles"),
            self._actions.show_list,
            for_admins=True,
        )

    def make_handlers(
        self, admin: filters.BaseFilter
    ) -> Iterator[BaseHandler[Any, ContextTypes.DEFAULT_TYPE, Any]]:
        """Yield the handlers of what admins send in private, which ``admin`` matches."""
        yield MessageHandler(admin & filters.TEXT & LinkFilter(), self._links.receive)
        yield MessageHandler(admin & filters.Document.ALL & OpmlFilter(), self._lists.receive)

    def set_channel_viewer(self, show_channel: ChannelViewer) -> None:
        """Have the pages of channels shown by what follows channels."""
        self._actions.show_channel = show_channel
