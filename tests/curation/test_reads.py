"""An uploaded file is read once: what the preview read is indexed, and listed."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from tests.cli.command import dateline
from tests.index.sync.test_sync import row
from tests.paths import PROJECT
from tests.telegram.client import Private, quotes
from tests.telegram.process import running

# Every process of ours imports it first: a preview and a large update have processes of their own.
_COUNTER = """
from bot.reading.sandbox.pool import ReaderPool

read = ReaderPool.read

def counted(pool, path, *arguments):
    with open({log!r}, "a") as log:
        log.write(path.name + "\\n")
    return read(pool, path, *arguments)

ReaderPool.read = counted
"""

NOUNS = "baker canal castle clerk fountain garden harbour market miller museum river school".split()
VERBS = "bought cleaned designed inherited painted repaired sold visited".split()

Reads = Callable[[], list[str]]


@pytest.fixture
def reads(tmp_path: Path) -> Reads:
    """Return what tells the files that were read in the sandbox, by any process."""
    log = tmp_path / "reads"
    log.touch()
    (tmp_path / "counter").mkdir()
    (tmp_path / "counter" / "sitecustomize.py").write_text(_COUNTER.format(log=str(log)))
    return lambda: log.read_text().splitlines()


def write_article(number: int) -> str:
    """Return a text of 9,000 characters or more that is not nearly the same as another's."""
    choose = Random(number).choice
    sentences = (
        f"The {choose(NOUNS)} of the {choose(NOUNS)} {choose(VERBS)} a {choose(NOUNS)}"
        f" near the {choose(NOUNS)} in {choose(range(1700, 2000))}."
        for _ in range(150)
    )
    return f"The aqueduct number {number} was opened by the mayor. {' '.join(sentences)}"


def _counting(tmp_path: Path) -> str:
    return os.pathsep.join((str(tmp_path / "counter"), str(PROJECT)))


@pytest.mark.parametrize("engine", ["memory", "disk"])
def test_a_command_reads_a_file_once_from_preview_to_listing(
    engine: str, tmp_path: Path, reads: Reads
) -> None:
    (tmp_path / "corpus").mkdir()
    sent = tmp_path / "sent.jsonl"
    sent.write_text(row("1", "The harbour opened.") + row("2", "A storm came.") + "broken\n")
    environment = {
        "DATELINE_SEEDS": "", "DATELINE_CORPUS": str(tmp_path / "corpus"),
        "DATELINE_DATA": str(tmp_path / "data"), "DATELINE_ENGINE": engine,
        "PYTHONPATH": _counting(tmp_path),
    }  # fmt: skip
    status, out, _ = dateline("corpus", "add", "--yes", "--json", str(sent), **environment)
    added = json.loads(out)
    assert (status, added["after"], len(added["refusals"])) == (1, 2, 1)
    _, out, _ = dateline("corpus", "list", "--json", **environment)
    (file,) = json.loads(out)["files"]
    assert (file["articles"], file["refusals"], file["status"]) == (2, 1, "whole")
    _, out, _ = dateline("corpus", "stats", "--json", **environment)
    assert json.loads(out)["articles"] == 2
    assert reads() == ["sent.jsonl"]
    assert not list((tmp_path / "data" / "readings").iterdir())
    if engine == "disk":
        _, out, _ = dateline("index", "status", "--json", **environment)
        assert json.loads(out)["articles"] == 2
        assert reads() == ["sent.jsonl"]


@pytest.mark.parametrize("number", [2, 150])
async def test_an_upload_is_read_once_from_card_to_listing(
    number: int, tmp_path: Path, reads: Reads
) -> None:
    """A small one is indexed by the bot itself, a large one by another process."""
    (tmp_path / "bot").mkdir()
    content = "".join(row(str(n), write_article(n)) for n in range(number)).encode()
    assert (len(content) > 1_000_000) == (number > 2)
    settings = {"DATELINE_ADMINS": "1001", "PYTHONPATH": _counting(tmp_path), "DATELINE_SEEDS": ""}
    async with running(tmp_path / "bot", **settings) as bot:
        admin = Private(bot.server.world)
        card = (await admin.reply_to(admin.send_file("aqueduct.jsonl", content))).message
        added = await admin.pressed(card, "Add")
        assert added["text"].startswith("Added aqueduct.jsonl: ")
        assert quotes(await admin.ask("Who opened the aqueduct number 1?"))
        listing = await admin.reply_to(admin.send("/corpus"))
        assert f"{number:,} articles" in listing.message["text"]
        assert reads() == ["aqueduct.jsonl"]
        assert not list((tmp_path / "bot" / "data" / "readings").iterdir())


async def test_a_cancelled_upload_leaves_nothing_behind(tmp_path: Path, reads: Reads) -> None:
    (tmp_path / "bot").mkdir()
    settings = {"DATELINE_ADMINS": "1001", "PYTHONPATH": _counting(tmp_path)}
    async with running(tmp_path / "bot", **settings) as bot:
        admin = Private(bot.server.world)
        content = row("1", "The harbour opened.").encode()
        card = (await admin.reply_to(admin.send_file("a.jsonl", content))).message
        readings = tmp_path / "bot" / "data" / "readings"
        assert len(list(readings.iterdir())) == 1
        await admin.pressed(card, "Cancel")
        await bot.server.world.wait_for(lambda: not list(readings.iterdir()), "an empty folder")
        assert "a.jsonl" in reads()
