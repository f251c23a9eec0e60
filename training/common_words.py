"""Common words: the ordinary words of news as they are written, to know misspelt ones by."""

from collections import Counter
from collections.abc import Iterable, Iterator

from bot.articles.article import Article
from bot.language.analyzer import Analyzer

_MIN_ARTICLES = 40
_MIN_LETTERS = 3
_MAX_CAPITALISED = 0.85  # of its occurrences: a word with more is a name, and is left out


def find_common_words(articles: Iterable[Article], analyzer: Analyzer) -> Iterator[str]:
    """Yield each word in lower case that is common in ``articles``, the commonest first."""
    articles_by_word: Counter[str] = Counter()
    words: Counter[str] = Counter()
    capitals: Counter[str] = Counter()
    for article in articles:
        texts = [word for word, _ in analyzer.words(article.text, article.language)]
        lowercase = [text.lower() for text in texts]
        articles_by_word.update(set(lowercase))
        words.update(lowercase)
        capitals.update(text.lower() for text in texts if text[0].isupper())
    for word, count in articles_by_word.most_common():
        if count < _MIN_ARTICLES:
            return
        is_name = capitals[word] > _MAX_CAPITALISED * words[word]
        if word.isascii() and word.isalpha() and len(word) >= _MIN_LETTERS and not is_name:
            yield word
