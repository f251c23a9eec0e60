"""Extraction: the mentions of a passage, by the rules of its language."""

from collections.abc import Sequence

from bot.language.languages.lookup import ENGLISH, find_language
from bot.language.mentions.english_mentions import find_english_mentions
from bot.language.mentions.mention_kind import Mention
from bot.language.mentions.multilingual_mentions import find_multilingual_mentions


def find_mentions(
    sentences: Sequence[str], pieces: Sequence[Sequence[str]], language: str = ""
) -> list[list[Mention]]:
    """Return the mentions of each sentence of a passage, each mention once a sentence.

    ``pieces`` are each sentence, split at white space.
    """
    data = find_language(language)
    if data is ENGLISH:
        return find_english_mentions(sentences, pieces)
    return find_multilingual_mentions(sentences, data)
