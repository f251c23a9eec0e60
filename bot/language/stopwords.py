"""English stop words."""

from bot.language.languages.lookup import ENGLISH

STOP_WORDS = ENGLISH.stop_words
"""In lower case, with straight apostrophes."""
