"""Logs on standard error, with secrets removed."""

import logging
import secrets as random
import sys
from collections.abc import Iterable
from typing import TextIO

_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"

# httpx writes each request's address at INFO, and a bot's address holds its token.
_QUIET = ("httpx", "httpcore")


class RedactingFormatter(logging.Formatter):
    """Replaces each secret in a finished line, including its traceback."""

    def __init__(self, secrets: Iterable[str]) -> None:
        super().__init__(_FORMAT)
        self._secrets = [secret for secret in secrets if secret]

    def add_secret(self, secret: str) -> None:
        """Replace one more secret from now on."""
        self._secrets.append(secret)

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as text without the secrets."""
        line = super().format(record)
        for secret in self._secrets:
            line = line.replace(secret, "[secret]")
        return line


def configure_logs(level: str, secrets: Iterable[str] = (), stream: TextIO | None = None) -> None:
    """Send logs of ``level`` and above to ``stream``, standard error by default."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(RedactingFormatter(secrets))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in _QUIET:
        logging.getLogger(name).setLevel(max(logging.WARNING, logging.getLevelName(level)))


def add_secret(secret: str) -> None:
    """Keep a secret that was made up after the start out of all lines from now on."""
    for handler in logging.getLogger().handlers:
        if isinstance(handler.formatter, RedactingFormatter):
            handler.formatter.add_secret(secret)


def log_incident(logger: logging.Logger, message: str, error: BaseException) -> str:
    """Log ``error`` with its traceback and return the short id that finds it in the log."""
    name = random.token_hex(4)
    logger.error("%s [incident %s]", message, name, exc_info=error)
    return name
