"""The command that asks the running bot how it is: health."""

import json
from http.client import HTTPConnection, HTTPException
from typing import Any

import typer

from bot.cli.context import Context
from bot.errors import ConfigurationError, DatelineError

_SECONDS = 5.0
_MOST_BYTES = 64 * 1024
_ANY_ADDRESS = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104


class SilentServiceError(DatelineError):
    """Say that the bot does not answer at its health port."""

    exit_status = 1

    def __init__(self, host: str, port: int, reason: str) -> None:
        super().__init__(
            f"no answer from {host}:{port} ({reason}): the bot is not running, is still reading "
            "its articles, or has another DATELINE_HEALTH_PORT"
        )


def check_health(context: typer.Context) -> None:
    """Ask the running bot whether it is ready; exit with 1 if it is not."""
    command: Context = context.obj
    host, port = command.settings.health_host, command.settings.health_port
    if port is None:
        raise ConfigurationError(
            "DATELINE_HEALTH_PORT", "it is not set, so the running bot cannot be asked", "8080"
        )
    report = _fetch(_ANY_ADDRESS.get(host, host), port)
    for name, check in report["checks"].items():
        print(f"{'ok     ' if check['ok'] else 'FAILING'}  {name}: {check['detail']}")
    if report["status"] != "ok":
        raise typer.Exit(1)


def _fetch(host: str, port: int) -> dict[str, Any]:
    connection = HTTPConnection(host, port, timeout=_SECONDS)
    try:
        connection.request("GET", "/ready")
        report = json.loads(connection.getresponse().read(_MOST_BYTES))
    except (OSError, HTTPException, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise SilentServiceError(host, port, reason) from None
    finally:
        connection.close()
    if not isinstance(report, dict) or "checks" not in report:
        raise SilentServiceError(host, port, "another program answers")
    return report
