"""Unknown commands: in private they get the nearest command that there is."""

import re
from collections.abc import Sequence

from rapidfuzz.distance import OSA
from telegram import Update
from telegram.ext import ContextTypes

from bot.chat.commands import Commands
from bot.chat.rich_text import Reply
from bot.chat.transport.outbound.delivery import Delivery
from bot.localization.current import gettext

_NAME = re.compile(r"/(?P<name>[A-Za-z0-9_]+)")
_LONGEST_NAME = 32
_SHORTEST_START = 3
_LONGEST_WITH_ONE_EDIT = 5


class UnknownCommands:
    """Say that a command is unknown, and which may be meant."""

    def __init__(self, commands: Commands, delivery: Delivery) -> None:
        self._commands = commands
        self._delivery = delivery

    async def decline(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Answer with the nearest command, without one with the list of all."""
        message = update.effective_message
        name = read_name(message.text or "") if message else ""
        nearest = find_nearest(name, self._commands.list_usable(update))
        await self._delivery.reply(update, _write_refusal(name, nearest))


def read_name(text: str) -> str:
    """Return the name of the command that a text opens with."""
    match = _NAME.match(text)
    return match["name"].lower() if match else ""


def find_nearest(name: str, names: Sequence[str]) -> str | None:
    """Return the name that ``name`` begins, or may be a misspelling of; None where none is near."""
    # One that there is was meant for another bot.
    if len(name) > _LONGEST_NAME or name in names:
        return None
    if len(name) >= _SHORTEST_START:
        beginnings = [candidate for candidate in names if candidate.startswith(name)]
        if len(beginnings) == 1:
            return beginnings[0]
    distances = {candidate: OSA.distance(name, candidate) for candidate in names}
    nearest = min(distances, key=lambda candidate: distances[candidate], default=None)
    most_edits = 1 if len(name) <= _LONGEST_WITH_ONE_EDIT else 2
    return nearest if nearest and distances[nearest] <= most_edits else None


def _write_refusal(name: str, nearest: str | None) -> Reply:
    if nearest is None:
        return Reply(gettext("I do not know this command. /help shows what I can do."))
    # Translators: both are commands, as in /hepl and /help.
    message = gettext("I do not know {command}. Did you mean {suggestion}?")
    return Reply(message.format(command=f"/{name}", suggestion=f"/{nearest}"))
