"""Info: what the bot says about itself, in private."""

from collections.abc import Sequence

from telegram import Update
from telegram.ext import ContextTypes

from bot import __version__
from bot.chat.access.access_texts import write_number
from bot.chat.executor import SearchExecutor
from bot.chat.replies.footers import describe_coverage
from bot.chat.replies.keyboards.answer_keyboard import make_example_buttons
from bot.chat.replies.text_lines import end_sentence, shorten_line
from bot.chat.rich_text import Reply, RichText, join_pieces
from bot.chat.services import BotServices
from bot.chat.storage.state import KEPT_DAYS, KEPT_HOURS
from bot.chat.transport.outbound.delivery import Delivery
from bot.errors import DatelineError
from bot.localization.current import (
    format_count,
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
        "For admins, I record who added or removed which article file or feed, and when. Files, "
        "pages and posts that an admin sends but does not add are deleted after {hours} hours."
    ),
    mark_message("Telegram keeps this chat under its own rules."),
)
_PRIVACY_OF_CHANNELS = mark_message(
    "Posts of channels that an admin chose become articles, with the names that sign them there. "
    "Telegram does not tell me when a post is deleted, so its article stays until an admin "
    "removes it."
)
_PRIVACY_OF_UNANSWERED = mark_message(
    "When I find no answer, I count the words that your question is about, for {days} days and "
    "without your name or number. Admins see words only once two people have asked about them; "
    "until then I keep a checksum that tells whether the next one to ask is somebody else."
)
_PRIVACY_OF_STRANGERS = mark_message(
    "Of people and groups that are not on my list, I keep the number, and tell the admins once who "
    "wrote; what they write I delete unread."
)


class Info:
    """Greet people, and tell them what is searched and what is kept."""

    def __init__(
        self,
        search: SearchExecutor,
        delivery: Delivery,
        services: BotServices,
    ) -> None:
        self._search = search
        self._delivery = delivery
        self._services = services

    async def greet(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Greet in three lines, with questions that have an answer."""
        person, curation = update.effective_user, self._services.curation
        is_admin = bool(curation and person and person.id in curation.admins)
        can_follow = is_admin and self._services.feeds is not None
        await self._delivery.reply(update, await self._write_greeting(can_follow=can_follow))

    async def describe_corpus(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Say which articles are searched, and to the person the own number."""
        person = update.effective_user
        number = write_number(person.id) if person else RichText()
        text = join_pieces((await self._write_description(), number), "\n")
        await self._delivery.reply(update, Reply(text.text, text.entities))

    async def show_privacy(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Say what is kept, and for how long."""
        await self._delivery.reply(update, write_privacy(self._services))

    async def _write_greeting(self, *, can_follow: bool = False) -> Reply:
        stats = await self._search.stats()
        hello = gettext("Hello! I answer questions on current events with quoted, dated sentences.")
        if stats.articles == 0:
            lines = [
                hello,
                gettext("There are no articles to quote from yet."),
                gettext(
                    "To add some, send me the address of a news site, of a feed or of an article, "
                    "or article files."
                )
                if can_follow
                else gettext("To add some, put article files into the bot's corpus folder."),
            ]
            return Reply("\n".join(lines))
        # Translators: {coverage} is as in "7 articles, from 7 January 2026 to 2 March 2026".
        search = gettext("I search {coverage}. /help shows what I can do.")
        keyboard = make_example_buttons(self._services.examples())
        offer = gettext("Send me a question, or tap one:") if keyboard else ""
        offer = offer or gettext("Send me a question.")
        lines = [hello, search.format(coverage=describe_coverage(stats)), offer]
        return Reply("\n".join(lines), keyboard=keyboard)

    async def _count_feeds(self) -> str:
        """Return from how many feeds articles come, nothing where they come from none."""
        feeds = self._services.feeds
        if feeds is None:
            return ""
        try:
            statuses = await self._search.call(feeds.list_statuses)
        except DatelineError:
            return ""
        count = sum(not status.subscription.is_paused for status in statuses)
        if not count:
            return ""
        return format_count(
            "New articles come by themselves from {count} feed.",
            "New articles come by themselves from {count} feeds.",
            count,
        )

    async def _write_description(self) -> RichText:
        stats = await self._search.stats()
        coverage = describe_coverage(stats) if stats.articles else gettext("No articles yet")
        sources = [
            shorten_line(source, _LONGEST_SOURCE)
            for source in await self._search.call(self._services.sources)
        ]
        lines = [
            f"Dateline {__version__}",
            end_sentence(coverage),
            _list_sources([source for source in sources[:_MOST_SOURCES] if source], len(sources)),
            await self._count_feeds(),
            gettext("Every sentence I quote appears in an article, word for word."),
        ]
        return RichText("\n".join(filter(None, lines)))


def write_privacy(services: BotServices | None = None) -> Reply:
    """Return what the bot keeps, and for how long; a part of it only where that is turned on."""
    *lines, ending = _PRIVACY
    if services and services.logs_questions:
        lines[lines.index(_LOGGED_FACTS)] = _LOGGED_TEXTS
    if services and services.curation:
        lines.append(_PRIVACY_OF_CHANNELS)
    if services and services.keeps_unanswered:
        lines.append(_PRIVACY_OF_UNANSWERED)
    if services and not services.access.is_open:
        lines.append(_PRIVACY_OF_STRANGERS)
    periods = {"hours": KEPT_HOURS, "days": KEPT_DAYS}
    return Reply("\n".join(gettext(line).format(**periods) for line in (*lines, ending)))


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
