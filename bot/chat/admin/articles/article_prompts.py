"""Article prompts: what the bot asks an admin, and the replies to that, even after a restart."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass
from typing import Any, TypeAlias

import msgspec
from telegram import Message, Update
from telegram.ext import ContextTypes, filters

from bot.chat.profile.prompts import LONGEST_PLACEHOLDER
from bot.chat.rich_text import Reply
from bot.chat.storage.chat_settings import ADMIN_PROMPT, ChatSettings
from bot.chat.transport.outbound.delivery import Delivery
from bot.localization.current import gettext


@dataclass(frozen=True, slots=True)
class AdminPrompt:
    """A question that waits for the reply of an admin.

    ``message`` is its id, ``action`` what is done with the reply, to what ``target`` names.
    """

    message: int
    action: str
    target: str


Answer: TypeAlias = Callable[[Update, AdminPrompt, str], Awaitable[None]]
"""Does with the text of a reply what the prompt was for."""


class AdminPrompts:
    """The last prompt in each admin's chat; an earlier one is no longer waited for."""

    def __init__(self, settings: ChatSettings, delivery: Delivery) -> None:
        self._settings = settings
        self._delivery = delivery
        self._answers: dict[str, Answer] = {}
        self.filter: filters.BaseFilter = _ReplyFilter(self)

    def register(self, action: str, answer: Answer) -> None:
        """Have replies to prompts of an action handled."""
        self._answers[action] = answer

    async def ask(
        self, update: Update, action: str, target: str, text: str, placeholder: str
    ) -> None:
        """Ask for a reply; ``placeholder`` is a message, which stands in the empty input field."""
        reply = Reply(text, placeholder=gettext(placeholder)[:LONGEST_PLACEHOLDER])
        message = await self._delivery.send(update, reply)
        chat = update.effective_chat
        if message is not None and chat is not None:
            prompt = AdminPrompt(message, action, target)
            self._settings.set(chat.id, ADMIN_PROMPT, json.dumps(asdict(prompt)))

    def find(self, message: Message) -> AdminPrompt | None:
        """Return the prompt to which a message replies, None where it replies to none."""
        original = message.reply_to_message
        if original is None or not message.text or message.text.startswith("/"):
            return None
        try:
            values: Any = json.loads(self._settings.get(message.chat_id, ADMIN_PROMPT) or "{}")
            prompt = msgspec.convert(values, AdminPrompt)
        except (ValueError, msgspec.ValidationError):
            return None
        return prompt if prompt.message == original.message_id else None

    async def take_reply(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Do with a reply what its prompt was for."""
        message = update.effective_message
        prompt = self.find(message) if message else None
        answer = self._answers.get(prompt.action) if prompt else None
        if message and message.text and prompt and answer:
            await answer(update, prompt, message.text)


class _ReplyFilter(filters.MessageFilter):
    """Matches a text in reply to the last prompt of its chat."""

    def __init__(self, prompts: AdminPrompts) -> None:
        super().__init__("replies to a prompt for admins")
        self._prompts = prompts

    def filter(self, message: Message) -> bool:
        return self._prompts.find(message) is not None
