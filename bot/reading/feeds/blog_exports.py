"""Exports of blogs (WordPress, Blogger): only what was published is an article."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.articles.findings import ArticleError, Finding, Notice, Rejection
from bot.reading.containers.xml_elements import find_child, local_name, read_words
from bot.reading.feeds.entry_text import read_markup, strip_entry
from bot.reading.markup import to_line
from bot.reading.news_xml.lenient_xml import parse_tree
from bot.reading.record import build_article
from bot.reading.source import Source

_WORDPRESS = "wordpress.org/export/"
_BLOGGER_KIND = "schemas.google.com/g/2005#kind"
_BLOGGER = "schemas.google.com/blogger/"
# Types of their own that sites give to articles.
_ARTICLE_TYPES = frozenset(
    "post posts news article articles story stories press-release press_release pressrelease blog"
    " blog-post blog_post news_item newsitem".split()
)
_LIVE = frozenset(("publish", "live", ""))
_LONGEST_OFFSET = timedelta(hours=14)
_QUARTER = timedelta(minutes=15)


def is_blog_export(text: str) -> bool:
    """Tell whether a feed is an export of WordPress or Blogger."""
    if _WORDPRESS in text and ("<wp:post_type" in text or "<wp:wxr_version" in text):
        return True
    return _BLOGGER_KIND in text or (_BLOGGER in text and "type>" in text and "POST<" in text)


def read_blog_export(text: str, source: Source) -> Iterator[Finding]:
    """Yield an article or a rejection for each published post, and what was passed over."""
    root = parse_tree(text)
    skips: Counter[str] = Counter()
    if local_name(root) == "feed":
        entries = _read_blogger(root, skips)
    else:
        entries = _read_wordpress(root, skips)
    posts = 0
    for fields in entries:
        source.budget.beat()
        posts += 1
        try:
            yield build_article(fields, source.path)
        except ArticleError as error:
            name = str(fields["title"])[:60] or str(fields["url"])[:80]
            yield Rejection(source.path, None, f"post {posts:,} ({name}): {error.reason}")
    if skips:
        counts = ", ".join(f"{name} {count:,}" for name, count in sorted(skips.items()))
        yield Notice(
            source.path,
            None,
            f"only published posts of this export are read; passed over: {counts}",
        )
    if not posts:
        raise ArticleError("it is the export of a blog, but has no published post")


def _read_wordpress(root: Any, skips: Counter[str]) -> Iterator[dict[str, object]]:
    channel = find_child(root, "channel")
    items = [] if channel is None else [item for item in channel if local_name(item) == "item"]
    names = {} if channel is None else _read_authors(channel)
    for item in items:
        values = _read_values(item)
        if reason := _skip_post(values):
            skips[reason] += 1
        else:
            creator = values.get("creator", "")
            yield _clean(
                {
                    "title": values.get("title", ""),
                    "text": values.get("content", "") or values.get("description", ""),
                    "published": _local_date(values),
                    "source": read_words(find_child(channel, "title")),
                    "url": values.get("link", ""),
                    "authors": [names.get(creator, creator)] if creator else [],
                    "language": read_words(find_child(channel, "language")),
                }
            )


def _read_values(item: Any) -> dict[str, str]:
    """Return an item's values; its text is apart from its excerpt, which has the same name."""
    values: dict[str, str] = {}
    for element in item:
        name = local_name(element)
        if name == "encoded":
            name = "excerpt" if "excerpt" in element.tag else "content"
        values.setdefault(name, "".join(element.itertext()).strip())
    return values


def _read_authors(channel: Any) -> dict[str, str]:
    """Return the name that is shown for each author's login."""
    values = [_read_values(child) for child in channel if local_name(child) == "author"]
    return {
        author.get("author_login", ""): author.get("author_display_name", "")
        or author.get("author_login", "")
        for author in values
    }


def _skip_post(values: dict[str, str]) -> str:
    """Return what an item is that is no published post, empty for one that is."""
    kind = values.get("post_type", "post")
    if kind not in _ARTICLE_TYPES:
        return kind[:40] or "without type"
    status = values.get("status", "")
    if status not in _LIVE:
        return f"{kind} ({status[:20]})"
    return f"{kind} (with a password)" if values.get("post_password") else ""


def _local_date(values: dict[str, str]) -> str:
    """Return the site's own day and time, with its offset where the export shows it."""
    local, world = _parse(values.get("post_date", "")), _parse(values.get("post_date_gmt", ""))
    if local is None:
        return values.get("pubDate", "")
    if world is None:
        world = _parse_header(values.get("pubDate", ""))
    if world is not None:
        offset = local - world
        if abs(offset) <= _LONGEST_OFFSET and not offset % _QUARTER:
            sign, minutes = (
                ("-" if offset < timedelta(0) else "+"),
                abs(offset) // timedelta(minutes=1),
            )
            return f"{local.isoformat()}{sign}{minutes // 60:02}:{minutes % 60:02}"
    return local.isoformat()


def _parse(words: str) -> datetime | None:
    try:
        return datetime.strptime(words, "%Y-%m-%d %H:%M:%S")  # noqa: DTZ007 (its zone is apart)
    except ValueError:
        return None


def _parse_header(words: str) -> datetime | None:
    try:
        moment = datetime.strptime(words, "%a, %d %b %Y %H:%M:%S %z")
    except ValueError:
        return None
    return moment.astimezone(UTC).replace(tzinfo=None)


def _read_blogger(root: Any, skips: Counter[str]) -> Iterator[dict[str, object]]:
    title = read_words(find_child(root, "title"))
    for entry in (child for child in root if local_name(child) == "entry"):
        kind, status = _kind(entry), _status(entry)
        if kind != "post" or status not in _LIVE:
            skips[kind if kind != "post" else f"post ({status})"] += 1
            continue
        content = find_child(entry, "content")
        yield _clean(
            {
                "title": read_words(find_child(entry, "title")),
                "text": "" if content is None else "".join(content.itertext()),
                "published": read_words(find_child(entry, "published")),
                "source": title,
                "url": _address(entry),
                "authors": [read_words(find_child(entry, "author", "name"))],
                "language": "",
            }
        )


def _kind(entry: Any) -> str:
    """Return what an entry is, as Blogger's older and newer exports say."""
    for category in (child for child in entry if local_name(child) == "category"):
        if category.get("scheme", "").endswith("#kind"):
            return str(category.get("term", "")).rpartition("#")[2][:40]
    return read_words(find_child(entry, "type")).lower()[:40] or "without type"


def _status(entry: Any) -> str:
    if read_words(find_child(entry, "control", "draft")).lower() == "yes":
        return "draft"
    return read_words(find_child(entry, "status")).lower()[:20]


def _address(entry: Any) -> str:
    links = [child for child in entry if local_name(child) == "link"]
    return next((str(link.get("href", "")) for link in links if link.get("rel") == "alternate"), "")


def _clean(fields: dict[str, object]) -> dict[str, object]:
    """Return fields with their text as prose, and titles and names as lines."""
    title, source = to_line(str(fields["title"])), to_line(str(fields["source"]))
    text, _ = strip_entry(read_markup(str(fields["text"])), title, source)
    return {**fields, "title": title, "source": source, "text": text}
