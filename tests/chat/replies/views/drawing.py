"""What the tests of all views share: languages to render in, and texts as they are drawn."""

import re

from tests.telegram.limits import BLANK, shown

LANGUAGES = ("en", "de", "ar", "zh")

_EDGES = re.compile(rf"^[\s{BLANK}]+|[\s{BLANK}]+\Z")


def bare(text: str) -> str:
    """Return ``text`` as Telegram draws it, but for white space around it."""
    return _EDGES.sub("", shown(text))
