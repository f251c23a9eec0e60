"""Abbreviations: what articles give in brackets behind the name in full, as in (IMF)."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from bot.articles.article import Article

_WORD = r"(?:[A-Z][\w'’-]*|of|the|and|for|on|in|to|de|&)"
_BRACKETED = re.compile(rf"((?:{_WORD}\s){{2,9}})\((?:the\s)?([A-Z]{{2,7}})\)")
_SMALL = frozenset("of the and for on in to de &".split())
_LEAST_ARTICLES = 3
_LEAST_SHARE = 0.6  # of the articles that explain an abbreviation: the others mean another


def find_abbreviations(articles: Iterable[Article]) -> Iterator[tuple[str, str]]:
    """Yield each abbreviation and its name in full, where most articles agree on it."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for article in articles:
        found = {
            (short, spell_out(words, short)) for words, short in _BRACKETED.findall(article.text)
        }
        for short, name in found:
            if name:
                counts[short][name] += 1
    for short, names in counts.items():
        name, count = names.most_common(1)[0]
        if count >= _LEAST_ARTICLES and count >= _LEAST_SHARE * names.total():
            yield short, name


def spell_out(text: str, short: str) -> str:
    """Return the last words of ``text`` whose initials are ``short``, or an empty text.

    A small word may lend its initial, and need not.
    """
    words = text.split()
    letters = list(short.lower())
    for start in range(len(words) - 1, -1, -1):
        word = words[start]
        if letters and word[0].lower() == letters[-1]:
            letters.pop()
        elif word not in _SMALL:
            return ""
        if not letters:
            return " ".join(words[start:])
    return ""
