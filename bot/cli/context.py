"""Where the parts are wired together, for every command."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from bot.answers.answerer import Answerer
from bot.answers.examples import examples
from bot.chat.admin.notices import Notices
from bot.chat.executor import today
from bot.chat.services import BotServices
from bot.cli import terminal
from bot.errors import UnavailableError
from bot.index.library import IndexConfig, Library, open_library
from bot.index.sync.sync import SyncResult
from bot.language.analyzer import Analyzer
from bot.settings import Settings

_LOGGER = logging.getLogger(__name__)
_ANALYZER = Analyzer()

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]


@dataclass(frozen=True, slots=True)
class Context:
    """What every command starts from: the settings, and the folders that are searched."""

    settings: Settings
    roots: tuple[Path, ...]

    def today(self) -> date:
        """Return the day it is now where the settings say that the bot is."""
        return today(self.settings.zone)


def make_services(given: Context, library: Library, notices: Notices | None = None) -> BotServices:
    """Return what the chat shows of a library."""
    answerer, index = make_answerer(library), library.index
    try:
        _LOGGER.info("%s", str(library))
        found = examples(answerer, index.snapshot().newest(until=given.today()), given.today())
    except UnavailableError:
        found = []  # the bot says so to whoever asks, until the engine is back

    def sources() -> tuple[str, ...]:
        return tuple(index.snapshot().sources(until=given.today()))

    return BotServices(answerer, found, sources, notices or Notices(), today=given.today)


def make_answerer(library: Library) -> Answerer:
    """Return what answers from a library."""
    return Answerer(library.index, _ANALYZER)


@contextmanager
def open_context_library(given: Context) -> Iterator[Library]:
    """Open the index that the settings ask for, equal to its folders; log what was refused."""
    library, changes = open_library(
        given.roots, index_config(given.settings), _ANALYZER, terminal.track
    )
    try:
        log_refusals(changes)
        yield library
    finally:
        library.close()


def index_config(settings: Settings) -> IndexConfig:
    """Return where the settings have the index."""
    url = settings.opensearch_url
    return IndexConfig(
        settings.data,
        settings.engine,
        url.get_secret_value() if url else "",
        settings.opensearch_index,
        settings.opensearch_shards,
        settings.opensearch_replicas,
        settings.limits,
    )


def log_changes(changes: SyncResult) -> None:
    """Log what a synchronisation took over and refused."""
    if changes:
        _LOGGER.info("Files read: %d, files gone: %d.", changes.read, changes.gone)
    log_refusals(changes)


def log_refusals(changes: SyncResult) -> None:
    """Log what a synchronisation refused."""
    for refusal in changes.refusals:
        place = refusal.path if refusal.line is None else f"{refusal.path}:{refusal.line}"
        _LOGGER.warning("%s was refused: %s", place, refusal.reason)
