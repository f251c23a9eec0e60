"""Where a forwarded message comes from, as the Bot API writes it."""

import time

from tests.telegram.shapes import Chat, User

Origin = dict[str, object]


def origin_of_user(user: User) -> Origin:
    """Return the origin of what ``user`` wrote."""
    return {"type": "user", "date": _an_hour_ago(), "sender_user": user}


def origin_of_hidden_user(name: str = "Dora") -> Origin:
    """Return the origin of what somebody wrote whose account is not shown."""
    return {"type": "hidden_user", "date": _an_hour_ago(), "sender_user_name": name}


def origin_of_chat(chat: Chat) -> Origin:
    """Return the origin of what was written in the name of a group."""
    return {"type": "chat", "date": _an_hour_ago(), "sender_chat": chat}


def origin_of_post(chat: Chat, message_id: int = 7) -> Origin:
    """Return the origin of a channel's post."""
    return {"type": "channel", "date": _an_hour_ago(), "chat": chat, "message_id": message_id}


def _an_hour_ago() -> int:
    return int(time.time()) - 3600
