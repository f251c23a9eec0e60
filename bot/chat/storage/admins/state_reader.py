"""State reader: state.db as other processes than the bot read it, without changing anything."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any


class StateReader:
    """Reads the file of one bot; raise ``sqlite3.Error`` where there is none."""

    def __init__(self, folder: Path, bot: int) -> None:
        self.bot = bot
        path = (folder / "state.db").absolute()
        self._connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, timeout=5)

    def select(self, statement: str, *values: float | str | None) -> Sequence[tuple[Any, ...]]:
        """Return all rows of a query."""
        return self._connection.execute(statement, values).fetchall()

    def close(self) -> None:
        """Close the file."""
        self._connection.close()
