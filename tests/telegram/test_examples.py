"""Example questions of a bot that runs on while articles come: they ask for the newest."""

from pathlib import Path

import pytest

from tests.newsroom import publish_articles, write_newsroom
from tests.telegram.client import Private, buttons, quotes
from tests.telegram.process import running

pytestmark = pytest.mark.slow  # the bot looks for other questions once a minute


@pytest.mark.asyncio
async def test_the_examples_ask_for_articles_that_came_meanwhile(tmp_path: Path) -> None:
    async with running(tmp_path) as bot:
        person = Private(bot.server.world)
        earlier = buttons(await person.wait_for_examples())
        assert len(earlier) == 2
        write_newsroom(bot.corpus, publish_articles())
        greeting = await person.wait_for_examples(earlier)
        for question in buttons(greeting):
            assert question not in earlier
            assert quotes(await person.press_for_message(person.user, greeting, question))
