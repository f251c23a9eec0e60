"""Feed settings: how feeds are polled, and how pages are fetched from the web."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field, SecretStr

from bot.settings.setting_checks import check_contact, check_proxy


class FeedSettings(BaseModel):
    """What is fetched from the web, when, and by which way."""

    feeds: bool = Field(
        default=True,
        description="Whether the running bot looks for new articles in the feeds that it follows.",
        examples=["true"],
    )
    feed_minutes: Annotated[int, Field(ge=1, le=1_440)] = Field(
        default=15,
        description="Minimum number of minutes between two looks at a feed.",
        examples=["15"],
    )
    fetch_proxy: Annotated[SecretStr | None, AfterValidator(check_proxy)] = Field(
        default=None,
        description="The proxy through which feeds and pages are fetched, with user name and "
        "password if it needs them.",
        examples=["http://name:password@proxy.example.org:3128"],
    )
    fetch_private: bool = Field(
        default=False,
        description="Whether feeds and pages may be fetched from private addresses, as in an "
        "intranet.",
        examples=["false"],
    )
    fetch_contact: Annotated[str, AfterValidator(check_contact)] = Field(
        default="",
        description="A web or mail address that tells the owners of websites who runs the bot.",
        examples=["https://bot.example.org/about"],
    )
