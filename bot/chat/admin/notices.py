"""Notices: messages to the admins that answer nothing."""

import queue
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TypeAlias

from bot.articles.findings import Rejection
from bot.chat.replies.text_lines import shorten_line
from bot.corpus.losses import Loss, LossKind
from bot.localization.current import format_count, format_number, gettext, isolate, ngettext
from bot.localization.stored_messages import translate_stored

_MOST_REJECTIONS = 10
_LONGEST_LINE = 250
_LONGEST_NAME = 80


NoticeWriter: TypeAlias = Callable[[], str]
"""Returns a notice in the language in which it is called."""


class Notices:
    """Texts for the admins, which any thread may add and the bot sends, each once."""

    def __init__(self, admins: Sequence[int] = ()) -> None:
        self.admins = admins
        self._queue: queue.SimpleQueue[NoticeWriter] = queue.SimpleQueue()

    def add(self, text: str | NoticeWriter) -> None:
        """Queue ``text``, or what writes it in each admin's language, for every admin."""
        if self.admins:
            self._queue.put((lambda: text) if isinstance(text, str) else text)

    def take(self) -> NoticeWriter | None:
        """Remove and return what writes the oldest notice, None where there is none."""
        try:
            return self._queue.get_nowait()
        except queue.Empty:
            return None


def write_rejection_notice(rejections: Sequence[Rejection], folders: Sequence[Path] = ()) -> str:
    """Return one message on what could not be read of new or changed files.

    Files are named as they are in one of the ``folders``.
    """
    heading = format_count(
        "Could not read everything in the corpus folder ({count} rejected). Earlier articles stay.",
        "Could not read everything in the corpus folder ({count} rejected). Earlier articles stay.",
        len(rejections),
    )
    lines = [heading]
    for rejection in rejections[:_MOST_REJECTIONS]:
        path = shorten_paths(rejection.path, folders)
        place = path if rejection.line is None else f"{path}:{rejection.line}"
        reason = translate_stored(rejection.reason)
        lines.append(shorten_line(f"{place}: {reason}", _LONGEST_LINE))
    if len(rejections) > _MOST_REJECTIONS:
        surplus = len(rejections) - _MOST_REJECTIONS
        # Translators: the last line below a list.
        lines.append(
            format_count("and {count} more, in the log", "and {count} more, in the log", surplus)
        )
    return "\n".join(lines)


def write_loss(loss: Loss, folders: Sequence[Path] = ()) -> str:
    """Return what became of a folder, that its articles stay, and what to do.

    It is named as it is in one of the ``folders``.
    """
    name = shorten_line(shorten_paths(loss.path, folders), _LONGEST_NAME)
    facts = _choose_message(loss).format(folder=isolate(name), count=format_number(loss.articles))
    # Translators: "dateline index build --accept-deletions" is a command and stays as it is.
    advice = gettext(
        "If it comes back, such as a disk that is not connected right now, you need not do "
        "anything. If you deleted the files on purpose, run dateline index build "
        "--accept-deletions on the computer where I run."
    )
    return f"⚠️ {facts} {advice}"


def write_losses(losses: Sequence[Loss], folders: Sequence[Path] = ()) -> str:
    """Return one message about several of them."""
    return "\n\n".join(write_loss(loss, folders) for loss in losses)


def _choose_message(loss: Loss) -> str:
    match loss.kind:
        case LossKind.MISSING:
            # Translators: {folder} is the name of a folder, {count} a number.
            return ngettext(
                "{folder} is missing. Its {count} article can still be searched.",
                "{folder} is missing. Its {count} articles can still be searched.",
                loss.articles,
            )
        case LossKind.EMPTY:
            return ngettext(
                "{folder} is empty. The {count} article that it had can still be searched.",
                "{folder} is empty. The {count} articles that it had can still be searched.",
                loss.articles,
            )
        case LossKind.REPLACED:
            return ngettext(
                "{folder} has none of its earlier files. Their {count} article can still be "
                "searched.",
                "{folder} has none of its earlier files. Their {count} articles can still be "
                "searched.",
                loss.articles,
            )


def shorten_paths(text: str, folders: Iterable[Path]) -> str:
    """Return a text in which files are named as they are in one of the folders.

    Of files that only the bot itself knows, nothing stays.
    """
    names = {str(form): folder for folder in folders for form in (folder, folder.absolute())}
    for name in sorted(names, key=len, reverse=True):
        beginning = rf"(?<![\w/.-]){re.escape(name)}"
        text = re.sub(rf"{beginning}/[^:]*\.part: ", "", text)
        text = re.sub(rf"{beginning}/", "", text)
        text = re.sub(rf"{beginning}(?![\w/.-])", names[name].name, text)
    return text
