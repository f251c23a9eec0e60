"""Article links: a link to the bot that shows an article."""

import logging

from telegram import Update

from bot.chat.executor import TOO_SLOW, SearchExecutor
from bot.chat.replies.frame import Frame
from bot.chat.replies.story_list import lay_out_stories
from bot.chat.rich_text import Reply
from bot.chat.transport.delivery import Delivery
from bot.localization.current import gettext

_LOGGER = logging.getLogger(__name__)


class ArticleLinks:
    """Show an article as a story: its title, source and day, and the sentence that leads it."""

    def __init__(self, search: SearchExecutor, delivery: Delivery) -> None:
        self._search = search
        self._delivery = delivery

    async def show_article(self, update: Update, article_id: str) -> None:
        """Answer with the article, or say that it is gone."""
        await self._delivery.reply(update, await self._write(article_id))

    async def _write(self, article_id: str) -> Reply:
        try:
            quote = await self._search.quote_article(article_id)
        except TimeoutError:
            _LOGGER.warning("A search took too long and was stopped.")
            return Reply(gettext(TOO_SLOW))
        if quote is None:
            return Reply(gettext("This article is no longer among those that I search."))
        message = lay_out_stories((quote,), Frame(None))
        return Reply(message.text, message.entities)
