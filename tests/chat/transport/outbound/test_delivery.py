import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from telegram import Bot, Update

from bot.chat.keyboard import Button, make_keyboard
from bot.chat.rich_text import Entity, Reply
from bot.chat.storage.state import State
from bot.chat.transport.inbound.inbox import Inbox
from bot.chat.transport.inbound.processor import Processor
from bot.chat.transport.outbound import retry
from bot.chat.transport.outbound.delivery import Delivery
from bot.chat.transport.outbound.retry import RepeatableRequest, UndeliveredError
from tests.telegram.client import Channel, Group, Private, buttons
from tests.telegram.faults import Kind
from tests.telegram.refusals import RefusalError, bad_request
from tests.telegram.server import Server
from tests.telegram.shapes import Message, covered
from tests.waiting import LAST_RESORT

HELLO = Reply("Hello")
UNSENDABLE = (
    Reply(""),
    Reply(" \u200b\u3164\n"),
    Reply("x" * 4097),
    Reply("Half \ud83d"),
    Reply("Bold", (Entity("bold", 2, 3),)),
    Reply("\U0001f642", (Entity("bold", 1, 1),)),
)


class Harness:
    """A Delivery with a bot of its own, and the updates that it is given."""

    def __init__(self, server: Server, bot: Bot, state: State) -> None:
        self.server = server
        self.state = state
        self.inbox = Inbox(state)
        self._bot = bot
        self.delivery = self.restart()

    def restart(self, patience: float = 100) -> Delivery:
        """Return the delivery of a new process with the same state."""
        return Delivery(self._bot, self.state, self.inbox, patience=patience)

    async def update(self, message: Message, kind: str = "message") -> Update:
        """Return an update with ``message`` that is in the inbox."""
        number = len(self.server.world.updates) + 1
        update = Update.de_json({"update_id": number, kind: message}, self._bot)
        await self.inbox.put(update)
        return update


@pytest.fixture
async def harness(
    request: pytest.FixtureRequest,
    server: Server,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> AsyncIterator[Harness]:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    monkeypatch.setattr(retry, "_FIRST_UNCONFIRMED_PAUSE", 0.01)
    server.world.updates.allowed = ["message", "edited_message"]
    sender = RepeatableRequest(read_timeout=getattr(request, "param", LAST_RESORT))
    bot = Bot(server.token, f"{server.url}/bot", request=sender)
    state = State(tmp_path, 1)
    async with bot:
        yield Harness(server, bot, state)
    state.close()


@pytest.fixture
def person(server: Server) -> Private:
    return Private(server.world)


async def test_a_reply_is_remembered_with_its_question(harness: Harness, person: Private) -> None:
    question = person.send("Who?")
    await harness.delivery.reply(await harness.update(question), HELLO)
    (answer,) = person.answers
    assert harness.state.replies.find(person.id, question["message_id"]) == answer["message_id"]


async def test_only_an_answer_that_is_not_right_below_its_question_quotes_it(
    harness: Harness, person: Private
) -> None:
    first = await harness.update(person.send("Who?"))
    await harness.delivery.reply(first, HELLO)
    questions = [person.send("When?")]
    updates = [await harness.update(questions[0])]
    questions.append(person.send("Where?"))
    updates.append(await harness.update(questions[1]))
    for update in updates:
        await harness.delivery.reply(update, HELLO)
    replies = [answer.get("reply_to_message", {}).get("message_id") for answer in person.answers]
    assert replies == [None, *(question["message_id"] for question in questions)]


async def test_an_answer_in_a_group_quotes_its_question(harness: Harness) -> None:
    group = Group(harness.server.world)
    question = group.send("/ask Who?")
    await harness.delivery.reply(await harness.update(question), HELLO)
    assert group.answers[0]["reply_to_message"]["message_id"] == question["message_id"]


async def test_an_answer_below_a_notice_quotes_its_question(
    harness: Harness, person: Private
) -> None:
    question = person.send("Who?")
    update = await harness.update(question)
    await harness.delivery.notify(person.id, HELLO)
    await harness.delivery.reply(update, HELLO)
    assert person.answers[1]["reply_to_message"]["message_id"] == question["message_id"]


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


async def test_a_reply_that_is_late_becomes_a_line_that_says_so(
    harness: Harness, person: Private
) -> None:
    delivery = harness.restart(patience=0.5)
    harness.server.faults.add("sendMessage", Kind.FLOOD, seconds=1)
    question = person.send("Who?")
    assert await delivery.reply(await harness.update(question), HELLO) is None
    (line,) = person.answers
    assert "would be out of date" in line["text"]
    edited = person.edit(question, "When?")
    await delivery.reply(await harness.update(edited, "edited_message"), Reply("On Monday"))
    assert [answer["text"] for answer in person.answers] == ["On Monday"]


async def test_what_is_no_answer_is_sent_however_late_it_is(
    harness: Harness, person: Private
) -> None:
    delivery = harness.restart(patience=0.5)
    harness.server.faults.add("sendMessage", Kind.FLOOD, seconds=1)
    assert await delivery.send(await harness.update(person.send("Add this")), HELLO)
    assert [answer["text"] for answer in person.answers] == ["Hello"]


async def test_a_notice_is_given_up_after_the_patience(harness: Harness, person: Private) -> None:
    harness.server.faults.add("sendMessage", Kind.FLOOD, seconds=600)
    for _ in range(2):
        with pytest.raises(UndeliveredError) as error:
            await harness.delivery.notify(person.id, HELLO)
        assert 590 < error.value.pause < 610
    calls = [call for call in harness.server.calls if call.method == "sendMessage"]
    assert len(calls) == 1  # the second time, Telegram is not asked


@pytest.mark.parametrize("kind", [Kind.DROP, Kind.BAD_GATEWAY, Kind.GARBAGE])
async def test_a_broken_connection_is_tried_again(
    harness: Harness, person: Private, kind: Kind
) -> None:
    harness.server.faults.add("sendMessage", kind)
    await harness.delivery.reply(await harness.update(person.send("Who?")), HELLO)
    assert len(person.answers) == 1


@pytest.mark.parametrize("harness", [0.3], indirect=True)
async def test_a_reply_that_may_have_arrived_is_sent_again(
    harness: Harness, person: Private
) -> None:
    harness.server.faults.add("sendMessage", Kind.LOST)
    await harness.delivery.reply(await harness.update(person.send("Who?")), HELLO)
    assert [answer["text"] for answer in person.answers] == ["Hello", "Hello"]


@pytest.mark.parametrize("harness", [0.3], indirect=True)
async def test_an_edit_that_may_have_arrived_is_made_again(
    harness: Harness, person: Private
) -> None:
    update = await harness.update(person.send("Who?"))
    message_id = await harness.delivery.send(update, HELLO)
    assert message_id is not None
    fault = harness.server.faults.add("editMessageText", Kind.LOST)
    assert await harness.delivery.edit(update, message_id, Reply("Bye"))
    assert fault.over == 1
    assert [answer["text"] for answer in person.answers] == ["Bye"]


@pytest.mark.parametrize("harness", [0.3], indirect=True)
async def test_a_document_that_may_have_arrived_is_sent_again(
    harness: Harness, person: Private
) -> None:
    update = await harness.update(person.send("/corpus"))
    harness.server.faults.add("sendDocument", Kind.LOST)
    await harness.delivery.send_document(update, b"[]", "a.json")
    assert [answer["document"]["file_name"] for answer in person.answers] == ["a.json"] * 2


async def test_a_chat_that_closes_while_an_answer_waits_is_not_an_error(
    harness: Harness, person: Private
) -> None:
    fault = harness.server.faults.add("sendMessage", Kind.FLOOD, seconds=1)
    update = await harness.update(person.send("Who?"))
    sending = asyncio.create_task(harness.delivery.reply(update, HELLO))
    await harness.server.world.wait_for(lambda: fault.over, "the refusal")
    person.refuse(RefusalError(403, "Forbidden: bot was blocked by the user"))
    assert await sending is None
    assert person.answers == []


async def test_a_reply_without_a_connection_waits_for_it(harness: Harness, person: Private) -> None:
    update = await harness.update(person.send("Who?"))
    await harness.server.stop()
    sending = asyncio.create_task(harness.delivery.reply(update, HELLO))
    await asyncio.sleep(0.1)
    assert not sending.done()
    await harness.server.start()
    await sending
    assert len(person.answers) == 1


async def test_a_wait_that_telegram_asked_for_holds_for_the_next_process(
    harness: Harness, person: Private
) -> None:
    update = await harness.update(person.send("Who?"))
    fault = harness.server.faults.add("sendMessage", Kind.FLOOD, seconds=2)
    sending = asyncio.create_task(harness.delivery.reply(update, HELLO))
    await harness.server.world.wait_for(lambda: fault.over, "the refusal")
    await harness.server.world.wait_for(
        lambda: harness.state.waits.find(person.id), "the note of the wait"
    )
    sending.cancel()
    await harness.restart().reply(update, HELLO)
    assert person.dialog.sent[0].at - fault.first_end > 1.9
    assert harness.state.waits.find(person.id) == 0


async def test_what_waits_for_telegram_is_no_attempt(harness: Harness, person: Private) -> None:
    update = await harness.update(person.send("Who?"))
    fault = harness.server.faults.add("sendMessage", Kind.HOLD)
    processor = Processor(harness.inbox)
    task = asyncio.create_task(
        processor.process_update(update, harness.delivery.reply(update, HELLO))
    )
    await harness.server.world.wait_for(lambda: fault.struck, "the request")
    assert [pending.attempts for pending in harness.state.updates.pending()] == [0]
    task.cancel()
    await asyncio.wait({task})
    assert [pending.attempts for pending in harness.state.updates.pending()] == [0]


async def test_a_fourth_message_at_once_waits_so_that_telegram_need_not_refuse_it(
    harness: Harness, person: Private
) -> None:
    harness.server.world.flood_limits = True
    update = await harness.update(person.send("Who?"))
    for _ in range(5):
        await harness.delivery.send(update, HELLO)
    calls = [call for call in harness.server.calls if call.method == "sendMessage"]
    assert len(person.answers) == len(calls) == 5


@pytest.mark.parametrize(
    "refusal",
    [
        RefusalError(403, "Forbidden: bot was blocked by the user"),
        bad_request("chat not found"),
        bad_request("not enough rights to send text messages to the chat"),
        bad_request("TOPIC_CLOSED"),
        bad_request("CHAT_SEND_PLAIN_FORBIDDEN"),
        bad_request("PEER_ID_INVALID"),
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


@pytest.mark.parametrize("reply", UNSENDABLE)
async def test_a_reply_that_telegram_would_refuse_is_an_incident_and_a_calm_line(
    harness: Harness, person: Private, reply: Reply, caplog: pytest.LogCaptureFixture
) -> None:
    update = await harness.update(person.send("Who?"))
    await harness.delivery.reply(update, reply)
    (answer,) = person.answers
    assert "not your fault (incident " in answer["text"]
    assert await harness.delivery.edit(update, answer["message_id"], reply)
    incidents = [record for record in caplog.records if "incident" in record.message]
    assert len(incidents) == 2
    assert "xxx" not in caplog.text


async def test_a_caption_that_shows_nothing_is_left_out(harness: Harness, person: Private) -> None:
    update = await harness.update(person.send("/corpus"))
    await harness.delivery.send_document(update, b"[]", "a.json", "\u200b")
    assert "caption" not in person.answers[0]


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


async def test_what_was_answered_before_the_process_died_is_not_answered_again(
    harness: Harness, person: Private
) -> None:
    update = await harness.update(person.send("Who?"))
    await harness.delivery.reply(update, HELLO)
    harness.inbox = Inbox(harness.state)
    await harness.restart().reply(update, HELLO)
    assert len(person.answers) == 1


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


async def test_what_telegram_would_link_by_itself_is_code_in_every_message(
    harness: Harness, person: Private
) -> None:
    harness.delivery.keep_commands(["help"])
    update = await harness.update(person.send("Who?"))
    await harness.delivery.send(update, Reply("See /help, not example.com or @somebody"))
    await harness.delivery.send_document(update, b"[]", "a.json", "From example.com")
    text, file = person.answers
    assert [(e["type"], covered(text, e)) for e in text["entities"]] == [
        ("bot_command", "/help"), ("code", "example.com"), ("code", "@somebody"),
    ]  # fmt: skip
    assert [each["type"] for each in file["caption_entities"]] == ["code"]


async def test_a_message_gets_a_reaction_where_that_is_allowed(harness: Harness) -> None:
    group = Group(harness.server.world)
    question = group.send("/ask Who?")
    update = await harness.update(question)
    assert await harness.delivery.react(update, "👍")
    assert group.dialog.reactions[question["message_id"]] == ["👍"]
    group.dialog.reactions_allowed = False
    assert not await harness.delivery.react(update, "🎉")


async def test_a_message_with_a_placeholder_asks_for_an_answer(
    harness: Harness, person: Private
) -> None:
    update = await harness.update(person.send("/ask"))
    await harness.delivery.send(update, Reply("What?", placeholder="Your question"))
    markup = json.loads(str(person.dialog.sent[0].parameters["reply_markup"]))
    assert markup["force_reply"]
    assert markup["input_field_placeholder"] == "Your question"


async def test_nothing_is_ever_written_into_a_channel(harness: Harness) -> None:
    channel = Channel(harness.server.world)
    update = await harness.update(channel.publish("The ferry sank."), "channel_post")
    assert await harness.delivery.reply(update, Reply("Sorry!")) is None
    assert await harness.delivery.send(update, Reply("Sorry!")) is None
    await harness.delivery.send_document(update, b"1", "a.txt")
    assert channel.answers == []
