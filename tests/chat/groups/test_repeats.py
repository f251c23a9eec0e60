import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from telegram import Bot, Update, User

from bot.chat.groups.repeats import RepeatFinder, digest_repeated_question
from bot.chat.rich_text import Reply
from bot.chat.storage.answer_record import AnswerRecord, QuoteRef, TurnRecord
from bot.chat.storage.state import State
from tests.telegram import compose
from tests.telegram.server import BOT, TOKEN

QUESTION = "When did the bridge open?"
GROUP = {"id": -1002000000042, "type": "supergroup", "title": "Readers"}
PERSON = {"id": 11, "is_bot": False, "first_name": "Ada"}
QUOTES = (QuoteRef("a1", 0, 9),)


@pytest.fixture
def state(tmp_path: Path) -> Iterator[State]:
    state = State(tmp_path, bot=1)
    yield state
    state.close()


def remember(
    state: State,
    chat: int = GROUP["id"],  # type: ignore[assignment]
    quotes: tuple[QuoteRef, ...] = QUOTES,
    turns: tuple[TurnRecord, ...] = (),
) -> None:
    record = AnswerRecord(QUESTION, date(2026, 1, 7), quotes, turns)
    state.answers.remember(chat, 205, 12, digest_repeated_question(QUESTION), record)


def update(text: str = QUESTION, kind: str = "message", **fields: object) -> Update:
    bot = Bot(TOKEN)
    bot._bot_user = User.de_json(dict(BOT), bot)
    shape = {**compose.written(text, PERSON), "message_id": 9, "chat": GROUP, **fields}  # type: ignore[arg-type]
    return Update.de_json({"update_id": 1, kind: shape}, bot)


def find(state: State, question: str = QUESTION, **fields: object) -> Reply | None:
    return RepeatFinder(state.answers).find_repeat(update(**fields), question)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "question",
    ["when did the BRIDGE open", "  When did\nthe bridge open ?!", "When did the bridge open…"],
)
def test_case_spaces_and_the_ending_make_no_other_question(question: str) -> None:
    assert digest_repeated_question(question) == digest_repeated_question(QUESTION)


@pytest.mark.parametrize("question", ["When did the bridges open?", "Did the bridge open?", ""])
def test_other_words_make_another_question(question: str) -> None:
    assert digest_repeated_question(question) != digest_repeated_question(QUESTION)


def test_half_a_surrogate_pair_has_a_digest() -> None:
    assert digest_repeated_question("bridge \ud83d?")


def test_a_repeated_question_gets_one_line_that_links_to_its_answer(state: State) -> None:
    remember(state)
    reply = find(state, "when did the bridge open")
    assert reply is not None
    assert reply.text == "I answered this a few minutes ago."
    (link,) = reply.entities
    assert (link.type, link.url) == ("text_link", "https://t.me/c/2000000042/205")
    assert link.length == len(reply.text)


def test_a_public_group_is_linked_by_its_name(state: State) -> None:
    remember(state)
    reply = find(state, chat={**GROUP, "username": "readers"})
    assert reply is not None
    assert reply.entities[0].url == "https://t.me/readers/205"


def test_a_basic_group_has_no_links(state: State) -> None:
    remember(state, chat=-42)
    assert find(state, chat={"id": -42, "type": "group", "title": "Readers"}) is None


def test_another_group_has_not_asked(state: State) -> None:
    remember(state, chat=-1002000000043)
    assert find(state) is None


def test_after_ten_minutes_a_question_is_answered_again(state: State) -> None:
    remember(state)
    for minutes, is_repeat in ((9, True), (11, False)):
        clock = time.time() + minutes * 60
        finder = RepeatFinder(state.answers, lambda clock=clock: clock)  # type: ignore[misc]
        assert (finder.find_repeat(update(), QUESTION) is not None) is is_repeat


def test_a_refusal_is_no_answer_to_link_to(state: State) -> None:
    remember(state, quotes=())
    assert find(state) is None


def test_what_goes_on_with_a_conversation_asks_something_else(state: State) -> None:
    remember(state, turns=(TurnRecord("What opened on Monday?"),))
    assert find(state) is None
    remember(state)
    original = {**compose.written("An answer", BOT), "message_id": 4, "chat": GROUP}
    assert find(state, reply_to_message=original) is None


def test_an_edited_question_keeps_its_answer(state: State) -> None:
    remember(state)
    assert find(state, kind="edited_message", edit_date=2) is None


def test_a_state_that_fails_has_no_repeats(tmp_path: Path) -> None:
    state = State(tmp_path, bot=1)
    remember(state)
    state.close()
    assert find(state) is None
