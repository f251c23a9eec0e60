"""The real doctor on a sound installation, and on ones in which faults were planted."""

import json
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.doctor.installations import Installation, connect, install, lower_file_limit
from tests.ports import find_free_port
from tests.telegram.faults import Kind
from tests.telegram.server import Server
from tests.waiting import LAST_RESORT

pytestmark = pytest.mark.xdist_group("doctor")


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the copy of a sound installation, which stands beside it."""
    folder = tmp_path_factory.mktemp("doctor") / "site"
    install(folder)
    shutil.copytree(folder, folder.with_name("copy"))
    return folder.with_name("copy")


@pytest.fixture
def site(original: Path) -> Installation:
    folder = original.with_name("site")
    shutil.rmtree(folder)
    shutil.copytree(original, folder)  # where its index looks for the articles
    return Installation(folder)


class _Replies(BaseHTTPRequestHandler):
    """Replies to every path with what ``server`` has for it."""

    server: "FixedServer"

    def do_GET(self) -> None:
        status, body = self.server.replies.get(self.path, self.server.replies["*"])
        self.send_response_only(status)
        self.send_header("Date", formatdate(time.time() + self.server.shift, usegmt=True))
        self.end_headers()
        self.wfile.write(json.dumps(body).encode())

    do_POST = do_GET  # noqa: N815

    def log_message(self, *_: object) -> None:
        pass


class FixedServer(ThreadingHTTPServer):
    """A server of fixed replies, whose clock is ``shift`` seconds ahead."""

    def __init__(self, shift: float = 0, **replies: tuple[int, object]) -> None:
        super().__init__(("127.0.0.1", 0), _Replies)
        self.shift = shift
        self.replies: dict[str, tuple[int, object]] = {
            f"/{path.replace('__', '/')}" if path != "any" else "*": reply
            for path, reply in replies.items()
        }

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.server_address[1]}"


@contextmanager
def serve(server: FixedServer) -> Iterator[FixedServer]:
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


_HOLDER = """
import fcntl, sys, time
file = open(sys.argv[1], "r+")
fcntl.flock(file, fcntl.LOCK_EX)
file.write("dateline run (process 7)")
file.flush()
print("held", flush=True)
time.sleep(600)
"""


@contextmanager
def hold_lock(path: Path) -> Iterator[None]:
    """Let another process hold a lock."""
    holder = subprocess.Popen([sys.executable, "-c", _HOLDER, str(path)], stdout=subprocess.PIPE)
    try:
        assert holder.stdout
        assert holder.stdout.readline() == b"held\n"
        yield
    finally:
        holder.kill()
        holder.communicate()


async def test_a_sound_installation_has_no_fault(site: Installation, server: Server) -> None:
    connect(site, server)
    report = await site.examine()
    assert (report.status, report.faults, report.warnings) == (0, 0, 0), report.checks
    subjects = {check["check"] for check in report.checks}
    assert subjects >= {
        "settings", "token", "groups", "clock", "admins", "corpus", "data", "in use", "disk",
        "state.db", "articles", "index", "memory", "open files", "time zone", "reading", "Python",
    }  # fmt: skip
    report.find("token", "ok", "@dateline_test_bot")
    report.find("groups", "ok", "privacy mode is on")
    assert not [call for call in server.calls if call.method == "getUpdates"]


async def test_wrong_settings_are_found_each_with_the_right_name(site: Installation) -> None:
    token = "123456789:AAF-abcdefghijklmnopqrstuvwxyz_12345"
    (site.folder / ".env").write_text(
        f"DATELINE_TELEGRAM_TOKN={token}\nTELEGRAM_API_URL=x\n\nthis is no setting\n"
        "DATELINE_TRASH_DAYS=many\nOTHER=1\n"
    )
    (site.folder / ".env").chmod(0o644)
    site.settings |= {
        "DATELINE_CORPS": "x", "DATELINE_FLUX_CAPACITOR": "1", "DATELINE_TIMEZONE": "Mars",
        "DATELINE_ENGINE": "opensearch",
    }  # fmt: skip
    report = await site.examine()
    assert report.status == 1
    for name, place, nearest in (
        ("DATELINE_TELEGRAM_TOKN", ".env", "DATELINE_TELEGRAM_TOKEN"),
        ("TELEGRAM_API_URL", ".env", "DATELINE_TELEGRAM_API_URL"),
        ("DATELINE_CORPS", "the environment", "DATELINE_CORPUS"),
    ):
        check = report.find("settings", "fault", f"{name} in {place} is no setting")
        assert check["remedy"] == f"call it {nearest}"
    report.find("settings", "warning", "DATELINE_FLUX_CAPACITOR in the environment")
    report.find("settings", "fault", "DATELINE_TIMEZONE: 'Mars' is not the IANA name")
    report.find("settings", "fault", "DATELINE_TRASH_DAYS: ")
    report.find("settings", "fault", "line 4 of .env")
    check = report.find("settings", "warning", "can read the secrets in .env")
    assert check["remedy"] == "chmod 600 .env"
    assert token.partition(":")[2] not in json.dumps(report.checks)
    assert not [check for check in report.checks if "OTHER" in check["text"]]


async def test_a_file_of_settings_that_is_no_text_is_found(site: Installation) -> None:
    (site.folder / ".env").write_bytes(b"DATELINE_CORPUS=\xff\xfe")
    site.settings["DATELINE_ENGINE"] = "opensearch"
    report = await site.examine()
    assert "UTF-8" in report.find("settings", "fault", ".env: it cannot be read")["remedy"]


async def test_a_token_that_telegram_refuses_and_folders_in_the_wrong_place_are_found(
    site: Installation, server: Server
) -> None:
    connect(site, server)
    server.revoke_token()
    shutil.rmtree(site.corpus)
    shutil.rmtree(site.data)
    site.data.write_text("a file")
    report = await site.examine()
    assert report.status == 1
    assert "@BotFather" in report.find("token", "fault", "Telegram refuses it")["remedy"]
    assert "mkdir" in report.find("corpus", "fault", "there is no folder")["remedy"]
    report.find("data", "fault", "is a file")


async def test_another_webhook_and_an_admin_who_never_wrote_are_found(
    site: Installation, server: Server
) -> None:
    connect(site, server)
    server.webhook.url = "https://other.example/hook"
    site.settings["DATELINE_ADMINS"] += ",4242"
    (site.corpus / "2026-01-07-bridge.txt").unlink()
    site.data.chmod(0o755)
    report = await site.examine()
    report.find("webhook", "fault", "https://other.example/hook")
    assert "/start" in report.find("admins", "warning", "4242 has never written")["remedy"]
    report.find("corpus", "warning", "is empty")
    assert "chmod" in report.find("data", "warning", "other users")["remedy"]


async def test_damaged_files_and_a_second_process_are_found(site: Installation) -> None:
    state = site.data / "state.db"
    state.write_bytes(state.read_bytes()[:4096] + b"\xff" * (state.stat().st_size - 4096))
    segment = next((site.index / "terms").glob("*.term"))
    content = bytearray(segment.read_bytes())
    content[len(content) // 4] ^= 1
    segment.write_bytes(content)
    with sqlite3.connect(site.data / "manifest.db") as manifest:
        manifest.execute("UPDATE files SET status = 'unfinished', reason = 'its reader crashed'")
    manifest.close()
    (site.data / "run.lock").touch()
    with hold_lock(site.data / "run.lock"):
        report = await site.examine(prepare=lower_file_limit)
    assert report.status == 1
    report.find("state.db", "fault", "state.db is damaged")
    check = report.find("index", "fault", f"{segment.name} is not as it was written")
    assert "dateline index build" in check["remedy"]
    report.find("articles", "fault", "1 file could not be read to the end: ")
    report.find("in use", "warning", "dateline run (process 7) is using the data folder")
    report.find("open files", "fault", "only 200 may be open")


async def test_files_of_another_version_and_a_wrong_password_are_found(
    site: Installation,
) -> None:
    for path, statement in (
        (site.data / "state.db", "PRAGMA user_version = 99"),
        (site.index / "articles.db", "UPDATE step SET fingerprint = 'x', next_fingerprint = 'x'"),
    ):
        with sqlite3.connect(path) as database:
            database.execute(statement)
        database.close()
    manifest = site.data / "manifest.db"
    manifest.write_bytes(b"no database at all" * 100)
    with serve(FixedServer(any=(401, {}))) as cluster:
        site.settings["DATELINE_OPENSEARCH_URL"] = f"http://reader:hunter22@{cluster.address}"
        report = await site.examine()
    assert report.status == 1
    report.find("state.db", "fault", "version 99")
    report.find("index", "warning", "built by another version")
    assert "rm " in report.find("articles", "fault", "is damaged")["remedy"]
    report.find("OpenSearch", "fault", "refuses the user name or the password")
    assert "hunter22" not in json.dumps(report.checks)


async def test_servers_that_are_out_of_reach_are_found(site: Installation) -> None:
    site.settings |= {
        "DATELINE_TELEGRAM_TOKEN": "123456789:AAF-abcdefghijklmnopqrstuvwxyz_12345",
        "DATELINE_TELEGRAM_API_URL": f"http://127.0.0.1:{find_free_port()}",
        "DATELINE_OPENSEARCH_URL": f"http://127.0.0.1:{find_free_port()}",
    }
    (site.index / "articles.db").unlink()
    report = await site.examine()
    assert report.faults == 3
    report.find("Telegram", "fault", "cannot be reached")
    report.find("OpenSearch", "fault", "cannot be reached")
    report.find("index", "fault", "articles.db is missing")


async def test_a_clock_that_is_off_and_a_red_cluster_are_found(site: Installation) -> None:
    root = (200, {"version": {"number": "2.19.1"}})
    red = (200, {"status": "red"})
    me = (200, {"ok": True, "result": {"username": "b", "can_read_all_group_messages": True}})
    with (
        serve(FixedServer(any=root, _cluster__health=red)) as cluster,
        serve(FixedServer(-7200, any=me)) as telegram,
    ):
        site.settings |= {
            "DATELINE_TELEGRAM_TOKEN": "123456789:AAF-abcdefghijklmnopqrstuvwxyz_12345",
            "DATELINE_TELEGRAM_API_URL": f"http://{telegram.address}",
            "DATELINE_OPENSEARCH_URL": f"http://{cluster.address}",
        }
        report = await site.examine()
    check = report.find("clock", "fault", "2 hours ahead of Telegram's")
    assert "timedatectl" in check["remedy"]
    report.find("OpenSearch", "fault", "is red")
    report.find("groups", "ok", "privacy mode is off")
    report.find("admins", "warning", "nobody is an admin")


async def test_a_server_that_never_replies_is_given_up(site: Installation, server: Server) -> None:
    connect(site, server)
    server.faults.add("getMe", Kind.HOLD)
    start = time.monotonic()
    report = await site.examine()
    assert time.monotonic() - start < LAST_RESORT / 2
    report.find("Telegram", "fault", "does not reply in time")


def test_a_person_reads_each_result_with_its_remedy_on_the_next_line(site: Installation) -> None:
    site.settings["DATELINE_CORPS"] = "x"
    status, out, err = site.run("doctor")
    assert (status, err) == (1, "")
    lines = out.splitlines()
    place = lines.index(
        "✗ settings: DATELINE_CORPS in the environment is no setting, so its value has no effect"
    )
    assert lines[place + 1] == "    → call it DATELINE_CORPUS"
    assert lines[-1] == "1 fault, 1 warning."
    site.settings |= {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "LC_ALL": "C"}
    _, out, _ = site.run("doctor")
    assert out.isascii()
    assert out.splitlines()[place].startswith("x settings: DATELINE_CORPS")
    assert "    -> call it DATELINE_CORPUS" in out.splitlines()


def test_a_state_that_a_killed_process_left_is_read_and_not_touched(site: Installation) -> None:
    code = (
        "import os, sqlite3, sys\n"
        "database = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "database.execute('PRAGMA journal_mode = WAL')\n"
        "database.execute('PRAGMA user_version = 99')\n"
        "os._exit(0)\n"
    )
    state = site.data / "state.db"
    subprocess.run([sys.executable, "-c", code, str(state)], check=True)
    (site.data / "state.db-shm").unlink()
    before = site.digest()
    assert (site.data / "state.db-wal").stat().st_size > 0
    status, out, _ = site.run("doctor")
    assert status == 1
    assert "✗ state.db: it is of version 99" in out
    assert site.digest() == before
