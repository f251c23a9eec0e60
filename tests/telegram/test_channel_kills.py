"""Posts of channels outlive the process, and nobody waits for them."""

import asyncio
from pathlib import Path

import pytest

from tests.telegram.channel_scenes import follow, read_records, record_of
from tests.telegram.client import Channel, Private, quotes
from tests.telegram.process import PreloadedBot
from tests.telegram.server import Server
from tests.telegram.shapes import Message

pytestmark = pytest.mark.slow


async def test_no_post_is_lost_or_doubled_by_kills(server: Server, tmp_path: Path) -> None:
    admin = Private(server.world)
    bot = PreloadedBot(server, tmp_path, DATELINE_ADMINS=str(admin.id))
    channel = Channel(server.world, "Storm Notes")
    posts: list[Message] = []
    try:
        await bot.start()
        await bot.ready()
        await follow(channel, admin)
        for run in range(4):
            for number in range(run * 10, run * 10 + 10):
                posts.append(channel.publish(f"Gust {number} took the roof of house {number}."))
                if number % 3 == 0:
                    channel.amend(posts[-1], f"Gust {number} took the door of house {number}.")
            await asyncio.sleep(0.4 * run)
            await bot.kill()
            await bot.start()
            await bot.ready()
        last = channel.publish("The storm is over, said the weather service.")
        await record_of(bot, channel, last)
        await server.world.wait_for(lambda: len(read_records(bot, channel)) == 41, "all posts")
        await bot.stop()
    finally:
        await bot.dispose()
    records = read_records(bot, channel)
    for number, post in enumerate(posts):
        part = "door" if number % 3 == 0 else "roof"
        text = f"Gust {number} took the {part} of house {number}."
        assert records[str(post["message_id"])]["text"] == text
    assert server.violations == []


async def test_a_private_bot_leaves_the_channel_of_a_stranger_without_a_word(
    server: Server, tmp_path: Path
) -> None:
    admin, member, stranger = (Private(server.world) for _ in range(3))
    rumours = Channel(server.world, "Rumours", has_bot=False)
    club = Channel(server.world, "Club News", has_bot=False)
    bot = PreloadedBot(
        server, tmp_path, DATELINE_ADMINS=str(admin.id), DATELINE_ALLOWED_USERS=str(member.id),
        DATELINE_ALLOWED_CHATS=str(club.id),
    )  # fmt: skip
    try:
        await bot.start()
        await bot.ready()
        rumours.add_bot(by=stranger.user)
        await server.world.wait_for(lambda: rumours.dialog.bot["status"] == "left", "the departure")
        club.add_bot(by=stranger.user)
        await server.world.wait_for(lambda: admin.answers, "the card")
        await admin.pressed(admin.answers[0], "Take posts")
        post = club.publish("The club met on Monday and elected a new chair.")
        await record_of(bot, club, post)
        await bot.stop()
    finally:
        await bot.dispose()
    assert (rumours.answers, club.answers, len(admin.answers)) == ([], [], 1)
    assert server.violations == []


async def test_a_flood_of_posts_is_written_whole_and_keeps_no_question_waiting(
    server: Server, tmp_path: Path
) -> None:
    admin = Private(server.world)
    bot = PreloadedBot(server, tmp_path, DATELINE_ADMINS=str(admin.id))
    channel = Channel(server.world, "Flood Notes")
    count = 2_000
    try:
        await bot.start()
        await bot.ready()
        await follow(channel, admin)
        for number in range(count):
            channel.publish(f"Wave {number} reached house {number} at the harbour.")
        assert quotes(await admin.ask("Who stood on the forklift?"))
        await server.world.wait_for(
            lambda: len(read_records(bot, channel)) == count, "all the articles"
        )
        await bot.stop()
    finally:
        await bot.dispose()
    assert len(channel.answers) == 0
