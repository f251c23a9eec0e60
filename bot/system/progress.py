"""Progress: how far a long task is."""

from collections.abc import Iterable
from typing import Protocol, TypeVar

_T = TypeVar("_T")


class Progress(Protocol):
    """Passes items on one by one, and may show how far that is."""

    def __call__(
        self, items: Iterable[_T], description: str, /, total: int | None = None
    ) -> Iterable[_T]:
        """Yield ``items``."""
        ...


def no_progress(items: Iterable[_T], description: str, /, total: int | None = None) -> Iterable[_T]:
    """Return ``items`` without showing anything."""
    return items
