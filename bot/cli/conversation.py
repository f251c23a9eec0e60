"""The command that chats in the terminal, and the conversation itself."""

import logging
import sys

import typer
from rich.console import Console
from rich.markup import escape
from rich.text import Text

from bot.answers.examples import find_sample_questions
from bot.chat.replies.footers import describe_coverage
from bot.chat.services import BotServices
from bot.cli import terminal
from bot.cli.batch import BatchQuestion
from bot.cli.context import Context, open_dateline
from bot.dateline import Dateline
from bot.errors import UnavailableError

_LOGGER = logging.getLogger(__name__)


def chat(context: typer.Context) -> None:
    """Chat in the terminal."""
    run_chat(context.obj)


def run_chat(context: Context) -> None:
    """Chat in the terminal until the input ends."""
    context.check_roots()
    with open_dateline(context) as dateline:
        converse(make_services(context, dateline))


def make_services(context: Context, dateline: Dateline) -> BotServices:
    """Return what the chat shows of the articles."""
    index = dateline.library.index
    try:
        _LOGGER.info("%s", str(dateline.library))
        questions = find_sample_questions(
            dateline.answerer, index.snapshot().newest(until=context.today()), context.today()
        )
    except UnavailableError:
        questions = []  # users are told when they ask, until the engine is back

    def sources() -> tuple[str, ...]:
        return tuple(index.snapshot().sources(until=context.today()))

    return BotServices(dateline.answerer, questions, sources, today=context.today)


def converse(services: BotServices) -> None:
    """Answer line by line until the end of input, or until "exit"."""
    console = Console()
    console.print(_opening(services), highlight=False)
    for example in services.examples:
        console.print(f"Ask, for example: {escape(example)}", highlight=False)
    while True:
        question = _next_line(console)
        if question is None or question in ("exit", "quit"):
            return
        if question:
            _answer(services, question, console)
            console.print()


def _opening(services: BotServices) -> Text:
    try:
        stats = services.answerer.stats(services.today())
    except UnavailableError as error:
        return Text(f"{error}. Ctrl-D ends.")
    if not stats.articles:
        return Text("There are no articles yet: put some into corpus/. Ctrl-D ends.")
    return Text(f"I search {describe_coverage(stats)}. Ctrl-D ends.")


def _answer(services: BotServices, question: str, console: Console) -> None:
    try:
        answer = BatchQuestion("", question, services.today()).answer(services.answerer)
        terminal.show(answer.reply, console)
    except UnavailableError as error:
        console.print(Text(f"{error}; please ask again in a moment."), highlight=False)


def _next_line(console: Console) -> str | None:
    """Return the line that the user typed, None at the end of input."""
    try:
        line = console.input("[bold]>[/bold] ") if sys.stdin.isatty() else sys.stdin.readline()
    except (EOFError, KeyboardInterrupt):
        return None
    if not line and not sys.stdin.isatty():
        return None
    return line.strip()
