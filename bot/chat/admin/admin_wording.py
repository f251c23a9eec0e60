"""Admin wording: failures and places in an admin's words, without a path of the server."""

from pathlib import Path
from typing import TYPE_CHECKING

from bot.chat.admin.notices import shorten_paths
from bot.corpus.lock import MissingFolderError
from bot.corpus.store import MissingFileError
from bot.localization.current import gettext, mark_message
from bot.localization.stored_messages import translate_stored

if TYPE_CHECKING:
    from bot.chat.services import AdminServices

NO_SUCH_FILE = mark_message("This file is no longer in the corpus folder.")


def write_failure(error: Exception, services: "AdminServices") -> str:
    """Return why something failed, in the language of the chat."""
    if isinstance(error, MissingFolderError):
        return gettext(
            "The folder of the article files is not there. On the computer where I run, create "
            "it again, or connect its disk."
        )
    if isinstance(error, MissingFileError):
        return gettext(NO_SUCH_FILE)
    return translate_stored(shorten_paths(str(error), list_folders(services)))


def list_folders(services: "AdminServices") -> list[Path]:
    """Return the folders that no message names."""
    store = services.service.store
    return [*services.reader.roots, store.corpus, services.uploads, services.uploads.parent]
