"""A clock that two processes share, and that survives either of them."""

import mmap
import struct
from pathlib import Path

_VALUES = struct.Struct("=ddd")


class SimulatedClock:
    """Seconds in a file: how many have passed, and what the system's clock shows.

    Whoever simulates moves the time on; ``shift`` is by how much the system's clock is wrong.
    """

    def __init__(self, path: Path) -> None:
        with path.open("r+b") as file:
            self._memory = mmap.mmap(file.fileno(), _VALUES.size)

    @classmethod
    def make(cls, path: Path, begin: float) -> "SimulatedClock":
        """Return a new clock that begins at a moment, in seconds since 1970."""
        path.write_bytes(_VALUES.pack(begin, 0.0, 0.0))
        return cls(path)

    def read_moment(self) -> float:
        """Return the true time, in seconds since 1970."""
        begin, passed, _ = self._read()
        return begin + passed

    def read_wall(self) -> float:
        """Return what the system's clock shows."""
        begin, passed, shift = self._read()
        return begin + passed + shift

    def read_steady(self) -> float:
        """Return how many seconds have passed."""
        return self._read()[1]

    def advance(self, seconds: float) -> None:
        """Let time pass."""
        passed = self.read_steady() + seconds
        self._memory[8:16] = struct.pack("=d", passed)

    def shift(self, seconds: float) -> None:
        """Set the system's clock to so much after the true time."""
        self._memory[16:24] = struct.pack("=d", seconds)

    def read_shift(self) -> float:
        """Return by how much the system's clock is wrong."""
        return self._read()[2]

    def _read(self) -> tuple[float, float, float]:
        begin, passed, shift = _VALUES.unpack(self._memory[:])
        return begin, passed, shift
