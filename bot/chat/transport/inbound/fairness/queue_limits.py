"""Queue limits: how much may wait, and how much a person or a group may ask."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class QueueLimits:
    """What one chat, one person and one group may take of the bot.

    ``waiting``: questions of a chat that wait for their answers; the oldest are skipped beyond
    that. ``total``: the same of all chats. ``person`` and ``group``: questions a minute, beyond
    which answers come more slowly. ``presses``: buttons and inline queries of a person a minute.
    """

    waiting: int = 20
    total: int = 10_000
    person: int = 60
    group: int = 120
    presses: int = 240
