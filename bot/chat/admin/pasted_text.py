"""Pasted text: a message that is an article, as a file that can be previewed and added."""

import re
from datetime import date

from bot.errors import DatelineError
from bot.language.sentences import split_sentences
from bot.reading.dates.find import find_publication_date
from bot.reading.dates.parse import parse_published

# A question, however long, is hardly as long; a script without spaces says more in as much.
_FEWEST_BYTES = 600
_FEWEST_SENTENCES = 4
_QUESTION_ENDS = ("?", "؟", "？", ";")
_LINES_WITH_DATE = 4
_TITLE_WORDS = 6
_UNSAFE = re.compile(r"[^\w]+")


def is_article(text: str) -> bool:
    """Tell whether a message has the length and the shape of an article."""
    words = text.strip()
    if len(words.encode("utf-8", "replace")) < _FEWEST_BYTES or words.endswith(_QUESTION_ENDS):
        return False
    return len(split_sentences(words)) >= _FEWEST_SENTENCES


def name_file(text: str, today: date) -> str:
    """Return the name of a text file, with the day on which the text says it was published.

    Without one it is ``today``, which an admin sees on the card before the file is added.
    """
    lines = [line.strip() for line in text.strip().splitlines() if line.strip()]
    ends = [*lines[:_LINES_WITH_DATE], *lines[-_LINES_WITH_DATE:]]
    # Digits in a name may be read as another date.
    words = [
        word
        for word in _UNSAFE.sub(" ", lines[0] if lines else "").split()
        if not any(map(str.isdigit, word))
    ][:_TITLE_WORDS]
    day = _find_day(find_publication_date(ends), today)
    return f"{day.isoformat()}-{'-'.join(words).lower() or 'article'}.txt"


def _find_day(text: str, today: date) -> date:
    if not text:
        return today
    try:
        day = parse_published(text).day
    except (DatelineError, ValueError):
        return today
    return min(day, today)
