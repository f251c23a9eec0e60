"""Card search: from a question to the cards that answer it, in any case and soon."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.answers.answer import Answer
from bot.answers.question.kind import QuestionKind
from bot.answers.question.multilingual.news_question import (
    ENGLISH_NEWS_QUESTION,
    write_news_question,
)
from bot.chat.executor import UNAVAILABLE, SearchExecutor, explain_timeout
from bot.chat.inline.cache_clock import CacheClock
from bot.chat.inline.cards import Card, is_note, make_cards, make_note
from bot.chat.monitoring.monitor import SILENT, Monitor
from bot.chat.monitoring.question_record import QuestionOutcome, Stage, get_record, measure_stage
from bot.chat.rich_text import Reply
from bot.chat.transport.outbound.apology import write_apology
from bot.errors import UnavailableError
from bot.localization.current import get_localizer, gettext

_LOGGER = logging.getLogger(__name__)

# Telegram gives up a query within some ten seconds, and what is typed waits a moment before.
LONGEST_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class CardList:
    """One card or more, best first, and for how many seconds Telegram may show them again."""

    cards: tuple[Card, ...]
    cache_seconds: int = 0

    @property
    def has_quotes(self) -> bool:
        """Tell whether the cards quote articles; else a single one says why not."""
        return not is_note(self.cards[0])


class CardSearch:
    """Find cards in at most ``limit`` seconds; where that fails, one card says so."""

    def __init__(
        self,
        search: SearchExecutor,
        examples: Callable[[], Sequence[str]] = tuple,
        limit: float = LONGEST_SECONDS,
        monitor: Monitor = SILENT,
    ) -> None:
        self._search = search
        self._examples = examples
        self._limit = limit
        self._monitor = monitor
        self._clock = CacheClock()

    async def find_cards(self, question: str) -> CardList:
        """Return the cards for a question, without one those of the newest stories."""
        try:
            async with asyncio.timeout(self._limit):
                return await self._find(question.strip())
        except TimeoutError as error:
            _LOGGER.warning("A search for cards was not done in time.")
            get_record().note(QuestionOutcome.TOO_SLOW)
            return make_failure(gettext(explain_timeout(error)))
        except UnavailableError as error:
            _LOGGER.warning("%s", error)
            return make_failure(gettext(UNAVAILABLE))
        except Exception as error:
            # Whoever waits for cards sees nothing of an error: this card is the only way to say it.
            name = self._monitor.report_incident(_LOGGER, "A search for cards failed", error)
            return make_failure(write_apology(name))

    async def _find(self, question: str) -> CardList:
        answer = await (self._search.answer(question) if question else self._find_news())
        with measure_stage(Stage.RENDER):
            cards = make_cards(answer, self._examples())
        if is_note(cards[0]):
            return CardList(cards, self._clock.note_seconds)
        seconds = self._clock.choose_seconds(answer, await self._search.stats())
        return CardList(cards, seconds)

    async def _find_news(self) -> Answer:
        """Return the newest stories, those in the reader's language first."""
        question = write_news_question(get_localizer().language)
        answer = await self._search.answer(question)
        if answer.kind == QuestionKind.BROWSE or question == ENGLISH_NEWS_QUESTION:
            return answer
        # Too short to be told from English where no article is in the reader's language.
        return await self._search.answer(ENGLISH_NEWS_QUESTION)


def make_failure(message: str) -> CardList:
    """Return one card that says what failed, to be forgotten at once."""
    return CardList((make_note(Reply(message)),))
