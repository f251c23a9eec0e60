"""Response errors: what a status or a broken connection means, in words for admins."""

import ssl

import httpcore

from bot.fetching.exchange.response_headers import ResponseHeaders
from bot.fetching.fetch_errors import FetchError, FetchFailure

_EXPIRY, _NOT_YET_VALID, _OTHER_HOST, _OTHER_ADDRESS = 10, 9, 62, 64  # X509_V_ERR_...
_REFUSALS = frozenset((401, 402, 403, 406, 407, 451))


def explain_status(host: str, status: int, headers: ResponseHeaders) -> FetchError:
    """Return the error for a status that is neither a page nor a redirect."""
    wait = headers.read_retry_after()
    kind, message = _describe_status(host, status, has_wait=wait is not None)
    is_wait = kind in (FetchFailure.BUSY, FetchFailure.SERVER)
    return FetchError(kind, message, retry_after=wait if is_wait else None)


def _describe_status(host: str, status: int, *, has_wait: bool) -> tuple[FetchFailure, str]:
    if status == 410:
        return FetchFailure.GONE, f"{host} says that this page was removed for good ({status})"
    if status == 404:
        return FetchFailure.NOT_FOUND, f"{host} has no such page ({status}): check the address"
    if status == 429 or (status == 503 and has_wait):
        return FetchFailure.BUSY, f"{host} asks the bot to wait ({status}): try again later"
    if status >= 500 or status in (408, 425):
        return FetchFailure.SERVER, f"{host} has a fault at the moment ({status}): try again later"
    if status in _REFUSALS:
        return (
            FetchFailure.REFUSED,
            f"{host} does not give this page to bots ({status}): send its text or the saved page",
        )
    return FetchFailure.OTHER, f"{host} gave an answer without a page ({status}): check the address"


def explain_failure(host: str, error: BaseException, *, has_proxy: bool) -> FetchError:
    """Return the error for a connection that could not be made, or broke."""
    fault = _find_tls_fault(error)
    if fault is not None:
        return FetchError(FetchFailure.TLS, _describe_tls_fault(host, fault))
    if has_proxy and isinstance(error, httpcore.ProxyError | httpcore.ConnectError):
        return FetchError(
            FetchFailure.UNREACHABLE,
            f"{host} cannot be reached through the proxy: check the proxy, or try again later",
        )
    if isinstance(error, TimeoutError | httpcore.TimeoutException):
        return FetchError(FetchFailure.TIMEOUT, f"{host} took too long to answer: try again later")
    if isinstance(error, httpcore.ConnectError):
        return FetchError(
            FetchFailure.UNREACHABLE, f"{host} cannot be reached: check the address, or try later"
        )
    return FetchError(
        FetchFailure.UNREACHABLE,
        f"the connection to {host} broke off or was garbled: try again later",
    )


def _find_tls_fault(error: BaseException | None) -> ssl.SSLError | None:
    for _ in range(10):
        if error is None or isinstance(error, ssl.SSLError):
            return error
        error = error.__cause__ or error.__context__
    return None


def _describe_tls_fault(host: str, fault: ssl.SSLError) -> str:
    code = fault.verify_code if isinstance(fault, ssl.SSLCertVerificationError) else None
    if code is None:
        return f"no secure connection to {host} can be made: check the address, or try later"
    if code in (_EXPIRY, _NOT_YET_VALID):
        return f"the certificate of {host} has expired or is not valid yet: try again later"
    if code in (_OTHER_HOST, _OTHER_ADDRESS):
        return f"the certificate of {host} is for another site: check the address"
    return f"the certificate of {host} is from nobody who is trusted: check the address"
