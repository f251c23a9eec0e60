"""Undated files: an admin says on which day a file was published that does not say it surely.

The day is put into the file's name: so it stands with the file, and every reading has it.
"""

import hashlib
import re
from collections.abc import Awaitable, Callable, Sequence
from datetime import date
from pathlib import PurePath

from telegram import Update

from bot.articles.findings import Rejection
from bot.chat.admin.admin_wording import write_failure
from bot.chat.admin.articles.article_prompts import AdminPrompt, AdminPrompts
from bot.chat.admin.messenger import AdminMessenger
from bot.chat.admin.uploads.upload_store import Upload, UploadStore
from bot.chat.buttons.callback_data import ButtonCallback, decode_data
from bot.chat.keyboard import Button, encode_data
from bot.chat.replies.text_lines import shorten_line
from bot.chat.rich_text import Reply
from bot.curation.article_editor import parse_day
from bot.errors import DatelineError
from bot.localization.current import format_day, gettext, isolate, mark_message
from bot.reading.dates.choose import NO_DATE

DATE, OTHER_DATE = "up.day", "up.date"

_MOST_FILES = 3
_LONGEST_LABEL = 30
_LONGEST_NAME = 80
_ACTION = "date"
_ALREADY_HANDLED = mark_message("This has already been added, undone or cancelled.")

# So many digits in a name may be read as another date.
_MOST_DIGITS = 3


def make_date_rows(upload: Upload, rejections: Sequence[Rejection]) -> list[list[Button]]:
    """Return a row of buttons for each file that lacks nothing but a date."""
    undated_rejections = [rejection for rejection in rejections if _is_undated(upload, rejection)]
    rows = []
    for rejection in undated_rejections[:_MOST_FILES]:
        key = _make_key(rejection.path)
        row = []
        if rejection.suggestion is not None:
            data = encode_data(DATE, upload.id, key, rejection.suggestion.isoformat())
            label = gettext("Published {day}").format(day=format_day(rejection.suggestion))
            row.append(Button(_name_label(label, rejection.path, len(undated_rejections)), data))
        other_label = gettext("Other date") if row else gettext("Give its date")
        label = (
            other_label
            if row
            else _name_label(other_label, rejection.path, len(undated_rejections))
        )
        rows.append([*row, Button(label, encode_data(OTHER_DATE, upload.id, key))])
    return rows


def make_dated_name(name: str, day: date) -> str:
    """Return a file's name with a day at its beginning, and no digits that may be another."""
    path = PurePath(name)
    stem = path.name.removesuffix("".join(path.suffixes[-1:]))
    if sum(map(str.isdigit, stem)) > _MOST_DIGITS:
        words = [word for word in re.split(r"[\W_]+", stem) if not any(map(str.isdigit, word))]
        stem = "-".join(filter(None, words))
    return f"{day.isoformat()}-{stem or 'article'}{path.suffix}"


class UndatedFiles:
    """Act on the buttons for a file's date; ``present`` reads an upload and shows its card."""

    def __init__(
        self,
        messenger: AdminMessenger,
        store: UploadStore,
        prompts: AdminPrompts,
        present: Callable[[Update, Upload], Awaitable[None]],
    ) -> None:
        self._messenger = messenger
        self._store = store
        self._prompts = prompts
        self._present = present
        prompts.register(_ACTION, self._take_day)
        self.callbacks: dict[str, ButtonCallback] = {DATE: self._choose, OTHER_DATE: self._ask}

    async def _choose(self, update: Update) -> None:
        _, upload_id, *arguments = decode_data(update)
        upload, name = self._find(update, upload_id, arguments[0] if arguments else "")
        try:
            day = date.fromisoformat(arguments[1]) if len(arguments) > 1 else None
        except ValueError:
            day = None
        if upload is None or not name or day is None:
            await self._messenger.toast(update, gettext(_ALREADY_HANDLED))
            return
        await self._messenger.toast(update)
        await self._date(update, upload, name, day)

    async def _ask(self, update: Update) -> None:
        _, upload_id, *arguments = decode_data(update)
        key = arguments[0] if arguments else ""
        upload, name = self._find(update, upload_id, key)
        if upload is None or not name:
            await self._messenger.toast(update, gettext(_ALREADY_HANDLED))
            return
        await self._messenger.toast(update)
        await self._ask_day(update, f"{upload_id} {key}", name)

    async def _ask_day(self, update: Update, target: str, name: str, fault: str = "") -> None:
        question = gettext(
            "On which day was {file} published? Reply to this message with the day, for example "
            "7 January 2026."
        ).format(file=isolate(shorten_line(name, _LONGEST_NAME)))
        placeholder = mark_message("The day, for example 7 January 2026")
        text = "\n".join(filter(None, [fault, question]))
        await self._prompts.ask(update, _ACTION, target, text, placeholder)

    async def _take_day(self, update: Update, prompt: AdminPrompt, text: str) -> None:
        """Date a file by the text of a reply; ask again where that is no date."""
        upload_id, _, key = prompt.target.partition(" ")
        upload, name = self._find(update, upload_id, key)
        if upload is None or not name:
            await self._messenger.delivery.send(update, Reply(gettext(_ALREADY_HANDLED)))
            return
        try:
            day = parse_day(text).day
        except DatelineError as error:
            fault = write_failure(error, self._messenger.services)
            await self._ask_day(update, prompt.target, name, fault)
            return
        upload.card = 0  # a new card, below the reply
        await self._date(update, upload, name, day)

    async def _date(self, update: Update, upload: Upload, name: str, day: date) -> None:
        self._store.rename(upload, name, make_dated_name(name, day))
        async with self._messenger.show_typing(update):
            await self._present(update, upload)

    def _find(self, update: Update, upload_id: str, key: str) -> tuple[Upload | None, str]:
        """Return an upload and the name of its file, nothing where it is gone or being added."""
        chat = update.effective_chat
        upload = self._store.get(upload_id, chat.id if chat else 0)
        if upload is None or upload.add_started:
            return None, ""
        return upload, next((name for name in upload.files if _make_key(name) == key), "")


def _is_undated(upload: Upload, rejection: Rejection) -> bool:
    """Tell whether a date in its name would make a file readable that holds one article."""
    name = rejection.path
    if rejection.line is not None or name not in upload.files or upload.articles.get(name):
        return False
    return rejection.suggestion is not None or rejection.reason.startswith(NO_DATE)


def _name_label(label: str, name: str, count: int) -> str:
    return label if count == 1 else f"{shorten_line(name, _LONGEST_LABEL)}: {label}"


def _make_key(name: str) -> str:
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]
