"""Who is: the sentence that introduces somebody, which stands near the top of an article."""

from bot.answers.selection.opening_preference import EARLY, OpeningPreference

PREFERENCE = OpeningPreference(passage_cost=EARLY)
