import stat
from pathlib import Path

import pytest

from bot.chat.transport.inbound.webhook.webhook_secret import SecretFileError, load_webhook_secret


def test_a_secret_is_made_up_once_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "data"
    secret = load_webhook_secret(folder)
    assert len(secret) > 40
    assert load_webhook_secret(folder) == secret
    assert load_webhook_secret(tmp_path) != secret
    assert stat.S_IMODE((folder / "webhook-secret").stat().st_mode) == 0o600


@pytest.mark.parametrize("content", [b"", b"short", b"\xff" * 40, b"with spaces in between it"])
def test_what_is_no_secret_is_replaced(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "webhook-secret").write_bytes(content)
    (tmp_path / "webhook-secret.part").write_bytes(b"of a killed process")
    secret = load_webhook_secret(tmp_path)
    assert (tmp_path / "webhook-secret").read_text() == secret
    assert len(secret) > 40


def test_a_secret_that_others_may_read_is_taken_from_them(tmp_path: Path) -> None:
    (tmp_path / "webhook-secret").write_text("a" * 32)
    (tmp_path / "webhook-secret").chmod(0o644)
    assert load_webhook_secret(tmp_path) == "a" * 32
    assert stat.S_IMODE((tmp_path / "webhook-secret").stat().st_mode) == 0o600


def test_a_folder_that_cannot_be_written_is_said_with_what_to_set(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SecretFileError, match="DATELINE_WEBHOOK_SECRET"):
        load_webhook_secret(tmp_path / "file" / "data")
