"""Environment: the settings as they are read, and what is said where one is wrong."""

from urllib.parse import urlsplit

from pydantic import ValidationError
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, SettingsConfigDict, SettingsError

from bot.errors import ConfigurationError
from bot.settings.corpus_settings import CorpusSettings
from bot.settings.reading_settings import ReadingSettings
from bot.settings.service_settings import ServiceSettings
from bot.settings.telegram_settings import TelegramSettings

_PREFIX = "DATELINE_"

_WEBHOOK_PORTS = (443, 80, 88, 8443)


# The fields of the last class come first.
class Settings(ServiceSettings, ReadingSettings, CorpusSettings, TelegramSettings, BaseSettings):
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


def load() -> Settings:
    """Read the settings; raise ConfigurationError for the first wrong variable."""
    try:
        settings = Settings()
    except ValidationError as error:
        raise _explain_error(error.errors(include_url=False, include_input=False)[0]) from None
    except (SettingsError, UnicodeDecodeError, OSError) as error:
        raise ConfigurationError(".env", f"it cannot be read ({error})", "value") from None
    if settings.engine == "opensearch" and settings.opensearch_url is None:
        fault = "it is not set, but DATELINE_ENGINE=opensearch needs it"
        raise ConfigurationError("DATELINE_OPENSEARCH_URL", fault, "http://127.0.0.1:9200")
    if settings.mode == "webhook":
        _check_webhook(settings)
    return settings


def _check_webhook(settings: Settings) -> None:
    """Raise ConfigurationError where a webhook lacks something, or Telegram would refuse it."""
    example = "https://bot.example.org/telegram"
    if not settings.webhook_url:
        fault = "it is not set, but DATELINE_MODE=webhook needs it"
        raise ConfigurationError("DATELINE_WEBHOOK_URL", fault, example)
    if settings.webhook_key and not settings.webhook_certificate:
        fault = "it is not set, but DATELINE_WEBHOOK_KEY needs it"
        raise ConfigurationError("DATELINE_WEBHOOK_CERTIFICATE", fault, "certificate.pem")
    if settings.telegram_api_url != Settings.model_fields["telegram_api_url"].default:
        return  # a Bot API server of one's own takes any address
    parts = urlsplit(settings.webhook_url)
    if parts.scheme != "https" or (parts.port or 443) not in _WEBHOOK_PORTS:
        fault = "Telegram sends only to https addresses with port 443, 80, 88 or 8443"
        raise ConfigurationError("DATELINE_WEBHOOK_URL", fault, example)


def check_value(name: str, value: str) -> None:
    """Raise ConfigurationError where a setting cannot have a value."""
    try:
        Settings(_env_file=None, **{name: value})  # type: ignore[call-arg, arg-type]
    except ValidationError as error:
        for details in error.errors(include_url=False, include_input=False):
            if details["loc"][0] == name:
                raise _explain_error(details) from None


def _explain_error(details: ErrorDetails) -> ConfigurationError:
    name = str(details["loc"][0])
    fault = details["msg"].removeprefix("Value error, ")
    examples = Settings.model_fields[name].examples or [""]
    return ConfigurationError(_PREFIX + name.upper(), fault, str(examples[0]))
