"""Start links: /start greets, or does what a link to the bot says."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any, TypeAlias

from telegram import Update
from telegram.ext import ContextTypes

from bot.chat.profile.deep_links import GroupLink, QuestionLink, StoryLink, decode_link

Greeting: TypeAlias = Callable[[Update, ContextTypes.DEFAULT_TYPE], Coroutine[Any, Any, None]]
TextCallback: TypeAlias = Callable[[Update, str], Coroutine[Any, Any, None]]
GroupCallback: TypeAlias = Callable[[Update, int], Coroutine[Any, Any, bool]]
"""Shows a group's settings to its admins; returns False to anybody else."""


async def show_no_group(update: Update, chat: int) -> bool:
    """Show nothing of a group."""
    return False


@dataclass(frozen=True, slots=True)
class StartLinks:
    """What /start does, without a link and by the kind of link."""

    greet: Greeting
    ask: TextCallback
    show_article: TextCallback
    show_group: GroupCallback = show_no_group

    async def start(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Follow the link behind /start; greet where there is none, or where it leads nowhere."""
        if not await self._follow(update, "".join((context.args or [])[:1])):
            await self.greet(update, context)

    async def _follow(self, update: Update, payload: str) -> bool:
        match decode_link(payload):
            case QuestionLink(question):
                await self.ask(update, question)
                return True
            case StoryLink(article):
                await self.show_article(update, article)
                return True
            case GroupLink(chat):
                return await self.show_group(update, chat)
        return False
