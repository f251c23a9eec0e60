"""The commands that answer: ask and chat."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Annotated

import typer

from bot.answers.explain import explanation
from bot.chat.rich_text import Reply
from bot.cli import terminal
from bot.cli.batch import BatchQuestion as BatchRow
from bot.cli.batch import read_batch
from bot.cli.context import AsJson, Context, make_answerer, make_services, open_context_library
from bot.cli.explain import explained


def ask(
    context: typer.Context,
    question: Annotated[str | None, typer.Argument(help="What you want to know.")] = None,
    at: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="The day on which it is asked; default today."),
    ] = None,
    as_json: AsJson = False,
    batch: Annotated[
        typer.FileText | None,
        typer.Option(
            encoding="utf-8",
            help="Ask every line of a file of JSON objects: id, question, and at where wanted. "
            "- is standard input. Prints one JSON object a question.",
        ),
    ] = None,
    explain: Annotated[
        bool,
        typer.Option(
            "--explain",
            help="Say how the answer comes about: words, hits, candidates, why each sentence. "
            "With --json or --batch as explanation in the object.",
        ),
    ] = False,
) -> None:
    """Answer one question, or a file of them."""
    if (question is None) == (batch is None):
        raise typer.BadParameter("give either a question or --batch FILE", param_hint="QUESTION")
    day = at.date() if at else context.obj.today()
    if batch is not None:
        # A wrong line stops the command, but not before what stands above it is answered.
        asking: Iterator[BatchRow] = read_batch(batch, day)
    else:
        asking = iter([BatchRow("", question or "", day)])
    with open_context_library(context.obj) as library:
        answerer = make_answerer(library)
        for one in asking:
            if explain and not as_json and batch is None:
                told = explanation.explain(answerer, one.question, one.at)
                terminal.show(Reply(explained(told)))
                continue
            answered = one.answered_by(answerer)
            if as_json or batch is not None:
                written = answered.to_json()
                if explain:
                    told = explanation.explain(answerer, one.question, one.at)
                    written["explanation"] = told.to_json()
                print(json.dumps(written, ensure_ascii=False), flush=True)
            else:
                terminal.show(answered.reply)


def chat(context: typer.Context) -> None:
    """Converse in the terminal."""
    converse(context.obj)


def converse(given: Context) -> None:
    """Converse in the terminal until the input ends."""
    with open_context_library(given) as library:
        terminal.converse(make_services(given, library))
