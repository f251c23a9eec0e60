"""Follow: a topic or question that somebody wants to hear of, and what answers it."""

from dataclasses import dataclass

from bot.answers.answer import Quote


@dataclass(frozen=True, slots=True)
class Follow:
    """What somebody wants to hear of.

    ``topic``: the topic or question as it was written.
    ``reader``: the tag of the language that whoever follows it reads.
    """

    id: int
    topic: str
    reader: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """An added article that answers a follow: its best quote."""

    follow: Follow
    quote: Quote
