"""Application: the parts of the bot, wired together, and every handler in one place."""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from telegram import LinkPreviewOptions, Update
from telegram.ext import (
    Application,
    ApplicationBuilder,
    BaseHandler,
    CallbackQueryHandler,
    ContextTypes,
    Defaults,
    ExtBot,
    InlineQueryHandler,
    MessageHandler,
    filters,
)
from telegram.request import BaseRequest

from bot.chat.admin.corpus import CorpusFiles
from bot.chat.admin.messenger import AdminMessenger
from bot.chat.admin.router import PATTERN, CallbackRouter
from bot.chat.admin.stats import CorpusStats
from bot.chat.admin.upload import ArticleFilter, Uploads
from bot.chat.admin.upload_undo import UploadUndo
from bot.chat.buttons.answer_buttons import AnswerButtons
from bot.chat.buttons.answer_memory import AnswerMemory
from bot.chat.buttons.answer_press import AnsweredQuestions
from bot.chat.buttons.answer_views import AnswerViews
from bot.chat.buttons.callback_data import decline_button, make_pattern
from bot.chat.buttons.chat_options import ChatOptions
from bot.chat.buttons.example_questions import ExampleQuestions
from bot.chat.commands import ADMINS_ONLY, Command, Commands
from bot.chat.errors import ErrorReporter
from bot.chat.executor import SearchExecutor
from bot.chat.group_admins import GroupAdmins
from bot.chat.info import Info
from bot.chat.inline.card_search import CardSearch
from bot.chat.inline.guest_answerer import GuestAnswerer
from bot.chat.inline.inline_answerer import InlineAnswerer
from bot.chat.language_choice import PATTERN as PATTERN_OF_LANGUAGE
from bot.chat.language_choice import LanguageChoice
from bot.chat.profile.article_links import ArticleLinks
from bot.chat.profile.profile_updater import ProfileUpdater
from bot.chat.profile.prompts import PromptRouter
from bot.chat.profile.start_links import StartLinks
from bot.chat.profile.unknown_commands import UnknownCommands
from bot.chat.questions.addressing import FROM_PERSON, TO_BOT
from bot.chat.questions.asking import QuestionAnswerer
from bot.chat.questions.attachments import AttachmentDecliner
from bot.chat.questions.conversation import Conversations
from bot.chat.replies.keyboards.answer_data import AnswerAction
from bot.chat.replies.keyboards.answer_keyboard import EXAMPLE_ACTION
from bot.chat.services import BotServices
from bot.chat.storage.state import State
from bot.chat.transport.chat_languages import ChatLanguages
from bot.chat.transport.delivery import Delivery
from bot.chat.transport.inbox import Inbox
from bot.chat.transport.processor import Processor
from bot.localization.current import mark_message

_LONGEST_WORK = 6 * 3600.0

_FROM_PERSON = filters.UpdateType.MESSAGE & FROM_PERSON
_FROM_PERSON_IN_PRIVATE = _FROM_PERSON & filters.ChatType.PRIVATE

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
    """The application, its profile in Telegram, what sends its messages, and their languages."""

    application: App
    profile: ProfileUpdater
    delivery: Delivery
    languages: ChatLanguages


def build(connection: Connection, services: BotServices, state: State, inbox: Inbox) -> ChatBot:
    """Return the bot, not yet initialized."""
    languages = ChatLanguages(state)
    processor = Processor(inbox, languages.resolve, services.today)
    application = _build_application(connection, inbox, processor)
    search = SearchExecutor(services.answerer, today=services.today)
    delivery = Delivery(application.bot, state, inbox)
    admins_of_groups = GroupAdmins(application.bot)
    memory, options = AnswerMemory(state.answers), ChatOptions(state)
    answerer = QuestionAnswerer(
        search, delivery, Conversations(state.answers), memory, options, services.examples
    )
    buttons = AnswerButtons(
        search, AnswerViews(services.answerer), delivery, memory,
        AnsweredQuestions(state.answers), options, state.votes, admins_of_groups,
    )  # fmt: skip
    info = Info(search, delivery, services.examples, services.sources)
    choice = LanguageChoice(admins_of_groups, languages, delivery)
    prompts = PromptRouter({})
    application.add_handler(MessageHandler(_FROM_PERSON & prompts.filter, prompts.take_argument))
    links = StartLinks(info.greet, answerer, ArticleLinks(search, services.answerer, delivery))
    rows = [
        Command("start", "", links.start),
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
        application.add_handlers(
            tuple(_admin_handlers(messenger, files, delivery, answerer.answer_text))
        )
    commands = Commands(rows, admins, delivery)
    profile = ProfileUpdater(application.bot, commands, state.settings)
    unknown = UnknownCommands(commands, delivery)
    application.add_handlers(tuple(commands.make_handlers()))
    application.add_handlers(tuple(_handlers(answerer, unknown, delivery)))
    application.add_handler(CallbackQueryHandler(buttons.press, make_pattern(*AnswerAction)))
    application.add_handlers(tuple(_handlers_elsewhere(application.bot, services)))
    application.add_handler(MessageHandler(_FROM_PERSON_IN_PRIVATE, profile.meet_admin), group=1)
    examples = ExampleQuestions(answerer)
    application.add_handler(CallbackQueryHandler(examples.ask, make_pattern(EXAMPLE_ACTION)))
    application.add_handler(CallbackQueryHandler(choice.choose, PATTERN_OF_LANGUAGE))
    application.add_handler(CallbackQueryHandler(decline_button))
    application.add_error_handler(ErrorReporter(delivery).report)
    return ChatBot(application, profile, delivery, languages)


def _build_application(connection: Connection, inbox: Inbox, processor: Processor) -> App:
    return (
        ApplicationBuilder()
        .token(connection.token)
        .base_url(f"{connection.api_url}/bot")
        .base_file_url(f"{connection.api_url}/file/bot")
        .request(connection.request)
        .get_updates_request(connection.polling)
        .defaults(Defaults(link_preview_options=LinkPreviewOptions(is_disabled=True)))
        .update_queue(inbox)
        .concurrent_updates(processor)
        .job_queue(None)
        .build()
    )


def _admin_handlers(
    messenger: AdminMessenger,
    files: CorpusFiles,
    delivery: Delivery,
    ask: Callable[[Update, str], Awaitable[None]],
) -> Iterator[_Handler]:
    """Yield the handlers of files that people send in private, and of the admins' buttons."""
    document = _FROM_PERSON_IN_PRIVATE & filters.Document.ALL & ~filters.ANIMATION
    admin = filters.User(messenger.services.admins, allow_empty=False)
    uploads, undo = Uploads(messenger, ask), UploadUndo(messenger)
    router = CallbackRouter(messenger, uploads.callbacks, undo.callbacks, files.callbacks)
    yield MessageHandler(document & admin, uploads.receive)
    article = _FROM_PERSON_IN_PRIVATE & admin & ~filters.FORWARDED & ArticleFilter()
    yield MessageHandler(article, uploads.receive_text)
    yield MessageHandler(document & ~admin, AttachmentDecliner(delivery, ADMINS_ONLY).decline)
    yield CallbackQueryHandler(router.handle, PATTERN)


def _handlers(
    answerer: QuestionAnswerer, unknown: UnknownCommands, delivery: Delivery
) -> Iterator[_Handler]:
    """Yield the handlers of other messages; the first that matches an update gets it."""
    new = filters.UpdateType.MESSAGE & FROM_PERSON
    new_or_edit = filters.UpdateType.MESSAGES & FROM_PERSON
    private, group = filters.ChatType.PRIVATE, filters.ChatType.GROUPS
    text, command = filters.TEXT, filters.COMMAND
    media = filters.ATTACHMENT & ~filters.SUCCESSFUL_PAYMENT
    caption = filters.CAPTION & (filters.PHOTO | filters.VIDEO | filters.ANIMATION)
    yield MessageHandler(new & private & command, unknown.decline)
    words = (text & ~command) | caption
    yield MessageHandler(new_or_edit & private & words, answerer.answer_private)
    yield MessageHandler(new & private & media, AttachmentDecliner(delivery).decline)
    yield MessageHandler(
        new_or_edit & group & (text | filters.CAPTION) & TO_BOT, answerer.answer_addressed
    )


def _handlers_elsewhere(bot: ExtBot[None], services: BotServices) -> Iterator[_Handler]:
    """Yield the handlers of questions from chats that the bot is no member of."""
    # Searches of their own: whoever types must not keep those waiting who asked a question.
    cards = CardSearch(SearchExecutor(services.answerer, today=services.today), services.examples)
    guest = filters.UpdateType.GUEST_MESSAGE & FROM_PERSON
    yield InlineQueryHandler(InlineAnswerer(bot, cards).answer)
    yield MessageHandler(guest, GuestAnswerer(bot, cards).answer)
