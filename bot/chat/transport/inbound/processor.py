"""Processor: handles the updates of one chat in order, and many chats at once."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Hashable
from contextlib import asynccontextmanager
from datetime import date
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor

from bot.chat.executor import today
from bot.chat.transport.inbound.attempts import count_attempt
from bot.chat.transport.inbound.inbox import Inbox
from bot.chat.transport.outbound.toasts import answer_press
from bot.localization.current import use_language, use_today
from bot.localization.offered_languages import ENGLISH

# An update takes a slot before its chat's turn comes, so a busy chat holds a slot for each
# update that waits: there are enough for the other chats.
_SLOTS = 4096


class Processor(BaseUpdateProcessor):
    """Handle the updates of each chat in turn, each in the language of its chat and on its day.

    The progress is noted in the inbox.
    """

    def __init__(
        self,
        inbox: Inbox,
        resolve_language: Callable[[Update], str] = lambda update: ENGLISH,
        today: Callable[[], date] = today,
    ) -> None:
        super().__init__(_SLOTS)
        self._inbox = inbox
        self._resolve_language = resolve_language
        self._today = today
        self._lanes: dict[Hashable, _Lane] = {}
        self._tasks: set[asyncio.Task[Any]] = set()

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Await ``coroutine`` when it is the chat's turn."""
        task = asyncio.current_task()
        if task is not None:
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        try:
            if isinstance(update, Update):
                async with answer_press(update), self._turn(_get_lane_key(update)):
                    with use_language(self._resolve_language(update)), use_today(self._today()):
                        await self._handle(update.update_id, coroutine)
            else:
                await coroutine
        finally:
            if isinstance(coroutine, Coroutine):
                coroutine.close()  # not awaited if its turn never came

    async def abandon(self) -> None:
        """Cancel what takes too long, such as adding many articles; the inbox keeps it."""
        tasks = set(self._tasks)
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)

    async def initialize(self) -> None:
        """Do nothing, because locks are made when they are needed."""

    async def shutdown(self) -> None:
        """Do nothing, because locks are dropped when nobody waits for them."""

    async def _handle(self, number: int, coroutine: Awaitable[Any]) -> None:
        with count_attempt(self._inbox, number):
            await coroutine
        self._inbox.finish(number)

    @asynccontextmanager
    async def _turn(self, key: Hashable) -> AsyncIterator[None]:
        lane = self._lanes.setdefault(key, _Lane())
        lane.users += 1
        try:
            async with lane.lock:
                yield
        finally:
            lane.users -= 1
            if lane.users == 0:
                del self._lanes[key]


class _Lane:
    """A chat's lock, and the number of updates that hold it or wait for it."""

    __slots__ = ("lock", "users")

    def __init__(self) -> None:
        self.lock = asyncio.Lock()
        self.users = 0


def _get_lane_key(update: Update) -> Hashable:
    """Return what the updates have in common that are handled one after the other.

    An inline query waits for nothing: the next one makes it obsolete. The chat of a guest's
    message may have the number of another chat.
    """
    if update.inline_query or update.guest_message:
        return ("update", update.update_id)
    chat, user = update.effective_chat, update.effective_user
    return chat.id if chat else user.id if user else 0
