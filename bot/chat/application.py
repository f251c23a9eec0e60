"""Application: the parts of the bot, wired together, and every handler in one place."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from telegram import LinkPreviewOptions
from telegram.ext import (
    Application,
    ApplicationBuilder,
    BaseHandler,
    CallbackQueryHandler,
    ContextTypes,
    Defaults,
    ExtBot,
    MessageHandler,
    filters,
)
from telegram.request import BaseRequest

from bot.chat.admin.corpus import CorpusFiles
from bot.chat.admin.messenger import AdminMessenger
from bot.chat.admin.router import PATTERN, CallbackRouter
from bot.chat.admin.stats import CorpusStats
from bot.chat.admin.upload import Uploads
from bot.chat.admin.upload_undo import UploadUndo
from bot.chat.buttons.more import PATTERN as PATTERN_OF_MORE
from bot.chat.buttons.more import MoreCallback, QuestionMemory
from bot.chat.commands import ADMINS_ONLY, Command, Commands
from bot.chat.errors import ErrorReporter
from bot.chat.executor import SearchExecutor
from bot.chat.info import Info
from bot.chat.language_choice import PATTERN as PATTERN_OF_LANGUAGE
from bot.chat.language_choice import LanguageChoice
from bot.chat.questions.addressing import FROM_PERSON, TO_BOT
from bot.chat.questions.asking import QuestionAnswerer
from bot.chat.questions.attachments import AttachmentDecliner
from bot.chat.services import BotServices
from bot.chat.storage.state import State
from bot.chat.transport.chat_languages import ChatLanguages
from bot.chat.transport.delivery import Delivery
from bot.chat.transport.inbox import Inbox
from bot.chat.transport.processor import Processor
from bot.localization.current import mark_message

_LONGEST_WORK = 6 * 3600.0

_Context: TypeAlias = ContextTypes.DEFAULT_TYPE
_Data: TypeAlias = dict[Any, Any]
App: TypeAlias = Application[ExtBot[None], _Context, _Data, _Data, _Data, None]
_Handler: TypeAlias = BaseHandler[Any, _Context, Any]


@dataclass(frozen=True, slots=True)
class Connection:
    """How to reach Telegram: the token, the server, and what carries the requests."""

    token: str
    api_url: str
    request: BaseRequest
    polling: BaseRequest


@dataclass(frozen=True, slots=True)
class ChatBot:
    """The application, the commands of its menus, what sends its messages, and their languages."""

    application: App
    commands: Commands
    delivery: Delivery
    languages: ChatLanguages


def build(connection: Connection, services: BotServices, state: State, inbox: Inbox) -> ChatBot:
    """Return the bot, not yet initialized."""
    languages = ChatLanguages(state)
    application = _build_application(connection, inbox, languages)
    search = SearchExecutor(services.answerer, today=services.today)
    delivery = Delivery(application.bot, state, inbox)
    memory = QuestionMemory()
    answerer = QuestionAnswerer(search, delivery, memory, services.examples)
    more_callback = MoreCallback(search, delivery, memory)
    info = Info(search, delivery, services.examples, services.sources)
    choice = LanguageChoice(application.bot, languages, delivery)
    rows = [
        Command("start", "", info.greet),
        # Translators: the word behind /ask in the help, in capitals where a language has them.
        Command("ask", mark_message("ask a question"), answerer.answer_addressed,
                mark_message("QUESTION"), in_groups=True, follows_edits=True),
        Command("about", mark_message("which articles I search"), info.describe_corpus),
        Command("language", mark_message("choose my language"), choice.offer, in_groups=True),
        Command("privacy", mark_message("what I keep, and for how long"), info.show_privacy),
    ]  # fmt: skip
    admins: frozenset[int] = frozenset()
    if services.curation:
        # Adding many articles takes minutes, during which questions are answered.
        work = SearchExecutor(services.answerer, limit=_LONGEST_WORK, patience=_LONGEST_WORK)
        messenger = AdminMessenger(services.curation, work, delivery, inbox, application.bot)
        files, stats = CorpusFiles(messenger), CorpusStats(messenger)
        rows += [
            Command("corpus", mark_message("the article files"), files.show_list, for_admins=True),
            Command("stats", mark_message("the articles by month"), stats.show, for_admins=True),
        ]
        admins = services.curation.admins
        application.add_handlers(tuple(_admin_handlers(messenger, files, delivery)))
    commands = Commands(rows, admins, delivery)
    application.add_handlers(tuple(commands.make_handlers()))
    application.add_handlers(tuple(_handlers(answerer, info, delivery)))
    application.add_handler(CallbackQueryHandler(more_callback.show_more, PATTERN_OF_MORE))
    application.add_handler(CallbackQueryHandler(choice.choose, PATTERN_OF_LANGUAGE))
    application.add_handler(CallbackQueryHandler(more_callback.decline))
    application.add_error_handler(ErrorReporter(delivery).report)
    return ChatBot(application, commands, delivery, languages)


def _build_application(connection: Connection, inbox: Inbox, languages: ChatLanguages) -> App:
    return (
        ApplicationBuilder()
        .token(connection.token)
        .base_url(f"{connection.api_url}/bot")
        .base_file_url(f"{connection.api_url}/file/bot")
        .request(connection.request)
        .get_updates_request(connection.polling)
        .defaults(Defaults(link_preview_options=LinkPreviewOptions(is_disabled=True)))
        .update_queue(inbox)
        .concurrent_updates(Processor(inbox, languages.resolve))
        .job_queue(None)
        .build()
    )


def _admin_handlers(
    messenger: AdminMessenger, files: CorpusFiles, delivery: Delivery
) -> Iterator[_Handler]:
    """Yield the handlers of files that people send in private, and of the admins' buttons."""
    private = filters.UpdateType.MESSAGE & FROM_PERSON & filters.ChatType.PRIVATE
    document = private & filters.Document.ALL & ~filters.ANIMATION
    admin = filters.User(messenger.services.admins, allow_empty=False)
    uploads, undo = Uploads(messenger), UploadUndo(messenger)
    router = CallbackRouter(messenger, uploads.callbacks, undo.callbacks, files.callbacks)
    yield MessageHandler(document & admin, uploads.receive)
    yield MessageHandler(document & ~admin, AttachmentDecliner(delivery, ADMINS_ONLY).decline)
    yield CallbackQueryHandler(router.handle, PATTERN)


def _handlers(answerer: QuestionAnswerer, info: Info, delivery: Delivery) -> Iterator[_Handler]:
    """Yield the handlers of other messages; the first that matches an update gets it."""
    new = filters.UpdateType.MESSAGE & FROM_PERSON
    new_or_edit = filters.UpdateType.MESSAGES & FROM_PERSON
    private, group = filters.ChatType.PRIVATE, filters.ChatType.GROUPS
    text, command = filters.TEXT, filters.COMMAND
    media = filters.ATTACHMENT & ~filters.SUCCESSFUL_PAYMENT
    yield MessageHandler(new & private & command, info.decline_command)
    yield MessageHandler(new_or_edit & private & text & ~command, answerer.answer_private)
    yield MessageHandler(new & private & media, AttachmentDecliner(delivery).decline)
    yield MessageHandler(
        new_or_edit & group & (text | filters.CAPTION) & TO_BOT, answerer.answer_addressed
    )
