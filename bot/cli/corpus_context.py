"""What the commands that look after article files work with."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from getpass import getuser
from pathlib import Path

from bot.chat.services import AdminServices
from bot.cli.context import Context, open_context_library
from bot.corpus.lock import CorpusError
from bot.corpus.store import CorpusStore
from bot.curation.preview_job import PreviewJob
from bot.curation.service import CorpusReader, CorpusService
from bot.index.library import Library

_LOGGER = logging.getLogger(__name__)


def open_store(given: Context) -> CorpusStore:
    """Return what changes the corpus folder: of several folders the last one."""
    return CorpusStore(given.roots[-1], given.settings.data, given.settings.trash_days)


def open_reader(given: Context) -> CorpusReader:
    """Return what says what the corpus has."""
    settings = given.settings
    return CorpusReader(open_store(given), given.roots, settings.data, settings.limits)


@contextmanager
def open_service(given: Context) -> Iterator[CorpusService]:
    """Open the index for changes, after what was begun is finished and the trash gone through."""
    keeper = open_store(given)
    keeper.recover()
    keeper.purge()
    with open_context_library(given) as library:
        yield CorpusService(keeper, library)


def make_admin_services(given: Context, library: Library) -> AdminServices | None:
    """Return what the admins may change in the chat, None where there are no admins.

    What a killed process began is finished first.
    """
    settings, keeper = given.settings, open_store(given)
    if not settings.admins:
        return None
    try:
        keeper.recover()
        keeper.purge()
    except CorpusError as error:
        _LOGGER.warning("%s", error)
    trial = PreviewJob(keeper.corpus, settings.data, given.roots, settings.limits)
    return AdminServices(
        frozenset(settings.admins), CorpusService(keeper, library), open_reader(given), trial,
        settings.data / "uploads", settings.trash_days,
    )  # fmt: skip


def actor_name() -> str:
    """Return whom the log names for a command: the user of the system."""
    try:
        return f"{getuser()} (command)"
    except (KeyError, OSError):
        return "a command"


def safe_target(folder: Path, file: str) -> Path:
    """Return where an exported file goes: under its own name in a folder, or where it is said."""
    return folder / Path(file).name if folder.is_dir() else folder
