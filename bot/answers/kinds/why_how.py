"""Why and how: the sentence that gives the cause or the manner, with what stands around it."""

from bot.answers.selection.opening_preference import EARLY, OpeningPreference

WHY = OpeningPreference(cues=("strong_cause",), passage_cost=EARLY)
HOW = OpeningPreference(cues=("manner",), passage_cost=EARLY)
