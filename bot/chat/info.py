"""Browsing: what the bot says of itself, in private."""

from collections.abc import Callable, Sequence

from telegram import Update
from telegram.ext import ContextTypes

from bot import __version__
from bot.chat.executor import SearchExecutor
from bot.chat.reply import coverage, one_line
from bot.chat.rich_text import Reply
from bot.chat.transport.delivery import Delivery
from bot.chat.transport.state import KEPT_HOURS

_MOST_SOURCES = 20
_LONGEST_SOURCE = 60
_LONGEST_EXAMPLE = 200

HELP = Reply(
    "Write a question, and I quote what the articles say, each sentence with its date.\n"
    "Edit your question, and my answer changes with it.\n"
    "\n"
    "/ask QUESTION asks, in groups too\n"
    "/about shows which articles I search\n"
    "/privacy shows what I keep, and for how long\n"
    "\n"
    "In a group I speak only when spoken to: with /ask, with a mention of my name, or in reply "
    "to one of my messages. /ask in reply to somebody's message asks what that message asks."
)

PRIVACY = Reply(
    "Your message is kept on disk until it is answered, so that a crash does not lose it; then "
    "it is deleted.\n"
    f"For {KEPT_HOURS} hours I keep which of my messages answers which of yours, as numbers "
    "without text, so that an edited question changes its answer. The numbers of the updates "
    "that I handled are kept as long, so that nothing is answered twice.\n"
    "A message at which I stopped unexpectedly three times is deleted without an answer.\n"
    "My log holds numbers of messages and chats and, where something went wrong, the error; it "
    "does not list what you write.\n"
    "Of admins a log keeps who added or removed which file of articles, and when. Files that an "
    f"admin sent and did not add are deleted after {KEPT_HOURS} hours.\n"
    "Telegram keeps the chat itself, by its own rules."
)

_UNKNOWN = Reply("I do not know this command; /help lists what I can do.")


class Browsing:
    """Greet, explain, and say what is searched."""

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

    async def start(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Greet in three lines, with questions that have an answer."""
        await self._delivery.reply(update, await self._greeting())

    async def help(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """List the commands."""
        await self._delivery.reply(update, HELP)

    async def about(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Say which articles are searched."""
        await self._delivery.reply(update, await self._description())

    async def privacy(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Say what is kept, and for how long."""
        await self._delivery.reply(update, PRIVACY)

    async def unknown(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Point to the list of commands."""
        await self._delivery.reply(update, _UNKNOWN)

    async def _greeting(self) -> Reply:
        holdings = await self._search.stats()
        if holdings.articles == 0:
            return Reply(
                "Hello! I answer questions on current events with quoted, dated sentences.\n"
                "There are no articles to quote from yet.\n"
                "Whoever runs this bot can put article files into its corpus folder."
            )
        examples = [f"“{one_line(example, _LONGEST_EXAMPLE)}”" for example in self._examples]
        lines = [
            "Hello! I answer questions on current events with quoted, dated sentences.",
            f"I search {coverage(holdings)}; /help says more.",
            f"Ask me, for example: {' or '.join(examples)}" if examples else "Write me a question.",
        ]
        return Reply("\n".join(lines))

    async def _description(self) -> Reply:
        holdings = await self._search.stats()
        covered = coverage(holdings) if holdings.articles else "No articles yet"
        sources = [
            one_line(source, _LONGEST_SOURCE) for source in await self._search.call(self._sources)
        ]
        shown = ", ".join(source for source in sources[:_MOST_SOURCES] if source)
        more = len(sources) - _MOST_SOURCES
        lines = [
            f"Dateline {__version__}",
            covered[0].upper() + covered[1:] + ".",
            f"Sources: {shown}{f' and {more:,} more' if more > 0 else ''}." if shown else "",
            "Every sentence I quote stands in an article, word for word.",
        ]
        return Reply("\n".join(filter(None, lines)))
