"""RankingTrees: the three learned functions that say what is quoted, and where they are kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.answers.data import DATA
from bot.answers.trees import Trees, load_trees, save_trees


@dataclass(frozen=True, slots=True)
class RankingTrees:
    """Which candidate is the answer, which sentence holds it, and which is read first.

    The last gives log-odds; of the others only the order means something.
    """

    candidates: Trees
    sentences: Trees
    openings: Trees

    def by_name(self) -> Mapping[str, Trees]:
        """Return the functions by what they rank."""
        return {
            "candidates": self.candidates,
            "sentences": self.sentences,
            "openings": self.openings,
        }

    def save(self, folder: Path = DATA) -> None:
        """Write a file of each."""
        for name, trees in self.by_name().items():
            save_trees(trees, folder / f"{name}.npz")


def load_ranking_trees(folder: Path = DATA) -> RankingTrees:
    """Read what ``RankingTrees.save`` wrote."""
    return RankingTrees(
        *(load_trees(folder / f"{name}.npz") for name in ("candidates", "sentences", "openings"))
    )
