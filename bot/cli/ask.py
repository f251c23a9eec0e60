"""The command that answers: ask."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from bot.answers.answerer import Answerer
from bot.answers.kinds.courtesy import UNSEARCHED_KINDS
from bot.chat.replies.rendering import render
from bot.chat.rich_text import Reply
from bot.cli import terminal
from bot.cli.batch import BatchAnswer, BatchQuestion, read_batch
from bot.cli.context import AsJson, Context, find_examples, open_dateline
from bot.dateline import Dateline
from bot.index.errors import BrokenIndexError

if TYPE_CHECKING:
    from bot.answers.explain.explanation import Explanation


def answer_questions(
    context: typer.Context,
    question: Annotated[str | None, typer.Argument(help="What you want to know.")] = None,
    at: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="The day of the question; today by default."),
    ] = None,
    as_json: AsJson = False,
    batch: Annotated[
        typer.FileText | None,
        typer.Option(
            encoding="utf-8",
            help="Answer a file of JSON lines, each an object with id, question and optionally at; "
            "- is standard input. Prints one JSON object per question.",
        ),
    ] = None,
    explain: Annotated[
        bool,
        typer.Option(
            "--explain",
            help="Show how the answer comes about: words, hits, candidates, and why each sentence "
            "is quoted. With --json or --batch, it is explanation in the object.",
        ),
    ] = False,
) -> None:
    """Answer one question, or a file of them."""
    if (question is None) == (batch is None):
        raise typer.BadParameter("give either a question or --batch FILE", param_hint="QUESTION")
    command: Context = context.obj
    command.check_roots()
    day = at.date() if at else command.today()
    questions: Iterator[BatchQuestion] = iter([BatchQuestion("", question or "", day)])
    if batch is not None:
        # A wrong line ends the command, but only after the lines before it are answered.
        questions = read_batch(batch, day)
    prints_json = as_json or batch is not None
    with open_dateline(command) as dateline:
        answerer = dateline.answerer
        for row in questions:
            if explain and not prints_json:
                from bot.cli.explain import format_explanation

                terminal.show(Reply(format_explanation(_explain(answerer, row))))
                continue
            answer = _answer(row, dateline)
            if prints_json:
                value = answer.to_json()
                if explain:
                    value["explanation"] = _explain(answerer, row).to_json()
                terminal.print_json(value)
            else:
                terminal.show(_add_examples(answer, dateline))


def _answer(row: BatchQuestion, dateline: Dateline) -> BatchAnswer:
    """Return the answer; an index that turns out to be damaged is built again first."""
    try:
        return row.answer(dateline.answerer)
    except BrokenIndexError:
        dateline.update(progress=terminal.track)
        return row.answer(dateline.answerer)


def _add_examples(answer: BatchAnswer, dateline: Dateline) -> Reply:
    """Return the reply, with questions that can be answered for who only says hello."""
    if answer.answer.kind not in UNSEARCHED_KINDS:
        return answer.reply
    return render(answer.answer, find_examples(dateline, answer.answer.at))


def _explain(answerer: Answerer, row: BatchQuestion) -> "Explanation":
    from bot.answers.explain.explainer import explain_answer  # seldom wanted, and slow to load

    return explain_answer(answerer, row.question, row.at, row.answer_context(answerer))
