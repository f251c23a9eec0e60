"""A Telegram channel's posts, as Telegram Desktop exports them in JSON."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta

from bot.articles.findings import ArticleError, Finding, Notice, Rejection
from bot.reading.dates.parse import parse_published
from bot.reading.headlines import find_headline
from bot.reading.record import build_article

_CHATS = ("personal_chat", "bot_chat", "saved_messages", "private_group", "private_supergroup")
_GROUPS = ("public_supergroup", "public_group")
_LEAST_DIGITS = 9  # of the number of a channel that has a link

NO_CHANNEL = "it is the export of a chat: only the posts of a channel are articles"


def is_channel_export(value: object) -> bool:
    """Tell whether a value is the export of one chat, or of an account's chats."""
    return bool(_list_chats(value))


def read_channel(value: object, path: str) -> Iterator[Finding]:
    """Yield the posts of each channel in an export; a chat between people is rejected."""
    for chat in _list_chats(value):
        kind = chat.get("type")
        if kind in _CHATS:
            yield Rejection(path, None, NO_CHANNEL)
            continue
        posts = [post for post in chat["messages"] if _is_post(post, kind)]  # type: ignore[attr-defined]
        for post in posts:
            yield _read_post(post, chat, path)
        if not posts:
            yield Rejection(path, None, NO_CHANNEL if kind in _GROUPS else "it has no post in it")
        if count := sum("forwarded_from" in post for post in posts):
            yield Notice(path, None, f"{count:,} of its posts were forwarded from elsewhere")


def _list_chats(value: object) -> list[Mapping[str, object]]:
    if not isinstance(value, dict):
        return []
    chats = value.get("chats")
    inner = chats.get("list") if isinstance(chats, dict) else None
    candidates = inner if isinstance(inner, list) else [value]
    return [chat for chat in candidates if _is_chat(chat)]


def _is_chat(value: object) -> bool:
    if not isinstance(value, dict):
        return False
    messages = value.get("messages")
    if not isinstance(messages, list) or not isinstance(value.get("name", ""), str | None):
        return False
    return any(
        isinstance(message, dict)
        and message.get("type") in ("message", "service")
        and "date" in message
        for message in messages[:20]
    )


def _is_post(message: object, kind: object) -> bool:
    """Tell a post with a text from what else a channel, or the group beside it, holds."""
    if not isinstance(message, dict) or message.get("type") != "message":
        return False
    author = message.get("from_id")
    is_from_channel = not isinstance(author, str) or author.startswith("channel")
    return bool(_join_text(message.get("text")).strip()) and (
        kind not in _GROUPS or (is_from_channel and author is not None)
    )


def _join_text(value: object) -> str:
    """Return the text of a message, which is a string or pieces of different looks."""
    if isinstance(value, str):
        return value
    pieces = value if isinstance(value, list) else []
    texts = (piece.get("text") if isinstance(piece, dict) else piece for piece in pieces)
    return "".join(text for text in texts if isinstance(text, str))


def _read_post(post: Mapping[str, object], chat: Mapping[str, object], path: str) -> Finding:
    text = _join_text(post.get("text")).strip()
    title, body = find_headline(text, 0)
    # As in the pages that Telegram exports, who wrote it counts, not who passed it on.
    name, number = post.get("forwarded_from") or chat.get("name"), str(post.get("id", ""))
    channel = str(chat.get("id", ""))
    fields: dict[str, object] = {
        "title": title,
        "source": name if isinstance(name, str) else "",
        "url": _link(chat, channel, number),
    }
    if number.isdecimal() and channel.isdecimal():
        fields["id"] = f"telegram/{channel}/{number}"
    author = post.get("author")
    if isinstance(author, str):
        fields["authors"] = [author]
    try:
        date = _add_offset(str(post.get("date", "")), str(post.get("date_unixtime", "")))
        return build_article(fields, path, text=text, body=body, published=parse_published(date))
    except ArticleError as error:
        return Rejection(path, None, f"post {number}: {error.reason}")


def _link(chat: Mapping[str, object], channel: str, number: str) -> str:
    name = chat.get("username")
    if isinstance(name, str) and name.isidentifier() and number.isdecimal():
        return f"https://t.me/{name}/{number}"
    if channel.isdecimal() and len(channel) >= _LEAST_DIGITS and number.isdecimal():
        return f"https://t.me/c/{channel}/{number}"
    return ""


def _add_offset(local: str, seconds: str) -> str:
    """Return a local time with its offset from UTC, which the epoch of the same moment shows."""
    try:
        there = datetime.fromtimestamp(int(seconds), UTC).replace(tzinfo=None)
        offset = datetime.fromisoformat(local) - there
    except (ValueError, OverflowError, OSError, TypeError):
        return local
    minutes = offset // timedelta(minutes=1)
    if offset % timedelta(minutes=15) or abs(minutes) > 14 * 60:
        return local
    sign = "-" if minutes < 0 else "+"
    return f"{local}{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
