"""Replies to real questions over hostile articles break no rule, in four languages."""

import json
import os
from collections.abc import Iterator
from datetime import timedelta
from functools import cache

import pytest

from bot.answers.answer import Answer
from bot.answers.answerer import Answerer
from bot.answers.question.kind import QuestionKind
from bot.chat.buttons.answer_press import AnsweredQuestion, AnswerPress
from bot.chat.buttons.answer_views import AnswerViews
from bot.chat.replies.keyboards.answer_data import AnswerAction
from bot.chat.replies.keyboards.reply_options import ReplyOptions
from bot.chat.replies.rendering import render
from bot.chat.rich_text import Reply
from bot.chat.transport.outbound.conversion import convert_entities, convert_keyboard
from bot.index.memory.index import MemoryIndex
from bot.language.analyzer import Analyzer
from bot.localization.current import use_language
from tests.benchmark import benchmark_folder, needs_benchmark
from tests.chat.replies.hostile_articles import NEWEST, make_hostile_articles
from tests.newsroom import ARTICLES
from tests.telegram.outgoing import Outgoing
from tests.telegram.server import BOT
from tests.telegram.world import World

pytestmark = pytest.mark.slow

LANGUAGES = ("en", "ar", "de", "zh")
QUESTIONS = int(os.environ.get("DATELINE_REPLIES", "60"))
HOSTILE = 240
PARTS = 3
AT = NEWEST + timedelta(1)

# What makes other kinds of questions of a quiz question's last words.
_FORMS = (
    "{question}", "{question}", "{question}", "latest on {words}", "Why {words}?",
    "Is it true that {words}?", "Who is {words}?", "{words}",
)  # fmt: skip
_OTHER_KINDS = ("what's new?", "hi", "thanks!", "who are you", "?!", "What happened on 3 March?")


@cache
def read_questions() -> tuple[str, ...]:
    folder = benchmark_folder()
    assert folder is not None
    lines = (folder / "questions.jsonl").read_text("utf-8").splitlines()
    texts = [str(json.loads(line)["question"]) for line in lines]
    forms = [_FORMS[number % len(_FORMS)] for number in range(len(texts))]
    return tuple(
        form.format(question=text, words=" ".join(text.rstrip("?").split()[-4:]))
        for form, text in zip(forms, texts, strict=True)
    )


@cache
def make_answerer() -> Answerer:
    analyzer = Analyzer()
    texts = [question.rstrip("?") for question in read_questions()]
    articles = [*ARTICLES, *make_hostile_articles(texts, HOSTILE)]
    return Answerer(MemoryIndex(articles, analyzer), analyzer)


def list_replies(answer: Answer, views: AnswerViews, options: ReplyOptions) -> Iterator[Reply]:
    """Yield the reply to a question, and what each of its buttons shows."""
    reply = render(answer, ("What is new?",), options)
    yield reply
    question = AnsweredQuestion(answer.question, answer.at)
    for row in reply.keyboard:
        for button in row:
            name, *arguments = button.data.split("|")[1:] or [""]
            if name in ("b", "m", "c", "t", "s", "n"):
                press = AnswerPress(AnswerAction(name), answer.at, "", tuple(arguments[2:]))
                view = views.render(question, press, options, "")
                if view is not None:
                    yield view


@needs_benchmark
@pytest.mark.parametrize("part", range(PARTS))
def test_no_reply_to_a_real_question_breaks_a_rule(part: int) -> None:
    answerer, violations = make_answerer(), list[str]()
    views, outgoing = AnswerViews(answerer), Outgoing(World(BOT), violations)
    kinds = set()
    questions = (*_OTHER_KINDS, *read_questions()[:QUESTIONS])[part::PARTS]
    for number, question in enumerate(questions):
        answer = answerer.answer(question, AT)
        kinds.add(answer.kind)
        options = ReplyOptions(
            in_group=number % 3 == 0, has_buttons=True, can_follow=True, can_vote=True,
            heading=question if number % 5 == 0 else "",
        )  # fmt: skip
        with use_language(LANGUAGES[number // 2 % len(LANGUAGES)]):
            for reply in list_replies(answer, views, options):
                check(reply, outgoing)
                assert violations == [], (question, reply.text[:500])
    assert len(kinds) >= 5
    assert QuestionKind.FACT in kinds


def check(reply: Reply, outgoing: Outgoing) -> None:
    entities = [entity.to_dict() for entity in convert_entities(reply)]
    outgoing.read_text(reply.text, entities)  # type: ignore[arg-type]
    keyboard = convert_keyboard(reply.keyboard)
    if keyboard is not None:
        outgoing.read_keyboard(keyboard.to_dict())
