import asyncio
from collections.abc import AsyncIterator

import pytest
from telegram import Bot
from telegram.error import InvalidToken
from telegram.request import HTTPXRequest

from bot.chat.transport.inbound.webhook.webhook_keeper import (
    WebhookKeeper,
    WebhookRefusedError,
    WebhookRegistration,
)
from tests.telegram.faults import Kind
from tests.telegram.server import Server

URL = "http://127.0.0.1:9/telegram"


@pytest.fixture
async def bot(server: Server) -> AsyncIterator[Bot]:
    async with HTTPXRequest() as request:
        yield Bot(server.token, f"{server.url}/bot", f"{server.url}/file/bot", request)


def make_keeper(bot: Bot, url: str = URL, refusal: asyncio.Event | None = None) -> WebhookKeeper:
    registration = WebhookRegistration(url, "a-secret-of-some-length", ("message",))
    return WebhookKeeper(bot, registration, refusal or asyncio.Event(), pause=0.01)


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
