"""Answer buttons: what happens when a button below an answer is pressed."""

import logging
import sqlite3
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TypeAlias

from telegram import Message, Update
from telegram.ext import ContextTypes

from bot.chat.buttons.answer_memory import AnswerMemory
from bot.chat.buttons.answer_press import (
    AnsweredQuestion,
    AnsweredQuestions,
    AnswerPress,
    parse_press,
)
from bot.chat.buttons.answer_views import AnswerViews
from bot.chat.buttons.callback_data import STALE, get_message
from bot.chat.buttons.chat_options import ChatOptions
from bot.chat.executor import UNAVAILABLE, SearchExecutor, explain_timeout
from bot.chat.follows.follow_card import write_stopped
from bot.chat.follows.follow_commands import GROUP_ADMINS_ONLY
from bot.chat.follows.followed_topics import FollowedTopics
from bot.chat.group_admins import GroupAdmins
from bot.chat.keyboard import digest_question
from bot.chat.replies.keyboards.answer_data import AnswerAction
from bot.chat.replies.rendering import render
from bot.chat.storage.vote_store import HELPFUL, UNHELPFUL, VoteStore
from bot.chat.transport.outbound.delivery import Delivery
from bot.chat.transport.outbound.toasts import show_toast
from bot.errors import UnavailableError
from bot.localization.current import get_localizer, gettext, mark_message

_LOGGER = logging.getLogger(__name__)

_NO_QUESTION = mark_message("Your question is gone or has changed. Please ask again.")
_NO_VIEW = mark_message("The articles have changed, and there is nothing to show here any more.")
_NOT_YOURS = mark_message("Only the person who asked and this group's admins can remove this.")

_Effect: TypeAlias = Callable[[Update, Message, AnsweredQuestion, AnswerPress], Awaitable[str]]
"""Acts on a button; returns what to say of it, empty for nothing."""


class AnswerButtons:
    """Change a message in place when one of its buttons is pressed, with a way back.

    A press that comes twice, too late or from an older version does no harm and is answered.
    """

    def __init__(
        self,
        search: SearchExecutor,
        views: AnswerViews,
        delivery: Delivery,
        memory: AnswerMemory,
        questions: AnsweredQuestions,
        options: ChatOptions,
        votes: VoteStore,
        admins: GroupAdmins,
        topics: FollowedTopics | None = None,
    ) -> None:
        self._search = search
        self._views = views
        self._delivery = delivery
        self._memory = memory
        self._questions = questions
        self._options = options
        self._votes = votes
        self._admins = admins
        self._topics = topics
        self._effects: dict[AnswerAction, _Effect] = {
            AnswerAction.SUGGESTION: self._choose_suggestion,
            AnswerAction.ORIGIN: self._return_to_origin,
            AnswerAction.FOLLOW: self._follow,
            AnswerAction.VOTE: self._vote,
            AnswerAction.REMOVE: self._remove,
        }

    async def press(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Do what the button that was pressed says."""
        await show_toast(update, await self._act(update))

    async def _act(self, update: Update) -> str:
        """Return what to say of a pressed button, empty where its effect says it."""
        message, press = get_message(update), parse_press(update)
        if message is None or press is None:
            return gettext(STALE)
        question = self._questions.find(message, press)
        if question is None:
            return gettext(_NO_QUESTION)
        try:
            effect = self._effects.get(press.action, self._show_view)
            return await effect(update, message, question, press)
        except TimeoutError as error:
            _LOGGER.warning("A search was not done in time.")
            return gettext(explain_timeout(error))
        except UnavailableError as error:
            _LOGGER.warning("%s", error)
            return gettext(UNAVAILABLE)

    async def _show_view(
        self, update: Update, message: Message, question: AnsweredQuestion, press: AnswerPress
    ) -> str:
        options = self._options.get(message.chat, question.question, origin=question.origin)
        reader = get_localizer().language
        view = await self._search.call(lambda: self._views.render(question, press, options, reader))
        if view is None:
            return gettext(_NO_VIEW)
        is_edited = await self._delivery.edit(update, message.message_id, view)
        return "" if is_edited else gettext(STALE)

    async def _choose_suggestion(
        self, update: Update, message: Message, question: AnsweredQuestion, press: AnswerPress
    ) -> str:
        """Answer another reading of the question in its place."""
        answer = await self._search.answer(question.question, question.day, question.turns)
        suggestions = (text.strip() for text in answer.suggestions)
        choice = next((t for t in suggestions if press.arguments == (digest_question(t),)), None)
        if choice is None:
            return gettext(_NO_VIEW)
        origin = question.origin or question.question
        return await self._answer_instead(
            update, message, replace(question, question=choice, origin=origin)
        )

    async def _return_to_origin(
        self, update: Update, message: Message, question: AnsweredQuestion, _: AnswerPress
    ) -> str:
        """Answer again what the message answered before a suggestion was chosen."""
        if not question.origin:
            return gettext(STALE)
        origin = replace(question, question=question.origin, origin="")
        return await self._answer_instead(update, message, origin)

    async def _answer_instead(
        self, update: Update, message: Message, question: AnsweredQuestion
    ) -> str:
        answer = await self._search.answer(question.question, question.day, question.turns)
        options = self._options.get(message.chat, question.question, origin=question.origin)
        reply = render(answer, options=options)
        if not await self._delivery.edit(update, message.message_id, reply):
            return gettext(STALE)
        self._memory.remember(
            message.chat_id, message.message_id, question.asker, answer,
            question.turns, question.origin,
        )  # fmt: skip
        return ""

    async def _follow(
        self, update: Update, message: Message, question: AnsweredQuestion, press: AnswerPress
    ) -> str:
        """Follow what was asked or, where that is followed, stop."""
        if self._topics is None:
            return gettext(STALE)
        if not await self._admins.is_admin(update):
            return gettext(GROUP_ADMINS_ONLY)
        follow = self._topics.find(message.chat_id, question.question)
        if follow:
            topic = self._topics.stop(message.chat_id, follow.id)
            text = write_stopped(topic or follow.topic)
        else:
            result = await self._topics.follow(message.chat_id, question.question)
            text = result.message
            if result.follow is None:
                return text
        # The label of the button is another now.
        await self._show_view(update, message, question, replace(press, action=AnswerAction.ANSWER))
        return text

    async def _vote(
        self, update: Update, message: Message, _: AnsweredQuestion, press: AnswerPress
    ) -> str:
        user = update.effective_user
        if user is None or press.arguments not in ((HELPFUL,), (UNHELPFUL,)):
            return gettext(STALE)
        try:
            is_new = self._votes.cast(
                message.chat_id, message.message_id, user.id, press.arguments[0], self._search.today
            )
        except sqlite3.Error:
            _LOGGER.exception("A vote cannot be counted in state.db.")
            return gettext("Your vote could not be counted. Please try again later.")
        if not is_new:
            return gettext("I have counted your vote already.")
        return gettext("Thank you. Your vote is counted, without your question.")

    async def _remove(
        self, update: Update, message: Message, question: AnsweredQuestion, _: AnswerPress
    ) -> str:
        user = update.effective_user
        is_asker = user is not None and user.id == question.asker
        if not is_asker and not await self._admins.is_admin(update):
            return gettext(_NOT_YOURS)
        if not await self._delivery.delete(update, message.message_id):
            return gettext("Telegram does not let me remove this message any more.")
        self._memory.forget(message.chat_id, message.message_id)
        return ""
