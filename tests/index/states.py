"""A writer that commits one state after another, to be killed: ``python -m tests.index.states``."""

import sys
from pathlib import Path

from bot.index.disk.index import DiskIndex
from bot.index.protocol import AnalyzedArticle
from tests.index.samples import analyzed, article, random_article, seeded

IDS = ["state", *(f"id{number}" for number in range(30))]
FINGERPRINT = "made"


def state(number: int) -> list[AnalyzedArticle]:
    """Return all articles of a state; the one named ``state`` says which it is."""
    random = seeded(number)
    held = [random_article(random, one) for one in random.sample(IDS[1:], 20)]
    return analyzed(article(f"State {number}.", "state"), *held)


def number_of(index: DiskIndex) -> int:
    """Return the number of the state that an index is in, 0 for an empty one."""
    said = index.snapshot().article("state")
    return int(said.text.removeprefix("State ").removesuffix(".")) if said else 0


def write(folder: Path) -> None:
    """Commit states until the process dies, from the one that is there, and number each."""
    index = DiskIndex(folder, FINGERPRINT)
    number = number_of(index)
    while True:
        number += 1
        new = state(number)
        index.remove(set(IDS) - {one.article.id for one in new})
        index.replace(new)
        index.commit()
        print(number, flush=True)


if __name__ == "__main__":
    write(Path(sys.argv[1]))
