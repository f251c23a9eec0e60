"""Reply options: what a reply offers beside its quotes, by where it is shown."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReplyOptions:
    """How an answer is shown.

    ``in_group``: whether many read it, so that it is short.
    ``quote_count``: how many quotes it shows first; 0 for as many as is usual there.
    ``has_buttons``: whether buttons can be pressed, as in Telegram and not in a terminal.
    ``can_follow``, ``is_followed``: whether the chat may follow what is asked about, and does.
    ``can_vote``: whether readers are asked how helpful it is.
    ``heading``: the question, above an answer that replies to no message with it.
    ``has_origin``: whether the message showed the answer to another question before.
    """

    in_group: bool = False
    quote_count: int = 0
    has_buttons: bool = False
    can_follow: bool = False
    is_followed: bool = False
    can_vote: bool = False
    heading: str = ""
    has_origin: bool = False


PLAIN = ReplyOptions()
"""A reply without buttons."""
