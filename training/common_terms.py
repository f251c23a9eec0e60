"""Common terms: which terms are common in news, with their idf."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

from bot.articles.article import Article
from bot.language.analyzer import Analyzer

_WORDS = 100  # of a chunk, about as many as in a passage
_MIN_SHARE = 1 / 2000
_MAX_CAPITALISED = 0.4  # of its occurrences: a term with more is a name, and is left out


def find_common_terms(
    articles: Iterable[Article], analyzer: Analyzer
) -> Iterator[tuple[str, float]]:
    """Yield each term that is common in ``articles`` with its idf, the commonest first."""
    chunks = 0
    df: Counter[str] = Counter()
    total: Counter[str] = Counter()
    capitals: Counter[str] = Counter()
    for article in articles:
        words = analyzer.words(article.text, article.language)
        while chunk := list(islice(words, _WORDS)):
            chunks += 1
            df.update({term for _, terms in chunk for term in terms})
            for word, terms in chunk:
                total.update(terms)
                if word[0].isupper():
                    capitals.update(terms)
    for term, count in df.most_common():
        if count < _MIN_SHARE * chunks:
            return
        if capitals[term] <= _MAX_CAPITALISED * total[term] and not term[0].isdigit():
            yield term, math.log(chunks / count)
