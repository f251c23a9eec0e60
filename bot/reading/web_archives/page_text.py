"""Plain texts of pages, as in WET files: their sentences, and the day in their address."""

from bot.articles.passages.headings import is_heading

_MOST_TITLE_WORDS = 25


def split_page_text(text: str) -> tuple[str, str]:
    """Return the title and the sentences of a page's text: menus and the like have none."""
    lines = [" ".join(line.split()) for line in text.splitlines()]
    lines = [line for line in lines if line]
    title = lines[0] if lines and is_heading(lines[0]) else ""
    if len(title.split()) > _MOST_TITLE_WORDS:
        title = ""
    return title, "\n\n".join(line for line in lines if not is_heading(line))
