"""What was asked in vain, as the bot's admins and operators see it, with the real process."""

import asyncio
import json
import sys
from pathlib import Path

from tests.telegram.client import Private, buttons
from tests.telegram.process import BotProcess, PreloadedBot
from tests.telegram.server import Server

SHARED = "Who won the Quidditch cup in Zorkmid?"


async def run_command(bot: BotProcess, *arguments: str) -> tuple[int, str, str]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", *arguments, cwd=bot.folder, env=bot.environment,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    output, errors = await process.communicate()
    return process.returncode or 0, output.decode(), errors.decode()


async def test_topics_of_two_people_are_shown_to_admins_and_operators_and_cleared(
    server: Server, tmp_path: Path
) -> None:
    admin, *people = (Private(server.world) for _ in range(4))
    bot = PreloadedBot(
        server, tmp_path, DATELINE_ADMINS=str(admin.id), DATELINE_KEEP_UNANSWERED="true"
    )
    try:
        await bot.start()
        await bot.ready()
        for person in people[:2]:
            await person.ask(SHARED)
        await people[2].ask("Where does Bartholomew Fizzlewick live?")
        assert "/unanswered" in (await admin.ask("/help"))["text"]
        assert "Only this bot's admins" in (await people[0].ask("/unanswered"))["text"]
        page = await admin.ask("/unanswered")
        assert page["text"].splitlines() == [
            "Asked in vain in the last 7 days:",
            "• won Quidditch cup Zorkmid – 2 questions",
            "",
            "What only one person asked is not shown.",
        ]
        assert "last 30 days" in (await admin.pressed(page, "30 days"))["text"]
        status, output, _ = await run_command(bot, "questions")
        assert (status, output.splitlines()[1]) == (0, "   2 questions  won Quidditch cup Zorkmid")
        _, output, _ = await run_command(bot, "questions", "--days", "1", "--json")
        assert json.loads(output) == {
            "days": 1,
            "topics": [{"words": ["won", "Quidditch", "cup", "Zorkmid"], "questions": 2}],
        }
        toast = await people[0].toast(people[0].press(people[0].user, page, "1|un|clear"))
        assert "Only this bot's admins" in toast
        question = await admin.pressed(page, "Clear")
        assert buttons(question) == ["Clear", "← Back"]
        await admin.pressed(question, "Clear")
        assert "no two people" in (await admin.ask("/unanswered"))["text"]
        status, output, _ = await run_command(bot, "questions")
        assert (status, output) == (
            0, "No two people asked the same in vain in the last 7 days.\n"
        )  # fmt: skip
        await bot.stop()
        bot.settings["DATELINE_KEEP_UNANSWERED"] = "false"
        status, _, errors = await run_command(bot, "questions")
        assert status == 2
        assert "DATELINE_KEEP_UNANSWERED" in errors
    finally:
        await bot.dispose()
