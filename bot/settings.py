"""Settings: the only reader of the environment."""

from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict, SettingsError

from bot.chat.transport.inbound.fairness.queue_limits import QueueLimits
from bot.errors import ConfigurationError
from bot.index.engine_names import EngineChoice
from bot.reading.limits import DEFAULT_LIMITS, MIB, ReadLimits

_PREFIX = "DATELINE_"
_QUEUE = QueueLimits()

# Ids that many people share: anybody who posts as one of them would be an admin.
_SHARED_IDS = {
    777000: "Telegram's own service account, which forwards channel posts",
    136817688: "the account that posts for all channels",
    1087968824: "the account that posts for all anonymous group admins",
}


def _admin_ids(value: object) -> object:
    if not isinstance(value, str):
        return value
    parts = [part.strip() for part in value.split(",") if part.strip()]
    for part in parts:
        if not part.removeprefix("-").isdecimal():
            raise ValueError(f"{part!r} is not a user id: use whole numbers")
    return tuple(dict.fromkeys(int(part) for part in parts))


def _personal_ids(value: tuple[int, ...]) -> tuple[int, ...]:
    for admin in value:
        if admin in _SHARED_IDS:
            raise ValueError(f"{admin} is {_SHARED_IDS[admin]}: it would make strangers admins")
        if admin <= 0:
            raise ValueError(f"{admin} is not a person's id: people's ids are positive")
    return value


def _token(value: SecretStr | None) -> SecretStr | None:
    text = value.get_secret_value().strip() if value else ""
    if not text:
        return None
    number, colon, secret = text.partition(":")
    letters = secret.replace("_", "").replace("-", "")
    if not (number.isdecimal() and colon and letters.isalnum() and text.isascii()):
        raise ValueError("this is not a bot token: a token is a number, a colon and letters")
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
        # The name of a folder of zones, such as America, raises OSError.
        raise ValueError(f"{name!r} is not the IANA name of a time zone") from None
    return name


def _optional(value: object) -> object:
    return None if value == "" else value


def _required_path(value: object) -> object:
    if value == "":
        raise ValueError("it is empty: name a folder")
    return value


class Settings(BaseSettings):
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

    telegram_token: Annotated[SecretStr | None, AfterValidator(_token)] = Field(
        default=None,
        description="The bot's token from @BotFather. Without one, you chat in the terminal.",
        examples=["123456789:AAF-the-token-from-BotFather"],
    )
    telegram_api_url: Annotated[str, AfterValidator(_web_address)] = Field(
        default="https://api.telegram.org",
        description="The Bot API server: Telegram's own or a local one.",
        examples=["http://127.0.0.1:8081"],
    )
    admins: Annotated[
        tuple[int, ...], NoDecode, BeforeValidator(_admin_ids), AfterValidator(_personal_ids)
    ] = Field(
        default=(),
        description="The admins' user ids, separated by commas.",
        examples=["123456789,987654321"],
    )
    corpus: Annotated[Path, BeforeValidator(_required_path)] = Field(
        default=Path("corpus"),
        description="The folder with your article files.",
        examples=["corpus"],
    )
    seeds: Annotated[Path | None, BeforeValidator(_optional)] = Field(
        default=Path("seeds"),
        description="Starter articles, searched in addition to the corpus; leave it empty to "
        "turn them off.",
        examples=["seeds"],
    )
    data: Annotated[Path, BeforeValidator(_required_path)] = Field(
        default=Path(".dateline"),
        description="The folder for the index and the bot's state; created if it is missing.",
        examples=[".dateline"],
    )
    timezone: Annotated[str, AfterValidator(_zone_name)] = Field(
        default="UTC",
        description="The time zone of today, digests and quiet hours, by its IANA name.",
        examples=["Europe/Lisbon"],
    )
    trash_days: Annotated[int, Field(ge=1, le=36_500)] = Field(
        default=30,
        description="Days for which a removed article file can be restored.",
        examples=["30"],
    )
    engine: EngineChoice = Field(
        default="auto",
        description="Where the index is kept: memory, disk or opensearch; auto uses memory "
        "up to 20,000 passages and disk beyond that.",
        examples=["auto"],
    )
    opensearch_url: Annotated[SecretStr | None, AfterValidator(_cluster)] = Field(
        default=None,
        description="The OpenSearch cluster's URL, with user name and password if it needs them.",
        examples=["https://name:password@127.0.0.1:9200"],
    )
    opensearch_index: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,100}$")] = Field(
        default="dateline",
        description="The index's name in the cluster, in lower case.",
        examples=["dateline"],
    )
    opensearch_shards: Annotated[int, Field(ge=1, le=1024)] = Field(
        default=1,
        description="Number of shards of a new index in the cluster.",
        examples=["1"],
    )
    opensearch_replicas: Annotated[int, Field(ge=0, le=20)] = Field(
        default=1,
        description="Number of replicas of each shard in the cluster.",
        examples=["1"],
    )
    max_file: Annotated[int, Field(ge=1, le=1_048_576)] = Field(
        default=DEFAULT_LIMITS.file // MIB,
        description="Maximum size of an article file, in MiB.",
        examples=["2048"],
    )
    max_unpacked: Annotated[int, Field(ge=1, le=1_048_576)] = Field(
        default=DEFAULT_LIMITS.unpacked_size // MIB,
        description="Maximum unpacked size of a file, with everything in it, in MiB.",
        examples=["2048"],
    )
    max_ratio: Annotated[int, Field(ge=1, le=100_000)] = Field(
        default=DEFAULT_LIMITS.ratio,
        description="Maximum ratio of a file's unpacked size to its size; up to 100 MiB is "
        "always allowed.",
        examples=["200"],
    )
    max_document: Annotated[int, Field(ge=1, le=4_096)] = Field(
        default=DEFAULT_LIMITS.document // MIB,
        description="Maximum size of a document that has to be read as a whole, in MiB.",
        examples=["256"],
    )
    max_line: Annotated[int, Field(ge=1, le=1_024)] = Field(
        default=DEFAULT_LIMITS.line // MIB,
        description="Maximum length of a line of JSON lines or a cell of a table, in MiB.",
        examples=["64"],
    )
    max_articles: Annotated[int, Field(ge=1, le=100_000_000)] = Field(
        default=DEFAULT_LIMITS.articles,
        description="Maximum number of articles in a file.",
        examples=["1000000"],
    )
    max_refusals: Annotated[int, Field(ge=1, le=100_000_000)] = Field(
        default=DEFAULT_LIMITS.rejections,
        description="Number of rejections after which reading a file is aborted.",
        examples=["100000"],
    )
    max_entries: Annotated[int, Field(ge=1, le=100_000_000)] = Field(
        default=DEFAULT_LIMITS.entries,
        description="Maximum number of files in an archive.",
        examples=["100000"],
    )
    max_nesting: Annotated[int, Field(ge=1, le=20)] = Field(
        default=DEFAULT_LIMITS.nesting,
        description="Maximum nesting depth of archives.",
        examples=["3"],
    )
    max_name: Annotated[int, Field(ge=1, le=100_000)] = Field(
        default=DEFAULT_LIMITS.name,
        description="Maximum length of the path of a file in an archive, in characters.",
        examples=["1000"],
    )
    max_pages: Annotated[int, Field(ge=1, le=1_000_000)] = Field(
        default=DEFAULT_LIMITS.pages,
        description="Maximum number of pages of a PDF file.",
        examples=["2000"],
    )
    max_depth: Annotated[int, Field(ge=1, le=1_000)] = Field(
        default=DEFAULT_LIMITS.depth,
        description="Maximum nesting depth of the elements of a web page and of JSON values.",
        examples=["256"],
    )
    read_seconds: Annotated[int, Field(ge=1, le=86_400)] = Field(
        default=DEFAULT_LIMITS.seconds,
        description="CPU seconds allowed for reading a file, and again for every 16 MiB of it.",
        examples=["30"],
    )
    read_patience: Annotated[int, Field(ge=1, le=86_400)] = Field(
        default=DEFAULT_LIMITS.patience,
        description="Seconds without computing or results after which reading a file is aborted.",
        examples=["60"],
    )
    read_memory: Annotated[int, Field(ge=256, le=1_048_576)] = Field(
        default=DEFAULT_LIMITS.memory // MIB,
        description="Maximum memory for reading a file, in MiB.",
        examples=["1024"],
    )
    health_port: Annotated[
        Annotated[int, Field(ge=1, le=65_535)] | None, BeforeValidator(_optional)
    ] = Field(
        default=None,
        description="The port for /live, /ready and /metrics; without one, they are not served.",
        examples=["8080"],
    )
    health_host: Annotated[str, Field(min_length=1)] = Field(
        default="127.0.0.1",
        description="The address at which that port is open; 0.0.0.0 opens it to other machines.",
        examples=["127.0.0.1"],
    )
    questions_per_minute: Annotated[int, Field(ge=1, le=100_000)] = Field(
        default=_QUEUE.person,
        description="Questions a minute of one person, beyond which answers come more slowly.",
        examples=["60"],
    )
    group_questions_per_minute: Annotated[int, Field(ge=1, le=100_000)] = Field(
        default=_QUEUE.group,
        description="Questions a minute of one group, beyond which answers come more slowly.",
        examples=["120"],
    )
    waiting_questions: Annotated[int, Field(ge=1, le=10_000)] = Field(
        default=_QUEUE.waiting,
        description="Questions of a chat that wait for their answers; beyond that, the oldest "
        "are skipped.",
        examples=["20"],
    )
    messages_per_second: Annotated[int, Field(ge=0, le=1_000_000)] = Field(
        default=30,
        description="Maximum number of messages per second in all chats; 0 turns the limit off.",
        examples=["30"],
    )
    chat_messages_per_minute: Annotated[int, Field(ge=0, le=1_000_000)] = Field(
        default=60,
        description="Maximum number of messages per minute in a chat; 0 turns the limit off.",
        examples=["60"],
    )
    group_messages_per_minute: Annotated[int, Field(ge=0, le=1_000_000)] = Field(
        default=20,
        description="Maximum number of messages per minute in a group; 0 turns the limit off.",
        examples=["20"],
    )
    workers: Annotated[Annotated[int, Field(ge=0, le=64)] | None, BeforeValidator(_optional)] = (
        Field(
            default=None,
            description="Number of processes that answer questions from an index on disk or in a "
            "cluster; by default one for each core, up to 4; 0 answers in the bot's own process.",
            examples=["2"],
        )
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO",
        description="The least severe messages to log: DEBUG, INFO, WARNING or ERROR.",
        examples=["INFO"],
    )

    @property
    def zone(self) -> ZoneInfo:
        """Return the time zone that decides which day is today."""
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
    def queue_limits(self) -> QueueLimits:
        """Return how much people may ask."""
        return QueueLimits(
            waiting=self.waiting_questions,
            person=self.questions_per_minute,
            group=self.group_questions_per_minute,
        )

    @property
    def limits(self) -> ReadLimits:
        """Return the limits for reading one article file."""
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
    return settings


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
