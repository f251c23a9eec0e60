"""Service settings: how the running bot is watched, and how much it does at once."""

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, Field

from bot.chat.transport.inbound.fairness.queue_limits import QueueLimits
from bot.settings.setting_checks import empty_to_none
from bot.system.logs import LogFormat

_QUEUE = QueueLimits()


class ServiceSettings(BaseModel):
    """How the bot is watched, and how much it does."""

    health_port: Annotated[
        Annotated[int, Field(ge=1, le=65_535)] | None, BeforeValidator(empty_to_none)
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
        description="Questions of a person that wait for their answers, in a group five times as "
        "many; beyond that, the oldest are skipped.",
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
    workers: Annotated[
        Annotated[int, Field(ge=0, le=64)] | None, BeforeValidator(empty_to_none)
    ] = Field(
        default=None,
        description="Number of processes that answer questions from an index on disk or in a "
        "cluster; by default one for each core, up to 4; 0 answers in the bot's own process.",
        examples=["2"],
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO",
        description="The least severe messages to log: DEBUG, INFO, WARNING or ERROR.",
        examples=["INFO"],
    )
    log_format: LogFormat = Field(
        default="auto",
        description="The form of the log: text, json, or auto, which is text on a terminal and "
        "JSON elsewhere.",
        examples=["auto"],
    )
    log_questions: bool = Field(
        default=False,
        description="Whether the log has the text of questions; without it, only their kinds.",
        examples=["false"],
    )

    @property
    def queue_limits(self) -> QueueLimits:
        """Return how much people may ask."""
        return QueueLimits(
            waiting=self.waiting_questions,
            person=self.questions_per_minute,
            group=self.group_questions_per_minute,
        )
