"""Examples: questions that the articles answer, made from their own sentences."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import islice, tee
from typing import Protocol

from bot.answers.answer import Answer, Quote, Turn
from bot.answers.question.kind import QuestionKind
from bot.answers.question.lexicons import is_common_word
from bot.articles.article import Article
from bot.articles.passages.segment import split_passages
from bot.language.languages.lookup import is_english
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
# A name in the course of a sentence, or one of several words anywhere, with its article.
_NAME = re.compile(
    r"(?<=[a-z,] )(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|US\b|UK\b)"
    r"(?P<short>[A-Z][\w-]{3,})(?! [A-Z])"
    r"|(?P<article>\b[Tt]he )?(?P<long>\b[A-Z][\w-]+(?: [A-Z][\w-]+){1,5})"
)
_MAX_QUESTIONS = 400
_MAX_LENGTH = 70  # characters of a question that is read at a glance
_NEWS_QUESTION = "What's new?"
_NO_SUBJECT = frozenset(
    "He She It They We I You This That There Here What Who When In On At".split()
)


class AnswerSource(Protocol):
    """What answers questions, in this process or another."""

    def answer(
        self, question: str, at: date, context: Sequence[Turn] = (), reader: str = ""
    ) -> Answer:
        """Return what the articles up to ``at`` say."""
        ...


@dataclass(frozen=True, slots=True)
class _Proposal:
    """A question that may be an example.

    ``is_answered_by``: tells whether the first quote of its answer is right. ``reader``: the tag of
    the language of who asks.
    """

    question: str
    is_answered_by: Callable[[Quote], bool]
    reader: str = ""


def find_sample_questions(
    answerer: AnswerSource,
    newest: Iterable[Article],
    at: date,
    count: int = 2,
    is_stopped: Callable[[], bool] = lambda: False,
) -> list[str]:
    """Return up to ``count`` questions, from as many sentences, that the bot itself answers.

    First they ask for the latest on what the biggest stories of the newest days are about, and
    are answered when the first quote names it; then come questions made from sentences of
    ``newest``. Of articles in other languages than English the titles are taken.
    A question made from a sentence counts as answered when its first quote holds that sentence.
    Where ``is_stopped`` says that nobody waits any more, fewer are returned.
    """
    samples: list[str] = []
    for proposal in _propose(answerer, newest, at):
        if is_stopped():
            break
        quotes = answerer.answer(proposal.question, at, reader=proposal.reader).quotes
        is_new = proposal.question not in samples
        if is_new and quotes and proposal.is_answered_by(quotes[0]):
            samples.append(proposal.question)
            if len(samples) == count:
                break
    return samples


def _propose(answerer: AnswerSource, newest: Iterable[Article], at: date) -> Iterator[_Proposal]:
    articles, newest = tee(islice(newest, _MAX_QUESTIONS))
    for name, question in _ask_for_latest(answerer, at):
        yield _Proposal(question, partial(_names, name))
    for sentence, question in islice(_ask_about(newest), _MAX_QUESTIONS):
        yield _Proposal(question, partial(_names, sentence))
    for article in articles:
        if not is_english(article.language) and 0 < len(article.title) <= _MAX_LENGTH:
            yield _Proposal(article.title, partial(_is_of, article), article.language)


def _names(text: str, quote: Quote) -> bool:
    return text in quote.text


def _is_of(article: Article, quote: Quote) -> bool:
    return quote.article.id == article.id


def _ask_for_latest(answerer: AnswerSource, at: date) -> Iterator[tuple[str, str]]:
    """Yield a name of each of the biggest stories, and the question for the latest on it."""
    answer = answerer.answer(_NEWS_QUESTION, at)
    if answer.kind is not QuestionKind.BROWSE:
        return
    for quote in answer.quotes:
        title = quote.article.title
        matches = (match for match in _NAME.finditer(quote.text) if match[match.lastgroup or 0])
        names = {
            match[match.lastgroup or 0]: "the " if match["article"] else "" for match in matches
        }
        # Of "Farmers" or "Police", only their place in the sentence makes a name.
        title_names = [
            name for name in names if name in title and not is_common_word(name.casefold())
        ]
        if is_english(quote.article.language) and title_names:
            name = max(title_names, key=len)
            yield name, f"What is the latest on {names[name]}{name}?"


def _ask_about(newest: Iterable[Article]) -> Iterator[tuple[str, str]]:
    for article in newest:
        for passage in split_passages(article):
            for span in passage.sentences:
                sentence = span.slice(article.text)
                question = _turn_into_question(sentence)
                if question:
                    yield sentence, question


def _turn_into_question(sentence: str) -> str:
    """Return a question that the sentence answers, or an empty text if none is safe."""
    for match in _CLAIM.finditer(sentence):
        verb = _REGULAR.get(match["verb"])
        if match["verb"] in _IRREGULAR:
            verb = BASE_FORMS[match["verb"]]
        if verb and match["subject"].split()[0] not in _NO_SUBJECT:
            interrogative = f"How many {match['noun']}" if match["number"] else "What"
            question = f"{interrogative} did {match['subject']} {verb}?"
            return question if len(question) <= _MAX_LENGTH else ""
    return ""
