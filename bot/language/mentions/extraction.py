"""Extraction: the mentions of a passage, by the rules of its language."""

from collections.abc import Sequence

from bot.language.languages.registry import ENGLISH, find_language
from bot.language.mentions.english import find_english_mentions
from bot.language.mentions.kind import Mention
from bot.language.mentions.local import find_local_mentions


def find_mentions(
    sentences: Sequence[str], pieces: Sequence[Sequence[str]], language: str = ""
) -> list[list[Mention]]:
    """Return the mentions of each sentence of a passage, each mention once a sentence.

    ``pieces`` are each sentence, split at white space.
    """
    data = find_language(language)
    if data is ENGLISH:
        return find_english_mentions(sentences, pieces)
    return find_local_mentions(sentences, data)
