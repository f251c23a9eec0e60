"""Yes or no: the sentence that decides, by what it says of the matter; never a bare yes."""

from bot.answers.selection.opening_preference import EARLY, OpeningPreference

PREFERENCE = OpeningPreference(
    cues=("negation", "decision"), content_weight=1.0, passage_cost=EARLY
)
