"""More: the button below a reply that shows what else was found."""

import logging
from collections import OrderedDict
from datetime import date, datetime

from telegram import Message, Update
from telegram.ext import ContextTypes

from bot.chat.buttons.callback_data import decode_data
from bot.chat.executor import TOO_SLOW, UNAVAILABLE, SearchExecutor
from bot.chat.keyboard import DATA_VERSION, digest_question
from bot.chat.questions.addressing import find_question
from bot.chat.replies.rendering import MORE_ACTION, render_more
from bot.chat.transport.delivery import Delivery
from bot.chat.transport.toasts import show_toast
from bot.errors import UnavailableError
from bot.localization.current import gettext, mark_message

_LOGGER = logging.getLogger(__name__)

PATTERN = rf"^{DATA_VERSION}\|{MORE_ACTION}\|"

STALE = mark_message("This button no longer works. Please ask again.")

_MOST_QUESTIONS = 1000


class QuestionMemory:
    """The last questions that stand in no message that a reply's button could lead back to."""

    def __init__(self) -> None:
        self._questions: OrderedDict[str, str] = OrderedDict()

    def remember(self, question: str) -> None:
        """Keep a question until a thousand others came after it, or the process ends."""
        digest = digest_question(question)
        self._questions[digest] = question
        self._questions.move_to_end(digest)
        if len(self._questions) > _MOST_QUESTIONS:
            self._questions.popitem(last=False)

    def recall(self, digest: str) -> str | None:
        """Return the question with this digest, None where it is not known."""
        return self._questions.get(digest)


class MoreCallback:
    """Make a reply the longer one when the button below it is pressed.

    The question is read again from the message that the reply answers; the button has only its
    digest, and the day on which it was asked.
    """

    def __init__(self, search: SearchExecutor, delivery: Delivery, memory: QuestionMemory) -> None:
        self._search = search
        self._delivery = delivery
        self._memory = memory

    async def show_more(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Edit the message below which the button was pressed."""
        await show_toast(update, await self._edit(update))

    async def decline(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Say of any other button that it no longer works."""
        await show_toast(update, gettext(STALE))

    async def _edit(self, update: Update) -> str:
        """Show more, and return what to say where that is impossible."""
        message, (day, digest) = _get_message(update), _parse_data(update)
        if message is None or day is None:
            return gettext(STALE)
        question = _find_question(message, digest) or self._memory.recall(digest)
        if question is None:
            return gettext("Your question is gone or has changed. Please ask again.")
        try:
            reply = render_more(await self._search.answer(question, day))
        except TimeoutError:
            _LOGGER.warning("A search took too long and was stopped.")
            return gettext(TOO_SLOW)
        except UnavailableError as error:
            _LOGGER.warning("%s", error)
            return gettext(UNAVAILABLE)
        is_edited = await self._delivery.edit(update, message.message_id, reply)
        return "" if is_edited else gettext(STALE)


def _get_message(update: Update) -> Message | None:
    """Return the message with the button, None where Telegram no longer shows it."""
    query = update.callback_query
    message = query.message if query else None
    return message if isinstance(message, Message) else None


def _parse_data(update: Update) -> tuple[date | None, str]:
    """Return the day on which the question was asked, and its digest."""
    arguments = decode_data(update)[1:]
    try:
        day, digest = arguments
        return datetime.strptime(day, "%Y%m%d").date(), digest  # noqa: DTZ007
    except ValueError:
        return None, ""


def _find_question(message: Message, digest: str) -> str | None:
    """Return the question that ``message`` answers, if it still is the one that was asked."""
    original = message.reply_to_message
    if original is None:
        return None
    words = original.text or original.caption or ""
    texts = (words, find_question(original, message.get_bot().bot))
    return next((text for text in texts if text and digest_question(text) == digest), None)
