"""The command that asks a running bot how it is, here a server that says what the test wants."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from tests.cli.command import called
from tests.ports import find_free_port

READY = {"status": "ok", "checks": {"index": {"ok": True, "detail": "1 article"}}}
FAILING = {
    "status": "failing",
    "checks": {
        "telegram": {"ok": False, "detail": "last success 31 s ago"},
        "index": {"ok": True, "detail": "1 article"},
    },
}


class Pages:
    """A server that answers every request with the same."""

    def __init__(self) -> None:
        self.status, self.body = 200, b""
        pages = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(pages.status)
                self.end_headers()
                self.wfile.write(pages.body)

            def log_message(self, *arguments: object) -> None:
                """Log nothing."""

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.port = str(self.server.server_address[1])


@pytest.fixture
def pages() -> Iterator[Pages]:
    pages = Pages()
    thread = threading.Thread(target=pages.server.serve_forever)
    thread.start()
    yield pages
    pages.server.shutdown()
    thread.join()
    pages.server.server_close()


@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0"])  # noqa: S104
def test_a_bot_that_is_ready_is_status_0(pages: Pages, host: str) -> None:
    pages.body = json.dumps(READY).encode()
    result = called("health", DATELINE_HEALTH_PORT=pages.port, DATELINE_HEALTH_HOST=host)
    assert result == (0, "ok       index: 1 article\n", "")


def test_a_bot_that_is_not_is_status_1_and_the_check_is_named(pages: Pages) -> None:
    pages.status, pages.body = 503, json.dumps(FAILING).encode()
    status, out, err = called("health", DATELINE_HEALTH_PORT=pages.port)
    assert (status, err) == (1, "")
    assert out == "FAILING  telegram: last success 31 s ago\nok       index: 1 article\n"


@pytest.mark.parametrize("body", [b"<html>", b"[]", b'{"status": "ok"}', b"\xff", b"9" * 100_000])
def test_another_program_at_the_port_is_one_line(pages: Pages, body: bytes) -> None:
    pages.body = body
    status, out, err = called("health", DATELINE_HEALTH_PORT=pages.port)
    assert (status, out) == (1, "")
    assert err.startswith(f"dateline: no answer from 127.0.0.1:{pages.port} (")
    assert err.count("\n") == 1


def test_nobody_at_the_port_is_one_line() -> None:
    port = str(find_free_port())
    status, out, err = called("health", DATELINE_HEALTH_PORT=port)
    assert (status, out) == (1, "")
    assert f"no answer from 127.0.0.1:{port} (Connection refused): the bot is not running" in err


def test_without_a_port_the_setting_is_named() -> None:
    status, _, err = called("health")
    assert status == 2
    assert err.startswith("dateline: DATELINE_HEALTH_PORT: it is not set")
