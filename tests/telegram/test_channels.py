"""Channels whose posts become articles, with the real bot, over real HTTP."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
import pytest_asyncio

from tests.telegram.channel_scenes import follow, newest, read_records, record_of
from tests.telegram.client import Channel, Private, buttons, quotes
from tests.telegram.origins import origin_of_post
from tests.telegram.process import BotProcess, running
from tests.telegram.shapes import Entity, Message
from tests.waiting import LAST_RESORT

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.xdist_group("channels")]

LIGHTHOUSE = "The lighthouse of Skerrow was sold to a baker on Monday. He paid a symbolic sum."


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def bot(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[BotProcess]:
    """Yield one process for all the conversations; its only admins are the first two people."""
    settings = {"DATELINE_ADMINS": "1001,1002", "DATELINE_TIMEZONE": "Pacific/Auckland"}
    async with running(tmp_path_factory.mktemp("bot"), **settings) as process:
        yield process


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def admin(bot: BotProcess) -> Private:
    return Private(bot.server.world)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def other_admin(bot: BotProcess, admin: Private) -> Private:
    return Private(bot.server.world, "Bea")


async def quoted(person: Private, question: str, words: str) -> Message:
    """Ask until an answer quotes these words: the index needs a moment."""
    async with asyncio.timeout(LAST_RESORT):
        while True:
            answer = await person.ask(question)
            if any(words in quote for quote in quotes(answer)):
                return answer
            await asyncio.sleep(0.3)


async def test_a_channel_is_offered_to_the_admins_and_its_posts_are_searched(
    bot: BotProcess, admin: Private, other_admin: Private
) -> None:
    channel = Channel(bot.server.world, "Harbour News", "harbour_news", has_bot=False)
    channel.add_bot(by=admin.user)
    card = await newest(admin, "Harbour News")
    assert card["text"].startswith(
        "I am now in the channel “Harbour News”. Shall I take its posts as articles?"
    )
    assert "Telegram Desktop" in card["text"]
    assert buttons(card) == ["Take posts", "No"]
    second = await newest(other_admin, "Harbour News")
    page = await admin.pressed(card, "Take posts")
    assert page["text"].startswith("I take the posts of the channel “Harbour News” as articles.")
    same = await other_admin.pressed(second, "Take posts")
    assert same["text"].startswith("I take the posts of the channel “Harbour News” as articles.")

    headline: list[Entity] = [{"type": "bold", "offset": 0, "length": 16}]
    post = channel.publish(f"Lighthouse sold!\n{LIGHTHOUSE}", entities=headline, signature="Finn")
    record = await record_of(bot, channel, post)
    assert record["title"] == "Lighthouse sold!"
    assert record["text"] == LIGHTHOUSE
    assert record["source"] == "Harbour News"
    assert record["authors"] == ["Finn"]
    assert record["language"] == "en"
    assert record["url"] == f"https://t.me/harbour_news/{post['message_id']}"
    published = datetime.fromisoformat(str(record["published"]))
    assert published == datetime.fromtimestamp(post["date"], UTC)
    assert str(record["published"]).endswith(("+12:00", "+13:00"))
    answer = await quoted(admin, "Who bought the lighthouse of Skerrow?", "sold to a baker")
    assert "Harbour News" in answer["text"]
    assert [path.name for path in (bot.corpus / "feeds").iterdir()] == ["harbour-news"]
    assert len(channel.answers) == 0


async def test_a_post_is_one_article_however_often_it_is_edited(
    bot: BotProcess, admin: Private
) -> None:
    channel = Channel(bot.server.world, "Mill Notes")
    await follow(channel, admin)
    post = channel.publish("The mill at Ardross burned down on Monday night.")
    record = await record_of(bot, channel, post)
    number = post["message_id"]
    assert record["url"] == f"https://t.me/c/{-channel.id - 10**12}/{number}"
    edited = channel.amend(post, "The mill at Ardross burned down on Tuesday night.")
    changed = await record_of(bot, channel, post, "Tuesday")
    assert {**changed, "text": ""} == {**record, "text": ""}
    channel.amend(channel.amend(edited, ""), "👍")
    channel.edit(channel.publish("🔥"), "The fire is out, said the brigade.", "edited_channel_post")
    later = channel.publish("The mill will be built again, said its owner.")
    await record_of(bot, channel, later)
    records = read_records(bot, channel)
    assert "Tuesday" in str(records[str(number)]["text"])
    assert [record["text"] for record in records.values()][1:] == [
        "The fire is out, said the brigade.", "The mill will be built again, said its owner.",
    ]  # fmt: skip


async def test_albums_forwarded_posts_and_what_is_no_text(bot: BotProcess, admin: Private) -> None:
    channel, wire = Channel(bot.server.world, "Square Notes"), Channel(bot.server.world)
    await follow(channel, admin)
    caption = "The old tram returned to the square on Friday. Hundreds came to see it."
    pictures = [channel.publish_photo(caption, album="77") for _ in range(3)]
    channel.publish_photo(album="78")
    captioned = channel.publish_photo("The fountain was cleaned on Friday, too.", album="78")
    channel.publish_photo(album="78")
    channel.publish_sticker()
    channel.publish_poll("Shall the tram stay on the square for good?")
    channel.publish("Wow! 👏 #tram")
    forwarded = channel.publish(
        "Trams are older than the town, a historian said.",
        origin={**origin_of_post(wire.dialog.chat), "author_signature": "Gil"},
    )
    channel.rename("Square News")
    last = channel.publish("The tram goes every hour from now on.")
    assert (await record_of(bot, channel, last))["source"] == "Square News"
    records = read_records(bot, channel)
    numbers = [str(post["message_id"]) for post in (pictures[0], captioned, forwarded, last)]
    assert sorted(records) == sorted(numbers)
    record = records[numbers[2]]
    assert (record["source"], record["authors"]) == ("The Wire", ["Gil"])
    page = await newest(admin, "Square")
    assert buttons(page)[:3] == ["Pause", "Keep for…", "Stop taking posts…"]
    assert channel.answers == []


async def test_nobody_but_an_admin_makes_the_bot_take_posts(
    bot: BotProcess, admin: Private
) -> None:
    world = bot.server.world
    stranger, channel = Private(world, "Mallory"), Channel(world, "Rumours", has_bot=False)
    count = len(admin.answers)
    channel.add_bot(by=stranger.user)
    channel.publish("The secret of the stranger is out, said nobody at all.")
    page = await stranger.ask("/start")
    for action in ("take", "go", "pause", "keep", "stop", "end"):
        query = stranger.press(stranger.user, page, f"1|ch.{action}|{channel.id}|trash")
        assert await stranger.toast(query) == (
            "Only this bot's admins can see and change its articles."
        )
    await admin.ask("Who stood on the forklift?")
    assert len(admin.answers) == count + 1
    assert read_records(bot, channel) == {}
    assert channel.answers == []
    assert channel.dialog.bot["status"] == "administrator"
    state = (bot.folder / "data" / "state.db-wal").read_bytes()
    assert b"secret of the stranger" not in state


async def test_hostile_buttons_of_channels_do_nothing(bot: BotProcess, admin: Private) -> None:
    page = await admin.ask("/start")
    away = Channel(bot.server.world, "Away", "away", has_bot=False)
    for data in ("ch.take", "ch.take|x", "ch.end||", "ch.what|-1", f"ch.keep|{away.id}|99",
                 f"ch.stop|{away.id}", f"ch.keep|{away.id}"):  # fmt: skip
        toast = await admin.toast(admin.press(admin.user, page, f"1|{data}"))
        assert "no longer works" in toast, data
    toast = await admin.toast(admin.press(admin.user, page, f"1|ch.take|{away.id}"))
    assert toast.startswith("I am no longer in this channel.")
    assert "away" not in (bot.corpus / "feeds.opml").read_text("utf-8").lower()


async def test_a_channel_is_paused_resumed_kept_for_days_and_stopped(
    bot: BotProcess, admin: Private
) -> None:
    channel = Channel(bot.server.world, "Bee Notes")
    page = await follow(channel, admin)
    await record_of(bot, channel, channel.publish("The bees came back to the roof in March."))
    paused = await admin.pressed(page, "Pause")
    assert paused["text"].startswith("Paused: I do not take the posts of the channel “Bee Notes”")
    assert "1 article so far." in paused["text"]
    lost = channel.publish("Nobody reads this post about the bees.")
    resumed = await admin.pressed(paused, "Resume")
    await record_of(bot, channel, channel.publish("The bees made their first honey on Sunday."))
    assert str(lost["message_id"]) not in read_records(bot, channel)
    keeping = await admin.pressed(resumed, "Keep for…")
    kept = await admin.pressed(keeping, "30")
    assert "2 articles so far. I keep them for 30 days." in kept["text"]
    asked = await admin.pressed(kept, "Stop taking posts…")
    assert "Its 2 articles can stay, or go to the trash for 30 days." in asked["text"]
    stopped = await admin.pressed(await admin.pressed(asked, "← Back"), "Stop taking posts…")
    ended = await admin.pressed(stopped, "Stop, articles to the trash")
    assert ended["text"] == "I do not take the posts of the channel “Bee Notes”."
    assert read_records(bot, channel) == {}
    assert "Bee Notes" not in (bot.corpus / "feeds.opml").read_text("utf-8")
    again = await admin.pressed(ended, "Take posts")
    post = channel.publish("The bees swarmed on Monday, the beekeeper said.")
    await record_of(bot, channel, post)
    asked = await admin.pressed(again, "Stop taking posts…")
    await admin.pressed(asked, "Stop, articles stay")
    assert list(read_records(bot, channel)) == [str(post["message_id"])]


async def test_a_bot_that_is_removed_says_so_once_and_can_come_back(
    bot: BotProcess, admin: Private, other_admin: Private
) -> None:
    channel = Channel(bot.server.world, "Ferry Notes")
    await follow(channel, admin)
    post = channel.publish("The ferry sank at dawn, and nobody was hurt.")
    channel.remove_bot()
    for person in (admin, other_admin):
        notice = await newest(person, "“Ferry Notes”, so I cannot take")
        assert notice["text"].startswith("I am no longer in the channel “Ferry Notes”")
    await record_of(bot, channel, post)
    count = len(admin.dialog.sent)
    channel.add_bot(by=Private(bot.server.world, "Mallory").user)
    channel.publish("A stranger brought the bot back, and this is not taken.")
    channel.remove_bot()
    channel.add_bot(by=other_admin.user)
    card = await newest(admin, "“Ferry Notes”. Shall I take its posts", count)
    assert [sent.message["text"][:30] for sent in admin.dialog.sent[count:]] == [card["text"][:30]]
    declined = await admin.pressed(card, "No")
    assert declined["text"].startswith("Paused: I do not take the posts")
    await admin.pressed(declined, "Resume")
    later = channel.publish("The ferry was raised on Friday by two cranes.")
    await record_of(bot, channel, later)
    assert len(read_records(bot, channel)) == 2


async def test_channels_are_among_the_feeds(bot: BotProcess, admin: Private) -> None:
    channel = Channel(bot.server.world, "Owl Notes", "owl_notes")
    await follow(channel, admin)
    await record_of(bot, channel, channel.publish("The owls came back to the tower in March."))
    listing = await admin.ask("/feeds")
    line = next(line for line in listing["text"].splitlines() if "Owl Notes" in line)
    number = line.split(". ")[0].split()[-1]
    page = await admin.pressed(listing, number)
    assert "I take the posts of the channel “Owl Notes” as articles." in page["text"]
    assert "1 article so far." in page["text"]
    assert "Open the channel" in buttons(page)
    back = await admin.pressed(page, buttons(page)[-1])
    assert "Owl Notes" in back["text"]
