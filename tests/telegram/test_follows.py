"""What chats follow, with the real bot, over real HTTP: articles come, and messages follow."""

import json
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.telegram.client import Group, Private, button, buttons, quotes
from tests.telegram.process import BotProcess, PreloadedBot
from tests.telegram.refusals import RefusalError
from tests.telegram.server import Server
from tests.telegram.shapes import Message

TITLES = {
    "opens": "The Halcyon ferry opens a line to Marenne",
    "stops": "A broken engine stops the Halcyon ferry",
    "sinks": "Divers find the wreck of a Halcyon ferry",
    "sails": "The Halcyon ferry sails again with 300 passengers",
}
SENTENCES = {
    "opens": "The Halcyon ferry opened a line from Ostrand to Marenne on Monday, the mayor said.",
    "stops": "A broken engine stopped the Halcyon ferry in the harbour of Terrano, police said.",
    "sinks": "Divers found the wreck of a Halcyon ferry that was lost in a storm off Norhaven.",
    "sails": "The Halcyon ferry left Pellworth with 300 passengers after nine weeks in a dock.",
}


# A zone in which it is about noon, whenever the tests run: no midnight is near. POSIX turns the
# sign of these names around.
ZONE = f"Etc/GMT{datetime.now(UTC).hour - 12:+d}"


@pytest.fixture
async def idle(server: Server, tmp_path: Path) -> AsyncIterator[BotProcess]:
    """Yield the bot over the seed articles, not started yet."""
    process = PreloadedBot(server, tmp_path, DATELINE_TIMEZONE=ZONE)
    yield process
    await process.dispose()


def today() -> date:
    return datetime.now(ZoneInfo(ZONE)).date()


def drop(bot: BotProcess, name: str, day: date | None = None, source: str = "The Wire") -> None:
    """Put an article into the bot's corpus folder."""
    row = {
        "published": (day or today()).isoformat(),
        "source": source,
        "title": TITLES[name],
        "text": f"{SENTENCES[name]} Tickets cost 12 crowns.",
    }
    path = bot.corpus / f"{name}-{source}.jsonl"
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")


@contextmanager
def opened_state(bot: BotProcess) -> Iterator[sqlite3.Connection]:
    path = bot.folder / "data" / "state.db"
    with closing(sqlite3.connect(path, timeout=30, isolation_level=None)) as state:
        yield state


def select(bot: BotProcess, statement: str) -> list[tuple[object, ...]]:
    with opened_state(bot) as state:
        return state.execute(statement).fetchall()


async def looked(bot: BotProcess) -> None:
    """Wait until the bot has looked which articles there are."""
    await bot.server.world.wait_for(
        lambda: select(bot, "SELECT 1 FROM arrivals WHERE article = ''"), "the first look"
    )


async def noted(bot: BotProcess, count: int) -> None:
    """Wait until the bot has found so many matches."""
    await bot.server.world.wait_for(
        lambda: select(bot, "SELECT count(*) FROM matches") == [(count,)], f"{count} matches"
    )


def let_an_hour_pass(bot: BotProcess) -> None:
    with opened_state(bot) as state:
        state.execute("UPDATE follows SET notified = notified - 3600")


def told(person: Private | Group) -> list[Message]:
    return [each for each in person.answers if each["text"].startswith("New on ")]


async def message_on(person: Private | Group, number: int) -> Message:
    """Return the ``number``-th message on what is followed."""
    await person.world.wait_for(lambda: len(told(person)) >= number, f"{number} messages")
    return told(person)[number - 1]


async def restart(bot: BotProcess) -> None:
    await bot.start()
    await bot.ready()


async def test_a_followed_topic_from_the_first_article_to_the_last(bot: BotProcess) -> None:
    person, other = Private(bot.server.world), Private(bot.server.world)
    await looked(bot)
    await person.ask("/follow Halcyon ferry")
    await other.ask("/follow North Korea missiles")
    drop(bot, "opens")
    first = await message_on(person, 1)
    assert first["text"].splitlines()[0] == "New on “Halcyon ferry”:"
    assert quotes(first) == [SENTENCES["opens"]]
    assert "The Wire · " in first["text"]
    # What comes within the hour waits, and is told in one message.
    drop(bot, "stops")
    await noted(bot, 2)
    drop(bot, "sinks")
    await noted(bot, 3)
    await other.ask("/following")
    assert len(told(person)) == 1
    let_an_hour_pass(bot)
    second = await message_on(person, 2)
    assert sorted(quotes(second)) == sorted([SENTENCES["stops"], SENTENCES["sinks"]])
    # Nothing is told twice, after a restart either, and nothing when it is stopped.
    await bot.stop()
    await restart(bot)
    let_an_hour_pass(bot)
    card = await person.ask("/following")
    person.press(person.user, second, button(second, "Stop following"))
    await bot.server.world.wait_for(
        lambda: select(bot, "SELECT count(*) FROM follows") == [(1,)], "the end of the follow"
    )
    drop(bot, "sails")
    await bot.server.world.wait_for(
        lambda: "Files read: 1" in bot.log.rpartition("Serving")[2], "the article"
    )
    assert buttons(card) == ["✕ Halcyon ferry"]
    assert "Nothing is followed" in (await person.ask("/following"))["text"]
    assert len(told(person)) == 2
    assert told(other) == []


async def test_what_comes_while_the_bot_is_down_is_told_once(bot: BotProcess) -> None:
    person = Private(bot.server.world)
    await looked(bot)
    await person.ask("/follow Halcyon ferry")
    await bot.stop()
    drop(bot, "opens")
    drop(bot, "sinks", today() - timedelta(30))  # old articles are no news
    await restart(bot)
    assert quotes(await message_on(person, 1)) == [SENTENCES["opens"]]
    await bot.server.world.wait_for(
        lambda: select(bot, "SELECT sent FROM matches") == [(1,)], "the note that it was sent"
    )
    await bot.kill()
    await restart(bot)
    let_an_hour_pass(bot)
    drop(bot, "stops")
    assert quotes(await message_on(person, 2)) == [SENTENCES["stops"]]
    assert len(told(person)) == 2


async def test_an_article_that_an_admin_uploads_is_told(idle: BotProcess) -> None:
    admin = Private(idle.server.world)
    idle.settings["DATELINE_ADMINS"] = str(admin.user["id"])
    await restart(idle)
    await looked(idle)
    group = Group(idle.server.world)
    group.dialog.admins.append(group.user)
    await group.reply_to(group.send("/follow Halcyon ferry"))
    row = {"published": today().isoformat(), "title": TITLES["opens"], "text": SENTENCES["opens"]}
    admin.send_file("ferry.jsonl", json.dumps(row).encode())

    def find_card() -> Message | None:
        return next((each for each in admin.answers if "Add" in buttons(each)), None)

    card = await admin.world.wait_for(find_card, "the card")
    admin.press(admin.user, card, button(card, "Add"))
    assert quotes(await message_on(group, 1)) == [SENTENCES["opens"]]
    await idle.stop()


async def test_who_blocks_the_bot_follows_nothing_any_more(bot: BotProcess) -> None:
    person, other = Private(bot.server.world), Private(bot.server.world)
    await looked(bot)
    await person.ask("/follow Halcyon ferry")
    await other.ask("/follow Halcyon ferry")
    person.refuse(RefusalError(403, "Forbidden: bot was blocked by the user"))
    drop(bot, "opens")
    await message_on(other, 1)
    await bot.server.world.wait_for(
        lambda: select(bot, "SELECT chat FROM follows") == [(other.id,)], "the end of the follow"
    )
    assert told(person) == []


async def test_the_digest_comes_at_its_hour_and_once(bot: BotProcess) -> None:
    person = Private(bot.server.world)
    yesterday = today() - timedelta(1)
    drop(bot, "opens", yesterday)
    drop(bot, "opens", yesterday, "The Gazette")
    drop(bot, "stops", yesterday)
    await bot.server.world.wait_for(lambda: "Files read: " in bot.log, "the articles")
    hour = f"{datetime.now(ZoneInfo(ZONE)) - timedelta(minutes=1):%H:%M}"
    card = await person.ask(f"/digest {hour}")
    assert "The daily digest comes at" in card["text"]
    with opened_state(bot) as state:
        state.execute(
            "UPDATE settings SET value = ? WHERE name = 'digest-sent'",
            ((yesterday - timedelta(1)).isoformat(),),
        )

    def find_digest() -> Message | None:
        return next((e for e in person.answers if e["text"].startswith("The stories of")), None)

    digest = await person.world.wait_for(find_digest, "the digest")
    assert SENTENCES["opens"] in quotes(digest)
    await bot.stop()
    await restart(bot)
    query = person.press(person.user, digest, button(digest, "Stop the digest"))
    assert await person.toast(query) == "The digest is off."
    assert sum(each["text"].startswith("The stories of") for each in person.answers) == 1
