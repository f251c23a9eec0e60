import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from telegram import Bot, Update
from telegram.error import BadRequest, RetryAfter

from bot.chat.keyboard import Button, make_keyboard
from bot.chat.rich_text import Reply
from bot.chat.storage.state import State
from bot.chat.transport.delivery import Delivery
from bot.chat.transport.inbox import Inbox
from bot.chat.transport.retry import TrackedRequest
from tests.telegram.client import Group, Private, buttons
from tests.telegram.faults import Kind
from tests.telegram.refusals import RefusalError, bad_request
from tests.telegram.server import Server
from tests.telegram.shapes import Message
from tests.waiting import LAST_RESORT

HELLO = Reply("Hello")


class Harness:
    """A Delivery with a bot of its own, and the updates that it is given."""

    def __init__(self, server: Server, bot: Bot, state: State) -> None:
        self.server = server
        self.state = state
        self._inbox = Inbox(state)
        self._bot = bot
        self.delivery = Delivery(bot, state, self._inbox, patience=100)

    async def update(self, message: Message, kind: str = "message") -> Update:
        """Return an update with ``message`` that is in the inbox."""
        number = len(self.server.world.updates) + 1
        update = Update.de_json({"update_id": number, kind: message}, self._bot)
        await self._inbox.put(update)
        return update

    @property
    def is_under_way(self) -> bool:
        """Tell whether an answer may be on its way."""
        return any(pending.is_sending for pending in self.state.updates.pending())


@pytest.fixture
async def harness(
    request: pytest.FixtureRequest,
    server: Server,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> AsyncIterator[Harness]:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    server.world.updates.allowed = ["message", "edited_message"]
    sender = TrackedRequest(read_timeout=getattr(request, "param", LAST_RESORT))
    bot = Bot(server.token, f"{server.url}/bot", request=sender)
    state = State(tmp_path, 1)
    async with bot:
        yield Harness(server, bot, state)
    state.close()


@pytest.fixture
def person(server: Server) -> Private:
    return Private(server.world)


async def test_a_reply_answers_its_message(harness: Harness, person: Private) -> None:
    question = person.send("Who?")
    await harness.delivery.reply(await harness.update(question), HELLO)
    (answer,) = person.answers
    assert answer["reply_to_message"]["message_id"] == question["message_id"]
    assert harness.state.replies.find(person.id, question["message_id"]) == answer["message_id"]


async def test_a_reply_stays_in_its_topic(harness: Harness) -> None:
    group = Group(harness.server.world, forum=True)
    question = group.send("/ask Who?", topic=77)
    await harness.delivery.reply(await harness.update(question), HELLO)
    assert group.answers[0]["message_thread_id"] == 77


async def test_a_thread_that_is_not_a_topic_is_not_passed_on(harness: Harness) -> None:
    group = Group(harness.server.world)
    question = group.send("/ask Who?")
    question["message_thread_id"] = 12
    await harness.delivery.reply(await harness.update(question), HELLO)
    assert len(group.answers) == 1


async def test_a_deleted_question_is_answered_all_the_same(
    harness: Harness, person: Private
) -> None:
    question = person.send("Who?")
    del person.dialog.messages[question["message_id"]]
    await harness.delivery.reply(await harness.update(question), HELLO)
    assert "reply_to_message" not in person.answers[0]


async def test_a_flood_limit_is_waited_for(harness: Harness, person: Private) -> None:
    fault = harness.server.faults.add("sendMessage", Kind.FLOOD, seconds=1)
    await harness.delivery.reply(await harness.update(person.send("Who?")), HELLO)
    assert fault.over == 1
    assert len(person.answers) == 1


async def test_a_flood_limit_beyond_all_patience_is_an_error(
    harness: Harness, person: Private
) -> None:
    harness.server.faults.add("sendMessage", Kind.FLOOD, seconds=600)
    with pytest.raises(RetryAfter):
        await harness.delivery.reply(await harness.update(person.send("Who?")), HELLO)


@pytest.mark.parametrize("kind", [Kind.DROP, Kind.BAD_GATEWAY])
async def test_a_broken_connection_is_tried_again(
    harness: Harness, person: Private, kind: Kind
) -> None:
    harness.server.faults.add("sendMessage", kind)
    await harness.delivery.reply(await harness.update(person.send("Who?")), HELLO)
    assert len(person.answers) == 1


@pytest.mark.parametrize("harness", [0.3], indirect=True)
async def test_a_reply_that_may_have_arrived_is_not_sent_again(
    harness: Harness, person: Private, caplog: pytest.LogCaptureFixture
) -> None:
    fault = harness.server.faults.add("sendMessage", Kind.LOST)
    await harness.delivery.reply(await harness.update(person.send("Who?")), HELLO)
    await harness.server.world.wait_for(lambda: fault.over, "the client to hang up")
    assert len(person.answers) == 1
    assert "did not confirm the reply" in caplog.text


async def test_it_is_on_disk_that_a_reply_is_on_its_way(harness: Harness, person: Private) -> None:
    fault = harness.server.faults.add("sendMessage", Kind.SLOW, seconds=LAST_RESORT)
    update = await harness.update(person.send("Who?"))
    sending = asyncio.create_task(harness.delivery.reply(update, HELLO))
    await harness.server.world.wait_for(lambda: fault.struck, "the request")
    assert harness.is_under_way
    fault.released.set()
    await sending


async def test_a_reply_that_waits_for_a_flood_limit_is_not_on_its_way(
    harness: Harness, person: Private
) -> None:
    fault = harness.server.faults.add("sendMessage", Kind.FLOOD, seconds=60)
    update = await harness.update(person.send("Who?"))
    sending = asyncio.create_task(harness.delivery.reply(update, HELLO))
    await harness.server.world.wait_for(lambda: fault.over, "the refusal")
    await harness.server.world.wait_for(lambda: not harness.is_under_way, "the note of it")
    assert not sending.done()
    sending.cancel()


async def test_a_reply_without_a_connection_is_not_on_its_way(
    harness: Harness, person: Private, monkeypatch: pytest.MonkeyPatch
) -> None:
    update = await harness.update(person.send("Who?"))
    await harness.server.stop()
    sending = asyncio.create_task(harness.delivery.reply(update, HELLO))
    await asyncio.sleep(0.1)
    await harness.server.world.wait_for(lambda: not harness.is_under_way, "the note of it")
    assert not sending.done()
    await harness.server.start()
    await sending
    assert len(person.answers) == 1


@pytest.mark.parametrize(
    "refusal",
    [
        RefusalError(403, "Forbidden: bot was blocked by the user"),
        bad_request("chat not found"),
        bad_request("not enough rights to send text messages to the chat"),
    ],
)
async def test_a_closed_chat_is_not_an_error(
    harness: Harness, person: Private, refusal: RefusalError
) -> None:
    person.refuse(refusal)
    await harness.delivery.reply(await harness.update(person.send("Who?")), HELLO)
    assert person.answers == []


async def test_a_deleted_topic_is_not_an_error(harness: Harness) -> None:
    group = Group(harness.server.world, forum=True)
    question = group.send("/ask Who?", topic=77)
    group.dialog.topics.clear()
    await harness.delivery.reply(await harness.update(question), HELLO)
    assert group.answers == []


async def test_a_reply_that_telegram_refuses_is_an_error_at_once(
    harness: Harness, person: Private
) -> None:
    with pytest.raises(BadRequest, match="Message is too long"):
        await harness.delivery.reply(await harness.update(person.send("Who?")), Reply("x" * 4097))
    assert len(harness.server.violations) == 1
    harness.server.violations.clear()


async def test_a_group_that_moved_is_answered_where_it_is_now(harness: Harness) -> None:
    old, new = Group(harness.server.world), Group(harness.server.world)
    description = "Bad Request: group chat was upgraded to a supergroup chat"
    old.refuse(RefusalError(400, description, migrate_to_chat_id=new.id))
    await harness.delivery.reply(await harness.update(old.send("/ask Who?")), HELLO)
    assert len(new.answers) == 1


async def test_an_edit_changes_the_reply_and_a_deleted_one_stays_deleted(
    harness: Harness, person: Private
) -> None:
    question = person.send("Who?")
    await harness.delivery.reply(await harness.update(question), HELLO)
    edited = person.edit(question, "When?")
    await harness.delivery.reply(await harness.update(edited, "edited_message"), Reply("On Monday"))
    assert [answer["text"] for answer in person.answers] == ["On Monday"]
    person.dialog.messages.clear()
    await harness.delivery.reply(await harness.update(edited, "edited_message"), Reply("On Friday"))
    assert person.answers == []


async def test_a_state_that_cannot_be_written_still_answers(
    harness: Harness, person: Private, caplog: pytest.LogCaptureFixture
) -> None:
    update = await harness.update(person.send("Who?"))
    harness.state.close()
    await harness.delivery.reply(update, HELLO)
    assert len(person.answers) == 1
    assert "editing will not change it" in caplog.text


async def test_a_reply_has_its_buttons_until_it_is_replaced(
    harness: Harness, person: Private
) -> None:
    update = await harness.update(person.send("Who?"))
    keyboard = make_keyboard([Button("Add", "1|add"), Button("Read", url="https://example.org")])
    message_id = await harness.delivery.send(update, Reply("Hello", keyboard=keyboard))
    assert message_id is not None
    assert buttons(person.answers[0]) == ["Add", "Read"]
    assert message_id == person.answers[0]["message_id"]
    assert await harness.delivery.edit(update, message_id, Reply("Bye"))
    assert (person.answers[0]["text"], buttons(person.answers[0])) == ("Bye", [])


async def test_an_edit_that_changes_nothing_is_done(harness: Harness, person: Private) -> None:
    update = await harness.update(person.send("Who?"))
    message_id = await harness.delivery.send(update, HELLO)
    assert message_id is not None
    assert await harness.delivery.edit(update, message_id, HELLO)


async def test_what_is_gone_can_be_neither_edited_nor_deleted(
    harness: Harness, person: Private
) -> None:
    update = await harness.update(person.send("Who?"))
    message_id = await harness.delivery.send(update, HELLO)
    assert message_id is not None
    assert await harness.delivery.delete(update, message_id)
    assert person.answers == []
    assert not await harness.delivery.delete(update, message_id)
    assert not await harness.delivery.edit(update, message_id, Reply("Bye"))


async def test_a_notice_goes_to_a_chat_unless_it_is_closed(
    harness: Harness, person: Private
) -> None:
    assert await harness.delivery.notify(person.id, HELLO)
    assert [answer["text"] for answer in person.answers] == ["Hello"]
    person.refuse(RefusalError(403, "Forbidden: bot was blocked by the user"))
    assert not await harness.delivery.notify(person.id, HELLO)


async def test_a_notice_waits_for_a_flood_limit(harness: Harness, person: Private) -> None:
    fault = harness.server.faults.add("sendMessage", Kind.FLOOD, seconds=1)
    assert await harness.delivery.notify(person.id, HELLO)
    assert fault.over == 1
    assert len(person.answers) == 1
