"""Waiting for conditions, however slow a busy machine is: only what never comes fails."""

import asyncio
import time
from collections.abc import Callable
from typing import TypeVar

LAST_RESORT = 600.0  # seconds
_PAUSE = 0.02

T = TypeVar("T")


def wait_for(find: Callable[[], T | None], what: str) -> T:
    """Return what ``find`` finds as soon as that is true; fail where it never is."""
    end = time.monotonic() + LAST_RESORT
    while not (value := find()):
        assert time.monotonic() < end, f"waited {LAST_RESORT:g} s in vain for {what}"
        time.sleep(_PAUSE)
    return value


async def wait_for_async(find: Callable[[], T | None], what: str) -> T:
    """Do the same while the event loop runs on."""
    end = time.monotonic() + LAST_RESORT
    while not (value := find()):
        assert time.monotonic() < end, f"waited {LAST_RESORT:g} s in vain for {what}"
        await asyncio.sleep(_PAUSE)
    return value
