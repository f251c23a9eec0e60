"""The health port of the bot as it runs: ready, not ready with a reason, and ready again."""

import asyncio
import re
import time
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.chat.lifecycle.http_server import ListenError
from bot.chat.lifecycle.serve import ServeOptions, run_async
from bot.chat.monitoring.reception import Reception
from bot.chat.monitoring.service_health import HealthOptions
from bot.chat.services import BotServices
from bot.errors import UnavailableError
from bot.index.protocol import IndexStats
from tests.chat.conftest import Room
from tests.ports import find_free_port
from tests.telegram.faults import Kind
from tests.waiting import LAST_RESORT


class Health:
    """The health port of a room, in which every period is short."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self.port = find_free_port()
        room.health = HealthOptions(
            port=self.port, reception=Reception(longest_silence=1.5), period=0.1
        )

    async def get(self, path: str, method: str = "GET") -> tuple[int, Any]:
        url = f"http://127.0.0.1:{self.port}{path}"
        async with aiohttp.request(method, url) as response:
            is_json = "json" in response.headers["Content-Type"]
            return response.status, await (response.json() if is_json else response.text())

    async def expect_status(self, status: int, check: str = "", words: str = "") -> None:
        """Wait until /ready has a status, and words on a check."""
        end = time.monotonic() + LAST_RESORT
        while True:
            seen, report = await self.get("/ready")
            detail = report["checks"][check]["detail"] if check else ""
            if seen == status and words in detail:
                return
            assert time.monotonic() < end, f"{seen}: {report}"
            await self.room.world.changed(0.1)


@pytest.fixture
def health(idle: Room) -> Health:
    return Health(idle)


async def test_what_was_asked_is_in_the_metrics_and_no_text_of_it(health: Health) -> None:
    room = health.room
    async with room.served():
        person = room.private()
        await person.ask("Who won the secret race?")
        await person.ask("Nothing?")
        await health.expect_status(200)
        status, text = await health.get("/metrics")
    assert status == 200
    lines = text.splitlines()
    asked = 'dateline_questions_total{kind="fact",language="en",outcome="%s",place="private"} 1.0'
    assert asked % "answered" in lines
    assert asked % "refused" in lines
    assert 'dateline_updates_total{kind="message"} 2.0' in lines
    assert 'dateline_messages_sent_total{method="sendMessage"} 2.0' in lines
    assert "dateline_corpus_articles 1.0" in lines
    assert "dateline_ready 1.0" in lines
    for stage in ("queue", "worker", "search", "render", "send"):
        assert f'dateline_stage_duration_seconds_count{{stage="{stage}"}} 2.0' in lines
    assert "secret" not in text
    assert not re.search(rf"(?<![\d.]){person.id}(?!\d)", text)  # a measured value may hold it
    assert room.server.token.partition(":")[2] not in text


async def test_telegram_away_is_a_503_with_its_reason_until_it_is_back(health: Health) -> None:
    room = health.room
    async with room.served():
        await health.expect_status(200, "telegram", "last success")
        await room.server.stop()
        await health.expect_status(503, "telegram", "there is no connection to Telegram")
        assert (await health.get("/live"))[0] == 200
        await room.server.start()
        await room.private().ask("Who won?")
        await health.expect_status(200)


async def test_the_reason_is_given_before_telegram_is_reached_for_the_first_time(
    health: Health,
) -> None:
    room = health.room
    fault = room.server.faults.add("getMe", Kind.BAD_GATEWAY, times=10**6)
    services = BotServices(room.echo, tuple, tuple)
    serving = asyncio.create_task(
        run_async(
            ServeOptions(
                room.server.token,
                room.server.url,
                room.folder,
                health=room.health,
            ),
            services,
        )
    )
    await room.world.wait_for(lambda: fault.over, "the first request")
    words = "Telegram replies with a server error"
    await health.expect_status(503, "telegram", words)
    room.server.faults.clear()
    await health.expect_status(200)
    assert (await health.get("/ready"))[1]["status"] == "ok"
    serving.cancel()
    await asyncio.wait({serving})


async def test_another_process_on_the_same_bot_is_a_503(health: Health) -> None:
    room = health.room
    async with room.served():
        await health.expect_status(200)
        poll = f"{room.server.url}/bot{room.server.token}/getUpdates"
        async with aiohttp.request("GET", poll):
            pass
        await health.expect_status(503, "conflict", "another process fetched this bot's messages")


async def test_a_data_folder_that_is_gone_is_a_503(health: Health) -> None:
    room = health.room
    async with room.served():
        await health.expect_status(200, "state", "state.db can be written")
        (room.folder / "state.db").rename(room.folder / "elsewhere.db")
        await health.expect_status(503, "state", "state.db cannot be written")
        (room.folder / "elsewhere.db").rename(room.folder / "state.db")
        await health.expect_status(200, "state", "state.db can be written")


async def test_an_index_that_is_away_is_a_503(
    health: Health, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(until: object = None) -> IndexStats:
        raise UnavailableError("https://name:password@cluster.example is away")

    room = health.room
    async with room.served():
        await health.expect_status(200, "index", "1 article, 4 passages, the newest of 2026-01-07")
        with monkeypatch.context() as patch:
            patch.setattr(room.echo, "stats", fail)
            await health.expect_status(503, "index", "it cannot be searched now; the log says why")
        await health.expect_status(200)


async def test_other_paths_and_methods_are_refused(health: Health) -> None:
    async with health.room.served():
        for path in ("/", "/metrics/", "/ready/x", "/../etc/passwd", "/live%00"):
            assert (await health.get(path))[0] == 404
            assert (await health.get(path, "DELETE"))[0] == 404
        for path in ("/live", "/ready", "/metrics"):
            for method in ("POST", "PUT", "DELETE", "HEAD", "OPTIONS", "BREW"):
                assert (await health.get(path, method))[0] == 405


async def test_without_a_port_nothing_listens(idle: Room) -> None:
    assert idle.health.port is None
    async with idle.served():
        await idle.private().ask("Who won?")


async def test_a_taken_port_ends_the_start_and_frees_the_state(
    health: Health, tmp_path: Path
) -> None:
    async with health.room.served():
        other = Room(health.room.server, tmp_path / "other")
        other.health = health.room.health
        async with other.served() as serving:
            with pytest.raises(ListenError, match="DATELINE_HEALTH_PORT"):
                await serving
