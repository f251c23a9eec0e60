"""What admins read in a chat is in an admin's words, without the paths of the server."""

import ast
from pathlib import Path

from bot.chat.admin.admin_wording import NO_SUCH_FILE, write_failure
from bot.chat.services import AdminServices
from bot.corpus.lock import CorpusError, MissingFolderError
from bot.corpus.store import CorpusStore, MissingFileError
from bot.curation.preview_job import PreviewJob
from bot.curation.service import CorpusReader, CorpusService
from bot.localization.stored_messages import STORED_MESSAGES
from tests.paths import PROJECT

FOREIGN_WORDS = ("passage", "repositor", "docs/", ".env", "/tmp", "/srv")  # noqa: S108
LOOKUPS = {"gettext", "ngettext", "format_count", "mark_message"}


def _messages() -> list[str]:
    """Return what is said in chats with admins."""
    calls = [
        node
        for path in (PROJECT / "bot" / "chat" / "admin").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in LOOKUPS
    ]
    literals = [
        str(argument.value)
        for call in calls
        for argument in call.args
        if isinstance(argument, ast.Constant)
    ]
    return [*literals, *STORED_MESSAGES]


def test_no_message_speaks_of_what_an_admin_does_not_know() -> None:
    messages = _messages()
    assert "Added {files}: {change}." in messages
    wrong = [text for text in messages if any(word in text.lower() for word in FOREIGN_WORDS)]
    assert wrong == []


def _services(folder: Path) -> AdminServices:
    store = CorpusStore(folder / "corpus", folder / "data")
    reader = CorpusReader(store, [folder / "seeds", store.corpus], folder / "data")
    service = CorpusService.__new__(CorpusService)
    service.store = store
    job = PreviewJob(store.corpus, folder / "data", [store.corpus])
    return AdminServices(frozenset([1]), service, reader, job, folder / "data" / "uploads")


def test_failures_name_no_folder_of_the_server(tmp_path: Path) -> None:
    services = _services(tmp_path)
    corpus, data = services.service.store.corpus, tmp_path / "data"
    assert write_failure(MissingFileError("a.txt", corpus), services) == NO_SUCH_FILE
    for error in (
        MissingFolderError(corpus),
        CorpusError(f"a.txt was not added: {corpus}/.dateline-12.part: the disk is full: free it"),
        CorpusError(f"{corpus}/a.txt is a link to another place: remove it by hand"),
        CorpusError(f"{data}/manifest.db cannot be used at the moment: it is locked"),
        CorpusError(f"{data}/uploads/12/files/a.txt: it is empty"),
        CorpusError(f"{data} would be searched, because it is inside {corpus}"),
    ):
        assert str(tmp_path) not in write_failure(error, services)
