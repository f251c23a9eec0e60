"""Shared links: messages that consist of addresses, which an admin wants opened."""

import re

from telegram import Message, MessageEntity
from telegram.ext import filters

from bot.articles.addresses import normalize_address
from bot.chat.autolinks.web_addresses import find_web_addresses
from bot.chat.questions.message_marks import cut_out

MOST_LINKS = 10
"""How many addresses of a message are opened."""

_WITH_SCHEME = re.compile(
    r"<?(?P<address>(?:feed:)?(?:https?|feed)://[^\s<>\"“”«»]+)>?", re.IGNORECASE
)
_FEED_SCHEME = re.compile(r"feed:(?://)?(?=https?://)|feed(?=://)", re.IGNORECASE)
_ENDINGS = ".,;:!…)]}'"
_QUESTION = re.compile(r"[?？؟]")
_WORD = re.compile(r"\w+")

# Beside "add" or "please take"; more words say something by themselves.
_MOST_WORDS = 2
_MOST_LETTERS = 24


def find_links(message: Message) -> tuple[str, ...]:
    """Return the addresses that a message consists of; none where it says anything else."""
    text = message.text or ""
    if not text or text.startswith("/"):
        return ()
    hidden_links = [
        entity
        for entity in message.entities
        if entity.type == MessageEntity.TEXT_LINK and entity.url
    ]
    addresses, remainder = _split(cut_out(message, hidden_links) if hidden_links else text)
    words = [word for word in _WORD.findall(remainder) if not word.isdecimal()]
    if _QUESTION.search(remainder) or len(words) > _MOST_WORDS:
        return ()
    if sum(map(len, words)) > _MOST_LETTERS:
        return ()
    addresses += [entity.url or "" for entity in hidden_links]
    by_form: dict[str, str] = {}
    for address in addresses:
        by_form.setdefault(normalize_address(address), address)
    return tuple(address for form, address in by_form.items() if form)


class LinkFilter(filters.MessageFilter):
    """Match messages that consist of addresses."""

    def filter(self, message: Message) -> bool:
        """Tell whether a message consists of addresses."""
        return bool(find_links(message))


def _split(text: str) -> tuple[list[str], str]:
    """Return the addresses in a text, and its other characters."""
    addresses: list[str] = []

    def take(match: re.Match[str]) -> str:
        address = match["address"].rstrip(_ENDINGS)
        scheme = "https" if address.lower().startswith("feed://") else ""
        addresses.append(_FEED_SCHEME.sub(scheme, address, count=1))
        return " "

    remainder = _WITH_SCHEME.sub(take, text)
    pieces, end = [], 0
    for start, stop in find_web_addresses(remainder):
        candidate = remainder[start:stop]
        if "@" in candidate or "://" in candidate:
            continue
        addresses.append(candidate)
        pieces.append(remainder[end:start])
        end = stop
    return addresses, " ".join((*pieces, remainder[end:]))
