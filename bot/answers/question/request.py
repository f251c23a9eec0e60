"""Request: what a message asks for, read with what was asked before it."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache

from bot.answers.question.context.thread import resolve_follow_up
from bot.answers.question.filters.operators import Filters, parse_operators
from bot.answers.question.filters.source_names import find_named_source
from bot.answers.question.framing import find_matter
from bot.answers.question.kind import (
    QuestionKind,
    asks_for_news,
    classify_matter,
    classify_question,
)
from bot.language.languages.language import Language
from bot.language.languages.lookup import ENGLISH

_STORY_KINDS = frozenset({QuestionKind.TOPIC, QuestionKind.BROWSE})


@dataclass(frozen=True, slots=True)
class Request:
    """What a message asks for.

    ``kind``: the kind of the message.
    ``way``: the kind that leads to the answer: another than ``kind`` for a follow-up.
    ``matter``: what is searched for, with what a follow-up takes over, without frames.
    ``asked``: the text whose form tells what sort of answer is asked for.
    ``filters``: what articles have to be like.
    ``either``: pairs of words of which one is enough.
    ``language``: that of the message.
    """

    kind: QuestionKind
    way: QuestionKind
    matter: str
    asked: str
    filters: Filters = field(default_factory=Filters)
    either: tuple[tuple[str, str], ...] = ()
    language: Language = ENGLISH

    @property
    def shown_kind(self) -> QuestionKind:
        """Return the kind that an answer names: stories look the same after a follow-up."""
        return self.way if self.way in _STORY_KINDS else self.kind


def read_request(
    message: str,
    at: date,
    list_sources: Callable[[], Collection[str]],
    questions: Sequence[str] = (),
    names: Sequence[str] = (),
) -> Request:
    """Return what ``message``, sent on the day ``at``, asks for.

    ``list_sources``: returns the articles' sources; called only where one may be named.
    ``questions``: what was asked before, oldest first. ``names``: what was answered last.
    """
    list_sources = cache(list_sources)
    origins = list_sources() if ":" in message else ()
    operators = parse_operators(message, origins)
    kind = classify_question(operators.text, at, bool(questions))
    matter = find_matter(operators.text)
    request = Request(kind, kind, matter, matter, operators.filters, operators.either)
    if kind in (QuestionKind.COURTESY, QuestionKind.ABOUT_BOT, QuestionKind.EMPTY):
        return request
    if kind is QuestionKind.FOLLOW_UP:
        resolution = resolve_follow_up(matter, questions, at, names)
        request = replace(
            request,
            matter=resolution.matter,
            asked=resolution.asked,
            way=_choose_way(resolution.asked, resolution.matter, questions[-1], at),
        )
    source_name = find_named_source(request.matter, list_sources)
    if not source_name.origins:
        return request
    filters = request.filters
    if not filters:
        filters = Filters(sources=source_name.origins, is_strict=False)
    way = request.way if kind is QuestionKind.FOLLOW_UP else classify_matter(source_name.text)
    kind = kind if kind is QuestionKind.FOLLOW_UP else way
    return replace(
        request,
        kind=kind,
        way=way,
        matter=source_name.text,
        asked=source_name.text,
        filters=filters,
    )


def _choose_way(asked: str, matter: str, earlier: str, at: date) -> QuestionKind:
    """Return the kind of a follow-up: that of its own form, or what it continues."""
    if asks_for_news(matter, at):
        return QuestionKind.BROWSE
    kind = classify_matter(asked)
    if kind is QuestionKind.TOPIC and classify_matter(find_matter(earlier)) is not kind:
        return QuestionKind.FACT
    return kind
