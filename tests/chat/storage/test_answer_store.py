import sqlite3
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.answers.answer import Answer, Turn
from bot.chat.storage.answer_record import (
    AnswerRecord,
    QuoteRef,
    TurnRecord,
    make_record,
    restore_turns,
)
from bot.chat.storage.state import State
from bot.index.memory.index import MemoryIndex
from bot.language.analyzer import Analyzer
from tests.chat.samples import ONE_ARTICLE, TODAY, article, quote

RECORD = AnswerRecord("Who?", date(2026, 1, 7), (QuoteRef("a1", 0, 28),))


@pytest.fixture
def state(tmp_path: Path) -> State:
    return State(tmp_path, bot=1)


def test_an_answer_is_found_by_its_message(state: State) -> None:
    state.answers.remember(chat=1, message=2, asker=7, digest="d", record=RECORD)
    stored = state.answers.find(1, 2)
    assert stored is not None
    assert (stored.asker, stored.record) == (7, RECORD)
    assert state.answers.find(1, 3) is None
    assert state.answers.find(2, 2) is None
    state.answers.forget(1, 2)
    assert state.answers.find(1, 2) is None


def test_the_latest_answer_and_a_repeat_are_found_only_if_they_are_new_enough(
    state: State,
) -> None:
    for message, digest in ((2, "a"), (3, "b"), (4, "a")):
        state.answers.remember(1, message, 7, digest, RECORD)
    latest, repeat = state.answers.find_latest(1, 0), state.answers.find_repeat(1, "b", 0)
    assert latest is not None
    assert repeat is not None
    assert (latest.message, repeat.message) == (4, 3)
    later = latest.time + 1
    assert state.answers.find_latest(1, later) is None
    assert state.answers.find_repeat(1, "a", later) is None
    assert state.answers.find_repeat(1, "c", 0) is None


def test_an_answer_is_dropped_when_it_is_old_and_is_gone_from_the_files(
    state: State, tmp_path: Path
) -> None:
    record = AnswerRecord("A question that nobody else should read", date(2026, 1, 7))
    state.answers.remember(1, 2, 7, "d", record)
    state.purge()
    assert state.answers.find(1, 2) is not None
    state.purge(days=-1)
    assert state.answers.find(1, 2) is None
    assert not any(b"nobody else" in file.read_bytes() for file in tmp_path.glob("state.db*"))


def test_a_record_of_another_version_counts_as_none(state: State, tmp_path: Path) -> None:
    state.answers.remember(1, 2, 7, "d", RECORD)
    with sqlite3.connect(tmp_path / "state.db") as database:
        database.execute("UPDATE answers SET record = '{}'")
    database.close()
    assert state.answers.find(1, 2) is None


def test_a_thread_ends_with_the_answer_and_has_at_most_four_turns() -> None:
    turns = tuple(TurnRecord(f"Question {number}?") for number in range(6))
    answer = Answer("Who?", TODAY, (quote(article()),), (), ONE_ARTICLE)
    thread = make_record(answer, turns).thread
    assert [turn.question for turn in thread] == [
        "Question 3?", "Question 4?", "Question 5?", "Who?",
    ]  # fmt: skip


def test_quotes_of_a_thread_come_back_where_their_article_is_still_there() -> None:
    index = MemoryIndex([article()], Analyzer())
    refs = (QuoteRef("a1", 0, 28), QuoteRef("gone", 0, 28), QuoteRef("a1", 0, 9999))
    (turn,) = restore_turns((TurnRecord("Who?", refs),), index.snapshot())
    assert isinstance(turn, Turn)
    assert [each.text for each in turn.quotes] == ["The bridge opened on Monday."]


def test_a_quote_is_found_again_in_an_article_that_has_changed() -> None:
    old = article()
    (ref,) = make_record(Answer("Who?", TODAY, (quote(old),), (), ONE_ARTICLE)).quotes
    assert ref.find_span(old) == quote(old).span
    moved = replace(old, text=f"It was a cold day. {old.text}")
    span = ref.find_span(moved)
    assert span is not None
    assert span.slice(moved.text) == quote(old).text
    assert span != quote(old).span
    corrected = replace(old, text=old.text.replace("Monday", "Friday"))
    assert ref.find_span(corrected) is None
