from collections.abc import AsyncIterator

import pytest
from telegram import Bot, Update

from bot.chat.transport.outbound.retry import RepeatableRequest
from bot.chat.transport.outbound.toasts import PressWatch, is_answered, show_toast
from tests.telegram.client import Private
from tests.telegram.faults import Kind
from tests.telegram.server import Server


class Presser:
    """Somebody who presses a button, and what Telegram is asked because of it."""

    def __init__(self, server: Server, bot: Bot) -> None:
        self.server = server
        self._bot = bot
        self._person = Private(server.world)

    def press(self) -> tuple[str, Update]:
        """Return the query's id and the update."""
        query = self.server.world.new_callback()
        user = self._person.user
        body = {"id": query, "from": user, "chat_instance": "1", "data": "x"}
        update = Update.de_json({"update_id": int(query), "callback_query": body}, self._bot)
        return query, update

    @property
    def calls(self) -> int:
        return sum(call.method == "answerCallbackQuery" for call in self.server.calls)


@pytest.fixture
async def presser(server: Server, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Presser]:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    bot = Bot(server.token, f"{server.url}/bot", request=RepeatableRequest())
    async with bot:
        yield Presser(server, bot)


async def test_a_button_is_answered_once(presser: Presser) -> None:
    query, update = presser.press()
    async with PressWatch().answer(update):
        assert not is_answered(update)
        await show_toast(update, "Done")
        await show_toast(update, "Twice")
        assert is_answered(update)
    assert presser.server.world.toasts == {query: "Done"}
    assert presser.calls == 1


async def test_a_button_that_nothing_answers_is_answered_in_the_end(presser: Presser) -> None:
    query, update = presser.press()
    async with PressWatch().answer(update):
        assert presser.calls == 0
    assert presser.server.world.toasts == {query: ""}


async def test_a_button_whose_effect_waits_is_answered_early_and_then_no_more(
    presser: Presser,
) -> None:
    query, update = presser.press()
    async with PressWatch(0.01).answer(update):
        await presser.server.world.toast(query)
        assert is_answered(update)
        await show_toast(update, "Done")
    assert presser.server.world.toasts == {query: ""}
    assert presser.calls == 1


async def test_a_button_whose_turn_does_not_come_is_answered_early_and_then_no_more(
    presser: Presser,
) -> None:
    query, update = presser.press()
    watch = PressWatch(0.01)
    watch.note_arrival(update)
    assert await presser.server.world.toast(query) == ""
    async with watch.answer(update):
        assert is_answered(update)
        await show_toast(update, "Done")
    assert presser.calls == 1


async def test_a_button_that_has_no_effect_is_answered_at_once(presser: Presser) -> None:
    query, update = presser.press()
    watch = PressWatch()
    watch.drop(update)
    assert await presser.server.world.toast(query) == ""
    other, update = presser.press()
    watch.note_arrival(update)
    watch.drop(update)
    assert await presser.server.world.toast(other) == ""
    assert presser.calls == 2


async def test_what_is_no_button_is_not_answered(presser: Presser) -> None:
    async with PressWatch().answer(Update(1)):
        pass
    assert presser.calls == 0


@pytest.mark.parametrize("kind", [Kind.DROP, Kind.BAD_GATEWAY, Kind.GARBAGE])
async def test_a_broken_connection_leaves_no_button_unanswered(
    presser: Presser, kind: Kind
) -> None:
    presser.server.faults.add("answerCallbackQuery", kind)
    query, update = presser.press()
    await show_toast(update, "Done")
    assert presser.server.world.toasts == {query: "Done"}


async def test_a_toast_is_cut_where_telegram_would_refuse_it(presser: Presser) -> None:
    query, update = presser.press()
    await show_toast(update, "é" * 500)
    assert presser.server.world.toasts[query] == "é" * 199 + "…"


async def test_a_button_that_telegram_forgot_is_no_error(
    presser: Presser, caplog: pytest.LogCaptureFixture
) -> None:
    query, update = presser.press()
    presser.server.world.callbacks.discard(query)
    await show_toast(update, "Done")
    assert presser.server.world.toasts == {}
    assert "WARNING" not in caplog.text
