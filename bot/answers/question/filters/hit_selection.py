"""Hit selection: the first hits that a filter leaves, of which no more are read than it takes."""

from collections.abc import Callable, Iterable
from itertools import islice

from bot.index.protocol import Hit, PassageRef, prefetch


def select_hits(
    hits: Iterable[Hit], is_left: Callable[[PassageRef], bool], top_k: int
) -> list[Hit]:
    """Return the first ``top_k`` hits that are left; passages are read ``top_k`` at a time."""
    rest = iter(hits)
    selection: list[Hit] = []
    while len(selection) < top_k and (batch := list(islice(rest, top_k))):
        prefetch(batch)
        selection += (hit for hit in batch if is_left(hit.ref))
    return selection[:top_k]
