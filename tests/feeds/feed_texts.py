"""Feeds of every shape, invented, to be read and changed by tests."""

from html import escape

TEXT = (
    "The ferry to Norrhamn left at noon on Monday with two hundred passengers on board. "
    "It was the first crossing since the storm closed the harbour last week. "
    "The mayor said that the second ferry would follow as soon as the pier was repaired."
)


def make_item(
    number: int,
    *,
    title: str = "",
    text: str = "",
    date: str = "Wed, 07 Jan 2026 18:30:00 +0100",
    guid: str | None = None,
    link: str | None = None,
) -> str:
    """Return an item of RSS 2.0; without a guid or a link if these are empty."""
    guid = f"tag:ferry.example,2026:{number}" if guid is None else guid
    link = f"https://ferry.example/{number}" if link is None else link
    parts = [
        f"<title>{escape(title or f'Ferry number {number} leaves')}</title>",
        f"<description>{escape(text or f'<p>Ferry {number}. {TEXT}</p>')}</description>",
        f"<guid isPermaLink='false'>{escape(guid)}</guid>" if guid else "",
        f"<link>{escape(link)}</link>" if link else "",
        f"<pubDate>{date}</pubDate>" if date else "",
    ]
    return f"<item>{''.join(parts)}</item>"


def make_rss(*items: str, head: str = "", title: str = "Ferry Times") -> bytes:
    """Return a feed in RSS 2.0."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        ' xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">'
        f"<channel><title>{title}</title><link>https://ferry.example/</link>"
        f"<language>en-GB</language>{head}{''.join(items)}</channel></rss>"
    ).encode()
