"""Keyboard: the buttons below a message, as values that know Telegram's limits."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

LONGEST_DATA = 64
"""Bytes of a button's callback data."""

LONGEST_COPY = 256
"""Characters that a button can copy."""

MOST_PER_ROW = 8

DATA_VERSION = "1"
"""Comes first in all callback data, so that later versions know theirs."""


@dataclass(frozen=True, slots=True)
class Button:
    """A button with a label, and one thing that it does when it is pressed.

    It sends ``data`` to the bot, opens ``url``, or copies ``copy``. Raise ValueError where
    Telegram would refuse it.
    """

    label: str
    data: str = ""
    url: str = ""
    copy: str = ""

    def __post_init__(self) -> None:
        """Check what the button does when it is pressed."""
        if not self.label.strip():
            raise ValueError("a button has no label")
        actions = (bool(self.data), bool(self.url), bool(self.copy))
        if sum(actions) != 1:
            raise ValueError(f"button {self.label!r} needs one of data, a link and a text to copy")
        if len(self.data.encode()) > LONGEST_DATA:
            raise ValueError(f"button {self.label!r} has more than {LONGEST_DATA} bytes of data")
        if len(self.copy) > LONGEST_COPY:
            raise ValueError(f"button {self.label!r} copies more than {LONGEST_COPY} characters")


Keyboard: TypeAlias = tuple[tuple[Button, ...], ...]
"""Rows of buttons."""


def make_keyboard(*rows: Sequence[Button]) -> Keyboard:
    """Return the rows that have buttons; raise ValueError where one has too many."""
    if any(len(row) > MOST_PER_ROW for row in rows):
        raise ValueError(f"a row has more than {MOST_PER_ROW} buttons")
    return tuple(tuple(row) for row in rows if row)


def encode_data(*parts: str) -> str:
    """Return callback data: the version, an action and its arguments."""
    return "|".join((DATA_VERSION, *parts))


def digest_question(question: str) -> str:
    """Return what tells a question from others in callback data, which has no room for it."""
    text = question.strip().encode("utf-8", "surrogatepass")
    return hashlib.sha256(text).hexdigest()[:12]
