"""Who somebody is, from appositions: a name, a comma, and what its bearer is."""

import re
from collections.abc import Iterator
from itertools import islice

from bot.articles.article import Article
from bot.language.analyzer import Analyzer
from training.people import AskedQuestion

_LOOK_AT = 4_000  # characters
_MOST_WORDS = 5  # of an answer
_NAME = r"[A-Z][\w’'-]+(?: [A-Z]\.)?(?: [A-Z][\w’'-]+){1,2}"
_APPOSITION = re.compile(
    rf"(?<![\w.] )\b(?P<name>{_NAME}), (?:who is )?(?:\d\d, )?(?:an?|the) "
    r"(?P<rest>[^,.;:()“”\"\n]{4,90})(?:,|\.|$)"
)
_ATTRIBUTE = re.compile(r"^(?:\d+-year-old|former|longtime|late|current|top|senior) ")
_HEAD_END = re.compile(r" (?:who|that|which|at|for|with|whose|from|on|to|by|and|as|has|was) ")
_FORMS = ("who is {}", "Who is {}?", "who's {}", "{} who is that")


def ask_who_is(article: Article, analyzer: Analyzer) -> Iterator[AskedQuestion]:
    """Yield a question for each person whom the article's beginning introduces."""
    matches = _APPOSITION.finditer(article.text, article.body, article.body + _LOOK_AT)
    for number, match in enumerate(islice(matches, len(_FORMS))):
        name, answers = match["name"], _answers(match["rest"])
        if answers and all(analyzer.terms(word) for word in name.split()):
            text = _FORMS[(number + len(name)) % len(_FORMS)].format(name)
            yield AskedQuestion(
                f"who-{article.id}-{number}",
                text if "?" in text else text.lower(),
                article.published,
                "who_is",
                answers,
                (article.id,),
            )


def _answers(description: str) -> tuple[str, ...]:
    """Return the short ways to say what a description says; none if it is no office or trade."""
    head = _HEAD_END.split(_ATTRIBUTE.sub("", description))[0]
    words = head.split()
    if not words or words[0][0].isdigit() or not any(word.islower() for word in words):
        return ()
    core = head.split(" of ")[0].split()
    answers = [" ".join(words[:_MOST_WORDS]), " ".join(core[-2:])]
    return tuple(dict.fromkeys(answer for answer in answers if len(answer) > 4))
