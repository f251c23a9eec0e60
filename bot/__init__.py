"""Answer questions on current events with quoted sentences and their dates.

One thing flows through the packages, one way:
path -> Article -> Passage -> Index -> Hit -> Quote -> Answer -> Reply.
Every quote is a slice of an article's own text.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.answers.answer import Answer, Quote
    from bot.articles.article import Article
    from bot.dateline import Dateline
    from bot.errors import DatelineError
    from bot.index.protocol import Hit

__version__ = "0.1.0"

__all__ = ["Answer", "Article", "Dateline", "DatelineError", "Hit", "Quote"]

# Loaded when they are first used: importing a room imports this module, too.
_MODULES = {
    "Answer": "bot.answers.answer",
    "Article": "bot.articles.article",
    "Dateline": "bot.dateline",
    "DatelineError": "bot.errors",
    "Hit": "bot.index.protocol",
    "Quote": "bot.answers.answer",
}


if not TYPE_CHECKING:  # a type checker shall say which names do not exist

    def __getattr__(name: str) -> object:
        if name not in _MODULES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = globals()[name] = getattr(import_module(_MODULES[name]), name)
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
