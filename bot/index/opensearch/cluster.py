"""Cluster: OpenSearch's client, with a time limit on every call and one-line errors."""

import logging
import re
import time
from base64 import b64encode
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import unquote, urlsplit

from opensearchpy import OpenSearch, OpenSearchException, helpers
from opensearchpy.exceptions import NotFoundError
from urllib3 import Timeout

from bot.errors import ConfigurationError, UnavailableError
from bot.index.opensearch.faults import Fault, classify_error, classify_item
from bot.system.backoff import Backoff

_LOGGER = logging.getLogger(__name__)

_FIRST_PAUSE = 0.1  # seconds
_LONGEST_PAUSE = 2.0
_DEAD_NODE = 2.0  # seconds before a node that failed is tried again
_CHUNK_BYTES = 4 * 2**20


class Cluster:
    """The nodes of a cluster, by address; the first call connects.

    ``url`` is one address or several, separated by commas; the credentials of the first are
    used for all, and appear in no error and no log. ``patience`` is the seconds that a read may
    take, and ``write_patience`` those that a write may go without progress.
    """

    def __init__(self, url: str, *, patience: float = 5.0, write_patience: float = 60.0) -> None:
        hosts, headers = _parse(url)
        self._address = ", ".join(f"{host['host']}:{host['port']}" for host in hosts)
        self._nodes = len(hosts)
        self._patience = patience
        self._write_patience = write_patience
        # It logs each failed attempt with a traceback; what matters is raised from here.
        logging.getLogger("opensearch").setLevel(logging.ERROR)
        self.client = OpenSearch(
            hosts,
            headers=headers,
            max_retries=0,
            dead_timeout=_DEAD_NODE,
            timeout_cutoff=0,
            pool_maxsize=16,
        )

    def ask(self, request: Callable[..., Any], **arguments: Any) -> dict[str, Any] | None:
        """Return the response to a request, or None if its index does not exist.

        Raise UnavailableError where no node responds in time.
        """
        return self._call(request, self._patience, arguments)

    def change(self, request: Callable[..., Any], **arguments: Any) -> dict[str, Any] | None:
        """Do the same as ``ask``, with the patience of a write."""
        return self._call(request, self._write_patience, arguments)

    def write(self, ids: Collection[str], action: Callable[[str], Mapping[str, Any]]) -> None:
        """Carry out the bulk ``action`` of every document id, repeating until all succeed.

        Raise UnavailableError where there is no more progress; all of it may be repeated.
        """
        pending = dict.fromkeys(ids)
        deadline = _Deadline(self._write_patience * 2 / 3)
        while pending:
            fault: Fault | None = None
            for is_done, result in self._bulk(map(action, list(pending))):
                if is_done or result.get("result") == "not_found":
                    del pending[result["_id"]]
                    deadline.extend()
                    continue
                fault = classify_item(result)
                if not fault.is_transient or deadline.is_over:
                    raise self._unavailable(fault)
            if fault:
                _LOGGER.warning("OpenSearch %s; %d articles wait for it", fault, len(pending))
                deadline.pause()

    def close(self) -> None:
        """Close all connections."""
        self.client.close()

    def _call(
        self, request: Callable[..., Any], patience: float, arguments: Mapping[str, Any]
    ) -> dict[str, Any] | None:
        deadline = _Deadline(patience)
        worst: Fault | None = None
        while True:
            # A node that hangs must leave time for another.
            limit = Timeout(total=deadline.seconds_left / min(self._nodes, 2))
            try:
                response: dict[str, Any] = request(request_timeout=limit, **arguments)
            except NotFoundError:
                return None
            except OpenSearchException as error:
                fault = classify_error(error)
                if fault.is_duplicate:
                    return {}
                # A response says more than that another node is dead.
                worst = fault if worst is None or fault.has_response else worst
                if not fault.is_transient or deadline.is_over:
                    raise self._unavailable(worst) from None
                deadline.pause()
            else:
                return response

    def _bulk(self, actions: Iterable[Mapping[str, Any]]) -> Iterator[tuple[bool, dict[str, Any]]]:
        for is_done, item in helpers.streaming_bulk(
            self.client,
            actions,
            max_chunk_bytes=_CHUNK_BYTES,
            raise_on_error=False,
            raise_on_exception=False,
            max_retries=3,  # of requests that an overloaded cluster rejects
            initial_backoff=1,
            max_backoff=4,
            require_alias="true",
            request_timeout=Timeout(total=self._write_patience / 3),
        ):
            yield is_done, next(iter(item.values()))

    def _unavailable(self, fault: Fault) -> UnavailableError:
        return UnavailableError(f"OpenSearch at {self._address} {fault}")


class _Deadline:
    """A time limit, and ever longer pauses until then."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._backoff = Backoff(_FIRST_PAUSE, _LONGEST_PAUSE)
        self.extend()

    def extend(self) -> None:
        """Start the time again."""
        self._end = time.monotonic() + self._seconds
        self._backoff.reset()

    @property
    def seconds_left(self) -> float:
        return self._end - time.monotonic()

    @property
    def is_over(self) -> bool:
        """Tell whether no time is left for another pause and a request after it."""
        return self.seconds_left <= 2 * self._backoff.pause

    def pause(self) -> None:
        time.sleep(max(0.0, min(self._backoff.next_pause(), self.seconds_left)))


def _parse(url: str) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """Return the client's description of the nodes, and the header that carries credentials."""
    hosts: list[dict[str, Any]] = []
    headers: dict[str, str] = {}
    for address in re.split(r",\s*(?=https?://)", url.strip()):
        try:
            parts = urlsplit(address)
            secure = {"http": False, "https": True}[parts.scheme]
            port = parts.port or (443 if secure else 9200)
        except (ValueError, KeyError):
            raise _url_error() from None
        if not parts.hostname:
            raise _url_error()
        hosts.append(
            {"host": parts.hostname, "port": port, "use_ssl": secure, "url_prefix": parts.path}
        )
        if parts.username and not headers:
            pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
            headers["authorization"] = f"Basic {b64encode(pair.encode()).decode()}"
    return hosts, headers


def _url_error() -> ConfigurationError:
    return ConfigurationError(
        "DATELINE_OPENSEARCH_URL",
        "it is not the address of a cluster; write special characters of a password as %XX",
        "https://user:password@search.example.org:9200",
    )
