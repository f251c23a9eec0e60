"""Deep links: what a link to the bot, t.me/name?start=…, says behind /start.

Telegram takes up to 64 letters, digits, hyphens and underscores.
"""

import base64
import re
from dataclasses import dataclass
from typing import TypeAlias

LONGEST_QUESTION = 45
"""Bytes of a question that a link holds."""

_ARTICLE = re.compile(r"[0-9a-f]{16}")
_GROUP = re.compile(r"-[1-9][0-9]{0,17}")


@dataclass(frozen=True, slots=True)
class QuestionLink:
    """A link that asks a question."""

    question: str


@dataclass(frozen=True, slots=True)
class StoryLink:
    """A link that shows an article, by its id."""

    article: str


@dataclass(frozen=True, slots=True)
class GroupLink:
    """A link that shows a group's settings to its admins, by the group's number."""

    chat: int


Link: TypeAlias = QuestionLink | StoryLink | GroupLink


def encode_link(link: Link) -> str | None:
    """Return the payload of a link, None where it does not fit."""
    match link:
        case QuestionLink(question):
            return _encode_question(question)
        case StoryLink(article):
            return f"s-{article}" if _ARTICLE.fullmatch(article) else None
        case GroupLink(chat):
            return f"g-{chat}" if _GROUP.fullmatch(str(chat)) else None


def decode_link(payload: str) -> Link | None:
    """Return what a payload stands for, None where ``encode_link`` did not make it."""
    kind, _, argument = payload.partition("-")
    link = _decode(kind, argument)
    return link if link and encode_link(link) == payload else None


def _decode(kind: str, argument: str) -> Link | None:
    match kind:
        case "q":
            question = _decode_question(argument)
            return QuestionLink(question) if question else None
        case "s":
            return StoryLink(argument)
        case "g" if _GROUP.fullmatch(argument):
            return GroupLink(int(argument))
    return None


def _encode_question(question: str) -> str | None:
    try:
        content = question.encode()
    except UnicodeEncodeError:
        return None  # half a surrogate pair is not a character
    if not question.strip() or len(content) > LONGEST_QUESTION:
        return None
    return "q-" + base64.urlsafe_b64encode(content).decode().rstrip("=")


def _decode_question(argument: str) -> str | None:
    padding = "=" * (-len(argument) % 4)
    try:
        return base64.b64decode(argument + padding, altchars=b"-_", validate=True).decode()
    except ValueError:
        return None
