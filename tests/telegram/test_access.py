"""Who may use the bot, with the real process and its settings."""

from pathlib import Path

from tests.telegram.client import Group, Private, quotes
from tests.telegram.process import PreloadedBot, running
from tests.telegram.server import Server

FORKLIFT = "Who stood on the forklift?"


async def test_only_those_on_the_lists_are_answered(server: Server, tmp_path: Path) -> None:
    admin, member, stranger = (Private(server.world) for _ in range(3))
    group, other = Group(server.world), Group(server.world, "Others")
    bot = PreloadedBot(
        server,
        tmp_path,
        DATELINE_ADMINS=str(admin.id),
        DATELINE_ALLOWED_USERS=f"{member.id}, 4711",
        DATELINE_ALLOWED_CHATS=str(group.id),
    )
    try:
        await bot.start()
        await bot.ready()
        assert quotes(await member.ask(FORKLIFT))
        assert quotes(await admin.ask(FORKLIFT))
        assert quotes((await group.reply_to(group.send(f"/ask {FORKLIFT}"))).message)
        assert str(stranger.id) in (await stranger.ask(FORKLIFT))["text"]
        other.send(f"/ask {FORKLIFT}")
        await server.world.wait_for(lambda: other.dialog.bot["status"] == "left", "the departure")
        await server.world.wait_for(lambda: len(admin.answers) == 3, "two notices")
        assert f"Your number in Telegram is {member.id}." in (await member.ask("/about"))["text"]
        await bot.stop()
    finally:
        await bot.dispose()
    assert len(stranger.answers) == 1
    assert not any(quotes(answer) for answer in other.answers)
    assert "Only 1 admin, 2 listed users and the members of 1 group may use" in bot.log
    assert "forklift" not in bot.log


async def test_by_default_everybody_may_ask_and_the_log_says_so(tmp_path: Path) -> None:
    async with running(tmp_path) as bot:
        assert quotes(await Private(bot.server.world).ask(FORKLIFT))
        assert "Everybody may use this bot." in bot.log
