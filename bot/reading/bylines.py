"""Bylines: the authors that one of a text's first lines names."""

import re
from collections.abc import Iterable
from itertools import islice

_LINES = 15
_LONGEST = 160
_MOST_WORDS = 4
_PARTICLES = frozenset("al bin da de del der di du el la le ten van von".split())
_ARTICLES = frozenset("a an our the".split())
_BYLINE = re.compile(r"(?:(?:story|words|text|reported|written) )?by:? ", re.IGNORECASE)
_FOREIGN_BYLINE = re.compile(
    r"(?:Von|VON|Par|PAR|Por|POR|Di|DI|Da|Door|DOOR|Av|AV|Af|AF|Autor(?:in|e|a)?:?|Auteur:?|Texte?:"
    r"|Redaktion:|Rédigé par|Propos recueillis par|Ein Bericht von|Автор:?|Текст:|Yazar:?"
    r"|Teksti:|Napisał(?:a)?:?) "
)
_FOREIGN_END = re.compile(r"\s*(?:[|·•—–(0-9\t]|\s-\s|, )")
_FOREIGN_CONJUNCTION = re.compile(r" (?:und|et|y|e|en|och|og|и|i|ve|avec) |; ?")
_MOST_FOREIGN_WORDS = 3
_END = re.compile(r"\s*(?:[|·•—–(0-9\t]|\b(?:at|for|from|in)\b|\s-\s|,? (?i:published|updated)\b)")
_CONJUNCTION = re.compile(r",? (?:and|AND|&) ")


def find_authors(lines: Iterable[str]) -> list[str]:
    """Return the names in a line such as "By Ann Lee and Bo Berg", or none."""
    for line in islice((line.strip() for line in lines if line.strip()), _LINES):
        byline = _BYLINE.match(line) if len(line) <= _LONGEST else None
        if byline and not line.endswith((".", "!", "?")):
            names = _names(_END.split(line[byline.end() :], maxsplit=1)[0])
            if names:
                return names
    return []


def find_foreign_authors(line: str) -> list[str]:
    """Return the names in a line such as "Von Anna Lenz" in a language other than English."""
    byline = _FOREIGN_BYLINE.match(line) if len(line) <= _LONGEST else None
    if byline is None or line.endswith((".", "!", "?")):
        return []
    words = _FOREIGN_END.split(line[byline.end() :], maxsplit=1)[0].strip(" ,;")
    names = [name.strip() for name in _FOREIGN_CONJUNCTION.split(words)]
    are_names = all(_is_name(name) and len(name.split()) <= _MOST_FOREIGN_WORDS for name in names)
    return names if are_names else []


def _names(words: str) -> list[str]:
    """Return the names in a list that ends with "and"; otherwise a title follows the comma."""
    head, *last = _CONJUNCTION.split(words, maxsplit=1)
    names = [*head.split(", "), last[0].split(",")[0]] if last else [words.split(",")[0]]
    names = [name.strip() for name in names]
    return names if all(_is_name(name) for name in names) else []


def _is_name(words: str) -> bool:
    first, *tail = words.split() or [""]
    return (
        0 < len(tail) < _MOST_WORDS
        and first.lower() not in _ARTICLES
        and all(word[0].isupper() or word in _PARTICLES for word in (first, *tail))
    )
