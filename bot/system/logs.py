"""Logs on standard error: readable on a terminal, JSON elsewhere, without secrets.

All loggers are those of the standard library; what is given as ``extra`` becomes fields.
"""

import logging
import os
import secrets as random
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Literal, TextIO

from bot.system.log_lines.line_format import LineFormatter, describe
from bot.system.log_lines.printable import escape_controls
from bot.system.log_lines.secret_redaction import SecretRedactor

if TYPE_CHECKING:
    from types import TracebackType

LogFormat = Literal["auto", "text", "json"]

_LOGGER = logging.getLogger(__name__)

# httpx writes each request's address at INFO, and a bot's address holds its token.
_QUIET = ("httpx", "httpcore")

_redactor = SecretRedactor()


class LogHandler(logging.StreamHandler[TextIO]):
    """Writes lines to a stream; what fails on the way never stops who logs, nor shows more."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 (logging calls it so)
        """Write in a line that another one is lost; do nothing where the stream is gone."""
        with suppress(Exception):
            error = type(sys.exc_info()[1]).__name__
            self.stream.write(f"A line of {record.name} cannot be logged: {error}\n")


def configure_logs(
    level: str,
    secrets: Iterable[str] = (),
    stream: TextIO | None = None,
    *,
    layout: LogFormat = "auto",
) -> None:
    """Send logs of ``level`` and above to ``stream``, standard error by default.

    ``secrets`` are in no line, however they are written there. Warnings of Python are logged,
    too, and so are errors that nothing catches.
    """
    global _redactor
    _redactor = SecretRedactor(secrets)
    handler = LogHandler(stream or sys.stderr)
    handler.setFormatter(_make_formatter(handler.stream, layout))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in _QUIET:
        logging.getLogger(name).setLevel(max(logging.WARNING, logging.getLevelName(level)))
    _catch_all()


def remove_secrets(text: str) -> str:
    """Return a text in one line that is safe to show: without secrets and control characters."""
    return escape_controls(_redactor.redact(text))


def add_secret(secret: str) -> None:
    """Keep a secret that was made up after the start out of all lines from now on."""
    _redactor.add_secret(secret)


def log_incident(logger: logging.Logger, message: str, error: BaseException) -> str:
    """Log ``error`` with its traceback and return the short id that finds it in the log."""
    name = random.token_hex(4)
    logger.error("%s [incident %s]", message, name, exc_info=error, extra={"incident": name})
    return name


@contextmanager
def divert_logs(handler: logging.Handler) -> Iterator[None]:
    """Give all log records to ``handler`` alone."""
    root = logging.getLogger()
    handlers = root.handlers[:]
    root.handlers[:] = [handler]
    try:
        yield
    finally:
        root.handlers[:] = handlers


def _make_formatter(stream: TextIO, layout: LogFormat) -> LineFormatter:
    is_terminal = stream.isatty()
    encoding = (getattr(stream, "encoding", None) or "utf-8").lower()
    has_colors = is_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return LineFormatter(
        _redactor,
        is_json=layout == "json" or (layout == "auto" and not is_terminal),
        has_colors=has_colors,
        is_ascii=not encoding.startswith("utf"),
    )


def _catch_all() -> None:
    """Log what Python would print by itself: warnings, and errors that nothing catches."""
    logging.captureWarnings(True)
    sys.excepthook = _log_error
    sys.unraisablehook = _log_unraisable
    threading.excepthook = _log_thread_error


def _log_error(
    kind: type[BaseException], error: BaseException, _: "TracebackType | None" = None
) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    _LOGGER.critical("An error was not caught.", exc_info=error)


def _log_thread_error(details: threading.ExceptHookArgs) -> None:
    if details.exc_value is not None and not isinstance(details.exc_value, SystemExit):
        name = details.thread.name if details.thread else "a thread"
        _LOGGER.critical("An error ended the thread %s.", name, exc_info=details.exc_value)


def _log_unraisable(details: "sys.UnraisableHookArgs") -> None:
    _LOGGER.error(
        "%s: %s", details.err_msg or "An error was ignored in", describe(details.object),
        exc_info=details.exc_value,
    )  # fmt: skip
