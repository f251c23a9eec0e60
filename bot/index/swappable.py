"""SwappableIndex: an index that is replaced by a larger one while questions are answered."""

from bot.index.protocol import Snapshot, WritableIndex


class SwappableIndex:
    """The read side of one index after another; a snapshot of an earlier one stays usable."""

    __slots__ = ("_index",)

    def __init__(self, index: WritableIndex) -> None:
        self._index = index

    @property
    def fingerprint(self) -> str:
        """Return the fingerprint of the code that built the index, empty before any commit."""
        return self._index.fingerprint

    def snapshot(self) -> Snapshot:
        """Return the last commit of the index."""
        return self._index.snapshot()

    def swap(self, index: WritableIndex) -> None:
        """Answer from another index from now on; the caller closes the earlier one."""
        self._index = index
