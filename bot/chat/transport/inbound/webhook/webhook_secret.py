"""Webhook secret: made up once, and kept where only the bot's account can read it."""

import os
import re
import secrets
from pathlib import Path

from bot.errors import DatelineError

_NAME = "webhook-secret"
_FORM = re.compile(r"[A-Za-z0-9_-]{16,256}")


class SecretFileError(DatelineError):
    """Say that no secret can be kept, and what to set instead."""

    def __init__(self, path: Path, fault: str) -> None:
        super().__init__(f"{path}: {fault}; make it possible, or set DATELINE_WEBHOOK_SECRET")


def load_webhook_secret(folder: Path) -> str:
    """Return the secret in a folder; make a new one up where there is none that can be used."""
    path = folder / _NAME
    try:
        secret = path.read_text("ascii").strip()
        if _FORM.fullmatch(secret):
            path.chmod(0o600)
            return secret
    except FileNotFoundError:
        pass
    except UnicodeDecodeError:
        pass
    except OSError as error:
        raise SecretFileError(path, f"it cannot be read ({error.strerror})") from error
    secret = secrets.token_urlsafe(32)
    try:
        _write(path, secret)
    except OSError as error:
        raise SecretFileError(path, f"it cannot be written ({error.strerror})") from error
    return secret


def _write(path: Path, secret: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f"{path.name}.part")
    partial.unlink(missing_ok=True)
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secret)
        file.flush()
        os.fsync(file.fileno())
    partial.rename(path)
