"""Chat settings: what people chose for a chat, by name."""

from bot.chat.storage.state_database import Database

LANGUAGE = "language"
"""The code of the language in which a chat is answered."""

READER_LANGUAGE = "reader-language"
"""The code of the language of a person's Telegram, for what is sent unasked."""

TRIGGER = "trigger"
"""When a group is answered."""

QUOTE_COUNT = "quotes"
"""How many quotes a group's answers show first."""

QUIET_HOURS = "quiet"
"""Hours without messages that nobody asked for, as in ``22-7``."""

DIGEST_HOUR = "digest"
"""The time of the daily digest, as in ``08:00``."""

DIGEST_SENT = "digest-sent"
"""The day of the last digest, as in ``2026-01-07``."""

VOTE_BUTTONS = "vote-buttons"
"""Whether answers have buttons for how helpful they are; kept for chat 0, which stands for all."""

PROFILE = "profile"
"""Digests of the menus and descriptions that Telegram shows; kept for chat 0, as JSON."""

ADMIN_PROMPT = "admin-prompt"
"""What an admin was asked last, as JSON."""

PREDECESSOR = "predecessor"
"""The number that an allowed group had before it became a supergroup."""

CHANNEL_NOTICE = "channel-notice"
"""What happened last in a channel, and which admins have heard of it, as JSON."""

ALL_CHATS = 0


class ChatSettings:
    """Named texts of each chat; what is not set is None."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, chat: int, name: str) -> str | None:
        """Return a setting of a chat."""
        rows = self._database.select(
            "SELECT value FROM settings WHERE bot = ? AND chat = ? AND name = ?",
            self._database.bot, chat, name,
        )  # fmt: skip
        return str(rows[0][0]) if rows else None

    def set(self, chat: int, name: str, value: str | None) -> None:
        """Change a setting of a chat, or with None, take it back."""
        if value is None:
            self._database.delete(
                "DELETE FROM settings WHERE bot = ? AND chat = ? AND name = ?",
                self._database.bot, chat, name,
            )  # fmt: skip
            return
        self._database.execute(
            "INSERT OR REPLACE INTO settings VALUES (?, ?, ?, ?)",
            self._database.bot, chat, name, value,
        )  # fmt: skip

    def list_chats(self, name: str) -> dict[int, str]:
        """Return the value of a setting in each chat that has it."""
        rows = self._database.select(
            "SELECT chat, value FROM settings WHERE bot = ? AND name = ?", self._database.bot, name
        )
        return {int(chat): str(value) for chat, value in rows}

    def move(self, chat: int, successor: int) -> None:
        """Give the settings of a group to the one that it became."""
        self._database.execute(
            "UPDATE OR REPLACE settings SET chat = ? WHERE bot = ? AND chat = ?",
            successor, self._database.bot, chat,
        )  # fmt: skip

    def forget(self, chat: int) -> None:
        """Drop the settings of a chat that the bot is no longer in."""
        self._database.delete(
            "DELETE FROM settings WHERE bot = ? AND chat = ?", self._database.bot, chat
        )
