"""Health pages: /live, /ready and /metrics, as HTTP."""

import json
from collections.abc import Callable, Sequence

from tornado.web import Application, RequestHandler

from bot.chat.monitoring.measures import HealthCheck
from bot.chat.monitoring.service_metrics import CONTENT_TYPE

_METHOD_NOT_ALLOWED = 405


def make_health_pages(
    check_life: Callable[[], Sequence[HealthCheck]],
    check_readiness: Callable[[], Sequence[HealthCheck]],
    export: Callable[[], bytes],
) -> Application:
    """Return the pages; the arguments return what they show."""
    pages: list[tuple[str, type[RequestHandler], dict[str, object]]] = [
        ("/live", _CheckPage, {"check": check_life}),
        ("/ready", _CheckPage, {"check": check_readiness}),
        ("/metrics", _MetricsPage, {"export": export}),
    ]
    # Nothing is logged of a request: a probe makes thousands a day.
    return Application(pages, default_handler_class=_MissingPage, log_function=lambda handler: None)


class _Page(RequestHandler):
    def set_default_headers(self) -> None:
        self.clear_header("Server")
        self.set_header("Cache-Control", "no-store")

    def compute_etag(self) -> None:
        """Compute none: nobody keeps what is true for a moment."""

    def write_error(self, status_code: int, **_: object) -> None:
        """Write the error as JSON."""
        words = "there are only /live, /ready and /metrics"
        if status_code == _METHOD_NOT_ALLOWED:
            self.set_header("Allow", "GET")
            words = "only GET is allowed"
        self._write_json({"status": status_code, "error": words})

    def _write_json(self, body: dict[str, object]) -> None:
        self.set_header("Content-Type", "application/json; charset=utf-8")
        self.finish(json.dumps(body, indent=2) + "\n")


class _CheckPage(_Page):
    def initialize(self, check: Callable[[], Sequence[HealthCheck]]) -> None:
        self._check = check

    def get(self) -> None:
        """Write each check, with 503 where one fails."""
        checks = self._check()
        is_ok = all(check.is_ok for check in checks)
        self.set_status(200 if is_ok else 503)
        self._write_json(
            {
                "status": "ok" if is_ok else "failing",
                "checks": {check.name: check.to_json() for check in checks},
            }
        )


class _MetricsPage(_Page):
    def initialize(self, export: Callable[[], bytes]) -> None:
        self._export = export

    def get(self) -> None:
        """Write all metrics."""
        self.set_header("Content-Type", CONTENT_TYPE)
        self.finish(self._export())


class _MissingPage(_Page):
    def prepare(self) -> None:
        """Refuse any method."""
        self.send_error(404)
