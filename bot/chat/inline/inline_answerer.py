"""Inline answerer: shows cards to people who type the bot's name and a question in any chat."""

import asyncio
import logging

from telegram import Bot, InlineQuery, InlineQueryResultsButton, Update
from telegram.error import BadRequest, TelegramError
from telegram.ext import ContextTypes

from bot.chat.inline.card_search import CardList, CardSearch, make_failure
from bot.chat.inline.results import convert_card
from bot.chat.monitoring.monitor import SILENT, Monitor
from bot.chat.monitoring.question_record import QuestionOutcome, Stage, get_record, measure_stage
from bot.chat.profile.deep_links import QuestionLink, encode_link
from bot.chat.transport.outbound.apology import write_apology
from bot.chat.transport.outbound.retry import repeat_request
from bot.localization.current import gettext

_LOGGER = logging.getLogger(__name__)

PAUSE = 0.2
"""Seconds in which whoever types on makes what was typed before obsolete."""

# Telegram forgets an inline query within some ten seconds.
_PATIENCE = 3.0

_NO_QUESTION = "inline"
"""What /start says behind the button where no link holds the question: then it greets."""


class InlineAnswerer:
    """Answer the last inline query of each person; those that the person typed over are dropped."""

    def __init__(
        self, bot: Bot, search: CardSearch, monitor: Monitor = SILENT, pause: float = PAUSE
    ) -> None:
        self._bot = bot
        self._monitor = monitor
        self._search = search
        self._pause = pause
        self._searches: dict[int, asyncio.Task[CardList]] = {}

    async def answer(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Show the cards for what was typed."""
        query = update.inline_query
        if query is None:
            return
        search = asyncio.create_task(self._search_after_pause(query.query))
        self._replace_search(query.from_user.id, search)
        try:
            await asyncio.wait({search})
        finally:
            search.cancel()
            if self._searches.get(query.from_user.id) is search:
                del self._searches[query.from_user.id]
        if not search.cancelled():
            await self._show(query, search.result())

    def _replace_search(self, person: int, search: "asyncio.Task[CardList]") -> None:
        obsolete = self._searches.get(person)
        if obsolete is not None:
            obsolete.cancel()
        self._searches[person] = search

    async def _search_after_pause(self, question: str) -> CardList:
        await asyncio.sleep(self._pause)
        return await self._search.find_cards(question)

    async def _show(self, query: InlineQuery, result: CardList) -> None:
        try:
            with measure_stage(Stage.SEND):
                await self._send(query, result)
        except BadRequest as error:
            if _is_too_late(error):
                _LOGGER.info("An inline query is answered too late: %s", error.message)
                get_record().note(QuestionOutcome.DROPPED, "too_late")
                return
            name = self._monitor.report_incident(
                _LOGGER, "Telegram refuses the cards of an answer", error
            )
            await self._send_failure(query, make_failure(write_apology(name)))
        except TelegramError as error:
            _LOGGER.warning("An inline query is not answered: %s", error.message)
            get_record().note(QuestionOutcome.DROPPED, "not_delivered")

    async def _send_failure(self, query: InlineQuery, result: CardList) -> None:
        try:
            await self._send(query, result)
        except TelegramError as error:
            _LOGGER.warning("An inline query is not answered: %s", error.message)

    async def _send(self, query: InlineQuery, result: CardList) -> None:
        cards = [convert_card(card) for card in result.cards]
        button = None if result.has_quotes else _make_button(query.query)
        await repeat_request(
            lambda: self._bot.answer_inline_query(
                query.id,
                cards,
                cache_time=result.cache_seconds,
                # Dates and notes are in the person's language, which Telegram does not tell apart.
                is_personal=True,
                button=button,
            ),
            _PATIENCE,
        )


def _make_button(question: str) -> InlineQueryResultsButton:
    """Return the button above the cards that asks the same in private."""
    payload = encode_link(QuestionLink(question.strip())) or _NO_QUESTION
    # Translators: a button that opens the private chat with the bot.
    return InlineQueryResultsButton(gettext("Ask me in private"), start_parameter=payload)


def _is_too_late(error: BadRequest) -> bool:
    words = error.message.lower()
    return "too old" in words or "query id is invalid" in words
