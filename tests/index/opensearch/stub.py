"""A server that gives prepared answers in place of a cluster."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread


@dataclass(frozen=True, slots=True)
class Stub:
    """Answers to give, in order, each a status and what it says; and the requests that came."""

    port: int
    answers: list[tuple[int, object]] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    authorizations: list[str | None] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://reader:p%C3%A4ss@127.0.0.1:{self.port}"


@contextmanager
def serve() -> Iterator[Stub]:
    """Serve until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            size = int(self.headers.get("Content-Length") or 0)
            stub.requests.append(self.rfile.read(size).decode())
            stub.authorizations.append(self.headers.get("Authorization"))
            status, said = stub.answers.pop(0)
            body = said.encode() if isinstance(said, str) else json.dumps(said).encode()
            kind = "text/html" if isinstance(said, str) else "application/json"
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = do_PUT = answer  # noqa: N815

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        stub = Stub(server.server_port)
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield stub
        finally:
            server.shutdown()
            thread.join()
