"""News question: how each language asks for the newest stories."""

from bot.language.languages.lookup import ENGLISH, find_language

ENGLISH_NEWS_QUESTION = "What's new?"


def write_news_question(reader: str) -> str:
    """Return a question for the newest stories in the language with the tag ``reader``."""
    language = find_language(reader)
    if language is ENGLISH or not language.news.browse:
        return ENGLISH_NEWS_QUESTION
    return language.news.browse[0]
