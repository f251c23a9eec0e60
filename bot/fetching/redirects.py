"""Redirects: where a response leads, and what may be taken along."""

from dataclasses import replace
from urllib.parse import urljoin

from bot.fetching.fetch_errors import FetchError, FetchFailure
from bot.fetching.web_address import WebAddress, parse_address

_PERMANENT = frozenset((301, 308))


def follow_redirect(address: WebAddress, location: str) -> WebAddress:
    """Return where a redirect from an address leads; raise FetchError (REDIRECTS).

    Credentials go along to the same origin and from http to https of the same host, nowhere else;
    those that the location brings are not the bot's, and are dropped. From https to http is
    allowed, as for a page that somebody opens in a browser: the content is public, but the
    credentials stay behind, and such a redirect is not remembered.
    """
    try:
        target = replace(parse_address(urljoin(address.public, location.strip())), credentials="")
    except (FetchError, ValueError) as error:
        raise FetchError(
            FetchFailure.REDIRECTS,
            f"{address.host} redirects to what is no web address: try again later",
        ) from error
    if not location.strip():
        raise FetchError(
            FetchFailure.REDIRECTS,
            f"{address.host} redirects to what is no web address: try again later",
        )
    return (
        replace(target, credentials=address.credentials)
        if _is_same_site(address, target)
        else target
    )


def is_permanent(status: int, address: WebAddress, target: WebAddress) -> bool:
    """Tell whether a redirect may be remembered."""
    return status in _PERMANENT and not (address.scheme == "https" and target.scheme == "http")


def is_same_origin(address: WebAddress, target: WebAddress) -> bool:
    """Tell whether two addresses are of one site, as browsers see it."""
    return address.origin == target.origin


def refuse_circle(host: str) -> FetchError:
    """Return the error for redirects that have no end."""
    return FetchError(
        FetchFailure.REDIRECTS,
        f"{host} redirects in a circle or too often: open the page in a browser, and send the "
        "address where it ends",
    )


def _is_same_site(address: WebAddress, target: WebAddress) -> bool:
    is_upgrade = (
        address.host == target.host
        and (address.scheme, address.port) == ("http", 80)
        and (target.scheme, target.port) == ("https", 443)
    )
    return is_same_origin(address, target) or is_upgrade
