"""What the commands on article files share."""

from collections.abc import Iterator
from contextlib import contextmanager
from getpass import getuser
from pathlib import Path

from bot.cli.context import Context, open_dateline
from bot.corpus.store import CorpusStore
from bot.curation.service import CorpusReader, CorpusService


def open_store(given: Context) -> CorpusStore:
    """Return the store of the corpus folder: of several folders, the last one."""
    return CorpusStore(given.roots[-1], given.settings.data, given.settings.trash_days)


def open_reader(given: Context) -> CorpusReader:
    """Return the reader of all folders that are searched."""
    settings = given.settings
    return CorpusReader(open_store(given), given.roots, settings.data, settings.limits)


@contextmanager
def open_service(given: Context) -> Iterator[CorpusService]:
    """Open the corpus for changes, after finishing interrupted ones and purging the trash."""
    keeper = open_store(given)
    keeper.recover()
    keeper.purge()
    with open_dateline(given) as dateline:
        yield CorpusService(keeper, dateline.library)


def actor_name() -> str:
    """Return the name under which the audit log has a command: the system user."""
    try:
        return f"{getuser()} (command)"
    except (KeyError, OSError):
        return "a command"


def safe_target(folder: Path, file: str) -> Path:
    """Return where an exported file goes: under its own name in a folder, or to the path itself."""
    return folder / Path(file).name if folder.is_dir() else folder
