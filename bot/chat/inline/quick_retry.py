"""Quick retry: repeats answers to queries, which Telegram forgets within some ten seconds."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from telegram.error import BadRequest, NetworkError

_T = TypeVar("_T")

_PAUSES = (0.2, 1.0)


async def repeat_quickly(request: Callable[[], Awaitable[_T]]) -> _T:
    """Make ``request``, up to three times where the connection breaks; return what it returns.

    One that arrived all the same makes the next a BadRequest, since a query is answered once.
    Raise TelegramError where all fail; there is no time to wait out a flood limit.
    """
    for pause in _PAUSES:
        try:
            return await request()
        except NetworkError as error:
            if isinstance(error, BadRequest):
                raise
        await asyncio.sleep(pause)
    return await request()
