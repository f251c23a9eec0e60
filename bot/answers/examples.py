"""Examples: questions that the articles answer, made from their own sentences."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from bot.answers.answerer import Answerer
from bot.articles.article import Article
from bot.articles.passages.segment import split_passages
from bot.language.lemmas import BASE_FORMS

# "KCNA released two pictures" asks "How many pictures did KCNA release?" and "KCNA released the
# pictures" asks "What did KCNA release?". The verbs take an object, and their past form is not
# an adjective too.
_REGULAR = {
    "announced": "announce", "approved": "approve", "awarded": "award", "backed": "back",
    "banned": "ban", "detected": "detect", "killed": "kill", "launched": "launch",
    "opened": "open", "passed": "pass", "proposed": "propose", "received": "receive",
    "rejected": "reject", "released": "release", "signed": "sign", "tested": "test",
    "visited": "visit",
}  # fmt: skip
_IRREGULAR = frozenset("bought built chose found lost met sent sold won".split())
_CLAIM = re.compile(
    r"(?:^|, |\b(?:which|that|and) )"
    r"(?P<subject>(?:the )?[A-Z][\w'’-]+(?: (?:and |of (?:the )?)?[A-Z][\w'’-]+){0,4})"
    r" (?P<verb>[a-z]+) "
    r"(?:(?:around |about |more than |at least )?"
    r"(?P<number>\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten) (?P<noun>[a-z]+s)\b"
    r"|(?=(?:a|an|the|its|his|her|their|these|more)\b))"
)
_SENTENCES_TRIED = 400
_NO_SUBJECT = frozenset(
    "He She It They We I You This That There Here What Who When In On At".split()
)


def examples(answerer: Answerer, newest: Iterable[Article], at: date, wanted: int = 2) -> list[str]:
    """Return up to ``wanted`` questions, from as many sentences, that the bot itself answers.

    A question counts as answered when its first quote holds the sentence that it was made of.
    """
    found: list[str] = []
    for tried, (sentence, question) in enumerate(_questions(newest)):
        if len(found) == wanted or tried == _SENTENCES_TRIED:
            break
        quotes = answerer.answer(question, at).quotes
        if question not in found and quotes and sentence in quotes[0].text:
            found.append(question)
    return found


def _questions(newest: Iterable[Article]) -> Iterator[tuple[str, str]]:
    for article in newest:
        for passage in split_passages(article):
            for span in passage.sentences:
                sentence = span.slice(article.text)
                question = _question(sentence)
                if question:
                    yield sentence, question


def _question(sentence: str) -> str:
    """Return what the sentence answers, empty where that cannot be asked safely."""
    for match in _CLAIM.finditer(sentence):
        verb = _REGULAR.get(match["verb"])
        if match["verb"] in _IRREGULAR:
            verb = BASE_FORMS[match["verb"]]
        if verb and match["subject"].split()[0] not in _NO_SUBJECT:
            asked = f"How many {match['noun']}" if match["number"] else "What"
            return f"{asked} did {match['subject']} {verb}?"
    return ""
