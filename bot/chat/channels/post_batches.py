"""Post batches: the posts that arrive within a moment are written together."""

import asyncio
import logging
import sqlite3
import time
from collections.abc import Awaitable, Callable, Sequence

from bot.chat.channels.channel_post import ChannelPost
from bot.errors import DatelineError
from bot.system.backoff import Backoff

_LOGGER = logging.getLogger(__name__)

_PAUSE = 1.0
_LONGEST_PAUSE = 60.0
_REST_FACTOR = 4.0
_LONGEST_REST = 10.0
_MOST_POSTS = 1000
_PASSING_FAULTS = (DatelineError, OSError, sqlite3.Error)


class PostBatches:
    """Collects posts, and returns from ``add`` when the post is in its file.

    ``write`` takes posts in the order of their arrival. Where it fails, as on a full disk, the
    same posts are tried again, with those that came meanwhile: none is passed over, so that none
    is overtaken by its own edit. ``finish`` notes the numbers of updates whose posts are written,
    all at once. What waits when the process ends comes again from the inbox. ``fault`` is why
    nothing could be written last.
    """

    def __init__(
        self,
        write: Callable[[Sequence[ChannelPost]], Awaitable[None]],
        finish: Callable[[Sequence[int]], None],
        pause: float = _PAUSE,
    ) -> None:
        self._write = write
        self._finish = finish
        self._pause = self._next_pause = pause
        self._queue: list[tuple[ChannelPost, asyncio.Future[None]]] = []
        self._task: asyncio.Task[None] | None = None
        self.fault: Exception | None = None

    async def add(self, post: ChannelPost) -> None:
        """Return when a post is written."""
        future = asyncio.get_running_loop().create_future()
        self._queue.append((post, future))
        self._start()
        await future

    async def flush(self) -> None:
        """Return when all posts are written that are waiting now."""
        futures = [future for _, future in self._queue]
        if futures:
            await asyncio.wait(futures)

    def _start(self) -> None:
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._work())

    async def _work(self) -> None:
        backoff = Backoff(self._pause, max(self._pause, _LONGEST_PAUSE))
        await asyncio.sleep(self._next_pause)
        while batch := self._queue[:_MOST_POSTS]:
            posts, start = [post for post, _ in batch], time.monotonic()
            try:
                await self._write_all(posts)
            except _PASSING_FAULTS as error:
                if str(error) != str(self.fault):
                    _LOGGER.error("Posts of channels wait to be written: %s", error)
                self.fault = error
                await asyncio.sleep(backoff.next_pause())
                continue
            if self.fault:
                _LOGGER.info("Posts of channels are written again.")
            self.fault = None
            backoff.reset()
            self._finish([post.update for post in posts])
            del self._queue[: len(batch)]
            for _, future in batch:
                if not future.done():
                    future.set_result(None)
            # What takes long, as in the file of a month with many posts, is done less often.
            duration = time.monotonic() - start
            self._next_pause = max(self._pause, min(_REST_FACTOR * duration, _LONGEST_REST))
            if self._queue:
                await asyncio.sleep(self._next_pause)

    async def _write_all(self, posts: Sequence[ChannelPost]) -> None:
        """Write posts; give up only what fails by itself, for a reason that will not pass."""
        try:
            await self._write(posts)
        except _PASSING_FAULTS:
            raise
        except Exception:
            _LOGGER.exception("%d posts of channels could not be written at once.", len(posts))
            for post in posts:
                await self._write_alone(post)

    async def _write_alone(self, post: ChannelPost) -> None:
        try:
            await self._write([post])
        except _PASSING_FAULTS:
            raise
        except Exception:
            _LOGGER.exception("A post of a channel is given up.")
