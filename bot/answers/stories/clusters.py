"""Clusters: which articles tell of one event."""

import numpy as np

from bot.answers.arrays import FloatArray, IdArray, IntArray

MIN_SIMILARITY = 0.17
"""The mean similarity of two groups of articles that tell one story."""

_MAX_GAP = 4
"""Days between two articles on one event."""


def measure_similarities(weights: FloatArray, days: IntArray) -> FloatArray:
    """Return the cosine of the weighted terms of each two openings; shape (openings, openings).

    Two articles that are more than four days apart share no event.
    """
    lengths = np.sqrt(np.einsum("ij,ij->i", weights, weights))
    is_shared = np.count_nonzero(weights, axis=0) > 1
    unit = (weights[:, is_shared] / np.maximum(lengths, 1e-9)[:, None]).astype(np.float32)
    similarities: FloatArray = (unit @ unit.T).astype(np.float64)
    similarities[np.abs(days[:, None] - days) > _MAX_GAP] = 0.0
    np.fill_diagonal(similarities, 1.0)
    return similarities


def find_clusters(
    similarities: FloatArray, min_similarity: float = MIN_SIMILARITY
) -> list[IdArray]:
    """Return groups of openings by average linkage: the two most similar groups join first.

    Each opening is in one group; the groups are in the order of their first openings.
    """
    count = len(similarities)
    sums = similarities.copy()
    np.fill_diagonal(sums, -np.inf)
    sizes = np.ones(count)
    members = [[number] for number in range(count)]
    means = sums.copy()
    while count > 1:
        first, second = divmod(int(np.argmax(means)), len(means))
        if means[first, second] < min_similarity:
            break
        first, second = min(first, second), max(first, second)
        members[first] += members[second]
        members[second] = []
        sums[first] += sums[second]
        sums[:, first] = sums[first]
        sums[first, first] = -np.inf
        sums[second] = sums[:, second] = -np.inf
        sizes[first] += sizes[second]
        means[first] = sums[first] / (sizes[first] * sizes)
        means[:, first] = means[first]
        means[second] = means[:, second] = -np.inf
    return [np.array(sorted(group), np.intp) for group in members if group]
