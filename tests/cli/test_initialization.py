import stat
from pathlib import Path

import pytest

from bot.settings import Settings
from tests.cli.command import called


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)


TOKEN = "123456789:AAF-abcdefghijklmnopqrstuvwxyz012345"


def test_a_new_folder_has_settings_that_load_and_a_place_for_articles(tmp_path: Path) -> None:
    folder = tmp_path / "new bot"
    status, out, err = called("init", str(folder), "--token", TOKEN, "--admins", "12,34")
    assert (status, err) == (0, "")
    assert f"cd '{folder}' && dateline run" in out
    settings = Settings(_env_file=folder / ".env")  # type: ignore[call-arg]
    assert settings.telegram_token is not None
    assert settings.telegram_token.get_secret_value() == TOKEN
    assert settings.admins == (12, 34)
    assert stat.S_IMODE((folder / ".env").stat().st_mode) == 0o600
    _, out, err = called("corpus", "check", str(folder / "corpus"))
    assert (out, err) == ("0 articles\n", "")


def test_every_setting_is_in_the_file_and_each_comment_would_load(tmp_path: Path) -> None:
    called("init")
    text = (tmp_path / ".env").read_text("utf-8")
    for name in Settings.model_fields:
        assert f"# DATELINE_{name.upper()}=" in text
    uncommented = text.replace("# DATELINE_", "DATELINE_")
    (tmp_path / "all.env").write_text(uncommented, "utf-8")
    assert Settings(_env_file=tmp_path / "all.env").admins  # type: ignore[call-arg]


def test_what_is_there_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("DATELINE_TIMEZONE=Europe/Lisbon\n")
    (tmp_path / "corpus").mkdir()
    status, out, _ = called("init", "--token", TOKEN)
    assert (status, out.count("stays as it is")) == (0, 2)
    assert (tmp_path / ".env").read_text() == "DATELINE_TIMEZONE=Europe/Lisbon\n"
    assert not list((tmp_path / "corpus").iterdir())


@pytest.mark.parametrize("option", [("--token", "12"), ("--admins", "Ada")])
def test_a_wrong_value_is_said_before_anything_is_written(
    tmp_path: Path, option: tuple[str, str]
) -> None:
    status, _, err = called("init", "new", *option)
    assert status == 2
    assert err.startswith("dateline: DATELINE_") and err.count("\n") == 1
    assert not (tmp_path / "new").exists()


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    status, _, err = called("init", "file/new")
    assert status == 2
    assert "cannot be written" in err and "dateline init ~/dateline" in err
