"""The real bot in webhook mode: Telegram sends, and nothing is lost."""

import asyncio
import shutil
import signal
import socket
import stat
from collections.abc import AsyncIterator, Mapping
from pathlib import Path

import aiohttp
import pytest

from tests.ports import find_free_port
from tests.telegram.client import Private, quotes
from tests.telegram.faults import Kind
from tests.telegram.process import BotProcess, PreloadedBot
from tests.telegram.server import Server
from tests.telegram.shapes import Update
from tests.telegram.test_health import expect_ready, get

FORKLIFT = "Who stood on the forklift?"
SECRET = "a-secret-for-these-tests"


def configure(scheme: str = "http", **settings: str) -> Mapping[str, str]:
    port = find_free_port()
    return {
        "DATELINE_MODE": "webhook",
        "DATELINE_WEBHOOK_URL": f"{scheme}://localhost:{port}/telegram",
        "DATELINE_WEBHOOK_LISTEN": f"127.0.0.1:{port}",
        **settings,
    }


@pytest.fixture
async def hooked(server: Server, tmp_path: Path) -> AsyncIterator[BotProcess]:
    """Yield a bot in webhook mode, not started yet."""
    process = PreloadedBot(server, tmp_path, **configure())
    yield process
    await process.dispose()


async def start(bot: BotProcess) -> None:
    await bot.start()
    await bot.ready()


async def test_questions_that_telegram_sends_are_answered_and_forged_ones_are_not(
    hooked: BotProcess,
) -> None:
    server, world = hooked.server, hooked.server.world
    port = find_free_port()
    hooked.settings["DATELINE_HEALTH_PORT"] = str(port)
    await start(hooked)
    assert quotes(await Private(world).ask(FORKLIFT))
    assert server.polling.count == 0
    await expect_ready(port)
    secret = hooked.folder / "data" / "webhook-secret"
    assert secret.read_text() == server.webhook.secret
    assert stat.S_IMODE(secret.stat().st_mode) == 0o600
    stranger, asker = Private(world), Private(world)
    question = stranger.send(FORKLIFT)
    await stranger.reply_to(question)
    update: Update = {"update_id": 900_000_000, "message": question}
    async with aiohttp.ClientSession() as session:
        for headers in ({}, {"X-Telegram-Bot-Api-Secret-Token": "forged"}):
            async with session.post(server.webhook.url, json=update, headers=headers) as response:
                assert response.status == 403
        number = asker.send(FORKLIFT)
        await asker.reply_to(number)
        assert asker.last_update
        for _ in range(3):  # an update that Telegram delivers again
            again: Update = {"update_id": asker.last_update, "message": number}
            assert await server.webhook.post(session, again) == 200
        # Somebody who sends nothing holds up nobody.
        _, writer = await asyncio.open_connection("127.0.0.1", int(server.webhook.url[-14:-9]))
        writer.write(b"POST /telegram HTTP/1.1\r\n")
        assert quotes(await asker.ask(FORKLIFT))
        writer.close()
    assert len(asker.answers) == 2
    assert len(stranger.answers) == 1
    _, metrics = await get(port, "/metrics")
    assert 'dateline_webhook_rejected_requests_total{status="403"} 2.0' in metrics
    assert "dateline_update_duplicates_total 3.0" in metrics
    await hooked.stop()
    assert server.webhook.secret not in hooked.log
    assert "without the secret" in hooked.log


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
async def test_a_stop_or_a_kill_loses_nothing(hooked: BotProcess, number: signal.Signals) -> None:
    world = hooked.server.world
    await start(hooked)
    secret = hooked.server.webhook.secret
    people = [Private(world) for _ in range(8)]
    flood = hooked.server.faults.add("sendMessage", Kind.FLOOD, times=10**6, seconds=1)
    for person in people:
        person.send(FORKLIFT)
    await world.wait_for(lambda: flood.over, "a refusal")
    hooked.signal(number)
    await hooked.ended()
    for person in people:
        person.send("What did Kim call the soldiers?")
    hooked.server.faults.clear()
    await start(hooked)
    assert hooked.server.webhook.secret == secret
    for person in people:
        await world.wait_for(lambda: len(person.answers) > 1, "both answers")  # noqa: B023
    await Private(world).ask(FORKLIFT)
    for person in people:
        first, second = (answer["text"] for answer in person.answers)
        assert "forklift" in first
        assert "soldiers" in second
    await hooked.stop()


async def test_the_modes_can_be_changed_and_nothing_that_waits_is_dropped(
    hooked: BotProcess,
) -> None:
    person = Private(hooked.server.world)
    await start(hooked)
    assert quotes(await person.ask(FORKLIFT))
    await hooked.stop()
    question = person.send("What did Kim call the soldiers?")
    hooked.settings["DATELINE_MODE"] = "polling"
    await start(hooked)
    assert quotes((await person.reply_to(question)).message)
    assert hooked.server.webhook.url == ""
    await hooked.stop()


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl makes the certificate")
async def test_the_bot_speaks_https_with_a_certificate_of_its_own(
    server: Server, tmp_path: Path
) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    process = await asyncio.create_subprocess_exec(
        "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-keyout", key,
        "-out", certificate, "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
        stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    assert await process.wait() == 0
    settings = configure(
        "https",
        DATELINE_WEBHOOK_CERTIFICATE=str(certificate),
        DATELINE_WEBHOOK_KEY=str(key),
        DATELINE_WEBHOOK_SECRET=SECRET,
    )
    bot = PreloadedBot(server, tmp_path, **settings)
    try:
        await start(bot)
        assert quotes(await Private(server.world).ask(FORKLIFT))
        assert server.webhook.certificate == certificate.read_bytes()
        assert server.webhook.secret == SECRET
        assert not (tmp_path / "data" / "webhook-secret").exists()
        await bot.stop()
        assert SECRET not in bot.log
        key.write_text(certificate.read_text())
        await bot.start()
        assert await bot.ended() == 2
        assert "DATELINE_WEBHOOK_KEY" in bot.log.splitlines()[-1]
    finally:
        await bot.dispose()


async def test_a_port_that_is_taken_ends_the_start_with_one_line_and_status_2(
    hooked: BotProcess,
) -> None:
    port = int(hooked.settings["DATELINE_WEBHOOK_LISTEN"].rpartition(":")[2])
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        await hooked.start()
        assert await hooked.ended() == 2
    assert "Traceback" not in hooked.log
    assert "DATELINE_WEBHOOK_LISTEN" in hooked.log.splitlines()[-1]
    hooked.settings["DATELINE_WEBHOOK_URL"] = "https:///telegram"
    await hooked.start()
    assert await hooked.ended() == 2
    assert "DATELINE_WEBHOOK_URL" in hooked.log.splitlines()[-1]
