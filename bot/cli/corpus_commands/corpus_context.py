"""What the commands on article files share."""

from collections.abc import Iterator
from contextlib import contextmanager
from getpass import getuser
from pathlib import Path

from bot.cli.context import Context, open_dateline
from bot.corpus.store import CorpusStore
from bot.curation.service import CorpusReader, CorpusService


def open_store(context: Context) -> CorpusStore:
    """Return the store of the corpus folder: of several folders, the last one."""
    return CorpusStore(context.roots[-1], context.settings.data, context.settings.trash_days)


def open_reader(context: Context) -> CorpusReader:
    """Return the reader of all folders that are searched."""
    settings = context.settings
    return CorpusReader(open_store(context), context.roots, settings.data, settings.limits)


@contextmanager
def open_service(context: Context) -> Iterator[CorpusService]:
    """Open the corpus for changes, after finishing interrupted ones and purging the trash."""
    store = open_store(context)
    store.recover()
    store.purge()
    with open_dateline(context) as dateline:
        yield CorpusService(store, dateline.library)


def actor_name() -> str:
    """Return the name under which the audit log has a command: the system user."""
    try:
        return f"{getuser()} (command)"
    except (KeyError, OSError):
        return "a command"


def safe_target(folder: Path, file: str) -> Path:
    """Return where an exported file goes: under its own name in a folder, or to the path itself."""
    return folder / Path(file).name if folder.is_dir() else folder
