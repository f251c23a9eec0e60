"""A corpus folder that vanishes while the bot runs, as its admin sees it."""

from functools import partial
from pathlib import Path

import pytest

from tests.newsroom import publish_articles, write_newsroom
from tests.telegram.client import Private, quotes
from tests.telegram.process import running

HERON = "Who painted The Blue Heron?"


@pytest.mark.asyncio
async def test_a_folder_that_vanishes_keeps_its_articles_and_its_admin_is_told(
    tmp_path: Path,
) -> None:
    write_newsroom(tmp_path / "corpus", publish_articles())
    admins = ",".join(map(str, range(1001, 1010)))
    async with running(tmp_path, seeds="", DATELINE_ADMINS=admins) as bot:
        world, admin = bot.server.world, Private(bot.server.world)
        answer = await admin.ask(HERON)
        assert quotes(answer)
        bot.corpus.rename(tmp_path / "away")
        bot.corpus.mkdir()
        await world.wait_for(partial(_has_message, admin, "can still be searched"), "the notice")
        assert "confirm that: dateline index build --accept-deletions" in bot.log
        assert quotes(await admin.ask(HERON)) == quotes(answer)
        listing = await admin.ask("/corpus")
        assert "is empty. The" in listing["text"]
        await bot.stop()
        await bot.start()
        await bot.ready()
        assert quotes(await admin.ask(HERON)) == quotes(answer)
        (bot.corpus / ".dateline-empty").touch()
        await world.wait_for(lambda: "files gone: " in bot.log, "the confirmed deletion")
        assert not quotes(await admin.ask(HERON))


def _has_message(admin: Private, text: str) -> bool:
    return any(text in message["text"] for message in admin.answers)
