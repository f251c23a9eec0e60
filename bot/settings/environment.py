"""Environment: the settings as they are read, and what is said where one is wrong."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from pydantic import SecretStr, ValidationError
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, SettingsConfigDict, SettingsError

from bot.errors import ConfigurationError
from bot.settings.corpus_settings import CorpusSettings
from bot.settings.feed_settings import FeedSettings
from bot.settings.reading_settings import ReadingSettings
from bot.settings.service_settings import ServiceSettings
from bot.settings.telegram_settings import TelegramSettings

_PREFIX = "DATELINE_"

_WEBHOOK_PORTS = (443, 80, 88, 8443)


# The fields of the last class come first.
class Settings(
    ServiceSettings, ReadingSettings, FeedSettings, CorpusSettings, TelegramSettings, BaseSettings
):
    """What an operator can set, from the environment and from ``.env``."""

    model_config = SettingsConfigDict(
        env_prefix=_PREFIX,
        env_file=".env",
        env_file_encoding="utf-8",
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
        validate_default=True,
    )


def find_secrets(settings: Settings) -> list[str]:
    """Return the values of all settings that are secret."""
    values = (getattr(settings, name) for name in type(settings).model_fields)
    return [value.get_secret_value() for value in values if isinstance(value, SecretStr)]


def load() -> Settings:
    """Read the settings; raise ConfigurationError for the first wrong variable."""
    try:
        settings = Settings()
    except ValidationError as error:
        raise _explain_error(error.errors(include_url=False, include_input=False)[0]) from None
    except (SettingsError, UnicodeDecodeError, OSError) as error:
        raise _explain_file_error(error) from None
    for fault in _find_gaps(settings):
        raise fault
    return settings


def read_leniently() -> tuple[Settings, list[ConfigurationError]]:
    """Return the settings, with defaults in place of wrong ones, and what is wrong with these."""
    faults: list[ConfigurationError] = []
    defaults: dict[str, Any] = {}
    try:
        settings = Settings()
        return settings, list(_find_gaps(settings))
    except ValidationError as error:
        for details in error.errors(include_url=False, include_input=False):
            faults.append(_explain_error(details))
            name = str(details["loc"][0])
            defaults[name] = Settings.model_fields[name].default
    except (SettingsError, UnicodeDecodeError, OSError) as error:
        faults.append(_explain_file_error(error))
        defaults["_env_file"] = None
    try:
        return Settings(**defaults), faults
    except ValidationError:
        return Settings.model_construct(), faults


def _find_gaps(settings: Settings) -> Iterator[ConfigurationError]:
    """Yield where a setting lacks another one, or does not fit to it."""
    if settings.engine == "opensearch" and settings.opensearch_url is None:
        fault = "it is not set, but DATELINE_ENGINE=opensearch needs it"
        yield ConfigurationError("DATELINE_OPENSEARCH_URL", fault, "http://127.0.0.1:9200")
    if settings.mode == "webhook":
        yield from _find_webhook_gaps(settings)


def _find_webhook_gaps(settings: Settings) -> Iterator[ConfigurationError]:
    """Yield what a webhook lacks, or Telegram would refuse of it."""
    example = "https://bot.example.org/telegram"
    if not settings.webhook_url:
        fault = "it is not set, but DATELINE_MODE=webhook needs it"
        yield ConfigurationError("DATELINE_WEBHOOK_URL", fault, example)
    if settings.webhook_key and not settings.webhook_certificate:
        fault = "it is not set, but DATELINE_WEBHOOK_KEY needs it"
        yield ConfigurationError("DATELINE_WEBHOOK_CERTIFICATE", fault, "certificate.pem")
    if settings.telegram_api_url != Settings.model_fields["telegram_api_url"].default:
        return  # a Bot API server of one's own takes any address
    parts = urlsplit(settings.webhook_url or example)
    if parts.scheme != "https" or (parts.port or 443) not in _WEBHOOK_PORTS:
        fault = "Telegram sends only to https addresses with port 443, 80, 88 or 8443"
        yield ConfigurationError("DATELINE_WEBHOOK_URL", fault, example)


def check_value(name: str, value: str) -> None:
    """Raise ConfigurationError where a setting cannot have a value."""
    try:
        Settings(_env_file=None, **{name: value})  # type: ignore[call-arg, arg-type]
    except ValidationError as error:
        for details in error.errors(include_url=False, include_input=False):
            if details["loc"][0] == name:
                raise _explain_error(details) from None


def _explain_file_error(error: Exception) -> ConfigurationError:
    return ConfigurationError(".env", f"it cannot be read ({error})", "value")


def _explain_error(details: ErrorDetails) -> ConfigurationError:
    name = str(details["loc"][0])
    fault = details["msg"].removeprefix("Value error, ")
    examples = Settings.model_fields[name].examples or [""]
    return ConfigurationError(_PREFIX + name.upper(), fault, str(examples[0]))
