"""Telegram check: the token, the bot behind it, its admins, and the clock, by real requests."""

import json
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import Any

from bot.doctor.diagnosis import Diagnosis, approve, blame, warn

REQUEST_SECONDS = 4.0

_LARGEST_RESPONSE = 1_000_000
_MOST_ADMINS = 20
_LONGEST_CLOCK_ERROR = 60.0
_NEW_TOKEN = "send /token to @BotFather in Telegram and set the token that it gives you"  # noqa: S105


@dataclass(frozen=True, slots=True)
class BotAccess:
    """How the bot is to reach Telegram, and who its admins are.

    ``webhook_url`` is where Telegram is to send updates, empty where the bot polls.
    """

    token: str
    api_url: str
    admins: Sequence[int] = ()
    webhook_url: str = ""


@dataclass(frozen=True, slots=True)
class _Response:
    """What the server replied: its status, the ``result`` or the fault's words, and its clock."""

    status: int
    result: Mapping[str, Any] = field(default_factory=dict)
    description: str = ""
    clock_error: float | None = None


def check_telegram(access: BotAccess | None) -> Iterator[Diagnosis]:
    """Yield what Telegram says of the bot; ``access`` is None without a token."""
    if access is None:
        yield warn(
            "token",
            "no token is set, so dateline run talks in the terminal",
            "for Telegram, send /newbot to @BotFather and put its token into "
            "DATELINE_TELEGRAM_TOKEN",
        )
        return
    response = _call(access, "getMe")
    yield from _judge_clock(response)
    if not response.result:
        yield _explain_refusal(response, access.api_url)
        return
    profile = response.result
    yield approve("token", f"Telegram knows the bot as @{profile.get('username', '?')}")
    yield _describe_groups(bool(profile.get("can_read_all_group_messages")))
    yield from _check_webhook(access)
    yield from _check_admins(access)


def _call(access: BotAccess, method: str, **parameters: object) -> _Response:
    """Make a request; a status of 0 says that there was no response, and ``description`` why."""
    import httpx

    url = f"{access.api_url}/bot{access.token}/{method}"
    try:
        with httpx.stream("POST", url, json=parameters, timeout=REQUEST_SECONDS) as response:
            body, end = b"", time.monotonic() + REQUEST_SECONDS
            for chunk in response.iter_bytes():
                body += chunk
                if len(body) > _LARGEST_RESPONSE or time.monotonic() > end:
                    return _Response(0, description="the response does not end")
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        is_slow = isinstance(error, httpx.TimeoutException)
        return _Response(0, description="it does not reply in time" if is_slow else str(error))
    try:
        fields = json.loads(body)
        result = fields.get("result")
        description = str(fields.get("description", ""))
    except (ValueError, AttributeError):
        result, description = None, "the response is not the Bot API's"
    return _Response(
        response.status_code,
        result if isinstance(result, dict) else {},
        description,
        _measure_clock_error(response.headers.get("Date")),
    )


def _measure_clock_error(date: str | None) -> float | None:
    """Return by how many seconds this machine's clock is ahead of the server's."""
    try:
        return time.time() - parsedate_to_datetime(date or "").timestamp()
    except (ValueError, TypeError, OverflowError):
        return None


def _judge_clock(response: _Response) -> Iterator[Diagnosis]:
    error = response.clock_error
    if error is None:
        return
    if abs(error) <= _LONGEST_CLOCK_ERROR:
        yield approve("clock", "it agrees with Telegram's to the minute")
        return
    direction = "ahead of" if error > 0 else "behind"
    yield blame(
        "clock",
        f"it is {_describe_duration(abs(error))} {direction} Telegram's, so today may be "
        "another day",
        "let the system set it: timedatectl set-ntp true",
    )


def _describe_duration(seconds: float) -> str:
    for unit, length in (("days", 86_400), ("hours", 3_600), ("minutes", 60)):
        if seconds >= 2 * length:
            return f"{seconds / length:,.0f} {unit}"
    return f"{seconds:.0f} seconds"


def _explain_refusal(response: _Response, api_url: str) -> Diagnosis:
    if response.status in (401, 404):
        return blame("token", "Telegram refuses it, because it is mistyped or revoked", _NEW_TOKEN)
    if response.status == 0:
        return blame(
            "Telegram",
            f"{api_url} cannot be reached: {response.description}",
            "see whether this machine has a network and its firewall lets HTTPS out; a proxy is "
            "set by HTTPS_PROXY",
        )
    return blame(
        "Telegram",
        f"{api_url} replies with an error: {response.status} {response.description}",
        "see whether DATELINE_TELEGRAM_API_URL is the address of a Bot API server; "
        "otherwise wait and try again",
    )


def _describe_groups(reads_all: bool) -> Diagnosis:
    if reads_all:
        return approve("groups", "privacy mode is off: the bot sees all messages of its groups")
    return approve(
        "groups", "privacy mode is on: in groups the bot sees only commands, mentions and replies"
    )


def _check_webhook(access: BotAccess) -> Iterator[Diagnosis]:
    response = _call(access, "getWebhookInfo")
    if not response.result:
        return
    url = str(response.result.get("url", ""))
    if url and not access.webhook_url:
        yield blame(
            "webhook",
            f"Telegram sends this bot's messages to {url}, so polling gets none",
            "start the bot, which takes that address back; if it is set again, end the other "
            "program that uses this token",
        )
    elif url and url != access.webhook_url:
        yield blame(
            "webhook",
            f"Telegram sends this bot's messages to {url}, not to {access.webhook_url}",
            "start the bot again, which sets its own address; if that does not last, end the "
            "other program that uses this token",
        )
    elif access.webhook_url and not url:
        yield warn(
            "webhook",
            "Telegram has no address to send messages to",
            "start the bot, which sets it",
        )
    message = response.result.get("last_error_message") if url == access.webhook_url else None
    if message:
        yield warn(
            "webhook",
            f"Telegram could not deliver a message: {message}",
            "see whether the address can be reached from outside and its certificate is valid",
        )


def _check_admins(access: BotAccess) -> Iterator[Diagnosis]:
    if not access.admins:
        yield warn(
            "admins",
            "nobody is an admin, so nobody can add articles in the chat",
            "set DATELINE_ADMINS to your number, which @userinfobot in Telegram tells you",
        )
        return
    is_complete = True
    for admin in access.admins[:_MOST_ADMINS]:
        response = _call(access, "getChat", chat_id=admin)
        if response.status == 400:
            is_complete = False
            yield warn(
                "admins",
                f"the admin {admin} has never written to the bot, so it cannot write to them",
                f"let them send /start to the bot, or correct {admin} in DATELINE_ADMINS",
            )
        elif not response.result:
            is_complete = False
            yield warn(
                "admins",
                f"it is not known whether the admin {admin} can be written to: "
                f"{response.description}",
                "try again",
            )
    if is_complete:
        count = len(access.admins)
        yield approve("admins", f"{count} {'is' if count == 1 else 'are'} set and can be reached")
