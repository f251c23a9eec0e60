"""What tests of channels do again and again: follow one, and look at its articles."""

import json
from typing import Any

from tests.telegram.client import Channel, Private
from tests.telegram.process import BotProcess
from tests.telegram.shapes import Message


async def newest(person: Private, words: str, after: int = 0) -> Message:
    """Return the bot's newest message with these words, sent or edited."""

    def find() -> Message | None:
        sent = [each.message for each in person.dialog.sent[after:]]
        return next((each for each in reversed(sent) if words in each["text"]), None)

    return await person.world.wait_for(find, f"a message with {words!r}")


async def follow(channel: Channel, admin: Private) -> Message:
    """Have an admin bring the bot into a channel and take its posts; return the page."""
    channel.add_bot(by=admin.user)
    card = await newest(admin, f"“{channel.dialog.chat['title']}”. Shall I take its posts")
    return await admin.pressed(card, "Take posts")


def read_records(bot: BotProcess, channel: Channel) -> dict[str, dict[str, Any]]:
    """Return the articles of a channel as they are in the files, by their ids."""
    number = -channel.id - 10**12
    lines = [
        json.loads(line)
        for path in (bot.corpus / "feeds").glob("*/*.jsonl")
        for line in path.read_text("utf-8").splitlines()
    ]
    records = [line for line in lines if line["id"].startswith(f"telegram/{number}/")]
    result = {record["id"].rpartition("/")[2]: record for record in records}
    assert len(result) == len(records), "an article is there twice"
    return result


async def record_of(
    bot: BotProcess, channel: Channel, post: Message, words: str = ""
) -> dict[str, Any]:
    """Return the article of a post as it is in its file, once it has these words."""

    def find() -> dict[str, Any] | None:
        record = read_records(bot, channel).get(str(post["message_id"]))
        return record if record and words in str(record["text"]) else None

    return await bot.server.world.wait_for(find, f"the article with {words!r}")
