"""Author names: from a field that names one author or several."""

import re

_MOST_WORDS = 5
_OPENING = re.compile(r"(?:by|von|par|por|di|da|door|av|af|od|przez)[: ]\s*", re.IGNORECASE)
_ASIDE = re.compile(r"\([^()]*\)|<[^<>]*>")
_PLACE = re.compile(r"\s+(?:in|for|at|à|aus|für|pour|en)\s.*", re.IGNORECASE | re.DOTALL)
_SEPARATOR = re.compile(r"\s*(?:[;/|&]|\s(?:and|und|et|y|e|en|og|och|i|ja|with|mit)\s)\s*")


def split_author_names(words: str) -> list[str]:
    """Return the names of a field such as "Lee, Ann; Berg, Bo" or "By Ann Lee and Bo Berg"."""
    # A word with an address in it goes as a whole; a pattern would take the square of its length.
    text = " ".join(word for word in _ASIDE.sub("", words).split() if "@" not in word[1:-1])
    text = _PLACE.sub("", _OPENING.sub("", text, count=1) if _OPENING.match(text) else text)
    names = [name for part in _SEPARATOR.split(text) for name in _split_commas(part.strip(" ,.·"))]
    return [name for name in names if _is_name(name)]


def _split_commas(part: str) -> list[str]:
    names = [name.strip() for name in part.split(",") if name.strip()]
    # "Lee, Ann" is one name, "Ann Lee, Bo Berg" are two.
    if len(names) == 2 and len(names[0].split()) == 1:
        return [f"{names[1]} {names[0]}"]
    return names


def _is_name(name: str) -> bool:
    words = name.split()
    return (
        0 < len(words) <= _MOST_WORDS
        and any(word[0].isupper() for word in words)
        and not any(char.isdigit() for char in name)
    ) or (bool(name) and not name.isascii() and len(words) == 1 and name.isalpha())
