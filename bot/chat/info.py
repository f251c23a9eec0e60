"""Info: what the bot says about itself, in private."""

from collections.abc import Callable, Sequence

from telegram import Update
from telegram.ext import ContextTypes

from bot import __version__
from bot.chat.executor import SearchExecutor
from bot.chat.replies.footers import describe_coverage
from bot.chat.replies.keyboards.answer_keyboard import make_example_buttons
from bot.chat.replies.text_lines import end_sentence, shorten_line
from bot.chat.rich_text import Reply
from bot.chat.storage.state import KEPT_DAYS, KEPT_HOURS
from bot.chat.transport.outbound.delivery import Delivery
from bot.localization.current import (
    format_number,
    gettext,
    isolate,
    join_names,
    mark_message,
    ngettext,
)

_MOST_SOURCES = 20
_LONGEST_SOURCE = 60

_LOGGED_FACTS = mark_message(
    "My log has a line for each question: its kind, its language, how long it took, and a code in "
    "place of who asked. It does not record what you write, nor your name."
)
_LOGGED_TEXTS = mark_message(
    "My log has a line for each question: what you wrote, its kind, its language, how long it "
    "took, and a code in place of who asked. The people who run me have chosen this."
)

_PRIVACY = (
    mark_message(
        "I keep your message on disk until I have answered it, so that a crash cannot lose it; "
        "then I delete it."
    ),
    mark_message(
        "For {hours} hours I remember which of my messages answers which of yours, so that I "
        "can update my answer when you edit your question, and which messages I have handled, so "
        "that I do not answer twice. I keep these as numbers, without any text."
    ),
    mark_message(
        "For {days} days I keep which question each of my answers belongs to, as you wrote it, so "
        "that its buttons work and you can ask on. ✕ below an answer in a group deletes it."
    ),
    mark_message(
        "When you type my name and a question in another chat, I keep nothing of it: not what you "
        "type, and not which quotation you send."
    ),
    mark_message(
        "What you choose for a chat with /settings or /language, I remember until you change it, "
        "and for a group no longer than I am in it."
    ),
    mark_message("In groups, I delete messages that are not for me at once."),
    mark_message(
        "What this chat follows, and the time of its digest, I keep until you stop it, with the "
        "language of your Telegram. Which sentences I found for it I forget after {hours} hours."
    ),
    mark_message("A message that crashes me three times is deleted without an answer."),
    _LOGGED_FACTS,
    mark_message(
        "For admins, I record who added or removed which article file, and when. Files that an "
        "admin sends but does not add are deleted after {hours} hours."
    ),
    mark_message("Telegram keeps this chat under its own rules."),
)


class Info:
    """Greet people, and tell them what is searched and what is kept."""

    def __init__(
        self,
        search: SearchExecutor,
        delivery: Delivery,
        examples: Sequence[str],
        sources: Callable[[], Sequence[str]],
        *,
        logs_questions: bool = False,
    ) -> None:
        self._search = search
        self._delivery = delivery
        self._examples = examples
        self._sources = sources
        self._logs_questions = logs_questions

    async def greet(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Greet in three lines, with questions that have an answer."""
        await self._delivery.reply(update, await self._write_greeting())

    async def describe_corpus(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Say which articles are searched."""
        await self._delivery.reply(update, await self._write_description())

    async def show_privacy(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Say what is kept, and for how long."""
        await self._delivery.reply(update, write_privacy(logs_questions=self._logs_questions))

    async def _write_greeting(self) -> Reply:
        stats = await self._search.stats()
        hello = gettext("Hello! I answer questions on current events with quoted, dated sentences.")
        if stats.articles == 0:
            lines = [
                hello,
                gettext("There are no articles to quote from yet."),
                gettext("To add some, put article files into the bot's corpus folder."),
            ]
            return Reply("\n".join(lines))
        # Translators: {coverage} is as in "7 articles, from 7 January 2026 to 2 March 2026".
        search = gettext("I search {coverage}. /help shows what I can do.")
        keyboard = make_example_buttons(self._examples)
        offer = gettext("Send me a question, or tap one:") if keyboard else ""
        offer = offer or gettext("Send me a question.")
        lines = [hello, search.format(coverage=describe_coverage(stats)), offer]
        return Reply("\n".join(lines), keyboard=keyboard)

    async def _write_description(self) -> Reply:
        stats = await self._search.stats()
        coverage = describe_coverage(stats) if stats.articles else gettext("No articles yet")
        sources = [
            shorten_line(source, _LONGEST_SOURCE)
            for source in await self._search.call(self._sources)
        ]
        lines = [
            f"Dateline {__version__}",
            end_sentence(coverage),
            _list_sources([source for source in sources[:_MOST_SOURCES] if source], len(sources)),
            gettext("Every sentence I quote appears in an article, word for word."),
        ]
        return Reply("\n".join(filter(None, lines)))


def write_privacy(*, logs_questions: bool = False) -> Reply:
    """Return what the bot keeps, and for how long."""
    periods = {"hours": KEPT_HOURS, "days": KEPT_DAYS}
    lines = (
        _LOGGED_TEXTS if line == _LOGGED_FACTS and logs_questions else line for line in _PRIVACY
    )
    return Reply("\n".join(gettext(line).format(**periods) for line in lines))


def _list_sources(names: Sequence[str], total: int) -> str:
    if not names:
        return ""
    sources = join_names([isolate(name) for name in names])
    surplus = total - _MOST_SOURCES
    if surplus <= 0:
        return gettext("Sources: {sources}.").format(sources=sources)
    message = ngettext(
        "Sources: {sources} and {count} more.", "Sources: {sources} and {count} more.", surplus
    )
    return message.format(sources=sources, count=format_number(surplus))
