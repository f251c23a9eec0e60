"""Links: the addresses that Telegram takes, and names that it must not take for addresses."""

import re
from urllib.parse import urlsplit

from bot.chat.autolinks.covers import cover_autolinks
from bot.chat.rich_text import RichText, format_entity

_LONGEST_URL = 2048
_HOST = re.compile(r"[\w-]+(\.[\w-]+)+")


def is_link(url: str) -> bool:
    """Tell whether Telegram takes ``url`` as a link's target."""
    if len(url) > _LONGEST_URL or " " in url or not url.isprintable():
        return False
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return False
    return (
        parts.scheme in ("http", "https")
        and not parts.netloc.endswith(":")
        and "@" not in parts.netloc
        and bool(_HOST.fullmatch(host))
    )


def link_text(text: str, url: str) -> RichText:
    """Return ``text`` as a link where that is possible.

    Where it is not, a host, a name or a command in it is set as code: Telegram would make a link
    of it by itself.
    """
    if text and is_link(url):
        return format_entity(text, "text_link", url)
    return cover_autolinks(RichText(text))
