"""What the bot writes besides answers, in English: that one has to wait, or why nothing comes."""

import re
from enum import Enum

from bot.chat.executor import TOO_SLOW, UNAVAILABLE

_INCIDENT = re.compile(r"\(incident [0-9a-f]{8}\)")
_SKIP = re.compile(r"I skipped (?P<count>[\d,]+) earlier messages?, because too many came at once")
_FAILURES = (
    TOO_SLOW,
    UNAVAILABLE,
    "I could not answer this message: I stopped twice while I was working on it.",
)


class Notice(Enum):
    WAIT = "Many people are asking just now:"
    """The answer comes later."""
    EXCESS = "That is a lot of questions at once, so my next answers come more slowly."
    GROUP_EXCESS = "This group asks a lot at once, so my next answers come more slowly."
    BUTTON = "I could not do what this button does:"
    """In the place of the answer to a button."""
    SKIP = "I skipped "
    """Earlier questions are not answered."""


def find_notice(text: str) -> Notice | None:
    """Return which notice a message is, None where it is an answer."""
    return next((each for each in Notice if text.startswith(each.value)), None)


def count_skips(text: str) -> int:
    """Return how many questions a message says are not answered."""
    match = _SKIP.match(text)
    return int(match["count"].replace(",", "")) if match else 0


def is_failure(text: str) -> bool:
    """Tell whether an answer only says that there is none, because something failed."""
    return _INCIDENT.search(text) is not None or text.startswith(_FAILURES)
