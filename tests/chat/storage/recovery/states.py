"""States with rows in them, and what is in their files."""

from datetime import date
from pathlib import Path

from bot.chat.storage.answer_record import AnswerRecord
from bot.chat.storage.chat_settings import LANGUAGE
from bot.chat.storage.state import State

PAGE = 4096


def fill(state: State, count: int = 60) -> None:
    """Store what fills some pages of each table that matters."""
    for number in range(1, count + 1):
        state.updates.add(number, f'{{"question": "{"x" * 300}", "update_id": {number}}}')
        state.settings.set(number, LANGUAGE, "de")
        state.follows.add(number, f"topic {number}")
        record = AnswerRecord("Who? " * 60, date(2026, 1, 7))
        state.answers.remember(number, 2, 3, "digest", record)


def count_rows(state: State) -> tuple[int, int, int]:
    return (
        len(list(state.updates.pending())),
        len(state.settings.list_chats(LANGUAGE)),
        len(state.follows.list_all()),
    )


def list_names(folder: Path) -> set[str]:
    return {file.name for file in folder.iterdir()}


def is_used_again(state: State) -> bool:
    """Tell whether a state uses its file again, if it can."""
    state.check_file()
    return not state.is_in_memory
