"""Group reach: which messages of its groups Telegram shows this bot."""

import logging

from telegram import Bot
from telegram.error import TelegramError

from bot.chat.group_admins import GroupAdmins
from bot.chat.profile.deep_links import GroupLink, encode_link

_LOGGER = logging.getLogger(__name__)


class GroupReach:
    """What privacy mode leaves the bot.

    In privacy mode, which is the default, Telegram shows a bot only commands and replies to its
    own messages, except in groups of which it is an admin.
    """

    def __init__(self, bot: Bot, admins: GroupAdmins) -> None:
        self._bot = bot
        self._admins = admins

    @property
    def has_privacy_mode(self) -> bool:
        """Tell whether Telegram keeps most messages of groups from the bot."""
        return not self._bot.can_read_all_group_messages

    @property
    def command(self) -> str:
        """Return the command that reaches the bot in every group."""
        return f"/ask@{self._bot.username}"

    @property
    def mention(self) -> str:
        """Return the bot's name as people mention it."""
        return f"@{self._bot.username}"

    async def reads_all(self, group: int) -> bool:
        """Tell whether Telegram shows the bot every message of a group."""
        return not self.has_privacy_mode or await self._admins.is_admin_of(group, self._bot.id)

    async def read_title(self, group: int) -> str:
        """Return what a group is called, empty where Telegram does not say."""
        try:
            chat = await self._bot.get_chat(group)
        except TelegramError as error:
            _LOGGER.info("The title of a group is not known: %s", error.message)
            return ""
        return chat.title or ""

    def link_settings(self, group: int) -> str:
        """Return the address of a private chat that shows the settings of a group."""
        return f"https://t.me/{self._bot.username}?start={encode_link(GroupLink(group))}"

    async def refresh(self) -> None:
        """Ask Telegram again, since the mode of a bot can be changed while it runs."""
        await self._bot.get_me()
