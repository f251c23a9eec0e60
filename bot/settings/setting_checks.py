"""Setting checks: what a value has to be, said to whoever set it; each raises ValueError."""

import re
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import SecretStr

# Ids that many people share: anybody who posts as one of them would be an admin.
_SHARED_IDS = {
    777000: "Telegram's own service account, which forwards channel posts",
    136817688: "the account that posts for all channels",
    1087968824: "the account that posts for all anonymous group admins",
}


def split_ids(value: object) -> object:
    """Return the ids in a list with commas, each once."""
    if not isinstance(value, str):
        return value
    parts = [part.strip() for part in value.split(",") if part.strip()]
    for part in parts:
        if not (part.removeprefix("-").isdecimal() and part.isascii()):
            raise ValueError(f"{part!r} is not an id: use whole numbers")
    return tuple(dict.fromkeys(int(part) for part in parts))


def check_personal_ids(value: tuple[int, ...]) -> tuple[int, ...]:
    """Return ids, none of which stands for many people or for a group."""
    for person in value:
        if person in _SHARED_IDS:
            raise ValueError(f"{person} is {_SHARED_IDS[person]}: it would let strangers in")
        if person <= 0:
            raise ValueError(f"{person} is not a person's id: people's ids are positive")
    return value


def check_group_ids(value: tuple[int, ...]) -> tuple[int, ...]:
    """Return ids, all of which are groups'."""
    for group in value:
        if group >= 0:
            raise ValueError(
                f"{group} is not a group's id: groups' ids are negative, and people's belong into "
                "DATELINE_ALLOWED_USERS"
            )
    return value


def check_token(value: SecretStr | None) -> SecretStr | None:
    """Return a bot's token, None where it is empty."""
    text = value.get_secret_value().strip() if value else ""
    if not text:
        return None
    number, colon, secret = text.partition(":")
    letters = secret.replace("_", "").replace("-", "")
    if not (number.isdecimal() and colon and letters.isalnum() and text.isascii()):
        raise ValueError("this is not a bot token: a token is a number, a colon and letters")
    return SecretStr(text)


def check_web_address(value: str) -> str:
    """Return a web address without slashes at its end."""
    if not value.startswith(("http://", "https://")):
        raise ValueError(f"{value!r} does not begin with http:// or https://")
    return value.rstrip("/")


def check_webhook_address(value: str) -> str:
    """Return an address that Telegram could send to."""
    address = value.strip()
    parts = urlsplit(address)
    # A port that is none raises ValueError.
    if address and not (parts.scheme in ("https", "http") and parts.hostname and parts.port != 0):
        raise ValueError(f"{value!r} is not the address of a web page")
    if parts.query or parts.fragment or parts.username:
        raise ValueError("it has more than a host, a port and a path")
    return address


def check_listen_address(value: str) -> str:
    """Return a host and a port."""
    host, _, port = value.strip().rpartition(":")
    if not (host and port.isdecimal() and 0 < int(port) < 65_536):
        raise ValueError(f"{value!r} is not an address and a port")
    return f"{host}:{port}"


def check_webhook_secret(value: SecretStr | None) -> SecretStr | None:
    """Return a secret that Telegram would send along, None where it is empty."""
    text = value.get_secret_value().strip() if value else ""
    if not text:
        return None
    if not re.fullmatch(r"[A-Za-z0-9_-]{16,256}", text):
        raise ValueError("it is not 16 to 256 letters, digits, hyphens and underscores")
    return SecretStr(text)


def check_cluster(value: SecretStr | None) -> SecretStr | None:
    """Return a cluster's address, None where it is empty."""
    address = value.get_secret_value().strip() if value else ""
    if not address:
        return None
    if not address.startswith(("http://", "https://")):
        raise ValueError("it does not begin with http:// or https://")
    return SecretStr(address.rstrip("/"))


def check_proxy(value: SecretStr | None) -> SecretStr | None:
    """Return a proxy's address, None where it is empty."""
    address = value.get_secret_value().strip() if value else ""
    if not address:
        return None
    try:
        parts = urlsplit(address)
        is_address = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        is_address = False
    if not is_address:
        raise ValueError("it is not the address of a proxy, which begins with http:// or https://")
    return SecretStr(address.rstrip("/"))


def check_contact(value: str) -> str:
    """Return an address that fits into a line of HTTP."""
    address = value.strip()
    if not re.fullmatch(r"[\x21-\x27\x2a-\x7e]{0,200}", address):
        raise ValueError("it is not a web or mail address: use ASCII without blanks or parentheses")
    return address


def check_zone_name(value: str) -> str:
    """Return the name of a time zone."""
    name = value.strip()
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        # The name of a folder of zones, such as America, raises OSError.
        raise ValueError(f"{name!r} is not the IANA name of a time zone") from None
    return name


def empty_to_none(value: object) -> object:
    """Return None for what is empty."""
    return None if value == "" else value


def require_path(value: object) -> object:
    """Return a path that is not empty."""
    if value == "":
        raise ValueError("it is empty: name a folder")
    return value
