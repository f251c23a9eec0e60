"""Delivery: sends, edits and deletes messages, each at least once."""

import logging
import math
import sqlite3
from collections.abc import Awaitable, Callable, Iterable, Sequence

from telegram import (
    Bot,
    InputFile,
    Message,
    MessageEntity,
    ReactionTypeEmoji,
    ReplyParameters,
    Update,
)
from telegram.constants import ChatType
from telegram.error import BadRequest

from bot.chat.rich_text import Reply, RichText
from bot.chat.storage.state import State
from bot.chat.transport.inbound.delay_apology import add_apology
from bot.chat.transport.inbound.inbox import Inbox
from bot.chat.transport.outbound.chat_requests import ChatRequests
from bot.chat.transport.outbound.conversion import (
    convert_entities,
    convert_keyboard,
    convert_markup,
)
from bot.chat.transport.outbound.message_check import check_reply
from bot.chat.transport.outbound.message_rates import MessageRates
from bot.chat.transport.outbound.pacing import Pacer
from bot.chat.transport.outbound.timely_reply import TimelyReply
from bot.language.invisible import is_visible

_LOGGER = logging.getLogger(__name__)

_PATIENCE = 15 * 60.0

# After the time for which Telegram keeps an update itself.
_LONGEST_PATIENCE = 24 * 3600.0


class Delivery:
    """Send messages in answer to updates, and remember which message answers which.

    Waiting happens in the chat's own turn, where it delays nobody else: at a flood limit for as
    long as Telegram asks, at a broken connection with growing pauses. After ``patience`` seconds,
    an answer is out of date, and one line is sent in its place; what many chats get is given up.
    A chat that takes no messages, because the bot was blocked or the topic is gone, is logged,
    and is not an error.
    """

    def __init__(
        self,
        bot: Bot,
        state: State,
        inbox: Inbox,
        rates: MessageRates | None = None,
        patience: float = _PATIENCE,
    ) -> None:
        self._bot = bot
        self._replies = state.replies
        self._tracker = inbox.tracker
        self._patience = patience
        self._requests = ChatRequests(Pacer(state.waits, rates), patience)
        self._commands: frozenset[str] = frozenset()

    def keep_commands(self, names: Iterable[str]) -> None:
        """Leave the commands with these names links, outside of quotes."""
        self._commands = frozenset(f"/{name}" for name in names)

    async def reply(self, update: Update, reply: Reply) -> int | None:
        """Answer the update's message; where the message was edited, change its answer.

        So it is where the process died between the answer and the note that all is done.
        Return the id of the answer, None where there is none, or only a line that it comes too
        late.
        """
        message = update.effective_message
        if message is None:
            return None
        may_have_reply = update.edited_message or self._tracker.is_return(update)
        earlier = self.find_reply(message) if may_have_reply else None
        if earlier is not None:
            # A reply that was deleted stays deleted.
            return earlier if await self.edit(update, earlier, reply) else None
        if self._tracker.is_late(update):
            reply = add_apology(reply)
        timely_reply = TimelyReply(reply, self._patience)
        message_id = await self._send(update, timely_reply)
        if message_id is not None:
            self._remember_reply(message, message_id)
        return None if timely_reply.is_late else message_id

    async def send(self, update: Update, reply: Reply) -> int | None:
        """Write into the update's chat, in reply to its message.

        Return the new message's id, None where the chat takes no messages.
        """
        return await self._send(update, TimelyReply(reply, math.inf))

    async def edit(self, update: Update, message_id: int, reply: Reply) -> bool:
        """Replace one of the bot's messages; return False where Telegram does not allow it."""
        reply = check_reply(reply)
        entities, keyboard = self._convert(reply), convert_keyboard(reply.keyboard)
        request = self._requests.edit(
            _get_chat_id(update),
            lambda chat_id: self._bot.edit_message_text(
                reply.text, chat_id, message_id, entities=entities, reply_markup=keyboard
            ),
            _LONGEST_PATIENCE,
        )
        return await _is_edited(request)

    async def delete(self, update: Update, message_id: int) -> bool:
        """Delete one of the bot's messages; return False where Telegram does not allow it."""
        try:
            await self._requests.make(
                _get_chat_id(update), lambda chat_id: self._bot.delete_message(chat_id, message_id)
            )
        except BadRequest as error:
            _LOGGER.info("A message is not deleted: %s", error.message)
            return False
        return True

    async def react(self, update: Update, emoji: str) -> bool:
        """Put an emoji on the update's message; return False where the bot may not."""
        message = update.effective_message
        if message is None:
            return False
        reaction = ReactionTypeEmoji(emoji)
        try:
            result = await self._requests.make(
                message.chat_id,
                lambda chat_id: self._bot.set_message_reaction(
                    chat_id, message.message_id, reaction
                ),
            )
        except BadRequest as error:
            _LOGGER.info("A message gets no reaction: %s", error.message)
            return False
        return bool(result)

    async def send_document(
        self, update: Update, content: bytes, name: str, caption: str = ""
    ) -> None:
        """Send a file into the update's chat."""
        await self._send_file(update, self._bot.send_document, content, name, caption)

    async def send_photo(self, update: Update, picture: bytes, name: str, caption: str) -> None:
        """Send a PNG picture into the update's chat."""
        await self._send_file(update, self._bot.send_photo, picture, name, caption)

    async def notify(self, chat_id: int, reply: Reply) -> bool:
        """Write into a chat without an update to answer; return False where it is closed.

        Answers go first. Raise UndeliveredError where the patience ends.
        """
        message = await self._requests.send_bulk(chat_id, self._prepare(reply))
        if message:
            self._tracker.note_message(message.chat_id, message.message_id)
        return message is not None

    async def _send(self, update: Update, timely_reply: TimelyReply) -> int | None:
        # What is done once is done here: it counts as an attempt at the update, sending does not.
        send = self._prepare(timely_reply.reply)

        async def send_in_time(chat_id: int) -> Message:
            late_reply = timely_reply.replace_late()
            return await (self._prepare(late_reply) if late_reply else send)(chat_id, update)

        message = await self._write(update, send_in_time)
        return message.message_id if message else None

    def _prepare(self, reply: Reply) -> Callable[..., Awaitable[Message]]:
        """Return what sends a reply to a chat, in answer to an update if there is one."""
        reply = check_reply(reply)
        entities, markup = self._convert(reply), convert_markup(reply)

        async def send(chat_id: int, update: Update | None = None) -> Message:
            return await self._bot.send_message(
                chat_id,
                reply.text,
                entities=entities,
                reply_markup=markup,
                reply_parameters=self._make_reply_parameters(update) if update else None,
                message_thread_id=_get_topic(update) if update else None,
            )

        return send

    async def _send_file(
        self,
        update: Update,
        send: Callable[..., Awaitable[Message]],
        content: bytes,
        name: str,
        caption: str,
    ) -> None:
        entities = self._convert(RichText(caption))
        await self._write(
            update,
            lambda chat_id: send(
                chat_id,
                InputFile(content, filename=name),
                caption=caption if is_visible(caption) else None,
                caption_entities=entities,
                reply_parameters=self._make_reply_parameters(update),
                message_thread_id=_get_topic(update),
            ),
        )

    async def _write(
        self, update: Update, request: Callable[[int], Awaitable[Message]]
    ) -> Message | None:
        """Write into the update's chat, and note what stands last in it; never into a channel."""
        if update.effective_chat and update.effective_chat.type == ChatType.CHANNEL:
            return None  # what the channel's readers see is written by its owners alone
        result = await self._requests.send(_get_chat_id(update), request, _LONGEST_PATIENCE)
        if result:
            question = update.effective_message
            self._tracker.note_message(
                result.chat_id, result.message_id, question.message_id if question else 0
            )
        return result

    def _convert(self, message: Reply | RichText) -> Sequence[MessageEntity]:
        return convert_entities(message, self._commands | {f"@{self._bot.username}"})

    def _make_reply_parameters(self, update: Update) -> ReplyParameters | None:
        message = update.effective_message
        if message is None or not self._tracker.needs_quote(update):
            return None
        return ReplyParameters(message.message_id, allow_sending_without_reply=True)

    def find_reply(self, message: Message) -> int | None:
        """Return the id of the message that answers another, None where none is known."""
        try:
            return self._replies.find(message.chat_id, message.message_id)
        except sqlite3.Error:
            _LOGGER.exception("The earlier reply cannot be looked up in state.db.")
            return None

    def _remember_reply(self, message: Message, reply_id: int) -> None:
        try:
            self._replies.remember(message.chat_id, message.message_id, reply_id)
        except sqlite3.Error:
            _LOGGER.exception("A reply cannot be noted in state.db; editing will not change it.")


async def _is_edited(request: Awaitable[object]) -> bool:
    """Tell whether a message was edited, or is already as it is to be."""
    try:
        await request
    except BadRequest as error:
        if "not modified" not in error.message.lower():
            _LOGGER.info("A message stays as it is: %s", error.message)
            return False
    return True


def _get_chat_id(update: Update) -> int:
    chat = update.effective_chat
    if chat is None:
        raise ValueError("an update without a chat")
    return chat.id


def _get_topic(update: Update) -> int | None:
    message = update.effective_message
    # A thread that is no topic is merely a chain of replies.
    return message.message_thread_id if message and message.is_topic_message else None
