"""Yes or no: the sentence that decides, by what it says of the matter; never a bare yes.

All sentences of an article on a recall are on the recall: the one that tells whether anybody was
hurt has the word that hardly another one has, and often a negation or a decision.
"""

from bot.answers.selection.opening_preference import OpeningPreference

PREFERENCE = OpeningPreference(
    cue_weights={"negation": 1.5, "decision": 1.0}, scarcity_weight=3.0, passage_cost=0.5
)
