"""What is counted of questions in chats, and when nothing is."""

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from telegram import Update

from bot.answers.answer import Answer
from bot.chat.storage.state import State
from bot.chat.unanswered import unanswered_log
from bot.chat.unanswered.unanswered_log import UnansweredLog
from tests.chat.conftest import Room
from tests.chat.samples import ONE_ARTICLE

QUESTION = "Nothing of the Zorkmid harbour?"
DAY = date(2026, 3, 7)


def count_topics(room: Room) -> int:
    with closing(sqlite3.connect(room.folder / "state.db")) as state:
        return int(state.execute("SELECT COUNT(*) FROM unanswered_topics").fetchone()[0])


async def test_questions_without_an_answer_are_counted_and_others_are_not(idle: Room) -> None:
    idle.keeps_unanswered = True
    async with idle.served():
        for _ in range(2):
            person = idle.private()
            await person.ask(QUESTION)
            await person.ask("Who won the Quidditch cup?")
    state = State(idle.folder, idle.world.bot["id"])
    topics = state.unanswered_topics.list_topics(datetime.now(UTC).date() - timedelta(1))
    state.close()
    words = {word for topic in topics for word in topic.words}
    assert {"Zorkmid", "harbour"} <= words
    assert "Quidditch" not in words
    assert {topic.count for topic in topics} == {2}


async def test_nothing_is_counted_unless_it_is_turned_on_and_turning_it_off_deletes(
    idle: Room,
) -> None:
    async with idle.served():
        privacy = (await idle.private().ask("/privacy"))["text"]
        await idle.private().ask(QUESTION)
    assert count_topics(idle) == 0
    idle.keeps_unanswered = True
    async with idle.served():
        longer = (await idle.private().ask("/privacy"))["text"]
        await idle.private().ask(QUESTION)
    assert count_topics(idle) > 0
    (line,) = set(longer.splitlines()) - set(privacy.splitlines())
    assert "two people" in line
    idle.keeps_unanswered = False
    async with idle.served():
        assert count_topics(idle) == 0


def update(person: int) -> Update:
    user = {"id": person, "is_bot": False, "first_name": "A"}
    chat = {"id": person, "type": "private"}
    message = {"message_id": 1, "date": 1, "chat": chat, "from": user, "text": "?"}
    result = Update.de_json({"update_id": 1, "message": message}, None)
    assert result
    return result


def refusal(question: str) -> Answer:
    return Answer(question, DAY, (), (), ONE_ARTICLE)


def test_nobody_makes_a_topic_large_alone(tmp_path: Path) -> None:
    state = State(tmp_path, bot=1)
    log = UnansweredLog(state.unanswered_topics, lambda: DAY)
    for _ in range(9):
        log.note(update(1), refusal("Zorkmid"))
    log.note(update(2), refusal("Zorkmid"))
    assert [topic.count for topic in state.unanswered_topics.list_topics(DAY)] == [2]
    state.close()


def test_a_flood_of_questions_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unanswered_log, "_MOST_QUESTIONS", 3)
    monkeypatch.setattr(unanswered_log, "_MOST_TOPICS_A_DAY", 5)
    state = State(tmp_path, bot=1)
    log = UnansweredLog(state.unanswered_topics, lambda: DAY)
    for person in (1, 2):
        for number in range(9):
            log.note(update(person), refusal("Zorkmid" + "x" * number))
    assert len(log._topics) == 5
    state.close()


def test_a_state_that_fails_costs_no_answer(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    state = State(tmp_path, bot=1)
    log = UnansweredLog(state.unanswered_topics, lambda: DAY)
    state.close()
    log.note(update(1), refusal("Zorkmid"))
    assert "cannot be counted" in caplog.text
    assert "Zorkmid" not in caplog.text.replace("refusal", "")
