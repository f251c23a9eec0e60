"""Application: the parts of the chat, wired together, and every handler in one list."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from telegram import LinkPreviewOptions
from telegram.ext import (
    Application,
    ApplicationBuilder,
    BaseHandler,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    Defaults,
    ExtBot,
    MessageHandler,
    filters,
)
from telegram.request import BaseRequest

from bot.chat.addressing import ADDRESSED, PERSON
from bot.chat.admin.corpus import CorpusFiles
from bot.chat.admin.messenger import NOT_FOR_YOU, AdminMessenger
from bot.chat.admin.router import PATTERN, Presses
from bot.chat.admin.stats import Stats
from bot.chat.admin.upload import Uploads
from bot.chat.admin.upload_undo import Undo
from bot.chat.asking import Asking
from bot.chat.attachments import Attachments
from bot.chat.errors import Errors
from bot.chat.executor import SearchExecutor
from bot.chat.info import Browsing
from bot.chat.services import BotServices
from bot.chat.transport.delivery import Delivery
from bot.chat.transport.inbox import Inbox
from bot.chat.transport.processor import Processor
from bot.chat.transport.state import State

_LONGEST_WORK = 6 * 3600.0

_Context: TypeAlias = ContextTypes.DEFAULT_TYPE
_Data: TypeAlias = dict[Any, Any]
App: TypeAlias = Application[ExtBot[None], _Context, _Data, _Data, _Data, None]


@dataclass(frozen=True, slots=True)
class Connection:
    """How to reach Telegram: the token, the server, and what carries the requests."""

    token: str
    api_url: str
    request: BaseRequest
    polling: BaseRequest


def build(connection: Connection, content: BotServices, state: State, inbox: Inbox) -> App:
    """Return the application, not yet initialized."""
    application = (
        ApplicationBuilder()
        .token(connection.token)
        .base_url(f"{connection.api_url}/bot")
        .base_file_url(f"{connection.api_url}/file/bot")
        .request(connection.request)
        .get_updates_request(connection.polling)
        .defaults(Defaults(link_preview_options=LinkPreviewOptions(is_disabled=True)))
        .update_queue(inbox)
        .concurrent_updates(Processor(inbox))
        .job_queue(None)
        .build()
    )
    search = SearchExecutor(content.answerer, today=content.today)
    delivery = Delivery(application.bot, state, inbox)
    if content.curation:
        # Adding many articles takes minutes, in which questions are answered.
        work = SearchExecutor(content.answerer, limit=_LONGEST_WORK, patience=_LONGEST_WORK)
        office = AdminMessenger(content.curation, work, delivery, inbox, application.bot)
        application.add_handlers(_admins_handlers(office, delivery))
    application.add_handlers(_handlers(content, search, delivery))
    application.add_error_handler(Errors(delivery).failed)
    return application


def _handlers(
    content: BotServices, search: SearchExecutor, delivery: Delivery
) -> Sequence[BaseHandler[Any, _Context, Any]]:
    """Return every handler; the first that matches an update gets it, most get nothing."""
    new = filters.UpdateType.MESSAGE & PERSON
    edited = filters.UpdateType.EDITED_MESSAGE & PERSON
    private = filters.ChatType.PRIVATE
    group = filters.ChatType.GROUPS
    command = filters.COMMAND
    text = filters.TEXT
    media = filters.ATTACHMENT & ~filters.SUCCESSFUL_PAYMENT

    asking = Asking(search, delivery)
    browsing = Browsing(search, delivery, content.examples, content.sources)
    attachments = Attachments(delivery)

    return (
        CommandHandler("start", browsing.start, new & private),
        CommandHandler("help", browsing.help, new & private),
        CommandHandler("about", browsing.about, new & private),
        CommandHandler("privacy", browsing.privacy, new & private),
        MessageHandler((new | edited) & private & command & ADDRESSED, asking.addressed),
        MessageHandler(new & private & command, browsing.unknown),
        MessageHandler((new | edited) & private & text & ~command, asking.in_private),
        MessageHandler(new & private & media, attachments.in_private),
        MessageHandler((new | edited) & group & (text | filters.CAPTION) & ADDRESSED,
                       asking.addressed),
    )  # fmt: skip


def _admins_handlers(
    office: AdminMessenger, delivery: Delivery
) -> Sequence[BaseHandler[Any, _Context, Any]]:
    """Return the handlers of what admins do in private; they come before the others."""
    private = filters.UpdateType.MESSAGE & PERSON & filters.ChatType.PRIVATE
    document = private & filters.Document.ALL & ~filters.ANIMATION
    admin = filters.User(office.curation.admins, allow_empty=False)

    uploads = Uploads(office)
    files = CorpusFiles(office)
    stats = Stats(office)
    presses = Presses(office, uploads.presses, Undo(office).presses, files.presses)
    strangers = Attachments(delivery, NOT_FOR_YOU)

    return (
        CommandHandler("help", files.help, private & admin),
        CommandHandler("corpus", files.command, private),
        CommandHandler("stats", stats.command, private),
        MessageHandler(document & admin, uploads.received),
        MessageHandler(document & ~admin, strangers.in_private),
        CallbackQueryHandler(presses.pressed, PATTERN),
    )
