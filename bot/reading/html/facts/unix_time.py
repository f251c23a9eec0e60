"""Unix time: moments that pages write as seconds or milliseconds since 1970."""

from bot.articles.findings import ArticleError
from bot.reading.dates.epochs import parse_count

# Those of news on the web; other numbers count something else.
_FIRST_YEAR, _LAST_YEAR = 1990, 2090


def convert_epoch(text: str) -> str:
    """Return a count of seconds or milliseconds as a date in UTC, or nothing for other text."""
    try:
        counted_date = parse_count(text.strip())
    except (ArticleError, ValueError, OverflowError):
        return ""
    if counted_date is None or counted_date.instant is None:
        return ""
    is_plausible = _FIRST_YEAR <= counted_date.day.year <= _LAST_YEAR
    return counted_date.instant.isoformat() if is_plausible else ""
