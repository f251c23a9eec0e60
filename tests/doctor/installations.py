"""An installation with faults in it, and the real command that looks for them."""

import asyncio
import hashlib
import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from bot.chat.storage.state import State
from tests.paths import PROJECT
from tests.preloaded_process import can_be_preloaded, run_preloaded
from tests.telegram.server import BOT, Server
from tests.waiting import LAST_RESORT

ARTICLE = "date 2026-01-07\n\nThe bridge was opened by the mayor of Valdemar on Monday morning.\n"


@dataclass
class Installation:
    """A folder with a corpus, an index on disk and a state, and the settings that go with it."""

    folder: Path
    settings: dict[str, str] = field(default_factory=dict)

    @property
    def corpus(self) -> Path:
        return self.folder / "corpus"

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def index(self) -> Path:
        (folder,) = (self.data / "index").iterdir()
        return folder

    @property
    def environment(self) -> dict[str, str]:
        return {
            "PATH": os.environ["PATH"], "PYTHONPATH": str(PROJECT), "PYTHONUTF8": "1",
            "DATELINE_CORPUS": str(self.corpus), "DATELINE_DATA": str(self.data),
            "DATELINE_SEEDS": "", "DATELINE_ENGINE": "disk", **self.settings,
        }  # fmt: skip

    def run(
        self, *arguments: str, prepare: Callable[[], None] | None = None
    ) -> tuple[int, str, str]:
        """Run a command, by default without a home and without a locale."""
        if prepare is None and can_be_preloaded(self.settings):
            return run_preloaded(arguments, self.environment, self.folder, LAST_RESORT)
        result = subprocess.run(
            [sys.executable, "-m", "bot", *arguments], cwd=self.folder, env=self.environment,
            capture_output=True, encoding="utf-8", timeout=LAST_RESORT, preexec_fn=prepare,
        )  # fmt: skip
        return result.returncode, result.stdout, result.stderr

    async def examine(self, prepare: Callable[[], None] | None = None) -> "Report":
        """Run the doctor beside the servers of this process; it must change nothing."""
        before = self.digest()
        status, out, err = await asyncio.to_thread(self.run, "doctor", "--json", prepare=prepare)
        assert err == ""
        assert self.digest() == before
        return Report(status, json.loads(out))

    def digest(self) -> dict[str, tuple[int, str]]:
        """Return what is in the folder: each file's mode and content."""
        return {
            str(path): (
                path.stat().st_mode,
                hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "",
            )
            for path in sorted(self.folder.rglob("*"))
        }


class Report:
    """What the doctor said."""

    def __init__(self, status: int, values: dict[str, object]) -> None:
        self.status = status
        checks = values["checks"]
        assert isinstance(checks, list)
        self.checks: list[dict[str, str]] = checks
        self.faults = values["faults"]
        self.warnings = values["warnings"]

    def find(self, subject: str, level: str, words: str) -> dict[str, str]:
        """Return what was said of something; fail where it was not, or without a remedy."""
        for check in self.checks:
            if (check["check"], check["level"]) == (subject, level) and words in check["text"]:
                assert level == "ok" or check["remedy"]
                return check
        raise AssertionError(f"no {level} on {subject} with {words!r} in {self.checks}")


def install(folder: Path) -> Installation:
    """Return a sound installation: with an index that was built, and a state."""
    installation = Installation(folder)
    installation.corpus.mkdir(parents=True)
    (installation.corpus / "2026-01-07-bridge.txt").write_text(ARTICLE)
    installation.data.mkdir(mode=0o700)
    State(installation.data, BOT["id"]).close()
    status, _, err = installation.run("index", "build")
    assert status == 0, err
    return installation


def connect(installation: Installation, server: Server) -> None:
    """Set the token of a server, and an admin who wrote to the bot."""
    person = server.world.user("Ada")
    server.world.open({"id": person["id"], "type": "private", "first_name": "Ada"})
    installation.settings |= {
        "DATELINE_TELEGRAM_TOKEN": server.token, "DATELINE_TELEGRAM_API_URL": server.url,
        "DATELINE_ADMINS": str(person["id"]),
    }  # fmt: skip


def lower_file_limit() -> None:
    """Let the process to be started have few files open."""
    resource.setrlimit(resource.RLIMIT_NOFILE, (200, 200))
