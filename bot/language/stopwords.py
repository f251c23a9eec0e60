"""English stop words."""

from bot.language.languages.registry import ENGLISH

STOP_WORDS = ENGLISH.stop_words
"""In lower case, with straight apostrophes."""
