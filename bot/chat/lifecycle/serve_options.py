"""Serve options: what the settings say of who is served, and how."""

from bot.chat.access.allow_lists import AllowLists
from bot.chat.lifecycle.update_sources import WebhookConfig
from bot.chat.transport.outbound.message_rates import MessageRates
from bot.settings import Settings


def make_allow_lists(settings: Settings) -> AllowLists:
    """Return who may use the bot."""
    return AllowLists(
        frozenset(settings.allowed_users),
        frozenset(settings.allowed_chats),
        frozenset(settings.admins),
    )


def make_webhook_config(settings: Settings) -> WebhookConfig | None:
    """Return how Telegram sends updates, None where they are fetched."""
    if settings.mode == "polling":
        return None
    host, _, port = settings.webhook_listen.rpartition(":")
    return WebhookConfig(
        settings.webhook_url,
        host.strip("[]"),
        int(port),
        settings.webhook_secret.get_secret_value() if settings.webhook_secret else "",
        settings.webhook_certificate,
        settings.webhook_key,
    )


def make_message_rates(settings: Settings) -> MessageRates:
    """Return how fast the bot may write."""
    return MessageRates(
        settings.messages_per_second,
        settings.chat_messages_per_minute,
        settings.group_messages_per_minute,
    )
