"""What every command starts from: the settings, the folders, and the opened articles."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.articles.findings import Rejection
from bot.cli import terminal
from bot.corpus.losses import ADVICE
from bot.dateline import Dateline
from bot.errors import DatelineError
from bot.index.engine import IndexConfig, index_folder
from bot.index.sync.result import SyncResult
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.answers.examples import AnswerSource

_LOGGER = logging.getLogger(__name__)

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]


class NoArticlesError(DatelineError):
    """Say that there is no folder of articles to search, and how to get one."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"there is no folder {folder} to search: create it and put article files into it, "
            "or name another one by --corpus or DATELINE_CORPUS"
        )


@dataclass(frozen=True, slots=True)
class Context:
    """The settings, and the files and folders to search; the last one is the corpus folder."""

    settings: Settings
    roots: tuple[Path, ...]

    def today(self) -> date:
        """Return the day it is now in the time zone of the settings."""
        return datetime.now(self.settings.zone).date()

    def check_roots(self) -> None:
        """Raise NoArticlesError where no folder exists, nor an index of one that did."""
        if any(root.exists() for root in self.roots):
            return
        if not index_folder(self.roots, self.settings.data).exists():
            raise NoArticlesError(self.roots[-1])


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


@contextmanager
def open_dateline(
    context: Context,
    *,
    retry: bool = False,
    accept_deletions: bool = False,
    waits_for_cluster: bool = False,
) -> Iterator[Dateline]:
    """Open the articles and the index that the settings ask for; log what was rejected.

    With ``retry``, unfinished files are tried again before they are due, and with
    ``accept_deletions``, what is gone with its folder counts as deleted. Who ``waits_for_cluster``
    begins without it where it is away.
    """
    config, roots = index_config(context.settings), context.roots
    with Dateline.from_config(
        roots, config, progress=terminal.track, retry=retry, waits_for_cluster=waits_for_cluster,
        must_be_current=retry,
    ) as dateline:  # fmt: skip
        if accept_deletions and dateline.library.losses:
            dateline.library.accept_deletions(terminal.track)
        log_rejections(dateline.changes)
        yield dateline


def find_examples(
    dateline: Dateline,
    day: date,
    answerer: "AnswerSource | None" = None,
    is_stopped: Callable[[], bool] = lambda: False,
) -> list[str]:
    """Return questions that the articles answer on a day; raise UnavailableError as they do.

    ``answerer`` answers in the place of the articles' own. ``is_stopped`` tells whether nobody
    waits for them any more.
    """
    from bot.answers.examples import find_sample_questions  # seldom wanted by a single question

    newest = dateline.library.index.snapshot().newest(until=day)
    return find_sample_questions(answerer or dateline.answerer, newest, day, is_stopped=is_stopped)


def log_changes(changes: SyncResult) -> None:
    """Log what an update of the index read and rejected."""
    if changes:
        _LOGGER.info("Files read: %d, files gone: %d.", changes.read, changes.deletions)
    log_rejections(changes)


def log_rejections(changes: SyncResult) -> None:
    """Log what an update of the index rejected and what is gone, but nothing twice."""
    for loss in changes.new_losses:
        _LOGGER.warning("%s. %s", loss, ADVICE)
    lost_paths = {loss.path for loss in changes.losses}
    for rejection in changes.rejections:
        if rejection in changes.repeated or rejection.path in lost_paths:
            continue
        has_line = rejection.line is not None
        location = f"{rejection.path}:{rejection.line}" if has_line else rejection.path
        progress = _describe_progress(changes, rejection) if rejection.is_unfinished else ""
        failure = "could not finish reading" if rejection.is_unfinished else "cannot read"
        _LOGGER.warning("%s %s: %s%s", failure, location, rejection.reason, progress)


def _describe_progress(changes: SyncResult, rejection: Rejection) -> str:
    """Return how much of the rejection's file was read, empty where it is no unfinished one."""
    for file in changes.unfinished_files:
        if rejection.path == file.path or rejection.path.startswith(f"{file.path}/"):
            return f"; {file.progress}, trying again"
    return ""
