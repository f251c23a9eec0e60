from dataclasses import fields
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from pydantic.fields import FieldInfo

from bot.errors import ConfigurationError
from bot.reading.limits import ReadLimits
from bot.settings import Settings, load
from tests.paths import PROJECT

TOKEN = "123456789:AAF-abcdefghijklmnopqrstuvwxyz012345"


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(f"DATELINE_{name.upper()}", raising=False)


def test_the_defaults_need_no_environment() -> None:
    settings = load()
    assert settings.telegram_token is None
    assert (settings.corpus, settings.seeds) == (Path("corpus"), Path("seeds"))
    assert settings.data == Path(".dateline")


def test_a_file_is_read_and_the_environment_goes_before_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    Path(".env").write_text(f"DATELINE_TELEGRAM_TOKEN={TOKEN}\nDATELINE_CORPUS=a\nOTHER=1\n")
    monkeypatch.setenv("DATELINE_CORPUS", "b")
    settings = load()
    assert settings.telegram_token
    assert settings.telegram_token.get_secret_value() == TOKEN
    assert settings.corpus == Path("b")
    assert TOKEN not in repr(settings)


def test_admins_are_numbers_between_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_ADMINS", " 12, 34,12 ,")
    assert load().admins == (12, 34)


def test_the_time_zone_is_one_that_iana_names(monkeypatch: pytest.MonkeyPatch) -> None:
    assert datetime(2026, 7, 1, tzinfo=load().zone).utcoffset() == timedelta(0)
    monkeypatch.setenv("DATELINE_TIMEZONE", " Asia/Kolkata ")
    assert datetime(2026, 7, 1, tzinfo=load().zone).utcoffset() == timedelta(hours=5, minutes=30)


def test_empty_seeds_turn_them_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_SEEDS", "")
    assert load().seeds is None


@pytest.mark.parametrize(
    ("name", "value", "fault"),
    [
        ("ADMINS", "0", "not a person's id"),
        ("ADMINS", "-100123", "not a person's id"),
        ("ADMINS", "777000", "Telegram's own service account"),
        ("ADMINS", "136817688", "all channels"),
        ("ADMINS", "5,1087968824", "anonymous group admins"),
        ("ADMINS", "@ann", "whole numbers"),
        ("ALLOWED_USERS", "1087968824", "let strangers in"),
        ("ALLOWED_USERS", "-100123", "not a person's id"),
        ("ALLOWED_USERS", "Ann", "whole numbers"),
        ("ALLOWED_CHATS", "123", "DATELINE_ALLOWED_USERS"),
        ("ALLOWED_CHATS", "@group", "whole numbers"),
        ("MODE", "push", "webhook"),
        ("WEBHOOK_URL", "bot.example.org", "not the address of a web page"),
        ("WEBHOOK_URL", "https://a.example/?secret=1", "more than a host"),
        ("WEBHOOK_URL", "https://a.example:99999/", "Port"),
        ("WEBHOOK_LISTEN", "8443", "not an address and a port"),
        ("WEBHOOK_LISTEN", "127.0.0.1:70000", "not an address and a port"),
        ("WEBHOOK_SECRET", "short", "16 to 256"),
        ("WEBHOOK_SECRET", "sixteen letters and blanks", "16 to 256"),
        ("KEEP_UNANSWERED", "perhaps", "boolean"),
        ("TELEGRAM_TOKEN", "hello", "not a bot token"),
        ("TELEGRAM_TOKEN", "123456:with space", "not a bot token"),
        ("TELEGRAM_API_URL", "api.telegram.org", "http://"),
        ("CORPUS", "", "empty"),
        ("DATA", "", "empty"),
        ("LOG_LEVEL", "LOUD", "INFO"),
        ("FEEDS", "perhaps", "boolean"),
        ("FEED_MINUTES", "0", "greater than or equal to 1"),
        ("FEED_MINUTES", "1441", "less than or equal to 1440"),
        ("FETCH_PROXY", "proxy.example:3128", "begins with http"),
        ("FETCH_PROXY", "http://ann:secret@:99999", "begins with http"),
        ("FETCH_CONTACT", "ann@example.org\nX-Header: 1", "not a web or mail address"),
        ("TIMEZONE", "Mars/Olympus", "'Mars/Olympus' is not the IANA name of a time zone"),
        ("TIMEZONE", "", "not the IANA name of a time zone"),
        ("TIMEZONE", "America", "not the IANA name of a time zone"),
        ("TIMEZONE", "../../etc/passwd", "not the IANA name of a time zone"),
        ("TIMEZONE", "+02:00", "not the IANA name of a time zone"),
        ("MAX_FILE", "0", "greater than or equal to 1"),
        ("READ_MEMORY", "much", "valid integer"),
    ],
)
def test_a_wrong_value_is_named_with_its_fault_and_a_right_example(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, fault: str
) -> None:
    monkeypatch.setenv(f"DATELINE_{name}", value)
    with pytest.raises(ConfigurationError) as caught:
        load()
    message = str(caught.value)
    assert message.startswith(f"DATELINE_{name}: ")
    assert fault in message
    assert f"for example DATELINE_{name}=" in message
    assert "\n" not in message
    if name in ("TELEGRAM_TOKEN", "WEBHOOK_SECRET", "FETCH_PROXY"):
        assert value not in message


@pytest.mark.parametrize(
    ("settings", "variable", "fault"),
    [
        ({}, "WEBHOOK_URL", "DATELINE_MODE=webhook needs it"),
        ({"WEBHOOK_URL": "http://a.example/x"}, "WEBHOOK_URL", "https addresses"),
        ({"WEBHOOK_URL": "https://a.example:8444/x"}, "WEBHOOK_URL", "port 443, 80, 88 or 8443"),
        (
            {"WEBHOOK_URL": "https://a.example/x", "WEBHOOK_KEY": "key.pem"},
            "WEBHOOK_CERTIFICATE", "DATELINE_WEBHOOK_KEY needs it",
        ),
    ],
)  # fmt: skip
def test_a_webhook_that_telegram_would_refuse_is_named(
    monkeypatch: pytest.MonkeyPatch, settings: dict[str, str], variable: str, fault: str
) -> None:
    monkeypatch.setenv("DATELINE_MODE", "webhook")
    for name, value in settings.items():
        monkeypatch.setenv(f"DATELINE_{name}", value)
    with pytest.raises(ConfigurationError, match=f"^DATELINE_{variable}: .*{fault}"):
        load()


def test_a_bot_api_server_of_ones_own_may_send_to_any_address(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DATELINE_MODE", "webhook")
    monkeypatch.setenv("DATELINE_WEBHOOK_URL", "http://127.0.0.1:9000/x")
    monkeypatch.setenv("DATELINE_TELEGRAM_API_URL", "http://127.0.0.1:8081")
    assert load().webhook_url == "http://127.0.0.1:9000/x"


def test_the_bounds_are_those_that_readers_have_by_default(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert load().limits == ReadLimits()
    set_to = {name: int(field.examples[0]) + 1 for name, field in _bounding().items()}  # type: ignore[index]
    for name, value in set_to.items():
        monkeypatch.setenv(f"DATELINE_{name.upper()}", str(value))
    limits = load().limits
    units = [1, 1024**2]
    for name in (one.name for one in fields(ReadLimits)):
        assert getattr(limits, name) - getattr(ReadLimits(), name) in units, name


def _bounding() -> dict[str, FieldInfo]:
    return {
        name: field
        for name, field in Settings.model_fields.items()
        if name.startswith(("max_", "read_"))
    }


def test_an_unreadable_file_is_said(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"DATELINE_CORPUS=\xff\xfe")
    with pytest.raises(ConfigurationError, match=r"\.env"):
        load()


def _documented(default: object) -> str:
    return "" if default in (None, ()) else str(default)


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_in_the_readme_and_in_the_example_file(name: str) -> None:
    field = Settings.model_fields[name]
    variable, default = f"DATELINE_{name.upper()}", _documented(field.default)
    shown = f"`{default}`" if default else ""
    cells = f"| `{variable}` | {shown} | {field.description} |"
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    assert " ".join(cells.split()) in [" ".join(line.split()) for line in readme.splitlines()]
    example = (PROJECT / ".env.example").read_text(encoding="utf-8")
    value = default or (field.examples or [""])[0]
    assert f"# {field.description}\n# {variable}={value}\n" in example


def test_no_document_names_a_setting_that_is_not_there() -> None:
    import re

    known = {f"DATELINE_{name.upper()}" for name in Settings.model_fields}
    known.add("DATELINE_BENCHMARK")
    pages = [PROJECT / "README.md", PROJECT / ".env.example", *(PROJECT / "docs").glob("*.md")]
    for page in pages:
        named = set(re.findall(r"DATELINE_[A-Z_]+", page.read_text(encoding="utf-8")))
        assert named <= known, page
