"""Info: what the bot says about itself, in private."""

from collections.abc import Callable, Sequence

from telegram import Update
from telegram.ext import ContextTypes

from bot import __version__
from bot.chat.executor import SearchExecutor
from bot.chat.replies.footers import describe_coverage
from bot.chat.replies.text_lines import shorten_line
from bot.chat.rich_text import Reply
from bot.chat.transport.delivery import Delivery
from bot.chat.transport.state import KEPT_HOURS

_MOST_SOURCES = 20
_LONGEST_SOURCE = 60
_LONGEST_EXAMPLE = 200

PRIVACY = Reply(
    "I keep your message on disk until I have answered it, so that a crash cannot lose it; then "
    "I delete it.\n"
    f"For {KEPT_HOURS} hours I remember which of my messages answers which of yours, so that I "
    "can update my answer when you edit your question, and which messages I have handled, so "
    "that I do not answer twice. I keep these as numbers, without any text.\n"
    "When you ask what somebody else's message says, I keep its words in memory for a while, not "
    "on disk, so that the button below my answer works.\n"
    "A message that crashes me three times is deleted without an answer.\n"
    "My log contains the numbers of messages and chats and, when something fails, the error. It "
    "does not record what you write.\n"
    "For admins, I record who added or removed which article file, and when. Files that an admin "
    f"sends but does not add are deleted after {KEPT_HOURS} hours.\n"
    "Telegram keeps this chat under its own rules."
)

_UNKNOWN_COMMAND = Reply("I do not know this command. /help shows what I can do.")
_HELLO = "Hello! I answer questions on current events with quoted, dated sentences."


class Info:
    """Greet people, and tell them what is searched and what is kept."""

    def __init__(
        self,
        search: SearchExecutor,
        delivery: Delivery,
        examples: Sequence[str],
        sources: Callable[[], Sequence[str]],
    ) -> None:
        self._search = search
        self._delivery = delivery
        self._examples = examples
        self._sources = sources

    async def greet(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Greet in three lines, with questions that have an answer."""
        await self._delivery.reply(update, await self._write_greeting())

    async def describe_corpus(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Say which articles are searched."""
        await self._delivery.reply(update, await self._write_description())

    async def show_privacy(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Say what is kept, and for how long."""
        await self._delivery.reply(update, PRIVACY)

    async def decline_command(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Point from an unknown command to the list of commands."""
        await self._delivery.reply(update, _UNKNOWN_COMMAND)

    async def _write_greeting(self) -> Reply:
        stats = await self._search.stats()
        if stats.articles == 0:
            return Reply(
                f"{_HELLO}\n"
                "There are no articles to quote from yet.\n"
                "To add some, put article files into the bot's corpus folder."
            )
        examples = [f"“{shorten_line(example, _LONGEST_EXAMPLE)}”" for example in self._examples]
        lines = [
            _HELLO,
            f"I search {describe_coverage(stats)}. /help shows what I can do.",
            f"For example, ask me: {' or '.join(examples)}" if examples else "Send me a question.",
        ]
        return Reply("\n".join(lines))

    async def _write_description(self) -> Reply:
        stats = await self._search.stats()
        coverage = describe_coverage(stats) if stats.articles else "No articles yet"
        sources = [
            shorten_line(source, _LONGEST_SOURCE)
            for source in await self._search.call(self._sources)
        ]
        listing = ", ".join(source for source in sources[:_MOST_SOURCES] if source)
        surplus = len(sources) - _MOST_SOURCES
        ending = f" and {surplus:,} more" if surplus > 0 else ""
        lines = [
            f"Dateline {__version__}",
            f"{coverage[0].upper()}{coverage[1:]}.",
            f"Sources: {listing}{ending}." if listing else "",
            "Every sentence I quote appears in an article, word for word.",
        ]
        return Reply("\n".join(filter(None, lines)))
