"""Example questions of a bot that runs while its first articles come."""

from pathlib import Path

import pytest

from tests.newsroom import publish_articles, write_newsroom
from tests.telegram.client import Private, buttons, quotes
from tests.telegram.process import running

pytestmark = pytest.mark.slow  # the bot looks for questions once a minute


@pytest.mark.asyncio
async def test_examples_ask_for_articles_that_came_meanwhile(tmp_path: Path) -> None:
    async with running(tmp_path, seeds="") as bot:
        person = Private(bot.server.world)
        assert buttons(await person.ask("/start")) == []
        write_newsroom(bot.corpus, publish_articles())
        greeting = await person.wait_for_examples()
        assert len(buttons(greeting)) == 2
        for question in buttons(greeting):
            assert quotes(await person.press_for_message(person.user, greeting, question))
