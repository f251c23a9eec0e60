"""Source names: which of the articles' sources people mean, and where a question names one."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass

from bot.answers.question.english.frame_words import SOURCE_FRAMES, SOURCE_MENTIONS

_FRAMES = [re.compile(pattern, re.IGNORECASE) for pattern in SOURCE_FRAMES]
_MENTIONS = [re.compile(pattern, re.IGNORECASE) for pattern in SOURCE_MENTIONS]
_WORD = re.compile(r"[^\W_]+")
_COMMON_PARTS = frozenset("www com org net co uk news the html rss feed online edition int".split())
_LEAST_LETTERS = 2
_LONGEST_NAME = 4


@dataclass(frozen=True, slots=True)
class NamedSource:
    """A question without the source that it names, and the origins that are meant."""

    text: str
    origins: frozenset[str] = frozenset()


def find_source(name: str, origins: Collection[str]) -> frozenset[str]:
    """Return those of ``origins``, names or hosts, that people call ``name``; none if unknown."""
    spellings = _spell(name)
    return frozenset(origin for origin in origins if spellings & _spell(origin))


def find_named_source(question: str, list_origins: Callable[[], Collection[str]]) -> NamedSource:
    """Return a question without the source that it names, if one of the articles' is meant.

    ``list_origins`` is called only where something may be the name of a source.
    """
    for pattern in _FRAMES:
        match = pattern.fullmatch(question.rstrip(" ?!."))
        if match and (source := find_source(match["source"], list_origins())):
            return NamedSource(f"news about {match['topic']}", source)
    for pattern in _MENTIONS:
        for match in pattern.finditer(question):
            name = match["source"].strip()
            if len(name.split()) <= _LONGEST_NAME and (source := find_source(name, list_origins())):
                return NamedSource(_remove(question, match), source)
    return NamedSource(question)


def _remove(question: str, match: re.Match[str]) -> str:
    is_asked = re.match(r"(?:does|did|do|has|have)\b", match[0], re.IGNORECASE)
    joint = " whether " if is_asked and match.start() == 0 else " "
    text = " ".join(f"{question[: match.start()]}{joint}{question[match.end() :]}".split())
    return text if _WORD.search(text) else question


def _spell(name: str) -> frozenset[str]:
    """Return the ways in which a name or a host may be written in one word.

    New York Times is newyorktimes, nytimes and nyt; www.nytimes.com is nytimes.
    """
    name = re.sub(r"^https?://", "", name.casefold()).replace("’", "'").replace("'s", "s")
    words = [word for word in _WORD.findall(name) if word not in _COMMON_PARTS]
    if not words:
        return frozenset()
    spellings = {"".join(words)}
    if not re.fullmatch(r"[\w-]+(?:\.[\w-]+)+(?:/.*)?", name):
        for count in range(2, len(words) + 1):
            initials = "".join(word[0] for word in words[:count])
            if count < len(words) or count > _LEAST_LETTERS:
                spellings.add(initials + "".join(words[count:]))
    else:
        spellings.update((words[-1], words[-1].removeprefix("the")))
    return frozenset(spelling for spelling in spellings if len(spelling) >= _LEAST_LETTERS)
