"""Current: an index that can be replaced by a larger one while questions are answered from it."""

from typing import cast

from bot.index.protocol import WritableIndex


class _Current:
    """Does what its index does; whoever holds this one need not know which that is."""

    __slots__ = ("index",)

    def __init__(self, index: WritableIndex) -> None:
        self.index = index

    def __getattr__(self, name: str) -> object:
        return getattr(self.index, name)


def current(index: WritableIndex) -> WritableIndex:
    """Return what stands for an index from now on."""
    return cast(WritableIndex, _Current(index))


def exchange(standing: WritableIndex, index: WritableIndex) -> None:
    """Have what stands for one index stand for another."""
    if not isinstance(standing, _Current):
        raise TypeError("only what current() returned can be given another index")
    standing.index = index
