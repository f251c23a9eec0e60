"""What the commands that look after article files work with."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from getpass import getuser
from pathlib import Path

from bot.chat.admin.messenger import Curation
from bot.cli.context import Context, opened_library
from bot.corpus.lock import KeepingError
from bot.corpus.store import Keeper
from bot.curation.preview_job import Trial
from bot.curation.service import Desk, Records
from bot.index.library import Library

_LOGGER = logging.getLogger(__name__)


def keeper_of(given: Context) -> Keeper:
    """Return what changes the corpus folder: of several folders the last one."""
    return Keeper(given.roots[-1], given.settings.data, given.settings.trash_days)


def records_of(given: Context) -> Records:
    """Return what says what the corpus has."""
    settings = given.settings
    return Records(keeper_of(given), given.roots, settings.data, settings.bounds)


@contextmanager
def opened_desk(given: Context) -> Iterator[Desk]:
    """Open the index for changes, after what was begun is finished and the trash gone through."""
    keeper = keeper_of(given)
    keeper.recover()
    keeper.purge()
    with opened_library(given) as library:
        yield Desk(keeper, library)


def curation_of(given: Context, library: Library) -> Curation | None:
    """Return what the admins may change in the chat, None where there are no admins.

    What a killed process began is finished first.
    """
    settings, keeper = given.settings, keeper_of(given)
    if not settings.admins:
        return None
    try:
        keeper.recover()
        keeper.purge()
    except KeepingError as error:
        _LOGGER.warning("%s", error)
    trial = Trial(keeper.corpus, settings.data, given.roots, settings.bounds)
    return Curation(
        frozenset(settings.admins), Desk(keeper, library), records_of(given), trial,
        settings.data / "uploads", settings.trash_days,
    )  # fmt: skip


def who() -> str:
    """Return whom the log names for a command: the user of the system."""
    try:
        return f"{getuser()} (command)"
    except (KeyError, OSError):
        return "a command"


def counted(number: int, noun: str) -> str:
    """Return a number and a noun, such as "1 file"."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def safe_target(folder: Path, file: str) -> Path:
    """Return where an exported file goes: under its own name in a folder, or where it is said."""
    return folder / Path(file).name if folder.is_dir() else folder
