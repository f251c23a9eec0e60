"""Plain texts of pages, as in WET files: their sentences, and the day in their address."""

import re
from urllib.parse import urlsplit

from bot.articles.passages.headings import is_heading

_DAY = re.compile(
    r"(?<![0-9])((?:19|20)[0-9]{2})([/_-]?)(0[1-9]|1[0-2])\2(0[1-9]|[12][0-9]|3[01])(?![0-9])"
)
_MOST_TITLE_WORDS = 25


def find_day(url: str) -> str:
    """Return the only day in the path of an address, as ISO 8601, or nothing."""
    days = {f"{year}-{month}-{day}" for year, _, month, day in _DAY.findall(urlsplit(url).path)}
    return days.pop() if len(days) == 1 else ""


def find_host(url: str) -> str:
    """Return the host of an address."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def split_page_text(text: str) -> tuple[str, str]:
    """Return the title and the sentences of a page's text: menus and the like have none."""
    lines = [" ".join(line.split()) for line in text.splitlines()]
    lines = [line for line in lines if line]
    title = lines[0] if lines and is_heading(lines[0]) else ""
    if len(title.split()) > _MOST_TITLE_WORDS:
        title = ""
    return title, "\n\n".join(line for line in lines if not is_heading(line))
