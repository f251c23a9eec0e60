"""Profile updater: has Telegram show the bot's menus and descriptions."""

import asyncio
import json
import logging
import re
import sqlite3
from collections.abc import Awaitable, Callable, Iterable
from functools import partial

from telegram import Bot, Update
from telegram.error import BadRequest, TelegramError
from telegram.ext import ContextTypes

from bot.chat.commands import Commands
from bot.chat.profile.menus import list_menus, make_admin_menu
from bot.chat.profile.profile_parts import (
    ProfilePart,
    list_former_admin_menus,
    list_menu_parts,
    list_text_parts,
)
from bot.chat.storage.chat_settings import ALL_CHATS, PROFILE, ChatSettings
from bot.chat.transport.outbound.retry import repeat_request
from bot.system.log_lines.pseudonyms import hash_id

_LOGGER = logging.getLogger(__name__)

_ID = re.compile(r"-?\d{4,}")
"""The number of a person or a chat in the key of a part."""

_PATIENCE = 3600.0


class ProfileUpdater:
    """Set what changed since it was last set, one request after the other.

    There are some hundred of them, which every restart would repeat: digests of what was set, and
    of what it was made from, are kept in state.db. A failure is logged; the bot works without a
    profile all the same.
    """

    def __init__(self, bot: Bot, commands: Commands, settings: ChatSettings) -> None:
        self._bot = bot
        self._commands = commands
        self._settings = settings
        self._new_admins: asyncio.Queue[int] = asyncio.Queue()
        self._met_admins: set[int] = set()

    async def run(self) -> None:
        """Set everything, then the menu of each admin who writes; never return."""
        await self.update()
        while True:
            await self._send_admin_menu(await self._new_admins.get())

    async def update(self) -> None:
        """Set everything that changed."""
        await self._send(list_menu_parts(list_menus(self._commands)))
        await self._send(list_text_parts(self._bot))
        for admin in sorted(self._commands.admins):
            await self._send_admin_menu(admin)
        await self._delete_menus_of_former_admins()

    async def meet_admin(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Note that an admin wrote: before that, Telegram knows no chat to set a menu for."""
        user = update.effective_user
        if user and user.id in self._commands.admins and user.id not in self._met_admins:
            self._met_admins.add(user.id)
            self._new_admins.put_nowait(user.id)

    async def _send_admin_menu(self, admin: int) -> None:
        await self._send(list_menu_parts([make_admin_menu(self._commands, admin)]))

    async def _delete_menus_of_former_admins(self) -> None:
        digests = self._read_digests()
        for key, delete in list_former_admin_menus([*digests], self._commands.admins):
            if not await self._request(key, delete):
                return
            del digests[key]
            self._write_digests(digests)

    async def _send(self, parts: Iterable[ProfilePart]) -> None:
        """Send the parts that changed, as long as that succeeds."""
        earlier = self._read_digests()
        digests = dict(earlier)
        try:
            for part in parts:
                earlier_content, _, earlier_source = digests.get(part.key, "").partition(" ")
                if earlier_source == part.source:
                    continue
                await asyncio.sleep(0)  # a translation may have to be read: others go first
                content = part.make()
                if earlier_content != content.digest and not await self._request(
                    part.key, content.send
                ):
                    return
                digests[part.key] = f"{content.digest} {part.source}"
        finally:
            if digests != earlier:
                self._write_digests(digests)

    async def _request(self, key: str, send: Callable[[Bot], Awaitable[bool]]) -> bool:
        """Send a part; return False where it makes no sense to go on with others."""
        try:
            await repeat_request(partial(send, self._bot), _PATIENCE)
        except TelegramError as error:
            # Until an admin writes to the bot for the first time, there is no such chat.
            is_new = isinstance(error, BadRequest) and "chat not found" in error.message.lower()
            level = logging.INFO if is_new else logging.WARNING
            name = _ID.sub(lambda match: hash_id(int(match[0])), key)
            _LOGGER.log(level, "Telegram does not take the %s: %s", name, error.message)
            return False
        return True

    def _read_digests(self) -> dict[str, str]:
        try:
            return dict(json.loads(self._settings.get(ALL_CHATS, PROFILE) or "{}"))
        except (sqlite3.Error, ValueError, TypeError):
            _LOGGER.exception("What was set of the profile cannot be looked up in state.db.")
            return {}

    def _write_digests(self, digests: dict[str, str]) -> None:
        try:
            self._settings.set(ALL_CHATS, PROFILE, json.dumps(digests))
        except sqlite3.Error:
            _LOGGER.exception("What was set of the profile cannot be noted in state.db.")
