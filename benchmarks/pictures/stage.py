"""Stage: the real bot over invented articles, on the day on which they are news."""

import asyncio
import json
import shutil
import subprocess
import tempfile
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from benchmarks.pictures.screen import InputField, ResultList, Screen, freeze
from bot.articles.article import Article
from bot.localization.offered_languages import ENGLISH
from tests.newsroom import write_newsroom
from tests.telegram.client import Private
from tests.telegram.dialogs import Dialog
from tests.telegram.process import BotProcess, running
from tests.telegram.server import Server
from tests.telegram.shapes import Message, User

_READING_SECONDS = 0.5
_FAKETIME = "faketime"
_VARIABLES = ("LD_PRELOAD", "FAKETIME")


def find_clock() -> str | None:
    """Return the path of faketime, None where there is none."""
    return shutil.which(_FAKETIME)


@asynccontextmanager
async def open_stage(
    articles: Iterable[Article],
    moment: str,
    *,
    privacy: bool = True,
    settings: Mapping[str, str] | None = None,
) -> AsyncIterator[BotProcess]:
    """Run the bot over articles as if it were ``moment``, such as 2026-03-20 12:00:00 in UTC."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_newsroom(folder / "corpus", articles)
        variables = {**(settings or {}), **read_clock(moment)}
        async with running(folder, Server(privacy=privacy), seeds="", **variables) as bot:
            yield bot


def read_clock(moment: str) -> dict[str, str]:
    """Return the environment in which a process takes now for ``moment``."""
    command = ["env", "TZ=UTC", _FAKETIME, moment, "env"]
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    variables = dict(line.split("=", 1) for line in output.splitlines() if "=" in line)
    # The wait for a button or a poll is to take its real time.
    clock = {name: variables[name] for name in _VARIABLES}
    return clock | {"FAKETIME_DONT_FAKE_MONOTONIC": "1"}


async def ask(person: Private, text: str, reply_to: Message | None = None) -> Message:
    """Write to the bot, and return its answer when the person has read it."""
    answer = await person.answer_to(person.send(text, reply_to=reply_to))
    await read_message()
    return answer


async def read_message() -> None:
    """Wait as people do before they write again.

    To what is written before the bot has seen its own message arrive, it replies with a quote.
    """
    await asyncio.sleep(_READING_SECONDS)


def show_private(person: Private, input_field: InputField | None = None) -> Screen:
    """Return the chat with the bot as it stands now on the phone of the person."""
    return Screen(
        title=person.world.bot["first_name"],
        subtitle="bot",
        viewer=person.user["id"],
        messages=freeze(person.dialog.messages.values()),
        input_field=input_field,
        language=person.user.get("language_code", ENGLISH),
    )


def show_group(
    dialog: Dialog,
    viewer: User,
    input_field: InputField | None = None,
    result_list: ResultList | None = None,
) -> Screen:
    """Return a group as it stands now on the phone of somebody in it."""
    messages = freeze(dialog.messages.values())
    members = {message["from"]["id"] for message in messages} | {viewer["id"]}
    return Screen(
        title=dialog.chat["title"],
        subtitle=f"{len(members)} members",
        viewer=viewer["id"],
        messages=messages,
        reactions=dict(dialog.reactions),
        input_field=input_field,
        result_list=result_list,
    )


def read_placeholder(dialog: Dialog, prompt: Message) -> str:
    """Return what the bot's message puts into the empty field of whoever replies to it."""
    number = prompt["message_id"]
    sent = next(each for each in dialog.sent if each.message["message_id"] == number)
    markup = json.loads(str(sent.parameters["reply_markup"]))
    return str(markup["input_field_placeholder"])
