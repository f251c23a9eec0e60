"""Settings: the only reader of the environment."""

from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict, SettingsError

from bot.errors import ConfigurationError
from bot.reading.limits import DEFAULT_LIMITS, MIB, ReadLimits

_PREFIX = "DATELINE_"

# Ids that many people share: whoever posts as one of them would be an admin.
_SHARED_IDS = {
    777000: "Telegram's own service account, which forwards channel posts",
    136817688: "the account behind which all channels post",
    1087968824: "the account behind which all anonymous group admins post",
}


def _admin_ids(value: object) -> object:
    if not isinstance(value, str):
        return value
    parts = [part.strip() for part in value.split(",") if part.strip()]
    for part in parts:
        if not part.removeprefix("-").isdecimal():
            raise ValueError(f"{part!r} is not a user id, which is a whole number")
    return tuple(dict.fromkeys(int(part) for part in parts))


def _personal_ids(value: tuple[int, ...]) -> tuple[int, ...]:
    for admin in value:
        if admin in _SHARED_IDS:
            raise ValueError(f"{admin} is {_SHARED_IDS[admin]}: it would make strangers admins")
        if admin <= 0:
            raise ValueError(f"{admin} is no person's id: groups are negative, people positive")
    return value


def _token(value: SecretStr | None) -> SecretStr | None:
    text = value.get_secret_value().strip() if value else ""
    if not text:
        return None
    number, colon, secret = text.partition(":")
    allowed = secret.replace("_", "").replace("-", "")
    if not (number.isdecimal() and colon and allowed.isalnum() and text.isascii()):
        raise ValueError("this is not a bot token, which is a number, a colon and letters")
    return SecretStr(text)


def _web_address(value: str) -> str:
    if not value.startswith(("http://", "https://")):
        raise ValueError(f"{value!r} does not begin with http:// or https://")
    return value.rstrip("/")


def _cluster(value: SecretStr | None) -> SecretStr | None:
    address = value.get_secret_value().strip() if value else ""
    if not address:
        return None
    if not address.startswith(("http://", "https://")):
        raise ValueError("it does not begin with http:// or https://")
    return SecretStr(address.rstrip("/"))


def _zone_name(value: str) -> str:
    name = value.strip()
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        # A folder of zones, as America is, is an OSError.
        raise ValueError(f"{name!r} is not the name of a time zone, as IANA lists them") from None
    return name


def _optional_path(value: object) -> object:
    return None if value == "" else value


def _required_path(value: object) -> object:
    if value == "":
        raise ValueError("it is empty, but a folder is needed")
    return value


class Settings(BaseSettings):
    """What an operator may set, from the environment and from ``.env``."""

    model_config = SettingsConfigDict(
        env_prefix=_PREFIX,
        env_file=".env",
        env_file_encoding="utf-8",
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
        validate_default=True,
    )

    telegram_token: Annotated[SecretStr | None, AfterValidator(_token)] = Field(
        default=None,
        description="The bot's token from @BotFather. Without one it talks in the terminal.",
        examples=["123456789:AAF-the-token-from-BotFather"],
    )
    telegram_api_url: Annotated[str, AfterValidator(_web_address)] = Field(
        default="https://api.telegram.org",
        description="The Bot API server: Telegram's own, or a local one.",
        examples=["http://127.0.0.1:8081"],
    )
    admins: Annotated[
        tuple[int, ...], NoDecode, BeforeValidator(_admin_ids), AfterValidator(_personal_ids)
    ] = Field(
        default=(),
        description="The user ids of the admins, separated by commas.",
        examples=["123456789,987654321"],
    )
    corpus: Annotated[Path, BeforeValidator(_required_path)] = Field(
        default=Path("corpus"),
        description="The folder into which admins put article files.",
        examples=["corpus"],
    )
    seeds: Annotated[Path | None, BeforeValidator(_optional_path)] = Field(
        default=Path("seeds"),
        description="The starter articles, searched beside the corpus; empty turns them off.",
        examples=["seeds"],
    )
    data: Annotated[Path, BeforeValidator(_required_path)] = Field(
        default=Path(".dateline"),
        description="The folder for the bot's own state; it is made where it is missing.",
        examples=[".dateline"],
    )
    timezone: Annotated[str, AfterValidator(_zone_name)] = Field(
        default="UTC",
        description="The time zone whose day is today, by its IANA name.",
        examples=["Europe/Lisbon"],
    )
    trash_days: Annotated[int, Field(ge=1, le=36_500)] = Field(
        default=30,
        description="For how many days a removed article file can be restored.",
        examples=["30"],
    )
    engine: Literal["auto", "memory", "disk", "opensearch"] = Field(
        default="auto",
        description="Where the index is kept: memory, disk or opensearch; "
        "auto is memory up to 20,000 passages and disk beyond.",
        examples=["auto"],
    )
    opensearch_url: Annotated[SecretStr | None, AfterValidator(_cluster)] = Field(
        default=None,
        description="The OpenSearch cluster, with name and password where it asks for them.",
        examples=["https://name:password@127.0.0.1:9200"],
    )
    opensearch_index: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,100}$")] = Field(
        default="dateline",
        description="The index's name in the cluster, in small letters.",
        examples=["dateline"],
    )
    opensearch_shards: Annotated[int, Field(ge=1, le=1024)] = Field(
        default=1,
        description="Into how many shards a new index is divided in the cluster.",
        examples=["1"],
    )
    opensearch_replicas: Annotated[int, Field(ge=0, le=20)] = Field(
        default=1,
        description="How many copies of each shard the cluster keeps beside the first.",
        examples=["1"],
    )
    max_file: Annotated[int, Field(ge=1, le=1_048_576)] = Field(
        default=DEFAULT_LIMITS.file // MIB,
        description="The largest article file, in MiB.",
        examples=["2048"],
    )
    max_unpacked: Annotated[int, Field(ge=1, le=1_048_576)] = Field(
        default=DEFAULT_LIMITS.unpacked_size // MIB,
        description="How much a file may hold once all in it is unpacked, in MiB.",
        examples=["2048"],
    )
    max_ratio: Annotated[int, Field(ge=1, le=100_000)] = Field(
        default=DEFAULT_LIMITS.ratio,
        description="How many times its size a file may unpack to; 100 MiB are never too much.",
        examples=["200"],
    )
    max_document: Annotated[int, Field(ge=1, le=4_096)] = Field(
        default=DEFAULT_LIMITS.document // MIB,
        description="The largest document that is read as a whole, in MiB.",
        examples=["256"],
    )
    max_line: Annotated[int, Field(ge=1, le=1_024)] = Field(
        default=DEFAULT_LIMITS.line // MIB,
        description="The longest line of JSON lines and cell of a table, in MiB.",
        examples=["64"],
    )
    max_articles: Annotated[int, Field(ge=1, le=100_000_000)] = Field(
        default=DEFAULT_LIMITS.articles,
        description="How many articles a file may hold.",
        examples=["1000000"],
    )
    max_refusals: Annotated[int, Field(ge=1, le=100_000_000)] = Field(
        default=DEFAULT_LIMITS.rejections,
        description="How many refusals end the reading of a file.",
        examples=["100000"],
    )
    max_entries: Annotated[int, Field(ge=1, le=100_000_000)] = Field(
        default=DEFAULT_LIMITS.entries,
        description="How many files may stand in an archive.",
        examples=["100000"],
    )
    max_nesting: Annotated[int, Field(ge=1, le=20)] = Field(
        default=DEFAULT_LIMITS.nesting,
        description="How deep archives may stand in each other.",
        examples=["3"],
    )
    max_name: Annotated[int, Field(ge=1, le=100_000)] = Field(
        default=DEFAULT_LIMITS.name,
        description="The longest path of a file in an archive, in characters.",
        examples=["1000"],
    )
    max_pages: Annotated[int, Field(ge=1, le=1_000_000)] = Field(
        default=DEFAULT_LIMITS.pages,
        description="How many pages a PDF file may have.",
        examples=["2000"],
    )
    max_depth: Annotated[int, Field(ge=1, le=1_000)] = Field(
        default=DEFAULT_LIMITS.depth,
        description="How deep the elements of a page may stand in each other, and JSON's values.",
        examples=["256"],
    )
    read_seconds: Annotated[int, Field(ge=1, le=86_400)] = Field(
        default=DEFAULT_LIMITS.seconds,
        description="How many seconds of computing a file may take, and again for every 16 MiB.",
        examples=["30"],
    )
    read_patience: Annotated[int, Field(ge=1, le=86_400)] = Field(
        default=DEFAULT_LIMITS.patience,
        description="How many seconds a file may keep its reader without a sign of life.",
        examples=["60"],
    )
    read_memory: Annotated[int, Field(ge=256, le=1_048_576)] = Field(
        default=DEFAULT_LIMITS.memory // MIB,
        description="How much memory a file may take while it is read, in MiB.",
        examples=["1024"],
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO",
        description="How much is logged: DEBUG, INFO, WARNING or ERROR.",
        examples=["INFO"],
    )

    @property
    def zone(self) -> ZoneInfo:
        """Return the time zone whose day is today."""
        return ZoneInfo(self.timezone)

    @property
    def roots(self) -> tuple[Path, ...]:
        """Return the folders to search; the last one is the corpus.

        The starter articles are left out if they are missing, unless somebody asked for them.
        """
        is_default = "seeds" not in self.model_fields_set
        if self.seeds is None or (is_default and not self.seeds.exists()):
            return (self.corpus,)
        return (self.seeds, self.corpus)

    @property
    def limits(self) -> ReadLimits:
        """Return how much one article file may hold and cost."""
        return ReadLimits(
            file=self.max_file * MIB,
            unpacked_size=self.max_unpacked * MIB,
            ratio=self.max_ratio,
            document=self.max_document * MIB,
            line=self.max_line * MIB,
            articles=self.max_articles,
            rejections=self.max_refusals,
            entries=self.max_entries,
            nesting=self.max_nesting,
            name=self.max_name,
            pages=self.max_pages,
            depth=self.max_depth,
            seconds=self.read_seconds,
            patience=self.read_patience,
            memory=self.read_memory * MIB,
        )


def load() -> Settings:
    """Read the settings; raise ConfigurationError that names the first wrong variable."""
    try:
        settings = Settings()
    except ValidationError as error:
        raise _explained(error.errors(include_url=False, include_input=False)[0]) from None
    except (SettingsError, UnicodeDecodeError, OSError) as error:
        raise ConfigurationError(".env", f"it cannot be read ({error})", "value") from None
    if settings.engine == "opensearch" and settings.opensearch_url is None:
        fault = "it is not set, but DATELINE_ENGINE=opensearch needs it"
        raise ConfigurationError("DATELINE_OPENSEARCH_URL", fault, "http://127.0.0.1:9200")
    return settings


def _explained(details: ErrorDetails) -> ConfigurationError:
    name = str(details["loc"][0])
    fault = details["msg"].removeprefix("Value error, ")
    examples = Settings.model_fields[name].examples or [""]
    return ConfigurationError(_PREFIX + name.upper(), fault, str(examples[0]))
