"""Follow-up: a question that makes sense only after the one before it."""

import re

from bot.answers.question.english.news_words import (
    AUXILIARIES,
    FUNCTION_WORDS,
    INTERROGATIVES,
    YES_NO_PATTERNS,
)
from bot.answers.question.english.reference_words import (
    CONTINUATIONS,
    EXPLETIVES,
    GENERIC_NOUNS,
    PRONOUNS,
)
from bot.answers.question.lexicons import is_common_word, is_stop_word

_WORD = re.compile(r"[^\W_]+(?:['.&-][^\W_]+)*")
_CONTINUATION = re.compile("|".join(CONTINUATIONS))
_EXPLETIVE = re.compile("|".join(EXPLETIVES))
_YES_NO = re.compile("|".join(YES_NO_PATTERNS))
_DEFINITION = re.compile(r"what(?: is|'s|s| are) (?!the\b)")
_LONGEST_CONTINUATION = 9
_LONGEST_ELLIPSIS = 2
_LIGHT = INTERROGATIVES | AUXILIARIES | FUNCTION_WORDS | PRONOUNS


def is_follow_up(matter: str, *, has_topic: bool = False) -> bool:
    """Tell whether a question lacks what the one before it may supply.

    ``has_topic``: whether it asks for news of a topic, so that only a pronoun makes it one.
    """
    text = " ".join(_WORD.findall(matter.casefold().replace("’", "'")))
    words = text.split()
    if not words:
        return False
    if _CONTINUATION.search(text) and len(words) <= _LONGEST_CONTINUATION:
        return True
    if _has_open_pronoun(text, matter) or (has_topic and words[-1] in PRONOUNS):
        return True
    if not has_topic and _asks_about_people(words, matter):
        return True
    return not has_topic and not _DEFINITION.match(text) and _is_elliptic(words, matter)


def _has_open_pronoun(text: str, matter: str) -> bool:
    """Tell whether a pronoun stands before everything that it could refer to."""
    if _names_something(matter):
        first = _find_first_name(matter)
        text = text[: text.find(first)] if first in text else text
    previous = ""
    for word in _EXPLETIVE.sub(" ", text).split():
        if word in PRONOUNS:
            return True
        # Of "how often", "how big" it is the pronoun after it that tells.
        is_light = word in _LIGHT or word in GENERIC_NOUNS or is_stop_word(word)
        if not (is_light or previous == "how"):
            return False
        previous = word
    return False


def _asks_about_people(words: list[str], matter: str) -> bool:
    """Tell whether ordinary words ask what people do with something named before."""
    if words[0] not in AUXILIARIES or not GENERIC_NOUNS.intersection(words[1:2]):
        return False
    content = [word for word in words[2:] if not (word in _LIGHT or is_stop_word(word))]
    return (
        any(word in PRONOUNS for word in words)
        and all(map(is_common_word, content))
        and not _names_something(matter)
    )


def _is_elliptic(words: list[str], matter: str) -> bool:
    """Tell whether a question names nothing: who came second?"""
    if not (words[0] in INTERROGATIVES or words[0] in AUXILIARIES or _YES_NO.search(words[0])):
        return False
    content = [word for word in words if not (word in _LIGHT or is_stop_word(word))]
    return (
        len(content) <= _LONGEST_ELLIPSIS
        and not _names_something(matter)
        and all(is_common_word(word) or word[0].isdecimal() for word in content)
    )


def _names_something(matter: str) -> bool:
    return bool(_find_first_name(matter))


def _find_first_name(matter: str) -> str:
    """Return the first word with a capital after the first word, in lower case."""
    words = matter.split()[1:]
    names = (word for word in words if word[0].isupper() and word not in ("I", "I'm"))
    return next((match[0].casefold() for n in names for match in [_WORD.search(n)] if match), "")
