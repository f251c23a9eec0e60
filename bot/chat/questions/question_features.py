"""Question features: what answers questions in chats and their buttons, wired together."""

from collections.abc import Iterator
from typing import Any

from telegram.ext import BaseHandler, CallbackQueryHandler, ContextTypes, MessageHandler, filters

from bot.chat.buttons.answer_buttons import AnswerButtons
from bot.chat.buttons.answer_memory import AnswerMemory
from bot.chat.buttons.answer_press import AnsweredQuestions
from bot.chat.buttons.answer_views import AnswerViews
from bot.chat.buttons.callback_data import make_pattern
from bot.chat.buttons.chat_options import ChatOptions
from bot.chat.buttons.example_questions import ExampleQuestions
from bot.chat.executor import SearchExecutor
from bot.chat.follows.followed_topics import FollowedTopics
from bot.chat.groups.group_features import GroupFeatures
from bot.chat.groups.repeats import RepeatFinder
from bot.chat.questions.addressing import FROM_PERSON
from bot.chat.questions.asked_text import Conversations
from bot.chat.questions.asking import QuestionAnswerer
from bot.chat.questions.attachments import AttachmentDecliner
from bot.chat.questions.verifying import CLAIM, TextVerifier
from bot.chat.replies.keyboards.answer_data import AnswerAction
from bot.chat.replies.keyboards.answer_keyboard import EXAMPLE_ACTION
from bot.chat.services import BotServices
from bot.chat.storage.state import State
from bot.chat.transport.outbound.delivery import Delivery
from bot.chat.unanswered.unanswered_log import UnansweredLog

_CAPTION = filters.CAPTION & (filters.PHOTO | filters.VIDEO | filters.ANIMATION)


class QuestionFeatures:
    """The parts that answer questions, and act on the buttons below the answers."""

    def __init__(
        self,
        services: BotServices,
        state: State,
        search: SearchExecutor,
        delivery: Delivery,
        groups: GroupFeatures,
        topics: FollowedTopics | None = None,
    ) -> None:
        """Take the parts of groups, and what follows a topic, None where nothing can."""
        memory = AnswerMemory(state.answers)
        options = ChatOptions(groups.settings, state.follows, can_follow=topics is not None)
        admins = services.curation.admins if services.curation else frozenset()
        topic_log = UnansweredLog(state.unanswered_topics, services.today)
        self.answerer = QuestionAnswerer(
            search, delivery, Conversations(state.answers), memory, options,
            RepeatFinder(state.answers), services.examples, admins,
            topic_log if services.keeps_unanswered else None,
        )  # fmt: skip
        self._buttons = AnswerButtons(
            search, AnswerViews(services.answerer), delivery, memory,
            AnsweredQuestions(state.answers), options, state.votes, groups.admins,
            topics,
        )  # fmt: skip
        self.verifier = TextVerifier(search, delivery)
        self._examples = ExampleQuestions(self.answerer)
        self._decliner = AttachmentDecliner(delivery)
        self._is_addressed = groups.is_addressed

    def make_handlers(self) -> Iterator[BaseHandler[Any, ContextTypes.DEFAULT_TYPE, Any]]:
        """Yield the handlers, which come after those of commands and of files."""
        new = filters.UpdateType.MESSAGE & FROM_PERSON
        new_or_edit = filters.UpdateType.MESSAGES & FROM_PERSON
        private, group = filters.ChatType.PRIVATE, filters.ChatType.GROUPS
        words = (filters.TEXT & ~filters.COMMAND) | _CAPTION
        media = filters.ATTACHMENT & ~filters.SUCCESSFUL_PAYMENT
        yield MessageHandler(new & private & words & CLAIM, self.verifier.verify_message)
        yield MessageHandler(new_or_edit & private & words, self.answerer.answer_private)
        yield MessageHandler(new & private & media, self._decliner.decline)
        addressed = (filters.TEXT | filters.CAPTION) & self._is_addressed
        yield MessageHandler(new_or_edit & group & addressed, self.answerer.answer_addressed)
        yield CallbackQueryHandler(self._buttons.press, make_pattern(*AnswerAction))
        yield CallbackQueryHandler(self._examples.ask, make_pattern(EXAMPLE_ACTION))
