"""Article links: a link to the bot that shows an article."""

import logging
from datetime import date

from telegram import Update

from bot.answers.stories.article_lead import quote_article
from bot.chat.executor import AnswererLike, SearchExecutor, explain_timeout
from bot.chat.replies.frame import Frame
from bot.chat.replies.story_list import lay_out_stories
from bot.chat.rich_text import Reply
from bot.chat.transport.outbound.delivery import Delivery
from bot.language.analyzer import Analyzer
from bot.localization.current import gettext

_LOGGER = logging.getLogger(__name__)


class ArticleLinks:
    """Show an article as a story: its title, source and day, and the sentence that leads it."""

    def __init__(self, search: SearchExecutor, answerer: AnswererLike, delivery: Delivery) -> None:
        self._search = search
        self._answerer = answerer
        self._delivery = delivery
        self._analyzer = Analyzer()

    async def show_article(self, update: Update, article_id: str) -> None:
        """Answer with the article, or say that it is gone."""
        today = self._search.today
        try:
            reply = await self._search.call(lambda: self._write(article_id, today))
        except TimeoutError as error:
            _LOGGER.warning("A search was not done in time.")
            reply = Reply(gettext(explain_timeout(error)))
        await self._delivery.reply(update, reply)

    def _write(self, article_id: str, today: date) -> Reply:
        snapshot = self._answerer.snapshot()
        article = snapshot.article(article_id)
        quote = None
        if article is not None and article.published <= today:
            quote = quote_article(article, snapshot.passages(article_id), self._analyzer)
        if quote is None:
            return Reply(gettext("This article is no longer among those that I search."))
        message = lay_out_stories((quote,), Frame(None))
        return Reply(message.text, message.entities)
