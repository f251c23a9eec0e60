"""Admin features: what admins do with the articles in a chat, wired together."""

from collections.abc import Awaitable, Callable, Iterator
from typing import TYPE_CHECKING, Any

from telegram import Bot, Update
from telegram.ext import BaseHandler, CallbackQueryHandler, ContextTypes, MessageHandler, filters

from bot.chat.admin.articles.article_actions import ArticleActions
from bot.chat.admin.articles.article_prompts import AdminPrompts
from bot.chat.admin.corpus import CorpusFiles
from bot.chat.admin.feeds.feed_actions import ChannelViewer
from bot.chat.admin.feeds.feed_features import FeedFeatures
from bot.chat.admin.feeds.forwarded_posts import AlbumPartFilter, PostFilter
from bot.chat.admin.feeds.post_receiver import PostReceiver
from bot.chat.admin.messenger import AdminMessenger
from bot.chat.admin.router import PATTERN, CallbackRouter
from bot.chat.admin.stats import CorpusStats
from bot.chat.admin.uploads.upload import ArticleFilter, Uploads
from bot.chat.admin.uploads.upload_presenter import UploadPresenter
from bot.chat.admin.uploads.upload_undo import UploadUndo
from bot.chat.commands import ADMINS_ONLY, Command
from bot.chat.executor import AnswererLike, SearchExecutor
from bot.chat.questions.addressing import FROM_PERSON
from bot.chat.questions.attachments import AttachmentDecliner
from bot.chat.services import AdminServices
from bot.chat.storage.chat_settings import ChatSettings
from bot.chat.transport.inbound.inbox import Inbox
from bot.chat.transport.outbound.delivery import Delivery
from bot.localization.current import mark_message

if TYPE_CHECKING:
    from bot.feeds.polling.feed_service import FeedService

_LONGEST_WORK = 6 * 3600.0


class AdminFeatures:
    """The parts with which admins add, list and remove article files.

    ``ask`` answers a text that was offered as an article as a question. ``feeds``: what follows
    feeds and opens links, None where nothing does.
    """

    def __init__(
        self,
        services: AdminServices,
        answerer: AnswererLike,
        delivery: Delivery,
        inbox: Inbox,
        bot: Bot,
        ask: Callable[[Update, str], Awaitable[None]],
        settings: ChatSettings,
        feeds: "FeedService | None" = None,
    ) -> None:
        # Adding many articles takes minutes, during which questions are answered.
        work = SearchExecutor(answerer, limit=_LONGEST_WORK, patience=_LONGEST_WORK)
        messenger = AdminMessenger(services, work, delivery, inbox, bot)
        self._admins = services.admins
        self._prompts = AdminPrompts(settings, delivery)
        articles = ArticleActions(messenger, self._prompts)
        self._files, self._stats = CorpusFiles(messenger, articles), CorpusStats(messenger)
        presenter = UploadPresenter(messenger)
        self._uploads = Uploads(messenger, presenter, self._prompts, ask)
        self._decliner = AttachmentDecliner(delivery, ADMINS_ONLY)
        self._posts = PostReceiver(messenger, presenter, AttachmentDecliner(delivery))
        self._feeds = (
            FeedFeatures(messenger, feeds, presenter, ask, self._uploads.receive) if feeds else None
        )
        self._router = CallbackRouter(
            messenger,
            self._feeds.callbacks if self._feeds else {},
            self._uploads.callbacks,
            UploadUndo(messenger).callbacks,
            self._files.callbacks,
            articles.callbacks,
        )

    def list_commands(self) -> list[Command]:
        """Return the commands for admins."""
        files, stats = self._files.show_list, self._stats.show
        return [
            # Translators: the word behind /corpus in the help, in capitals where a language has
            # them. It may be left out.
            Command(
                "corpus",
                mark_message("the article files, or a search in them"),
                files,
                mark_message("[WORDS]"),
                for_admins=True,
            ),
            *([self._feeds.make_command()] if self._feeds else []),
            Command("stats", mark_message("the articles by month"), stats, for_admins=True),
        ]

    def make_handlers(self) -> Iterator[BaseHandler[Any, ContextTypes.DEFAULT_TYPE, Any]]:
        """Yield the handlers of files and texts that people send, and of the admins' buttons."""
        private = filters.UpdateType.MESSAGE & FROM_PERSON & filters.ChatType.PRIVATE
        document = private & filters.Document.ALL & ~filters.ANIMATION
        admin = filters.User(self._admins, allow_empty=False)
        is_admin = private & admin
        article = is_admin & ArticleFilter()
        yield MessageHandler(is_admin & self._prompts.filter, self._prompts.take_reply)
        if self._feeds:
            yield from self._feeds.make_handlers(is_admin)
        yield MessageHandler(document & admin, self._uploads.receive)
        yield MessageHandler(is_admin & PostFilter(), self._posts.receive)
        yield MessageHandler(is_admin & AlbumPartFilter(), self._posts.receive_picture)
        yield MessageHandler(article, self._uploads.receive_text)
        yield MessageHandler(document & ~admin, self._decliner.decline)
        yield CallbackQueryHandler(self._router.handle, PATTERN)

    def set_channel_viewer(self, show_channel: ChannelViewer) -> None:
        """Have the pages of channels, which the list of feeds names too, shown by others."""
        if self._feeds:
            self._feeds.set_channel_viewer(show_channel)
