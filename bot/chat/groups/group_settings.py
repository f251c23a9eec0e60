"""Group settings: what was chosen for a chat, as values rather than as texts."""

import logging
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, tzinfo
from enum import IntEnum

from bot.chat.groups.quiet_hours import QuietHours, parse_quiet_hours
from bot.chat.storage.chat_settings import (
    ALL_CHATS,
    QUIET_HOURS,
    QUOTE_COUNT,
    TRIGGER,
    VOTE_BUTTONS,
    ChatSettings,
)

_LOGGER = logging.getLogger(__name__)

QUOTE_COUNTS = (1, 2, 3)
"""The numbers of quotes that a group's answers may show first."""

_SWITCHED_ON = "on"


class Trigger(IntEnum):
    """What a group's messages need to be answered; each answers what those before it do, too.

    ``COMMAND``: /ask. ``ADDRESS``: a mention of the bot's name, or a reply to one of its messages.
    ``QUESTION``: a question mark at the end of what nobody else is asked.
    """

    COMMAND = 1
    ADDRESS = 2
    QUESTION = 3


class GroupSettings:
    """Read and change what was chosen for each chat.

    What cannot be read is as if it had not been chosen.
    """

    def __init__(
        self,
        settings: ChatSettings,
        zone: tzinfo = UTC,
        read_clock: Callable[[tzinfo], datetime] = datetime.now,
    ) -> None:
        self._settings = settings
        self._zone = zone
        self._read_clock = read_clock

    @property
    def zone(self) -> tzinfo:
        """Return the time zone of quiet hours."""
        return self._zone

    def get_trigger(self, chat: int) -> Trigger:
        """Return what the messages of a group need to be answered."""
        name = self._get(chat, TRIGGER).upper()
        return Trigger[name] if name in Trigger.__members__ else Trigger.ADDRESS

    def set_trigger(self, chat: int, trigger: Trigger) -> None:
        """Choose what the messages of a group need to be answered."""
        self._settings.set(chat, TRIGGER, trigger.name.lower())

    def get_quote_count(self, chat: int) -> int:
        """Return how many quotes the answers in a group show first."""
        counts = {str(count): count for count in QUOTE_COUNTS}
        return counts.get(self._get(chat, QUOTE_COUNT), QUOTE_COUNTS[0])

    def set_quote_count(self, chat: int, count: int) -> None:
        """Choose how many quotes the answers in a group show first."""
        self._settings.set(chat, QUOTE_COUNT, str(count))

    def get_quiet_hours(self, chat: int) -> QuietHours | None:
        """Return the hours in which a chat gets only answers, None where it has none."""
        return parse_quiet_hours(self._get(chat, QUIET_HOURS))

    def set_quiet_hours(self, chat: int, hours: QuietHours | None) -> None:
        """Choose the hours in which a chat gets only answers."""
        self._settings.set(chat, QUIET_HOURS, str(hours) if hours else None)

    def is_quiet(self, chat: int) -> bool:
        """Tell whether a chat gets only answers now."""
        hours = self.get_quiet_hours(chat)
        return hours is not None and hours.includes(self._read_clock(self._zone).hour)

    def has_vote_buttons(self) -> bool:
        """Tell whether people can say of answers how helpful they are."""
        return self._get(ALL_CHATS, VOTE_BUTTONS) == _SWITCHED_ON

    def set_vote_buttons(self, is_on: bool) -> None:
        """Choose whether people can say of answers how helpful they are."""
        self._settings.set(ALL_CHATS, VOTE_BUTTONS, _SWITCHED_ON if is_on else None)

    def _get(self, chat: int, name: str) -> str:
        try:
            return self._settings.get(chat, name) or ""
        except sqlite3.Error:
            _LOGGER.exception("A setting of a chat cannot be looked up in state.db.")
            return ""
