"""Ticket: what is known of an update whose turn has come."""

from dataclasses import dataclass
from enum import Enum, auto

from bot.chat.transport.inbound.lane import WaitingUpdate


class Excess(Enum):
    """Who asks more than is answered at once."""

    PERSON = auto()
    GROUP = auto()


@dataclass(frozen=True, slots=True)
class Ticket:
    """An update whose turn has come.

    ``skips``: the numbers of those that were skipped before it. ``excess``: who asks too much.
    """

    entry: WaitingUpdate
    skips: tuple[int, ...] = ()
    excess: Excess | None = None
