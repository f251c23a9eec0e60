"""Folds: copies of what is learned, none of which knows the questions of its own time."""

import json
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Self

from bot.answers.data import DATA
from bot.answers.ranking_trees import RankingTrees, load_ranking_trees

_FOLDS = 4
_DAYS = "days.json"


@dataclass(frozen=True, slots=True)
class Folds:
    """What is learned from all questions, and a copy for each time.

    ``days``: the first day of each time but the first; shape (times - 1,).
    ``copies``: what is learned from the questions of all other times; shape (times,).
    """

    trees: RankingTrees
    days: tuple[date, ...]
    copies: tuple[RankingTrees, ...]

    def select(self, day: date) -> RankingTrees:
        """Return the copy that does not know the questions of a day's time."""
        return self.copies[bisect_right(self.days, day)]

    def save_copies(self, folder: Path) -> None:
        """Write the copies for ``load_folds``."""
        for number, copy in enumerate(self.copies):
            (folder / f"fold-{number}").mkdir(parents=True, exist_ok=True)
            copy.save(folder / f"fold-{number}")
        (folder / _DAYS).write_text(json.dumps([day.isoformat() for day in self.days]), "utf-8")

    @classmethod
    def load(cls, folder: Path, data: Path = DATA) -> Self:
        """Read what ``save_copies`` wrote, and the trees that are shipped in ``data``."""
        days = json.loads((folder / _DAYS).read_text("utf-8"))
        return cls(
            load_ranking_trees(data),
            tuple(map(date.fromisoformat, days)),
            tuple(load_ranking_trees(folder / f"fold-{number}") for number in range(len(days) + 1)),
        )


def divide_days(days: Sequence[date]) -> list[date]:
    """Return the days that divide questions of these days into times of about the same size."""
    ordered = sorted(days)
    return [ordered[len(ordered) * fold // _FOLDS] for fold in range(1, _FOLDS)]
