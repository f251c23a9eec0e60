"""Commonness: which terms are common in news, and how much each says by itself."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

from bot.articles.article import Article
from bot.language.analyzer import Analyzer

_WORDS = 100  # of a chunk, about as many as a passage has
_LEAST_SHARE = 1 / 2000
_MOST_CAPITALISED = 0.4  # of its occurrences: a term beyond is a name, and is left out


def common_terms(articles: Iterable[Article], analyzer: Analyzer) -> Iterator[tuple[str, float]]:
    """Yield each term that is common in ``articles`` with its idf, the commonest first."""
    chunks = 0
    df: Counter[str] = Counter()
    written: Counter[str] = Counter()
    capitalised: Counter[str] = Counter()
    for article in articles:
        words = analyzer.words(article.text, article.language)
        while chunk := list(islice(words, _WORDS)):
            chunks += 1
            df.update({term for _, terms in chunk for term in terms})
            for word, terms in chunk:
                written.update(terms)
                if word[0].isupper():
                    capitalised.update(terms)
    for term, count in df.most_common():
        if count < _LEAST_SHARE * chunks:
            return
        if capitalised[term] <= _MOST_CAPITALISED * written[term] and not term[0].isdigit():
            yield term, math.log(chunks / count)
