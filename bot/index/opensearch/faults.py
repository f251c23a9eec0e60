"""Fault: why a request to OpenSearch failed, in words for an operator."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from opensearchpy import OpenSearchException, TransportError
from opensearchpy.exceptions import SSLError

UNREACHABLE = "N/A"
TIMED_OUT = "TIMEOUT"
"""The client's values for a status where there was no response."""

_CERTIFICATE = "certificate"
_NO_OPENSEARCH = "no_opensearch"
_TYPE = re.compile("[a-z_]+")


@dataclass(frozen=True, slots=True)
class Fault:
    """A response's status, and its kind: the type of exception that OpenSearch reports.

    Nothing else of the response is kept: it may quote an article, or an address.
    """

    status: int | str
    kind: str = ""

    @property
    def has_response(self) -> bool:
        """Tell whether there was a response at all."""
        return isinstance(self.status, int)

    @property
    def is_transient(self) -> bool:
        """Tell whether the same request may succeed in a moment, perhaps at another node."""
        if self.kind in (_CERTIFICATE, _NO_OPENSEARCH) or self.is_read_only:
            return False
        return isinstance(self.status, str) or self.status == 429 or self.status >= 500

    @property
    def is_read_only(self) -> bool:
        """Tell whether writing is blocked; OpenSearch blocks it itself when a disk is full."""
        return self.kind == "cluster_block_exception" and self.status in (403, 429)

    @property
    def is_duplicate(self) -> bool:
        """Tell whether a repeated creation found the result of the first."""
        return self.kind == "resource_already_exists_exception"

    def __str__(self) -> str:
        if self.kind == _CERTIFICATE:
            return "has no certificate that this machine trusts"
        if self.kind == _NO_OPENSEARCH:
            return "did not respond as OpenSearch does"
        if self.is_read_only:
            return "is read-only: check whether a disk is full, then remove the block"
        if self.status in _REASONS:
            return _REASONS[self.status]
        return f"responded with an error (status {self.status}, {self.kind or 'no type'})"


_REASONS: Mapping[int | str, str] = {
    UNREACHABLE: "cannot be reached",
    TIMED_OUT: "did not respond in time",
    401: "rejects the user name or the password",
    403: "does not allow this user to do that",
    429: "is overloaded",
    503: "is missing a shard or a cluster manager",
}


def classify_error(error: OpenSearchException) -> Fault:
    """Return why a request failed."""
    if isinstance(error, SSLError):
        return Fault(UNREACHABLE, _CERTIFICATE)
    if not isinstance(error, TransportError):
        return Fault(UNREACHABLE, _NO_OPENSEARCH)
    return Fault(error.status_code, _type(error.error))


def classify_item(result: Mapping[str, Any]) -> Fault:
    """Return why one item of a bulk request failed."""
    exception = result.get("exception")
    if isinstance(exception, OpenSearchException):
        return classify_error(exception)
    error = result.get("error")
    return Fault(result["status"], _type(error.get("type") if isinstance(error, dict) else error))


def _type(kind: object) -> str:
    return kind if isinstance(kind, str) and _TYPE.fullmatch(kind) else ""
