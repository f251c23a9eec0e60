"""Headlines: the articles of a newspaper's page, which has its day above all of them."""

from collections.abc import Sequence
from itertools import pairwise

from bot.articles.passages.headings import is_heading
from bot.reading.dates.find import find_publication_date
from bot.reading.press.divisions import Division, HeadedParagraph

SEVERAL_HEADLINES = (
    "read as several articles, as several of its headings are as large as the first, and dated by"
    " the day above that: check where they begin"
)
LARGE_HEADINGS = (
    "several of its headings are as large as its title: if it holds several articles, put each in a"
    " file of its own, or a date below each heading"
)

_MINIMUM = 2
_LEAST_PROSE = 150


def divide_at_headlines(paragraphs: Sequence[HeadedParagraph]) -> Division:
    """Divide a page at its largest headings, where a line with the day is above the first.

    Where it is not, several of them are only remarked on: they may be those of one text.
    """
    highest = min((item.level for item in paragraphs if item.level), default=0)
    places = [number for number, item in enumerate(paragraphs) if item.level == highest > 0]
    if len(places) < _MINIMUM or not all(map(is_heading, _texts(paragraphs, places))):
        return Division()
    ends = (*places, len(paragraphs))
    if any(_count_prose(paragraphs[start:end]) < _LEAST_PROSE for start, end in pairwise(ends)):
        return Division()
    masthead = [item.text for item in paragraphs[: places[0]]]
    day = find_publication_date(masthead)
    if not day or _count_prose(paragraphs[: places[0]]):
        return Division(notices=(LARGE_HEADINGS,))
    return Division(tuple(places), tuple(places), (day,) * len(places), (SEVERAL_HEADLINES,))


def _texts(paragraphs: Sequence[HeadedParagraph], places: Sequence[int]) -> list[str]:
    return [" ".join(paragraphs[place].text.split()) for place in places]


def _count_prose(paragraphs: Sequence[HeadedParagraph]) -> int:
    """Return how many characters of whole sentences there are."""
    return sum(
        len(item.text) for item in paragraphs if not item.level and not is_heading(item.text[-120:])
    )
