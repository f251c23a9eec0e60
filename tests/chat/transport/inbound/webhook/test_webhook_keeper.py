import asyncio
from collections.abc import AsyncIterator

import pytest
from telegram import Bot
from telegram.error import InvalidToken
from telegram.request import HTTPXRequest

from bot.chat.monitoring.monitor import SILENT, Monitor, RequestFault
from bot.chat.monitoring.reception import Reception
from bot.chat.transport.inbound.webhook.webhook_keeper import (
    CHECK_SECONDS,
    WebhookKeeper,
    WebhookRefusedError,
    WebhookRegistration,
)
from tests.telegram.faults import Kind
from tests.telegram.server import Server
from tests.waiting import wait_for_async

URL = "http://127.0.0.1:9/telegram"


@pytest.fixture
async def bot(server: Server) -> AsyncIterator[Bot]:
    async with HTTPXRequest() as request:
        yield Bot(server.token, f"{server.url}/bot", f"{server.url}/file/bot", request)


class Contacts(Monitor):
    """Keeps what is noted of the contact to Telegram."""

    def __init__(self) -> None:
        self.faults: list[RequestFault | None] = []

    def note_contact(self, fault: RequestFault | None = None) -> None:
        self.faults.append(fault)


def make_keeper(
    bot: Bot,
    url: str = URL,
    refusal: asyncio.Event | None = None,
    monitor: Monitor = SILENT,
) -> WebhookKeeper:
    registration = WebhookRegistration(url, "a-secret-of-some-length", ("message",))
    return WebhookKeeper(bot, registration, refusal or asyncio.Event(), monitor, pause=0.01)


async def test_a_webhook_that_telegram_has_is_left_alone(server: Server, bot: Bot) -> None:
    keeper = make_keeper(bot)
    await keeper.register()
    await keeper.check()
    assert server.webhook.count == 1
    assert server.webhook.url == URL
    assert server.world.updates.allowed == ["message"]


async def test_another_webhook_is_replaced_and_said(
    server: Server, bot: Bot, caplog: pytest.LogCaptureFixture
) -> None:
    keeper = make_keeper(bot)
    await keeper.register()
    server.webhook.url = "https://thief.example/secret-path"
    await keeper.check()
    assert server.webhook.url == URL
    assert "another webhook (thief.example)" in caplog.text
    assert "secret-path" not in caplog.text


async def test_a_failed_delivery_is_said_once_and_the_webhook_set_again(
    server: Server, bot: Bot, caplog: pytest.LogCaptureFixture
) -> None:
    keeper = make_keeper(bot)
    await keeper.register()
    server.world.tell("message", {"message_id": 1})
    await server.world.wait_for(lambda: len(server.webhook.deliveries) > 1, "two attempts")
    for _ in range(3):
        await keeper.check()
    assert server.webhook.count == 2
    assert caplog.text.count("could not deliver updates") == 1
    assert "(1 waiting)" in caplog.text


async def test_telegram_out_of_reach_is_waited_for(server: Server, bot: Bot) -> None:
    server.faults.add("setWebhook", Kind.BAD_GATEWAY)
    keeper = make_keeper(bot)
    await keeper.register()
    assert server.webhook.url == URL


async def test_an_address_that_telegram_refuses_is_an_error_that_names_the_setting(
    bot: Bot,
) -> None:
    with pytest.raises(WebhookRefusedError, match=r"DATELINE_WEBHOOK_URL: .*https url"):
        await make_keeper(bot, "ftp://127.0.0.1/").register()


async def test_a_token_that_is_revoked_is_noticed(server: Server, bot: Bot) -> None:
    refusal = asyncio.Event()
    keeper = make_keeper(bot, refusal=refusal)
    await keeper.register()
    server.revoke_token()
    await keeper.run()
    assert refusal.is_set()
    with pytest.raises(InvalidToken):
        await keeper.register()


async def test_a_good_look_and_an_update_are_contacts(server: Server, bot: Bot) -> None:
    contacts = Contacts()
    keeper = make_keeper(bot, monitor=contacts)
    await keeper.register()
    states = [keeper.is_catching_up]
    await keeper.check()
    states.append(keeper.is_catching_up)
    assert states == [True, False]
    keeper.note_arrival()
    assert contacts.faults == [None, None]


def test_looks_are_so_frequent_that_the_service_stays_ready() -> None:
    assert Reception().longest_silence > CHECK_SECONDS + 5


async def test_another_webhook_is_a_conflict(server: Server, bot: Bot) -> None:
    contacts = Contacts()
    keeper = make_keeper(bot, monitor=contacts)
    await keeper.register()
    server.webhook.url = "https://thief.example/"
    await keeper.check()
    assert contacts.faults == [RequestFault.CONFLICT, None]


async def test_updates_that_wait_and_do_not_arrive_are_a_fault_until_one_does(
    server: Server, bot: Bot
) -> None:
    contacts = Contacts()
    keeper = make_keeper(bot, monitor=contacts)
    await keeper.register()
    server.world.tell("message", {"message_id": 1})
    await server.world.wait_for(lambda: len(server.webhook.deliveries) > 1, "two attempts")
    await keeper.check()
    assert contacts.faults == [RequestFault.DELIVERY]
    assert keeper.is_catching_up
    await server.world.wait_for(lambda: len(server.webhook.deliveries) > 3, "two more attempts")
    keeper.note_arrival()
    await keeper.check()
    await keeper.check()
    assert contacts.faults == [RequestFault.DELIVERY, None, None, RequestFault.DELIVERY]


async def test_telegram_away_is_asked_again_and_again(
    server: Server, bot: Bot, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    contacts = Contacts()
    keeper = make_keeper(bot, monitor=contacts)
    await keeper.register()
    server.faults.add("getWebhookInfo", Kind.BAD_GATEWAY)
    task = asyncio.create_task(keeper.run())
    await wait_for_async(lambda: None in contacts.faults, "a contact")
    task.cancel()
    assert caplog.text.count("Telegram cannot be reached") == 1
    assert "Telegram can be reached again" in caplog.text
