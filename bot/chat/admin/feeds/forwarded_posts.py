"""Forwarded posts: what a channel published, as an article with the channel as its source."""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from telegram import Chat, Message, MessageOriginChannel
from telegram.ext import filters

from bot.chat.admin.pasted_text import is_article
from bot.language.sentences import split_sentences

_FEWEST_LETTERS = 40
"""A shorter post is a remark, or the caption of a picture."""

_LONGEST_TITLE = 150
_CHANNEL_PREFIX = "-100"
_UNSAFE = re.compile(r"[\W_]+")
_SENTENCE_ENDS = re.compile(r"[.!…。！।؟۔։]")
_LINK = re.compile(r"\S*(?:://|www\.|t\.me/)\S*")


class PostFilter(filters.MessageFilter):
    """Match forwarded posts of channels that are news."""

    def filter(self, message: Message) -> bool:
        """Tell whether a message is a forwarded post that says at least a sentence."""
        text = message.text or message.caption or ""
        is_post = isinstance(message.forward_origin, MessageOriginChannel)
        # Of a file, its content is the article.
        is_file = message.document is not None and message.animation is None
        return is_post and not is_file and is_news(text)


class AlbumPartFilter(filters.MessageFilter):
    """Match the pictures of a forwarded album that have no words of their own."""

    def filter(self, message: Message) -> bool:
        """Tell whether a message is a forwarded picture of an album without a caption."""
        is_post = isinstance(message.forward_origin, MessageOriginChannel)
        return is_post and bool(message.media_group_id) and not message.caption


def is_news(text: str) -> bool:
    """Tell whether the text of a channel's post says at least a sentence."""
    words = _LINK.sub(" ", text).strip()
    if sum(map(str.isalnum, words)) < _FEWEST_LETTERS and not is_article(words):
        return False
    return any(
        _SENTENCE_ENDS.search(span.slice(words)) or span.end == len(words)
        for span in split_sentences(words)
    )


def waits_as_post(message: Mapping[str, Any]) -> bool:
    """Tell whether a message, as Telegram writes it, is a forwarded post that is news."""
    origin = message.get("forward_origin")
    kind = origin.get("type") if isinstance(origin, dict) else ""
    text = message.get("text") or message.get("caption") or ""
    is_file = "document" in message and "animation" not in message
    return kind == "channel" and not is_file and isinstance(text, str) and is_news(text)


def make_record(message: Message) -> dict[str, str]:
    """Return a forwarded post as an article's fields; the name of its writer is none of them."""
    origin = message.forward_origin
    if not isinstance(origin, MessageOriginChannel):
        raise TypeError("the message is no forwarded post of a channel")
    title, text = _divide((message.text or message.caption or "").strip())
    url = make_post_link(origin.chat, origin.message_id)
    return {
        # As in a channel that is followed, and in its export: a post counts once.
        "id": f"telegram/{_get_public_number(origin.chat)}/{origin.message_id}",
        "title": title,
        "published": origin.date.isoformat(timespec="seconds"),
        "source": origin.chat.title or origin.chat.username or "Telegram",
        "url": url,
        "text": text,
    }


def make_post_link(channel: Chat, number: int) -> str:
    """Return the address of a channel's post, which only members open where it is private."""
    if channel.username:
        return f"https://t.me/{channel.username}/{number}"
    return f"https://t.me/c/{_get_public_number(channel)}/{number}"


def name_post_file(channel: Chat) -> str:
    """Return the name of the file for the posts of a channel that were forwarded together."""
    words = _UNSAFE.sub("-", channel.username or channel.title or "").strip("-").lower()
    return f"{words[:60] or 'channel'}-posts.jsonl"


def merge_record(content: str, record: Mapping[str, str]) -> str:
    """Return JSON lines with a record, in the place of an earlier one with the same id."""
    records = [json.loads(line) for line in content.split("\n") if line.strip()]
    kept_records: Iterable[Any] = (old for old in records if old.get("id") != record["id"])
    lines = (json.dumps(item, ensure_ascii=False) for item in (*kept_records, record))
    return "".join(f"{line}\n" for line in lines)


def _get_public_number(channel: Chat) -> str:
    return str(channel.id).removeprefix(_CHANNEL_PREFIX)


def _divide(text: str) -> tuple[str, str]:
    """Return the title of a post, if its first line is one, and its text."""
    line, _, remainder = text.partition("\n")
    title, body = line.strip(), remainder.strip()
    is_title = title and len(title) <= _LONGEST_TITLE and not title.endswith((".", ":", ","))
    if is_title and is_news(body) and not _LINK.search(title):
        return title, body
    return "", text
