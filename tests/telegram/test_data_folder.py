"""The real bot and its data folder: held, private, damaged, deleted, full, and really emptied."""

import os
import shutil
import signal
import sqlite3
import stat
import time
from contextlib import closing
from pathlib import Path

from tests.telegram.client import Private, quotes
from tests.telegram.faults import Kind
from tests.telegram.process import BotProcess
from tests.telegram.test_crashes import FORKLIFT, restart
from tests.waiting import LAST_RESORT, wait_for_async

SECRET_NAME = "Quxomanda"


def _data(bot: BotProcess) -> Path:
    return bot.folder / "data"


def _contains(folder: Path, text: str) -> list[str]:
    """Return the files under a folder in which a text stands anywhere."""
    return [
        str(file.relative_to(folder))
        for file in folder.rglob("*")
        if file.is_file() and text.encode() in file.read_bytes()
    ]


def _open_to_others(folder: Path) -> list[str]:
    return [
        f"{path.relative_to(folder)} {stat.S_IMODE(path.lstat().st_mode):o}"
        for path in (folder, *folder.rglob("*"))
        if stat.S_IMODE(path.lstat().st_mode) & 0o077
    ]


async def _wait_for_log(bot: BotProcess, words: str) -> None:
    await wait_for_async(lambda: words in bot.log, f"{words!r} in the log: {bot.log}")


async def test_a_second_bot_on_the_folder_ends_with_one_line_that_names_the_first(
    bot: BotProcess,
) -> None:
    other = BotProcess(bot.server, bot.folder / "other", DATELINE_DATA=str(_data(bot)))
    await other.start()
    assert await other.ended() == 2
    (line,) = other.log.splitlines()
    assert f"is in use by __main__.py run (process {bot.process_id}) since 20" in line
    assert quotes(await Private(bot.server.world).ask(FORKLIFT))
    # A killed process releases it, and what it noted there misleads nobody.
    await bot.kill()
    await restart(bot)
    assert quotes(await Private(bot.server.world).ask(FORKLIFT))


async def test_a_question_and_its_asker_are_gone_from_every_file_soon_after_the_answer(
    bot: BotProcess,
) -> None:
    person = Private(bot.server.world, SECRET_NAME)
    question = f"{FORKLIFT} Zyzzogeton?"
    flood = bot.server.faults.add("sendMessage", Kind.FLOOD, seconds=1)
    message = person.send(question)
    await bot.server.world.wait_for(lambda: flood.over, "the refusal")
    assert _contains(_data(bot), SECRET_NAME)  # until it is answered
    await person.reply_to(message)
    await wait_for_async(lambda: not _contains(_data(bot), SECRET_NAME), "the name to be gone")
    assert _open_to_others(_data(bot)) == []
    await bot.kill()
    await restart(bot)
    await Private(bot.server.world).ask(FORKLIFT)
    await wait_for_async(lambda: not _contains(_data(bot), SECRET_NAME), "the name to be gone")
    # The question itself is known for its buttons, for thirty days.
    await bot.stop()
    assert _contains(_data(bot), "Zyzzogeton") == ["state.db"]
    with closing(sqlite3.connect(_data(bot) / "state.db")) as database, database:
        database.execute("UPDATE answers SET sent = sent - 31 * 24 * 3600")
    await restart(bot)
    await wait_for_async(lambda: not _contains(_data(bot), "Zyzzogeton"), "the text to be gone")


async def test_a_folder_that_others_may_read_is_closed_to_them_whatever_the_umask(
    idle: BotProcess,
) -> None:
    nested = _data(idle) / "uploads" / "old"
    nested.mkdir(parents=True)
    (nested / "notes.txt").write_text("private")
    modes = {"": 0o755, "uploads": 0o750, "uploads/old": 0o777, "uploads/old/notes.txt": 0o664}
    for name, mode in modes.items():
        (_data(idle) / name).chmod(mode)
    mask = os.umask(0)
    try:
        await restart(idle)
        await Private(idle.server.world).ask(FORKLIFT)
    finally:
        os.umask(mask)
    assert "Other users could open 4 of the files and folders" in idle.log
    assert _open_to_others(_data(idle)) == []
    await idle.stop()
    assert _open_to_others(_data(idle)) == []


async def test_a_folder_deleted_while_the_bot_runs_is_made_anew_with_all_that_waits(
    bot: BotProcess,
) -> None:
    person, other = Private(bot.server.world), Private(bot.server.world)
    flood = bot.server.faults.add("sendMessage", Kind.FLOOD, seconds=8, chat_id=person.id)
    question = person.send(FORKLIFT)
    await bot.server.world.wait_for(lambda: flood.over, "the refusal")
    shutil.rmtree(_data(bot))
    await _wait_for_log(bot, "state.db is in use again")
    assert "data was moved, deleted or replaced while the bot runs." in bot.log
    await bot.kill()
    await restart(bot)
    assert quotes(await other.ask(FORKLIFT))
    assert quotes((await person.reply_to(question)).message)
    second = BotProcess(bot.server, bot.folder / "other", DATELINE_DATA=str(_data(bot)))
    await second.start()
    assert await second.ended() == 2


async def test_a_full_disk_ends_nothing_is_said_once_and_costs_nothing_that_was_new(
    bot: BotProcess,
) -> None:
    import resource

    person = Private(bot.server.world)
    await person.ask(FORKLIFT)
    _, hard = resource.prlimit(bot.process_id, resource.RLIMIT_FSIZE, (16_384, -1))
    for _ in range(6):
        assert quotes(await person.ask(FORKLIFT))
    assert bot.log.count("until then, what is new is kept in memory") == 1
    assert "Traceback" not in bot.log
    resource.prlimit(bot.process_id, resource.RLIMIT_FSIZE, (hard, -1))
    await _wait_for_log(bot, "state.db is in use again")
    await bot.stop()
    with closing(sqlite3.connect(_data(bot) / "state.db")) as database:
        assert database.execute("SELECT count(*) FROM answers").fetchone() == (7,)


async def test_damage_of_the_state_is_said_at_once_and_costs_no_question(
    bot: BotProcess,
) -> None:
    person = Private(bot.server.world)
    flood = bot.server.faults.add("sendMessage", Kind.FLOOD, seconds=4, chat_id=person.id)
    question = person.send(FORKLIFT)
    await bot.server.world.wait_for(lambda: flood.over, "the refusal")
    await bot.kill()
    path = _data(bot) / "state.db"
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (page,) = database.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'settings'"
        ).fetchone()
    with path.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(os.urandom(4096))
    await restart(bot)
    (aside,) = _data(bot).glob("state.db.damaged-*")
    (line,) = [line for line in bot.log.splitlines() if "is damaged" in line]
    assert f"It is now {aside.name}. What could be read is kept (rows: updates 1" in line
    assert quotes((await person.reply_to(question)).message)
    assert "Traceback" not in bot.log


async def test_a_stop_is_in_time_while_another_program_has_locked_the_state(
    bot: BotProcess,
) -> None:
    person = Private(bot.server.world)
    await person.ask(FORKLIFT)
    with closing(sqlite3.connect(_data(bot) / "state.db", isolation_level=None)) as database:
        database.execute("BEGIN IMMEDIATE")
        assert quotes(await person.ask(FORKLIFT))
        assert "another program has locked it" in bot.log
        started = time.monotonic()
        bot.signal(signal.SIGTERM)
        assert await bot.ended() == 0
        # Ten seconds, and what a busy machine adds: the lock would last for ever.
        assert time.monotonic() - started < LAST_RESORT / 10
