"""The command that chats in the terminal, and the conversation itself."""

import logging
import sys
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from pathlib import Path

import typer
from rich.console import Console
from rich.text import Text

from bot.answers.answer import Answer, Turn
from bot.chat.executor import AnswererLike
from bot.chat.replies.footers import describe_coverage
from bot.chat.replies.rendering import render, render_rest
from bot.chat.services import BotServices
from bot.cli import terminal
from bot.cli.context import Context, find_examples, open_dateline
from bot.dateline import Dateline
from bot.errors import UnavailableError
from bot.localization.english import count_noun
from bot.system.log_lines.printable import escape_controls
from bot.system.logs import divert_logs, remove_secrets

_LOGGER = logging.getLogger(__name__)

_MOST_TURNS = 5
_MOST_NOTICES = 5
_PROMPT = "> "

LineReader = Callable[[], str | None]
"""Returns the next line that a person typed, None at the end of input."""


def chat(context: typer.Context) -> None:
    """Chat in the terminal."""
    run_chat(context.obj)


def run_chat(context: Context) -> None:
    """Chat in the terminal until the input ends."""
    context.check_roots()
    notices = NoticeHandler()
    with (
        _divert_logs(context, notices),
        open_dateline(context, waits_for_cluster=True) as dateline,
    ):
        services = _make_conversation_services(context, dateline)
        converse(services, _make_reader(context.settings.data), notices)


def _make_conversation_services(context: Context, dateline: Dateline) -> BotServices:
    """Return what a conversation shows of the articles."""
    try:
        questions = find_examples(dateline, context.today())
    except (UnavailableError, TimeoutError):
        questions = []  # users are told when they ask, until the engine is back
    return make_services(context, dateline, dateline.answerer, lambda: questions)


def make_services(
    context: Context,
    dateline: Dateline,
    answerer: AnswererLike,
    examples: Callable[[], Sequence[str]],
) -> BotServices:
    """Return what the chat shows of the articles, which ``answerer`` searches."""
    index = dateline.library.index
    with suppress(UnavailableError):
        _LOGGER.info("%s", str(dateline.library))

    def sources() -> tuple[str, ...]:
        return tuple(index.snapshot().sources(until=context.today()))

    return BotServices(
        answerer, examples, sources,
        today=context.today, zone=context.settings.zone,
    )  # fmt: skip


def converse(
    services: BotServices, read_line: LineReader, notices: "NoticeHandler | None" = None
) -> None:
    """Answer line by line until the end of input, or until "exit"; show ``notices`` in between."""
    console = Console()
    notices = notices or NoticeHandler()
    notices.show(console)
    console.print(_write_opening(services), highlight=False)
    for example in services.examples():
        console.print(Text(escape_controls(f"Ask, for example: {example}")), highlight=False)
    conversation = Conversation(services, console)
    while True:
        line = read_line()
        if line is None or line in ("exit", "quit"):
            return
        if line:
            conversation.reply(line)
            notices.show(console)
            console.print()


class Conversation:
    """What was asked and answered, and the console that shows it."""

    def __init__(self, services: BotServices, console: Console) -> None:
        self._services = services
        self._console = console
        self._turns: deque[Turn] = deque(maxlen=_MOST_TURNS)
        self._answer: Answer | None = None

    def reply(self, line: str) -> None:
        """Show the answer to a question, or what else was found to the one before."""
        try:
            if line.lower() == "more":
                self._show_rest()
            else:
                self._answer_question(line)
        except UnavailableError as error:
            self._say(f"{error}; please ask again in a moment.")

    def _answer_question(self, question: str) -> None:
        services = self._services
        answer = services.answerer.answer(question, services.today(), tuple(self._turns))
        terminal.show(render(answer, services.examples()), self._console)
        self._answer = answer
        if answer.quotes:
            self._turns.append(Turn(question, answer.quotes))
        if render_rest(answer):
            self._say("Type more for what else there is.")

    def _show_rest(self) -> None:
        remainder = render_rest(self._answer) if self._answer else None
        if remainder is None:
            self._say("There is no more on this." if self._answer else "Ask something first.")
            return
        terminal.show(remainder, self._console)

    def _say(self, text: str) -> None:
        self._console.print(Text(escape_controls(text), style="dim"), highlight=False)


def _write_opening(services: BotServices) -> Text:
    try:
        stats = services.answerer.stats(services.today())
    except UnavailableError as error:
        return Text(escape_controls(f"{error}. Ctrl-D ends."))
    if not stats.articles:
        return Text("There are no articles yet: put some into corpus/. Ctrl-D ends.")
    return Text(f"I search {describe_coverage(stats)}. Ctrl-D ends.")


def _make_reader(data: Path) -> LineReader:
    """Return what reads lines: with editing and history where a person types them."""
    if not sys.stdin.isatty():
        return _read_plain_line
    from prompt_toolkit import PromptSession
    from prompt_toolkit.history import FileHistory, History, InMemoryHistory

    history: History = InMemoryHistory()
    if data.is_dir():
        history = FileHistory(str(data / "history"))
    session: PromptSession[str] = PromptSession(history=history)

    def read_edited_line() -> str | None:
        try:
            return session.prompt(_PROMPT).strip()
        except (EOFError, KeyboardInterrupt):
            return None

    return read_edited_line


def _read_plain_line() -> str | None:
    try:
        line = sys.stdin.readline()
    except KeyboardInterrupt:
        return None
    return line.strip() if line else None


class NoticeHandler(logging.Handler):
    """Keeps warnings of this program as sentences, to be shown between question and answer."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._sentences: deque[str] = deque(maxlen=_MOST_NOTICES)
        self._surplus = 0

    def emit(self, record: logging.LogRecord) -> None:
        """Keep what a warning says, without its traceback."""
        if record.name.partition(".")[0] != "bot":
            return
        if len(self._sentences) < _MOST_NOTICES:
            self._sentences.append(remove_secrets(record.getMessage()))
        else:
            self._surplus += 1

    def show(self, console: Console) -> None:
        """Show what was kept since the last time."""
        while self._sentences:
            sentence = self._sentences.popleft()
            sentence = sentence[:1].upper() + sentence[1:].rstrip(".")
            console.print(Text(f"Note: {sentence}.", style="dim"), highlight=False)
        if self._surplus:
            text = f"There are {count_noun('more note', self._surplus)}."
            console.print(Text(text, style="dim"), highlight=False)
            self._surplus = 0


def _divert_logs(context: Context, notices: NoticeHandler) -> AbstractContextManager[None]:
    """Show no log lines in a conversation, but where somebody asks for them in another place."""
    if context.settings.log_format != "auto" and not sys.stderr.isatty():
        return nullcontext()
    return divert_logs(notices)
