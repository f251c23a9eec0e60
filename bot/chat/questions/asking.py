"""Asking: questions get an answer."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace

from telegram import Chat, Message, Update
from telegram.constants import ChatType
from telegram.ext import ContextTypes

from bot.answers.answer import Answer
from bot.answers.question.context.doubts import is_doubt
from bot.answers.question.kind import QuestionKind
from bot.chat.buttons.answer_memory import AnswerMemory
from bot.chat.buttons.chat_options import ChatOptions
from bot.chat.executor import SearchExecutor, explain_timeout
from bot.chat.groups.repeats import RepeatFinder
from bot.chat.monitoring.question_record import (
    QuestionOutcome,
    Stage,
    get_record,
    measure_stage,
)
from bot.chat.profile.prompts import ASK
from bot.chat.questions.addressing import addresses_bot
from bot.chat.questions.asked_text import AskedText, Conversations
from bot.chat.replies.rendering import render
from bot.chat.rich_text import Reply
from bot.chat.storage.answer_record import TurnRecord
from bot.chat.transport.outbound.delivery import Delivery
from bot.chat.unanswered.unanswered_log import UnansweredLog
from bot.localization.current import gettext, mark_message

_HOW_TO_ADD = mark_message(
    "To add the article, send me its address by itself, or the saved page, or its text."
)

_LOGGER = logging.getLogger(__name__)


class QuestionAnswerer:
    """Answer questions; when a question is edited, its answer changes."""

    def __init__(
        self,
        search: SearchExecutor,
        delivery: Delivery,
        conversations: Conversations,
        memory: AnswerMemory,
        options: ChatOptions,
        repeats: RepeatFinder,
        examples: Callable[[], Sequence[str]] = tuple,
        admins: frozenset[int] = frozenset(),
        topic_log: UnansweredLog | None = None,
    ) -> None:
        """Take the parts, the questions on buttons, and the ids of the bot's admins.

        ``topic_log``: what counts questions that got no answer, None where nothing does.
        """
        self._search = search
        self._delivery = delivery
        self._conversations = conversations
        self._memory = memory
        self._options = options
        self._repeats = repeats
        self._examples = examples
        self._admins = admins
        self._topic_log = topic_log

    async def answer_private(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Take any text, or the text below a picture, as a question."""
        message = update.effective_message
        if message and (message.text or message.caption):
            await self._answer(update, message)

    async def answer_addressed(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Answer /ask, a mention, or a reply to one of the bot's messages."""
        message = update.effective_message
        if message and addresses_bot(message, message.get_bot().bot):
            await self._answer(update, message)

    async def answer_text(self, update: Update, question: str) -> None:
        """Answer a question that stands in no message to reply to, below the question."""
        get_record().note_question()
        chat = update.effective_chat
        if chat is None:
            return
        options = self._options.get(chat, question, has_heading=True)
        try:
            answer = await self._search.answer(question)
        except TimeoutError as error:
            _LOGGER.warning("A search was not done in time.")
            await self._delivery.send(update, Reply(gettext(explain_timeout(error))))
            return
        with measure_stage(Stage.RENDER):
            reply = render(answer, self._examples(), options)
        reply_id = await self._delivery.send(update, reply)
        self._remember(update, chat, reply_id, answer)

    async def _answer(self, update: Update, message: Message) -> None:
        get_record().note_question()
        in_private = message.chat.type == ChatType.PRIVATE
        request = self._conversations.read(message, message.get_bot().bot, in_private=in_private)
        if update.edited_message:
            request = self._keep_turns(message, request)
        if not (request.words.strip() or request.claim):
            await self._delivery.reply(update, ASK.write())
            return
        repeat = (
            None
            if request.claim or in_private
            else self._repeats.find_repeat(update, request.words)
        )
        if repeat:
            get_record().note(QuestionOutcome.ANSWERED, "asked_before")
            await self._delivery.reply(update, repeat)
            return
        try:
            answer = await self._search_for(request)
        except TimeoutError as error:
            _LOGGER.warning("A search was not done in time.")
            await self._delivery.reply(update, Reply(gettext(explain_timeout(error))))
            return
        with measure_stage(Stage.RENDER):
            options = self._options.get(message.chat, answer.question)
            reply = render(answer, self._examples(), options)
        if answer.kind == QuestionKind.ARTICLE and not answer.quotes and self._is_admin(update):
            reply = replace(reply, text=f"{reply.text}\n{gettext(_HOW_TO_ADD)}")
        reply_id = await self._delivery.reply(update, reply)
        self._remember(update, message.chat, reply_id, answer, request.turns)

    async def _search_for(self, request: AskedText) -> Answer:
        """Return what answers the words, together with the message that they are about."""
        if not request.claim:
            return await self._search.answer(request.words, turns=request.turns)
        if not request.words or is_doubt(request.words):
            return await self._search.answer(request.claim)
        turns = (TurnRecord(request.claim),)
        answer = await self._search.answer(request.words, turns=turns)
        if answer.kind == QuestionKind.FOLLOW_UP:
            return answer
        # Words that make sense by themselves are asked about the message all the same.
        return await self._search.answer(f"{request.words} {request.claim}")

    def _keep_turns(self, message: Message, request: AskedText) -> AskedText:
        """Return an edited question with what had been asked before it, not before the edit."""
        reply_id = self._delivery.find_reply(message)
        if reply_id is None or message.reply_to_message:
            return request
        turns = self._conversations.find_earlier(message, reply_id)
        return AskedText(request.words, turns, request.claim)

    def _is_admin(self, update: Update) -> bool:
        user, chat = update.effective_user, update.effective_chat
        in_private = chat is not None and chat.type == ChatType.PRIVATE
        return in_private and user is not None and user.id in self._admins

    def _remember(
        self,
        update: Update,
        chat: Chat,
        message_id: int | None,
        answer: Answer,
        turns: tuple[TurnRecord, ...] = (),
    ) -> None:
        user = update.effective_user
        if self._topic_log:
            self._topic_log.note(update, answer)
        if message_id is not None:
            asker = user.id if user else 0
            self._memory.remember(chat.id, message_id, asker, answer, turns)
