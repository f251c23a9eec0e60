"""Admin wording: failures and places in an admin's words, without a path of the server."""

from pathlib import Path
from typing import TYPE_CHECKING

from telegram.error import BadRequest, TelegramError

from bot.chat.admin.notices import shorten_paths
from bot.chat.replies.text_lines import shorten_line
from bot.chat.rich_text import Reply
from bot.corpus.lock import MissingFolderError
from bot.corpus.store import MissingFileError
from bot.localization.current import format_size, gettext, isolate, mark_message
from bot.localization.stored_messages import translate_stored

if TYPE_CHECKING:
    from bot.chat.services import AdminServices

MOST_BYTES = 20 * 1024 * 1024
"""The largest file that Telegram lets a bot download."""

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


def write_too_large(size: int) -> Reply:
    """Return how else a large file can be added."""
    # Translators: {size} is as in "1.5 MB"; "dateline corpus add FILE" is a command.
    message = gettext(
        "This file has {size}, and bots can download at most 20 MB. "
        "Compress it with gzip if that makes it small enough. Otherwise, on the computer where I "
        "run, copy it into the corpus folder or run dateline corpus add FILE."
    )
    return Reply(message.format(size=format_size(size)))


def write_fetch_failure(name: str, size: int, error: OSError | TelegramError) -> Reply:
    """Return why a file could not be downloaded."""
    if isinstance(error, BadRequest) and "too big" in error.message.lower():
        return write_too_large(size or MOST_BYTES + 1)
    reason = error.message if isinstance(error, TelegramError) else error.strerror or str(error)
    file = shorten_line(name, 80)
    if not file:
        message = gettext("I could not download this file: {reason}. Please send it again.")
        return Reply(message.format(reason=isolate(reason)))
    message = gettext("I could not download {file}: {reason}. Please send it again.")
    return Reply(message.format(file=isolate(file), reason=isolate(reason)))
