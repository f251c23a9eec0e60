"""The command that lists what was asked in vain: questions."""

import json
import sqlite3
from contextlib import closing
from datetime import timedelta
from typing import Annotated

import typer

from bot.chat.storage.admins.state_reader import StateReader
from bot.chat.storage.admins.unanswered_store import UnansweredTopic, list_shared_topics
from bot.chat.unanswered.topic_choice import choose_topics
from bot.cli.context import AsJson, Context
from bot.errors import ConfigurationError
from bot.localization.english import count_noun

_LONGEST_PERIOD = 30


def list_questions(
    context: typer.Context,
    days: Annotated[
        int, typer.Option(min=1, max=_LONGEST_PERIOD, help="Of how many days, today included.")
    ] = 7,
    as_json: AsJson = False,
) -> None:
    """List what at least two people asked and no article answered."""
    command: Context = context.obj
    topics = _read_topics(command, days)
    if as_json:
        entries = [{"words": topic.words, "questions": topic.count} for topic in topics]
        print(json.dumps({"days": days, "topics": entries}, ensure_ascii=False))
        return
    period = count_noun("day", days)
    if not topics:
        print(f"No two people asked the same in vain in the last {period}.")
        return
    print(f"Asked in vain by at least two people in the last {period}:")
    for topic in topics:
        words = "".join(c if c.isprintable() else " " for c in " ".join(topic.words))
        print(f"{count_noun('question', topic.count):>14}  {words}")


def _read_topics(command: Context, days: int) -> list[UnansweredTopic]:
    settings = command.settings
    if not settings.keep_unanswered:
        fault = "it is not set, so that nothing is counted"
        raise ConfigurationError("DATELINE_KEEP_UNANSWERED", fault, "true")
    if settings.telegram_token is None:
        fault = "it is not set, so that it is unknown whose questions to list"
        raise ConfigurationError("DATELINE_TELEGRAM_TOKEN", fault, "123456789:AAF-the-token")
    bot = int(settings.telegram_token.get_secret_value().partition(":")[0])
    first_day = command.today() - timedelta(days - 1)
    try:
        with closing(StateReader(settings.data, bot)) as reader:
            return choose_topics(list_shared_topics(reader, first_day))
    except sqlite3.OperationalError:
        return []  # the bot has not run yet, or not since it counts
