"""What is deleted from state.db is gone from every byte of its files."""

import random
from datetime import date
from pathlib import Path

import pytest

from bot.chat.storage.answer_record import AnswerRecord
from bot.chat.storage.recovery import sweeper
from bot.chat.storage.state import State
from tests.waiting import wait_for


def count_traces(folder: Path, marks: list[str]) -> int:
    content = b"".join(file.read_bytes() for file in folder.iterdir())
    return sum(mark.encode() in content for mark in marks)


def sweep(state: State, folder: Path, marks: list[str]) -> None:
    def is_swept() -> bool:
        state.check_file()
        return count_traces(folder, marks) == 0

    wait_for(is_swept, "the bytes to be gone")


def test_no_byte_is_left_of_what_was_answered_taken_back_unfollowed_or_purged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sweeper, "_IDLE_SECONDS", 0.0)
    generator, state = random.Random(1), State(tmp_path, bot=1)
    marks: dict[tuple[str, int], str] = {}

    def write(kind: str, number: int) -> str:
        mark = marks[kind, number] = f"<{kind}-{number:06}>"
        return mark + "x" * generator.randrange(100, 900)

    numbers = list(range(1500))
    chats = [generator.randrange(300) for _ in numbers]
    for number in numbers:
        state.updates.add(number, write("question", number))
        record = AnswerRecord(write("answer", number), date(2026, 1, 7))
        state.answers.remember(chats[number], number, 3, "digest", record)
        if number % 10 == 0:
            state.follows.add(chats[number], write("follow", number))
    generator.shuffle(numbers)
    # What stays has to be moved between the pages that what goes leaves half empty.
    for number in numbers[:750]:
        state.updates.finish(number)
        state.answers.forget(chats[number], number)
    for follow in state.follows.list_all()[::2]:
        state.follows.remove(follow.chat, follow.id)
    topics = "".join(follow.topic for follow in state.follows.list_all())
    gone = [
        mark
        for (kind, number), mark in marks.items()
        if (mark not in topics if kind == "follow" else number in numbers[:750])
    ]
    assert len(gone) > 1500
    sweep(state, tmp_path, gone)
    assert count_traces(tmp_path, [*marks.values()]) == len(marks) - len(gone)
    state.close()


def test_what_is_purged_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sweeper, "_IDLE_SECONDS", 0.0)
    state = State(tmp_path, bot=1)
    state.answers.remember(1, 2, 3, "digest", AnswerRecord("a secret", date(2026, 1, 7)))
    assert count_traces(tmp_path, ["a secret"]) == 1
    state.purge(days=-1)
    sweep(state, tmp_path, ["a secret"])
    assert count_traces(tmp_path, ["a secret"]) == 0
    state.close()


def test_an_answer_that_was_edited_leaves_nothing_of_the_earlier_question(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sweeper, "_IDLE_SECONDS", 0.0)
    state = State(tmp_path, bot=1)
    for question in ("a secret", "no matter"):
        record = AnswerRecord(question, date(2026, 1, 7))
        state.answers.remember(1, 2, 3, "digest", record)
    sweep(state, tmp_path, ["a secret"])
    assert count_traces(tmp_path, ["no matter"]) == 1
    state.close()


def test_the_log_is_not_emptied_while_much_is_written(tmp_path: Path) -> None:
    state = State(tmp_path, bot=1)
    state.updates.add(1, "{}")
    size = (tmp_path / "state.db-wal").stat().st_size
    state.check_file()
    assert (tmp_path / "state.db-wal").stat().st_size >= size > 0
    state.close()
