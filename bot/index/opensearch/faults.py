"""Fault: why OpenSearch did not do what it was asked, in words for an operator."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from opensearchpy import OpenSearchException, TransportError
from opensearchpy.exceptions import SSLError

UNREACHABLE = "N/A"
TIMED_OUT = "TIMEOUT"
"""What the client gives for a status where there was no answer."""

_CERTIFICATE = "certificate"
_NO_OPENSEARCH = "no_opensearch"
_TYPE = re.compile("[a-z_]+")


@dataclass(frozen=True, slots=True)
class Fault:
    """An answer's status, and its kind: the type of exception that OpenSearch names.

    Of what the server wrote nothing else is kept: it may quote an article, or an address.
    """

    status: int | str
    kind: str = ""

    @property
    def answered(self) -> bool:
        """Tell whether there was an answer at all."""
        return isinstance(self.status, int)

    @property
    def passing(self) -> bool:
        """Tell whether the same request may succeed in a moment, perhaps at another node."""
        if self.kind in (_CERTIFICATE, _NO_OPENSEARCH) or self.read_only:
            return False
        return isinstance(self.status, str) or self.status == 429 or self.status >= 500

    @property
    def read_only(self) -> bool:
        """Tell whether writing is blocked; OpenSearch blocks it itself when a disk is full."""
        return self.kind == "cluster_block_exception" and self.status in (403, 429)

    @property
    def already_done(self) -> bool:
        """Tell whether a repeated creation found what the first one made."""
        return self.kind == "resource_already_exists_exception"

    def __str__(self) -> str:
        if self.kind == _CERTIFICATE:
            return "has no certificate that this machine trusts"
        if self.kind == _NO_OPENSEARCH:
            return "did not answer as OpenSearch does"
        if self.read_only:
            return "is read-only: look whether a disk is full, then lift the block"
        if self.status in _REASONS:
            return _REASONS[self.status]
        return f"answered with an error (status {self.status}, {self.kind or 'no type'})"


_REASONS: Mapping[int | str, str] = {
    UNREACHABLE: "cannot be reached",
    TIMED_OUT: "did not answer in time",
    401: "refuses the user name or the password",
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
    return Fault(error.status_code, _named(error.error))


def classify_item(result: Mapping[str, Any]) -> Fault:
    """Return why one item of a bulk request failed."""
    exception = result.get("exception")
    if isinstance(exception, OpenSearchException):
        return classify_error(exception)
    error = result.get("error")
    return Fault(result["status"], _named(error.get("type") if isinstance(error, dict) else error))


def _named(kind: object) -> str:
    return kind if isinstance(kind, str) and _TYPE.fullmatch(kind) else ""
