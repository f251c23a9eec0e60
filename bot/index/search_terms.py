"""Search terms: what a snapshot searches for, single terms or alternatives with weights."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WeightedTerms:
    """Terms that a passage holds all of, and what their BM25 scores are multiplied by."""

    terms: tuple[str, ...]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Disjunction:
    """A word and what may stand in its place.

    A passage scores the maximum of its members' scores, and nothing if it holds none of them.
    """

    members: tuple[WeightedTerms, ...]


@dataclass(frozen=True, slots=True)
class Requirement:
    """Terms of which a passage that is returned holds each; they add nothing to its score."""

    terms: tuple[str, ...]


SearchTerm = str | Disjunction | Requirement
"""What a search sums up, the BM25 score of a term or of a disjunction, or what it requires."""
