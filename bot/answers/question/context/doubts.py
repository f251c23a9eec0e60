"""Doubts: messages that only ask whether something else that was said is true."""

import re
from functools import cache

from bot.answers.question.multilingual.phrases import simplify
from bot.language.languages.language import Language
from bot.language.languages.lookup import list_languages

_NO_WORD = re.compile(r"[^\w' -]+")


def is_doubt(text: str) -> bool:
    """Tell whether a message has no content of its own, as "is that true?", in any language."""
    return any(
        " ".join(_NO_WORD.sub(" ", simplify(text, language)).split()) in doubts
        for language, doubts in _load_doubts()
    ) or not any(map(str.isalnum, text))


@cache
def _load_doubts() -> list[tuple[Language, frozenset[str]]]:
    return [
        (language, frozenset(simplify(phrase, language) for phrase in language.messages.doubts))
        for language in list_languages()
        if language.messages.doubts
    ]
