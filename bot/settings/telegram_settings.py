"""Telegram settings: the bot, who may use it, and how messages come."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, SecretStr
from pydantic_settings import NoDecode

from bot.settings.setting_checks import (
    check_group_ids,
    check_listen_address,
    check_personal_ids,
    check_token,
    check_web_address,
    check_webhook_address,
    check_webhook_secret,
    empty_to_none,
    split_ids,
)


class TelegramSettings(BaseModel):
    """What to serve in Telegram, and whom."""

    telegram_token: Annotated[SecretStr | None, AfterValidator(check_token)] = Field(
        default=None,
        description="The bot's token from @BotFather. Without one, you chat in the terminal.",
        examples=["123456789:AAF-the-token-from-BotFather"],
    )
    telegram_api_url: Annotated[str, AfterValidator(check_web_address)] = Field(
        default="https://api.telegram.org",
        description="The Bot API server: Telegram's own or a local one.",
        examples=["http://127.0.0.1:8081"],
    )
    admins: Annotated[
        tuple[int, ...], NoDecode, BeforeValidator(split_ids), AfterValidator(check_personal_ids)
    ] = Field(
        default=(),
        description="The admins' user ids, separated by commas.",
        examples=["123456789,987654321"],
    )
    allowed_users: Annotated[
        tuple[int, ...], NoDecode, BeforeValidator(split_ids), AfterValidator(check_personal_ids)
    ] = Field(
        default=(),
        description="The ids of the people who may use the bot, separated by commas; with this or "
        "the groups set, nobody else may but the admins.",
        examples=["123456789,987654321"],
    )
    allowed_chats: Annotated[
        tuple[int, ...], NoDecode, BeforeValidator(split_ids), AfterValidator(check_group_ids)
    ] = Field(
        default=(),
        description="The ids of the groups whose members may use the bot there, separated by "
        "commas.",
        examples=["-1001234567890"],
    )
    keep_unanswered: bool = Field(
        default=False,
        description="Whether to count the topics of questions that got no answer, for admins.",
        examples=["true"],
    )
    mode: Literal["polling", "webhook"] = Field(
        default="polling",
        description="How messages come: polling fetches them; with webhook, Telegram sends them.",
        examples=["webhook"],
    )
    webhook_url: Annotated[str, AfterValidator(check_webhook_address)] = Field(
        default="",
        description="The https address to which Telegram sends messages.",
        examples=["https://bot.example.org/telegram"],
    )
    webhook_listen: Annotated[str, AfterValidator(check_listen_address)] = Field(
        default="127.0.0.1:8443",
        description="The address and port on which the bot waits for them.",
        examples=["127.0.0.1:8443"],
    )
    webhook_secret: Annotated[SecretStr | None, AfterValidator(check_webhook_secret)] = Field(
        default=None,
        description="The secret that Telegram sends along; made up and kept in the data folder "
        "if it is not set.",
        examples=["16-or-more_letters-and-digits"],
    )
    webhook_certificate: Annotated[Path | None, BeforeValidator(empty_to_none)] = Field(
        default=None,
        description="A certificate's PEM file; one that is self-signed is shown to Telegram.",
        examples=["/etc/dateline/certificate.pem"],
    )
    webhook_key: Annotated[Path | None, BeforeValidator(empty_to_none)] = Field(
        default=None,
        description="The PEM file of its key, with which the bot itself speaks https; without "
        "one, a proxy has to.",
        examples=["/etc/dateline/key.pem"],
    )
