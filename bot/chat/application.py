"""Application: the parts of the bot, wired together, and every handler in one place."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain
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

from bot.chat.access.access_gate import AccessGate
from bot.chat.access.access_requests import AccessRequests
from bot.chat.access.access_start import make_access_rules
from bot.chat.admin.admin_features import AdminFeatures
from bot.chat.admin.feeds.feed_pages import make_list_button
from bot.chat.buttons.callback_data import ChatlessButtonHandler, decline_button
from bot.chat.channels.channel_features import ChannelFeatures
from bot.chat.commands import Command, Commands
from bot.chat.errors import ErrorReporter
from bot.chat.executor import SearchExecutor
from bot.chat.follows.background.follow_notifier import FollowNotifier
from bot.chat.follows.follow_parts import FollowParts, build_follow_parts
from bot.chat.groups.group_features import GroupFeatures
from bot.chat.groups.group_settings import GroupSettings
from bot.chat.info import Info
from bot.chat.inline.inline_features import make_inline_handlers
from bot.chat.profile.article_links import ArticleLinks
from bot.chat.profile.profile_updater import ProfileUpdater
from bot.chat.profile.prompts import VERIFY, PromptRouter
from bot.chat.profile.start_links import StartLinks
from bot.chat.profile.unknown_commands import UnknownCommands
from bot.chat.questions.addressing import FROM_PERSON
from bot.chat.questions.question_features import QuestionFeatures
from bot.chat.questions.question_log import QuestionLog
from bot.chat.services import AdminServices, BotServices
from bot.chat.storage.state import State
from bot.chat.transport.chat_languages import ChatLanguages
from bot.chat.transport.inbound.fairness.queue_notices import QueueNotices
from bot.chat.transport.inbound.inbox import Inbox
from bot.chat.transport.inbound.processor import Processor
from bot.chat.transport.outbound.delivery import Delivery
from bot.chat.transport.outbound.message_rates import MessageRates
from bot.chat.transport.outbound.press_responder import PressResponder
from bot.chat.unanswered.unanswered_topics import UnansweredTopics
from bot.localization.current import mark_message

_NEW = filters.UpdateType.MESSAGE & FROM_PERSON
_IN_PRIVATE = _NEW & filters.ChatType.PRIVATE

_Context: TypeAlias = ContextTypes.DEFAULT_TYPE
_Data: TypeAlias = dict[Any, Any]
App: TypeAlias = Application[ExtBot[None], _Context, _Data, _Data, _Data, None]
_Handler: TypeAlias = BaseHandler[Any, _Context, Any]


@dataclass(frozen=True, slots=True)
class Connection:
    """How to reach Telegram: the token, the server, what carries the requests, and how many."""

    token: str
    api_url: str
    request: BaseRequest
    polling: BaseRequest
    rates: MessageRates = field(default_factory=MessageRates)


@dataclass(frozen=True, slots=True)
class ChatBot:
    """The application, and its parts that also work while no update comes."""

    application: App
    profile: ProfileUpdater
    delivery: Delivery
    languages: ChatLanguages
    notifier: FollowNotifier | None = None
    channels: ChannelFeatures | None = None


@dataclass(frozen=True, slots=True)
class _AdminParts:
    """What the admins of the articles have: uploads, feeds, channels and unanswered topics."""

    channels: ChannelFeatures
    commands: list[Command]
    handlers: list[Iterable[_Handler]]


def build(
    connection: Connection,
    services: BotServices,
    state: State,
    inbox: Inbox,
    log: QuestionLog | None = None,
) -> ChatBot:
    """Return the bot, not yet initialized."""
    rules = make_access_rules(services, state)
    languages = ChatLanguages(state)
    processor = Processor(inbox, languages.resolve, services.today, services.monitor, log)
    inbox.watcher = PressResponder(inbox.journal.note_answer, languages.resolve)
    application = _build_application(connection, inbox, processor)
    bot = application.bot
    search = SearchExecutor(services.answerer, workers=services.searches, today=services.today)
    delivery = Delivery(bot, state, inbox, connection.rates)
    processor.notifier = QueueNotices(delivery)
    curation = services.curation
    admins = curation.admins if curation else frozenset()
    groups = GroupFeatures(
        bot, state, GroupSettings(state.settings, services.zone), languages, delivery, search,
        services.examples, admins,
    )  # fmt: skip
    follows = None
    if services.follows:
        follows = build_follow_parts(
            services.follows, state, search, delivery, languages, groups.admins, rules.allows_chat
        )
    topics = follows.topics if follows else None
    questions = QuestionFeatures(services, state, search, delivery, groups, topics)
    rows = _list_commands(services, search, delivery, groups, questions, follows)
    prompts = PromptRouter(
        {**(follows.prompts if follows else {}), VERIFY.command: questions.verifier.verify_text}
    )
    handlers: list[Iterable[_Handler]] = [
        [MessageHandler(_NEW & prompts.filter, prompts.take_argument)]
    ]
    if follows:
        handlers.append(follows.handlers)
    channels = None
    if curation:
        admin = _build_admin_parts(
            bot, services, curation, state, inbox, languages, delivery, questions
        )
        channels = admin.channels
        rows += admin.commands
        handlers += admin.handlers
    commands = Commands(rows, admins, delivery, groups.info)
    profile = ProfileUpdater(bot, commands, state.settings)
    unknown = UnknownCommands(commands, delivery)
    handlers += [
        commands.make_handlers(),
        groups.make_handlers(),
        [MessageHandler(_IN_PRIVATE & filters.COMMAND, unknown.decline)],
        questions.make_handlers(),
        make_inline_handlers(bot, services),
    ]
    requests = AccessRequests(state.access, services.notices)
    gate = AccessGate(bot, rules, requests, delivery, services.notices)
    application.add_handler(gate.make_handler(), group=-1)
    # The first that matches an update gets it.
    application.add_handler(ChatlessButtonHandler())
    application.add_handlers(tuple(chain.from_iterable(handlers)))
    application.add_handler(CallbackQueryHandler(decline_button))
    application.add_handler(MessageHandler(_IN_PRIVATE, profile.meet_admin), group=1)
    application.add_error_handler(ErrorReporter(delivery, services.monitor).report)
    notifier = follows.notifier if follows else None
    return ChatBot(application, profile, delivery, languages, notifier, channels)


def _build_admin_parts(
    bot: ExtBot[None],
    services: BotServices,
    curation: AdminServices,
    state: State,
    inbox: Inbox,
    languages: ChatLanguages,
    delivery: Delivery,
    questions: QuestionFeatures,
) -> _AdminParts:
    channels = ChannelFeatures(
        bot, curation, services.access, state, languages, delivery, inbox, services.answerer,
        services.zone, services.today,
    )  # fmt: skip
    ask = questions.answerer.answer_text
    admin = AdminFeatures(
        curation, services.answerer, delivery, inbox, bot, ask, state.settings, services.feeds
    )
    if services.feeds:
        admin.set_channel_viewer(channels.card.show)
        channels.card.make_way_back = make_list_button
    commands = admin.list_commands()
    handlers: list[Iterable[_Handler]] = [channels.make_handlers(), admin.make_handlers()]
    if services.keeps_unanswered:
        topics = UnansweredTopics(
            state.unanswered_topics, delivery, curation.admins, services.today
        )
        commands.append(topics.make_command())
        handlers.append([topics.make_handler()])
    return _AdminParts(channels, commands, handlers)


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


def _list_commands(
    services: BotServices,
    search: SearchExecutor,
    delivery: Delivery,
    groups: GroupFeatures,
    questions: QuestionFeatures,
    follows: FollowParts | None,
) -> list[Command]:
    """Return the commands for everybody, in the order in which they are shown."""
    info = Info(search, delivery, services)
    articles = ArticleLinks(search, services.answerer, delivery)
    links = StartLinks(info.greet, questions.answerer, articles, groups.card.show_group)
    return [
        Command("start", "", links.start, group_callback=groups.info.greet),
        # Translators: the word behind /ask in the help, in capitals where a language has them.
        Command("ask", mark_message("ask a question"), questions.answerer.answer_addressed,
                mark_message("QUESTION"), in_groups=True, follows_edits=True),
        # Translators: the word behind /verify in the help, in capitals where a language has them.
        Command("verify", mark_message("check a sentence, word for word"),
                questions.verifier.verify_command, mark_message("TEXT"), in_groups=True,
                follows_edits=True),
        *(follows.commands if follows else ()),
        Command("about", mark_message("which articles I search"), info.describe_corpus,
                group_callback=groups.info.describe_corpus),
        Command("language", mark_message("choose my language"), groups.language_choice.offer,
                in_groups=True),
        Command("settings", mark_message("choose when and how I write"), groups.card.show,
                in_groups=True, for_group_admins=True),
        Command("privacy", mark_message("what I keep, and for how long"), info.show_privacy,
                group_callback=groups.info.show_privacy),
    ]  # fmt: skip
