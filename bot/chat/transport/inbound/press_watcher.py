"""Press watcher: what has each button that is pressed answered, whatever its effect waits for."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Protocol

from telegram import Update


class PressWatcher(Protocol):
    """What answers buttons that wait, or that nothing comes of. Other updates it passes over."""

    def watch(self, update: Update, *, is_answered: bool = False) -> None:
        """Have a button answered soon, unless it was answered in the last run."""

    def decline_excess(self, update: Update, finish: Callable[[], None]) -> None:
        """Say that too many buttons were pressed, then call ``finish``."""

    def decline_late(self, update: Update, finish: Callable[[], None]) -> None:
        """Say that a button was pressed too long ago, then call ``finish``."""

    def answer(self, update: Update) -> AbstractAsyncContextManager[None]:
        """Have a button answered at the end of the block, which does what it is for."""

    async def close(self) -> None:
        """Answer the buttons whose effect is left for the next start."""


class SilentPressWatcher:
    """Answers nobody."""

    def watch(self, update: Update, *, is_answered: bool = False) -> None:
        """Do nothing."""

    def decline_excess(self, update: Update, finish: Callable[[], None]) -> None:
        """Finish at once."""
        finish()

    def decline_late(self, update: Update, finish: Callable[[], None]) -> None:
        """Finish at once."""
        finish()

    @asynccontextmanager
    async def answer(self, update: Update) -> AsyncIterator[None]:
        """Do nothing around the block."""
        yield

    async def close(self) -> None:
        """Do nothing."""
