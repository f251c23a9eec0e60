"""Follow notifier: sends what is new on followed topics, and digests, while the bot runs."""

import asyncio
import logging
import sqlite3
import time
from collections.abc import Callable, Coroutine, Sequence
from datetime import datetime
from functools import partial
from typing import TypeAlias

from telegram.error import TelegramError

from bot.chat.executor import SearchExecutor
from bot.chat.follows.background.arrival_watch import ArrivalWatch
from bot.chat.follows.background.digest_sender import DigestSender
from bot.chat.follows.background.match_sender import MatchSender
from bot.chat.services import FollowServices
from bot.chat.storage.chat_settings import DIGEST_HOUR, DIGEST_SENT, READER_LANGUAGE
from bot.chat.storage.state import State
from bot.chat.transport.chat_languages import ChatLanguages
from bot.chat.transport.outbound.delivery import Delivery
from bot.chat.transport.outbound.retry import UndeliveredError
from bot.errors import UnavailableError
from bot.system.backoff import Backoff
from bot.system.log_lines.pseudonyms import hash_id

_LOGGER = logging.getLogger(__name__)

_TICK_SECONDS = 1.0
_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 60.0
_HOLD_SECONDS = 60.0
_FINISH_SECONDS = 1.0
_LONGEST_SEARCH = 3600.0
_MOST_CHATS_AT_ONCE = 30

_Job: TypeAlias = Callable[[], Coroutine[None, None, bool]]
"""Sends a message; returns False where the chat is closed."""


class FollowNotifier:
    """Sends each chat what is due there, in a task of its own, so that none waits for another.

    All that is still to be sent is in state.db: what a stopped process leaves, the next one sends.
    A chat that takes no messages any more loses what it follows, and its digest.
    """

    def __init__(
        self,
        services: FollowServices,
        state: State,
        delivery: Delivery,
        languages: ChatLanguages,
        clock: Callable[[], float] = time.time,
        may_write: Callable[[int], bool] = lambda chat: True,
    ) -> None:
        """Take the parts, and what tells whether a chat may use the bot."""
        self._state = state
        self._zone = services.zone
        self._clock = clock
        self._may_write = may_write
        # One at a time, and never in the place of somebody who asks.
        search = SearchExecutor(
            services.answerer, workers=1, limit=_LONGEST_SEARCH, patience=_LONGEST_SEARCH
        )
        self._watch = ArrivalWatch(services, state, languages, search)
        self._matches = MatchSender(services, state, delivery, languages, search)
        self._digests = DigestSender(services, state, delivery, languages, search)
        self._tasks: dict[int, asyncio.Task[None]] = {}
        self._holds: dict[int, float] = {}
        self._slots = asyncio.Semaphore(_MOST_CHATS_AT_ONCE)

    async def run(self) -> None:
        """Work until the task is cancelled."""
        backoff = Backoff(_FIRST_PAUSE, _LONGEST_PAUSE)
        try:
            while True:
                try:
                    await self.work()
                except (UnavailableError, TimeoutError, sqlite3.Error) as error:
                    _LOGGER.warning("What chats follow has to wait: %s", error)
                    await asyncio.sleep(backoff.next_pause())
                except Exception:
                    _LOGGER.exception("What chats follow has to wait.")
                    await asyncio.sleep(backoff.next_pause())
                else:
                    backoff.reset()
                    await asyncio.sleep(_TICK_SECONDS)
        finally:
            await self.finish(_FINISH_SECONDS)

    async def work(self) -> None:
        """Look for new articles, and begin to send what is due."""
        await self._watch.look(self._read_clock())
        instant = self._read_clock()
        jobs: dict[int, list[_Job]] = {}
        for due in self._matches.list_due(instant):
            jobs.setdefault(due.follow.chat, []).append(partial(self._matches.send, due, instant))
        for chat, day in self._digests.list_due(instant):
            jobs.setdefault(chat, []).append(partial(self._digests.send, chat, day, instant))
        for chat, chat_jobs in jobs.items():
            # A clock that was set back must not make a pause longer.
            pause = self._holds.get(chat, 0.0) - instant.timestamp()
            is_held = 0 < pause <= _HOLD_SECONDS
            if chat not in self._tasks and not is_held and self._may_write(chat):
                self._tasks[chat] = asyncio.create_task(self._serve(chat, chat_jobs))

    async def finish(self, seconds: float | None = None) -> None:
        """Wait for what is being sent; what is not sent by then is left to the next process."""
        tasks = [*self._tasks.values()]
        if tasks:
            await asyncio.wait(tasks, timeout=seconds)
        for task in tasks:
            task.cancel()

    async def _serve(self, chat: int, jobs: Sequence[_Job]) -> None:
        """Send a chat its messages one after the other."""
        try:
            async with self._slots:
                for job in jobs:
                    if not await job():
                        self._forget(chat)
                        return
            self._holds.pop(chat, None)
        except UndeliveredError as error:
            _LOGGER.warning("What chat %s follows could not be sent yet: %s", hash_id(chat), error)
            self._holds[chat] = self._clock() + max(error.pause, _HOLD_SECONDS)
        except (TelegramError, UnavailableError, TimeoutError, sqlite3.Error) as error:
            _LOGGER.warning("What chat %s follows could not be sent: %s", hash_id(chat), error)
            self._holds[chat] = self._clock() + _HOLD_SECONDS
        except Exception:
            _LOGGER.exception("What chat %s follows could not be sent.", hash_id(chat))
            self._holds[chat] = self._clock() + _HOLD_SECONDS
        finally:
            del self._tasks[chat]

    def _forget(self, chat: int) -> None:
        _LOGGER.info("Chat %s takes no messages, and so follows nothing any more.", hash_id(chat))
        self._state.follows.forget(chat)
        for name in (DIGEST_HOUR, DIGEST_SENT, READER_LANGUAGE):
            self._state.settings.set(chat, name, None)

    def _read_clock(self) -> datetime:
        return datetime.fromtimestamp(self._clock(), self._zone)
