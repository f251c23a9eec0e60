"""Start links: /start greets, or does what a link to the bot says."""

from collections.abc import Callable, Coroutine
from typing import Any, TypeAlias

from telegram import Update
from telegram.ext import ContextTypes

from bot.chat.profile.article_links import ArticleLinks
from bot.chat.profile.deep_links import GroupLink, QuestionLink, StoryLink, decode_link
from bot.chat.questions.asking import QuestionAnswerer

GreetingCallback: TypeAlias = Callable[
    [Update, ContextTypes.DEFAULT_TYPE], Coroutine[Any, Any, None]
]
GroupCallback: TypeAlias = Callable[[Update, int], Coroutine[Any, Any, bool]]
"""Shows a group's settings to its admins; returns False to anybody else."""


async def show_no_group(update: Update, chat: int) -> bool:
    """Show nothing of a group."""
    return False


class StartLinks:
    """Do what the link behind /start says; greet where there is none or it leads nowhere."""

    def __init__(
        self,
        greet: GreetingCallback,
        answerer: QuestionAnswerer,
        articles: ArticleLinks,
        show_group: GroupCallback = show_no_group,
    ) -> None:
        self._greet = greet
        self._answerer = answerer
        self._articles = articles
        self._show_group = show_group

    async def start(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Follow the link, or greet."""
        arguments = context.args or []
        if not await self._follow(update, arguments[0] if arguments else ""):
            await self._greet(update, context)

    async def _follow(self, update: Update, payload: str) -> bool:
        match decode_link(payload):
            case QuestionLink(question):
                await self._answerer.answer_text(update, question)
                return True
            case StoryLink(article):
                await self._articles.show_article(update, article)
                return True
            case GroupLink(group):
                return await self._show_group(update, group)
        return False
