"""Group info: what the bot says about itself in a group, more briefly than in private."""

import time
from collections.abc import Callable, Sequence

from telegram import Update
from telegram.ext import ContextTypes

from bot.chat.executor import SearchExecutor
from bot.chat.groups.group_reach import GroupReach
from bot.chat.groups.group_settings import GroupSettings, Trigger
from bot.chat.groups.reach_texts import advise_on_mentions, describe_trigger, describe_use
from bot.chat.replies.footers import describe_coverage
from bot.chat.replies.text_lines import end_sentence, shorten_line
from bot.chat.rich_text import Reply, RichText, format_entity, join_pieces
from bot.chat.storage.state import KEPT_DAYS
from bot.chat.transport.outbound.delivery import Delivery
from bot.localization.current import gettext, isolate

_LONGEST_EXAMPLE = 200

# Where a link adds the bot to a group, Telegram sends /start for the person who does it.
_START_SECONDS = 10.0


class GroupInfo:
    """Greet a group, and tell it how to ask, what is searched and what is kept."""

    def __init__(
        self,
        search: SearchExecutor,
        delivery: Delivery,
        settings: GroupSettings,
        reach: GroupReach,
        examples: Callable[[], Sequence[str]],
    ) -> None:
        self._search = search
        self._delivery = delivery
        self._settings = settings
        self._reach = reach
        self._examples = examples
        self._greeting_times: dict[int, float] = {}

    async def greet(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Say in one line how to ask, and give an example."""
        group = _get_group(update)
        if time.monotonic() - self._greeting_times.pop(group, -_START_SECONDS) < _START_SECONDS:
            return
        reads_all = await self._reach.reads_all(group)
        await self._delivery.reply(update, self.write_greeting(group, reads_all=reads_all))

    async def greet_first(self, update: Update, *, reads_all: bool) -> None:
        """Greet a group that the bot has come into."""
        group = _get_group(update)
        await self._delivery.send(update, self.write_greeting(group, reads_all=reads_all))
        self._greeting_times[group] = time.monotonic()

    async def show_help(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Say when the bot answers here, and who can change that."""
        group = _get_group(update)
        reads_all = await self._reach.reads_all(group)
        trigger = self._settings.get_trigger(group)
        # Translators: {command} is /settings.
        admins = gettext("The admins of this group can change that with {command}.")
        lines = [
            describe_trigger(trigger, self._reach.command, reads_all=reads_all),
            gettext("To ask what somebody else's message says, reply to it with /ask."),
            admins.format(command=isolate("/settings")),
        ]
        await self._delivery.reply(update, Reply("\n".join(lines)))

    async def describe_corpus(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Say how many articles of which days are searched."""
        stats = await self._search.stats()
        coverage = describe_coverage(stats) if stats.articles else gettext("No articles yet")
        lines = (
            end_sentence(coverage),
            gettext("Every sentence I quote appears in an article, word for word."),
        )
        await self._delivery.reply(update, Reply("\n".join(lines)))

    async def show_privacy(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Say in short what is kept, and where all of it can be read."""
        message = gettext(
            "I delete messages that are not for me at once. For {days} days I remember which "
            "question each of my answers here belongs to, and what it quotes. In a private chat "
            "with me, /privacy tells all that I keep."
        )
        await self._delivery.reply(update, Reply(message.format(days=KEPT_DAYS)))

    def write_greeting(self, group: int, *, reads_all: bool) -> Reply:
        """Return a line on how to ask, and below it a question that a tap copies."""
        command = isolate(self._reach.command)
        opening = self._reach.command
        if self._settings.get_trigger(group) is Trigger.COMMAND:
            # Translators: {command} is /ask, with the name of the bot.
            line = gettext(
                "Hello! Ask me about the news with {command}, and I answer with quoted, dated "
                "sentences."
            )
        elif reads_all:
            opening = self._reach.mention
            line = gettext(
                "Hello! Ask me about the news with /ask, by a mention of my name, or in reply to "
                "one of my messages, and I answer with quoted, dated sentences."
            )
        else:
            # Translators: {command} is /ask, with the name of the bot.
            line = gettext(
                "Hello! Ask me about the news with {command}, or in reply to one of my messages, "
                "and I answer with quoted, dated sentences."
            )
        example = self._write_example(opening)
        text = join_pieces((RichText(line.format(command=command)), example), "\n")
        return Reply(text.text, text.entities)

    def describe_use(self) -> str:
        """Return for a private chat how the bot is asked in groups."""
        return describe_use(self._reach.command, has_privacy_mode=self._reach.has_privacy_mode)

    def advise_admin(self) -> RichText:
        """Return for the bot's admins how mentions reach it in groups, empty where they do."""
        return advise_on_mentions() if self._reach.has_privacy_mode else RichText()

    def _write_example(self, opening: str) -> RichText:
        questions = self._examples()
        if not questions:
            return RichText()
        question = shorten_line(questions[0], _LONGEST_EXAMPLE)
        return format_entity(f"{opening} {question}", "code")


def _get_group(update: Update) -> int:
    return update.effective_chat.id if update.effective_chat else 0
