"""Track: what a long task shows of how far it is."""

from collections.abc import Iterable
from typing import Protocol, TypeVar

_T = TypeVar("_T")


class Progress(Protocol):
    """Hands items on one by one, and may show how far that is."""

    def __call__(self, items: Iterable[_T], doing: str, total: int | None = None) -> Iterable[_T]:
        """Yield ``items``."""
        ...


def no_progress(items: Iterable[_T], doing: str, total: int | None = None) -> Iterable[_T]:
    """Show nothing."""
    return items
