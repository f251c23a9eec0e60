"""Posts of channels for tests."""

from datetime import UTC, datetime
from typing import Any

from telegram import Update

from bot.chat.channels.channel_post import ChannelPost
from bot.feeds.channels.channel_address import make_channel_address
from bot.feeds.subscription import Subscription

CHANNEL = -1_003_000_000_001
TITLE = "Harbour News"
FOLLOWED = Subscription("harbour-news", make_channel_address(CHANNEL), TITLE)
FERRY = "The ferry to Port Ellen sank at dawn on Sunday. Nobody was hurt."
SENT = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)


def make_post(text: str = FERRY, number: int = 7, **fields: Any) -> ChannelPost:
    """Return a post of the channel; its update has the number of the post."""
    values = {
        "update": number, "channel": CHANNEL, "number": number, "text": text, "moment": SENT,
        "channel_title": TITLE,
    }  # fmt: skip
    return ChannelPost(**{**values, **fields})


def make_update(*, kind: str = "channel_post", **fields: Any) -> Update:
    """Return an update with a post as the Bot API writes it."""
    chat = {"id": CHANNEL, "type": "channel", "title": TITLE}
    message = {"message_id": 7, "date": int(SENT.timestamp()), "chat": chat, "sender_chat": chat}
    return Update.de_json({"update_id": 70, kind: {**message, **fields}}, None)
