"""OpeningPreference: what is read first of a kind of question, beyond what was learned."""

from collections.abc import Mapping
from dataclasses import dataclass, field

EARLY = 0.2
"""What a passage farther down costs: news says first what matters most."""


@dataclass(frozen=True, slots=True)
class OpeningPreference:
    """What makes a window better for a kind of question.

    All values were chosen on questions of 2022 and 2023.
    ``cues``: of windows that are about as likely, one with any of these comes first.
    ``cue_weights``: what a cue in its sentence adds to the log-odds.
    ``scarcity_weight``: what it adds to say all that the title and most sentences do not.
    ``passage_cost``: what each passage before the window takes off the log-odds.
    ``is_short``: whether a name or number answers, so that few words are enough.
    """

    cues: tuple[str, ...] = ()
    cue_weights: Mapping[str, float] = field(default_factory=dict)
    scarcity_weight: float = 0.0
    passage_cost: float = 0.0
    is_short: bool = False
