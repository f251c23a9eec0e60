"""The commands; the one place where the parts are wired together."""

import json
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import Annotated

import typer
from typer.exceptions import TyperException

from bot import __version__
from bot.answers.answerer import Answerer
from bot.answers.examples import examples
from bot.articles.folder import CorpusFolder
from bot.articles.report import Report
from bot.chat import asked, serve, terminal
from bot.chat.application import Content
from bot.chat.notices import Notices, refusal_notice
from bot.chat.search import today
from bot.errors import DatelineError
from bot.evaluation.baseline import baselines
from bot.evaluation.questions import read_questions, spread
from bot.evaluation.report import Evaluation
from bot.evaluation.run import Run, dateline, measure
from bot.index.base import UnavailableError
from bot.index.library import Library, Place, drop_library, open_library
from bot.index.sync import Changes
from bot.index.verifying import differences
from bot.index.watching import watching
from bot.language.analyzer import Analyzer
from bot.service import logs
from bot.settings import Settings, load

_LOGGER = logging.getLogger(__name__)
_ANALYZER = Analyzer()

app = typer.Typer(
    name="dateline",
    help="Answer questions on current events with quoted sentences and their dates.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
corpus_app = typer.Typer(help="Look at article files.", no_args_is_help=True)
app.add_typer(corpus_app, name="corpus")
index_app = typer.Typer(help="Look after the index.", no_args_is_help=True)
app.add_typer(index_app, name="index")

_AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]

TERMINAL_NOTICE = (
    "No DATELINE_TELEGRAM_TOKEN is set, so we talk here: your first question is a line away.\n"
    "For Telegram, send /newbot to @BotFather and put the token that it gives you into .env."
)


@dataclass(frozen=True, slots=True)
class Context:
    """What every command starts from: the settings, and the folders that are searched."""

    settings: Settings
    roots: tuple[Path, ...]


def main() -> None:
    """Run the command line; errors meant for a person are one line, and exit status 2."""
    try:
        status = app(standalone_mode=False)
    except (DatelineError, TyperException) as error:
        message = error.format_message() if isinstance(error, TyperException) else str(error)
        print(f"dateline: {' '.join(message.split())}", file=sys.stderr)
        status = 2
    except (typer.Abort, KeyboardInterrupt):
        status = 130
    except BrokenPipeError:
        # Whoever read the output has enough; Python would complain once more at its end.
        sys.stdout = None
        status = 0
    sys.exit(status if isinstance(status, int) else 0)


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"dateline {__version__}")
        raise typer.Exit


@app.callback()
def _start(
    context: typer.Context,
    corpus: Annotated[
        list[Path] | None,
        typer.Option(
            help="A file or folder of articles; may be repeated. "
            "Replaces DATELINE_CORPUS and the seeds."
        ),
    ] = None,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    settings = load()
    token = settings.telegram_token
    secret = token.get_secret_value() if token else ""
    # Its second half alone too: a colon may stand encoded in an address.
    cluster = settings.opensearch_url.get_secret_value() if settings.opensearch_url else ""
    logs.configure(settings.log_level, [secret, secret.partition(":")[2], cluster])
    folders = (settings.seeds, settings.corpus)
    roots = tuple(corpus) if corpus else tuple(folder for folder in folders if folder)
    for path in corpus or ():
        if not path.exists():
            raise typer.BadParameter(f"there is no file or folder {path}", param_hint="--corpus")
    context.obj = Context(settings, roots)


@app.command()
def run(context: typer.Context) -> None:
    """Serve Telegram; without a token, converse in the terminal."""
    given: Context = context.obj
    token = given.settings.telegram_token
    if token is None:
        print(TERMINAL_NOTICE)
        _converse(given)
        return
    settings = given.settings
    with _library(given) as library:
        content = _content(library, Notices(settings.admins))

        def report(changes: Changes) -> None:
            _log_changes(changes)
            if changes.refusals:
                content.notices.add(refusal_notice(changes.refusals))

        with watching(library, given.roots, report):
            serve.run(token.get_secret_value(), settings.telegram_api_url, settings.data, content)


@app.command()
def chat(context: typer.Context) -> None:
    """Converse in the terminal."""
    _converse(context.obj)


def _converse(given: Context) -> None:
    with _library(given) as library:
        terminal.converse(_content(library))


@app.command()
def ask(
    context: typer.Context,
    question: Annotated[str | None, typer.Argument(help="What you want to know.")] = None,
    at: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="The day on which it is asked; default today."),
    ] = None,
    as_json: _AsJson = False,
    batch: Annotated[
        typer.FileText | None,
        typer.Option(
            encoding="utf-8",
            help="Ask every line of a file of JSON objects: id, question, and at where wanted. "
            "- is standard input. Prints one JSON object a question.",
        ),
    ] = None,
) -> None:
    """Answer one question, or a file of them."""
    if (question is None) == (batch is None):
        raise typer.BadParameter("give either a question or --batch FILE", param_hint="QUESTION")
    day = at.date() if at else today()
    if batch is not None:
        # A wrong line stops the command, but not before what stands above it is answered.
        asking: Iterator[asked.Asked] = asked.read_batch(batch, day)
    else:
        asking = iter([asked.Asked("", question or "", day)])
    with _library(context.obj) as library:
        answerer = _answerer(library)
        for one in asking:
            answered = one.answered_by(answerer)
            if as_json or batch is not None:
                print(json.dumps(answered.to_json(), ensure_ascii=False), flush=True)
            else:
                terminal.show(answered.reply)


@app.command("eval")
def evaluate(
    context: typer.Context,
    questions: Annotated[
        typer.FileText,
        typer.Argument(
            encoding="utf-8",
            help="A file of JSON objects, one a line: question and answers, id and at where "
            "wanted. - is standard input.",
        ),
    ],
    at_column: Annotated[str, typer.Option(help="The name under which a line has its day.")] = "at",
    limit: Annotated[
        int | None, typer.Option(min=1, help="Ask only so many, evenly spread over the file.")
    ] = None,
    as_json: _AsJson = False,
    baseline: Annotated[
        bool, typer.Option("--baseline", help="Measure rank_bm25 and bm25s on the same articles.")
    ] = False,
    save: Annotated[
        Path | None, typer.Option(help="Keep this run, for a later --compare.", dir_okay=False)
    ] = None,
    compare: Annotated[
        Path | None, typer.Option(help="Say what changed since a kept run.", dir_okay=False)
    ] = None,
) -> None:
    """Measure how often the answer is in the reply to your own questions."""
    given = read_questions(questions, at_column, today())
    asking = spread(given.questions, limit)
    earlier = Run.load(compare) if compare else None
    with _library(context.obj) as library:
        runs = {"dateline": measure(dateline(_answerer(library)), asking, terminal.track)}
        if baseline:
            for name, system in baselines(list(library.index.newest())):
                runs[name] = measure(system, asking, terminal.track, name)
    evaluation = Evaluation(asking, given.left_out, runs, earlier)
    if as_json:
        print(json.dumps(evaluation.to_json()))
    else:
        print("\n".join(evaluation.lines()))
    if save:
        runs["dateline"].save(save)


@corpus_app.command()
def check(
    paths: Annotated[list[Path], typer.Argument(help="Files or folders of articles.")],
    as_json: _AsJson = False,
) -> None:
    """Say what is understood of article files; exit 1 when something is refused."""
    report = Report.of(chain.from_iterable(CorpusFolder(path).read() for path in paths))
    if as_json:
        print(json.dumps(report.to_json(), ensure_ascii=False))
    else:
        print("\n".join(report.lines()))
    if report.refusals:
        raise typer.Exit(1)


@index_app.command()
def build(context: typer.Context, as_json: _AsJson = False) -> None:
    """Bring the index to what the files hold."""
    _show_status(context.obj, as_json)


@index_app.command()
def status(context: typer.Context, as_json: _AsJson = False) -> None:
    """Say what the index holds, after taking over what changed."""
    _show_status(context.obj, as_json)


@index_app.command()
def drop(context: typer.Context, as_json: _AsJson = False) -> None:
    """Delete the index; the next command builds it again from the files."""
    given: Context = context.obj
    drop_library(given.roots, _place(given.settings))
    print(json.dumps({"dropped": True}) if as_json else "The index is deleted.")


@index_app.command()
def verify(context: typer.Context, as_json: _AsJson = False) -> None:
    """Compare the index with the files, article by article; exit 1 where they differ."""
    given: Context = context.obj
    with _library(given) as library:
        found = list(differences(library.index, given.roots))
        articles = library.index.holdings().articles
    if as_json:
        print(json.dumps({"articles": articles, "differences": found}, ensure_ascii=False))
    else:
        print("\n".join(found) or f"The index equals the files; articles: {articles:,}.")
    if found:
        raise typer.Exit(1)


def _show_status(given: Context, as_json: bool) -> None:
    with _library(given) as library:
        holdings = library.index.holdings()
        facts = {
            "engine": library.engine,
            "articles": holdings.articles,
            "passages": holdings.passages,
            "first": holdings.first and holdings.first.isoformat(),
            "last": holdings.last and holdings.last.isoformat(),
            "fingerprint": library.index.fingerprint,
        }
        print(json.dumps(facts) if as_json else str(library))


def _content(library: Library, notices: Notices | None = None) -> Content:
    answerer, index = _answerer(library), library.index
    try:
        _LOGGER.info("%s", str(library))
        found = examples(answerer, index.newest(until=today()), today())
    except UnavailableError:
        found = []  # the bot says so to whoever asks, until the engine is back

    def sources() -> tuple[str, ...]:
        return tuple(index.sources(until=today()))

    return Content(answerer, found, sources, notices or Notices())


def _answerer(library: Library) -> Answerer:
    return Answerer(library.index, _ANALYZER)


@contextmanager
def _library(given: Context) -> Iterator[Library]:
    """Open the index that the settings ask for, equal to its folders; log what was refused."""
    for root in given.roots:
        if not root.exists():
            _LOGGER.warning("%s: there is no such file or folder", root)
    library, changes = open_library(given.roots, _place(given.settings), _ANALYZER, terminal.track)
    try:
        _log_refusals(changes)
        yield library
    finally:
        library.close()


def _place(settings: Settings) -> Place:
    url = settings.opensearch_url
    return Place(
        settings.data,
        settings.engine,
        url.get_secret_value() if url else "",
        settings.opensearch_index,
        settings.opensearch_shards,
        settings.opensearch_replicas,
    )


def _log_changes(changes: Changes) -> None:
    if changes:
        _LOGGER.info("Files read: %d, files gone: %d.", changes.read, changes.gone)
    _log_refusals(changes)


def _log_refusals(changes: Changes) -> None:
    for refusal in changes.refusals:
        place = refusal.path if refusal.line is None else f"{refusal.path}:{refusal.line}"
        _LOGGER.warning("%s was refused: %s", place, refusal.reason)
