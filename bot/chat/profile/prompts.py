"""Prompts: what the bot asks where a command lacks its argument, and the replies to that."""

from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeAlias

from telegram import Message, Update
from telegram.ext import ContextTypes, filters

from bot.chat.rich_text import Reply
from bot.localization.current import gettext, mark_message, use_language
from bot.localization.offered_languages import list_languages

LONGEST_PLACEHOLDER = 64
"""Characters in an empty input field."""

ArgumentCallback: TypeAlias = Callable[[Update, str], Coroutine[Any, Any, None]]
"""Does what a command does, with the argument that came later."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """A message that asks for a command's argument, and what stands in the empty input field.

    Both are messages, translated where they are shown. No two prompts have the same text: by it
    a prompt is known when somebody replies to it, even after a restart.
    """

    command: str
    text: str
    placeholder: str

    def write(self) -> Reply:
        """Return the message, which asks for a reply."""
        return Reply(
            gettext(self.text), placeholder=gettext(self.placeholder)[:LONGEST_PLACEHOLDER]
        )


ASK = Prompt(
    "ask",
    mark_message(
        "What would you like to know? Reply to this message with your question.\n"
        "Next time, write it after the command, for example:\n"
        "/ask What happened on Monday?\n"
        "Or reply to a message with /ask, and I search for what it says."
    ),
    mark_message("Your question"),
)
FOLLOW = Prompt(
    "follow",
    mark_message(
        "What would you like to follow? Reply to this message with a name or a topic, and I "
        "write when an article has news of it."
    ),
    mark_message("A name or a topic"),
)
VERIFY = Prompt(
    "verify",
    mark_message(
        "Which sentence should I check? Reply to this message with it, and I look whether an "
        "article has it word for word."
    ),
    mark_message("A sentence, as it was quoted to you"),
)
DIGEST = Prompt(
    "digest",
    mark_message(
        "At what time should I send yesterday's stories every day? Reply to this message with an "
        "hour, for example 8:00."
    ),
    mark_message("An hour, for example 8:00"),
)
PROMPTS = (ASK, FOLLOW, VERIFY, DIGEST)


def find_prompt(message: Message) -> str | None:
    """Return the command whose prompt ``message`` replies to, None where it replies to none."""
    original = message.reply_to_message
    if original is None or original.from_user is None or not original.text:
        return None
    if original.from_user.id != message.get_bot().id:
        return None
    return _list_texts().get(_normalize(original.text))


class PromptRouter:
    """Hand a reply to a prompt to the command that asked, as its argument."""

    def __init__(self, callbacks: Mapping[str, ArgumentCallback]) -> None:
        """Take what each command does with an argument, by the command's name."""
        self._callbacks = callbacks
        self.filter: filters.BaseFilter = _PromptFilter(callbacks)

    async def take_argument(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Do what the command does with the text of a message that replies to its prompt."""
        message = update.effective_message
        callback = self._callbacks.get(find_prompt(message) or "") if message else None
        if message and message.text and callback:
            await callback(update, message.text)


class _PromptFilter(filters.MessageFilter):
    """Matches a text, no command, in reply to the prompt of one of some commands."""

    def __init__(self, commands: Mapping[str, ArgumentCallback]) -> None:
        super().__init__("replies to a prompt")
        self._commands = commands

    def filter(self, message: Message) -> bool:
        text = message.text or ""
        return bool(text) and text[0] != "/" and find_prompt(message) in self._commands


@cache
def _list_texts() -> dict[str, str]:
    """Return the command of each prompt's text in each language.

    The chat's language may have changed since it was asked.
    """
    texts: dict[str, str] = {}
    for language in list_languages():
        with use_language(language):
            texts |= {_normalize(gettext(prompt.text)): prompt.command for prompt in PROMPTS}
    return texts


def _normalize(text: str) -> str:
    return " ".join(text.split())
