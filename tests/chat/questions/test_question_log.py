"""The line of each question, from the chat to the record that is logged."""

import asyncio
import logging
from collections.abc import Callable
from io import StringIO

import pytest

from bot.chat import application
from bot.chat.executor import SearchExecutor
from bot.chat.questions.question_log import EVENT
from bot.errors import UnavailableError
from bot.system.log_lines.line_format import LineFormatter
from bot.system.log_lines.pseudonyms import hash_id
from bot.system.log_lines.secret_redaction import SecretRedactor
from tests.chat.conftest import Room
from tests.telegram.client import Group, Private
from tests.telegram.refusals import RefusalError

_STAGES = ("queue_ms", "worker_ms", "search_ms", "render_ms", "send_ms", "total_ms")


class Lines:
    """The lines of questions that were logged."""

    def __init__(self, caplog: pytest.LogCaptureFixture) -> None:
        self._caplog = caplog

    def all(self) -> list[dict[str, object]]:
        return [vars(record) for record in self._caplog.records if record.msg == EVENT]

    async def last(self, room: Room, count: int = 1) -> dict[str, object]:
        await room.world.wait_for(lambda: len(self.all()) >= count, "the line of a question")
        assert len(self.all()) == count
        return self.all()[-1]


@pytest.fixture
def lines(caplog: pytest.LogCaptureFixture) -> Lines:
    caplog.set_level(logging.INFO)
    return Lines(caplog)


async def test_an_answered_question_has_one_line_with_pseudonyms_and_times(
    room: Room, lines: Lines
) -> None:
    person = room.private()
    await person.ask("How high?")
    line = await lines.last(room)
    assert (line["outcome"], line["kind"], line["language"]) == ("answered", "fact", "en")
    assert (line["quotes"], line["place"]) == (1, "private")
    assert line["user"] == line["chat"] == hash_id(person.id)
    times = [line[stage] for stage in _STAGES]
    assert all(isinstance(time, float) and time >= 0 for time in times)
    assert sum(t for t in times[:-1] if isinstance(t, float)) <= times[-1] + 1  # type: ignore[operator]
    assert not {"text", "reason"} & line.keys()


async def test_only_what_asks_has_a_line(room: Room, lines: Lines) -> None:
    person = room.private()
    await person.ask("/start")
    await person.ask("/ask")
    await person.ask("How high?")
    assert (await lines.last(room))["kind"] == "fact"


async def test_in_a_group_the_chat_has_a_pseudonym_of_its_own(room: Room, lines: Lines) -> None:
    group = Group(room.world)
    await group.reply_to(group.send("/ask How high?"))
    line = await lines.last(room)
    assert line["place"] == "group"
    assert line["chat"] == hash_id(group.id) != line["user"] == hash_id(group.user["id"])


async def test_a_failure_is_told_by_its_incident_and_without_the_words_of_the_question(
    room: Room, lines: Lines, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(question: str) -> None:
        raise KeyError(question)

    room.echo.before = fail
    reply = await room.private().ask("How high?")
    line = await lines.last(room)
    assert line["outcome"] == "failed"
    assert str(line["reason"]).removeprefix("incident ") in reply["text"]


async def test_an_engine_that_is_away_is_a_failure_with_a_reason(room: Room, lines: Lines) -> None:
    def fail(question: str) -> None:
        raise UnavailableError("the cluster does not answer")

    room.echo.before = fail
    await room.private().ask("How high?")
    line = await lines.last(room)
    assert (line["outcome"], line.get("reason", "")) == ("unavailable", "")


async def test_what_takes_too_long_says_where(
    idle: Room, lines: Lines, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Hasty(SearchExecutor):
        async def call(self, work: Callable[[], object]) -> object:  # type: ignore[override]
            self._limit = 0
            return await super().call(work)

    monkeypatch.setattr(application, "SearchExecutor", Hasty)
    async with idle.served():
        await idle.private().ask("How high?")
        line = await lines.last(idle)
    assert (line["outcome"], line["reason"]) == ("too_slow", "search")


async def test_an_answer_that_nobody_takes_is_dropped(room: Room, lines: Lines) -> None:
    person = room.private()
    person.dialog.refusal = RefusalError(403, "Forbidden: bot was blocked by the user")
    person.send("How high?")
    line = await lines.last(room)
    assert (line["outcome"], line["reason"]) == ("dropped", "chat_closed")


async def test_no_line_of_any_logger_has_a_number_or_a_name_of_a_person(
    room: Room, lines: Lines, caplog: pytest.LogCaptureFixture
) -> None:
    person = Private(room.world)
    person.dialog.refusal = RefusalError(403, "Forbidden: bot was blocked by the user")
    person.send("How high?")
    await lines.last(room)
    texts = [f"{record.getMessage()} {vars(record)}" for record in caplog.records
             if record.name.startswith("bot")]  # fmt: skip
    assert texts
    for text in texts:
        assert str(person.id) not in text.split()
        assert person.user["first_name"] not in text


async def test_the_text_is_there_only_where_a_setting_says_so(idle: Room, lines: Lines) -> None:
    idle.logs_questions = True
    async with idle.served():
        await idle.private().ask("How high?")
        assert (await lines.last(idle))["text"] == "How high?"
        privacy = await idle.private().ask("/privacy")
    assert "what you wrote, its kind" in privacy["text"]


async def test_a_question_that_is_cut_off_by_a_stop_has_its_line_after_the_restart(
    idle: Room, lines: Lines
) -> None:
    person = idle.private()
    begun, release = asyncio.Event(), asyncio.Event()
    loop = asyncio.get_running_loop()

    def block(question: str) -> None:
        loop.call_soon_threadsafe(begun.set)
        asyncio.run_coroutine_threadsafe(release.wait(), loop).result()

    idle.echo.before = block
    async with idle.served():
        person.send("How high?")
        await begun.wait()
    release.set()
    assert lines.all() == []
    idle.echo.before = lambda question: None
    async with idle.served():
        line = await lines.last(idle)
    assert line["outcome"] == "answered"


async def test_what_an_error_repeats_of_a_question_is_withheld_in_what_is_written(
    room: Room, lines: Lines
) -> None:
    stream = StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(LineFormatter(SecretRedactor(), is_json=False))
    logging.getLogger("bot").addHandler(handler)

    def fail(question: str) -> None:
        raise KeyError(f"no word of {question} in crown.json")

    room.echo.before = fail
    try:
        await room.private().ask("Who stole the crown?")
        await lines.last(room)
    finally:
        logging.getLogger("bot").removeHandler(handler)
    assert "KeyError: 'no word of [text] in [text].json'" in stream.getvalue()
    assert "stole" not in stream.getvalue()
