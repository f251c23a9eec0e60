"""Cluster: OpenSearch's client, with a time limit on every call and faults in one line."""

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

_log = logging.getLogger(__name__)

_FIRST_PAUSE = 0.1  # seconds
_LONGEST_PAUSE = 2.0
_DEAD_NODE = 2.0  # seconds before a node that failed is tried again
_CHUNK_BYTES = 4 * 2**20


class Cluster:
    """The nodes of a cluster, by address; nothing is asked of them before the first call.

    ``url`` is one address or several, separated by commas; the credentials of the first are
    used for all, and appear in no error and no log. ``patience`` is how many seconds a
    question may take, and ``write_patience`` how many a change may go without progress.
    """

    def __init__(self, url: str, *, patience: float = 5.0, write_patience: float = 60.0) -> None:
        hosts, headers = _parse(url)
        self._address = ", ".join(f"{host['host']}:{host['port']}" for host in hosts)
        self._nodes = len(hosts)
        self._patience = patience
        self._write_patience = write_patience
        # It would log each failed attempt with a traceback; what matters is raised from here.
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
        """Return the answer to a request, None where it concerns an index that is not there.

        Raise UnavailableError where no node gives an answer in time.
        """
        return self._call(request, self._patience, arguments)

    def change(self, request: Callable[..., Any], **arguments: Any) -> dict[str, Any] | None:
        """Do as ``ask``, with the patience of a change."""
        return self._call(request, self._write_patience, arguments)

    def write(self, ids: Collection[str], action: Callable[[str], Mapping[str, Any]]) -> None:
        """Carry out the bulk ``action`` of every document id, repeating until all are done.

        Raise UnavailableError where nothing moves any more; what was done may be repeated.
        """
        waiting = dict.fromkeys(ids)
        deadline = _Deadline(self._write_patience * 2 / 3)
        while waiting:
            fault: Fault | None = None
            for done, result in self._bulk(map(action, list(waiting))):
                if done or result.get("result") == "not_found":
                    del waiting[result["_id"]]
                    deadline.put_off()
                    continue
                fault = classify_item(result)
                if not fault.passing or deadline.over:
                    raise self._unavailable(fault)
            if fault:
                _log.warning("OpenSearch %s; %d articles wait for it", fault, len(waiting))
                deadline.pause()

    def close(self) -> None:
        """Close all connections."""
        self.client.close()

    def _call(
        self, request: Callable[..., Any], patience: float, arguments: Mapping[str, Any]
    ) -> dict[str, Any] | None:
        deadline = _Deadline(patience)
        told: Fault | None = None
        while True:
            # A node that hangs must leave time to ask another.
            limit = Timeout(total=deadline.left / min(self._nodes, 2))
            try:
                answer: dict[str, Any] = request(request_timeout=limit, **arguments)
            except NotFoundError:
                return None
            except OpenSearchException as error:
                fault = classify_error(error)
                if fault.already_done:
                    return {}
                # What a living node says tells more than that another one is dead.
                told = fault if told is None or fault.answered else told
                if not fault.passing or deadline.over:
                    raise self._unavailable(told) from None
                deadline.pause()
            else:
                return answer

    def _bulk(self, actions: Iterable[Mapping[str, Any]]) -> Iterator[tuple[bool, dict[str, Any]]]:
        for done, item in helpers.streaming_bulk(
            self.client,
            actions,
            max_chunk_bytes=_CHUNK_BYTES,
            raise_on_error=False,
            raise_on_exception=False,
            max_retries=3,  # of what the cluster refuses because it is given too much
            initial_backoff=1,
            max_backoff=4,
            require_alias="true",
            request_timeout=Timeout(total=self._write_patience / 3),
        ):
            yield done, next(iter(item.values()))

    def _unavailable(self, fault: Fault) -> UnavailableError:
        return UnavailableError(f"OpenSearch at {self._address} {fault}")


class _Deadline:
    """A time by which something must have happened, and ever longer pauses until then."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._backoff = Backoff(_FIRST_PAUSE, _LONGEST_PAUSE)
        self.put_off()

    def put_off(self) -> None:
        """Begin again."""
        self._end = time.monotonic() + self._seconds
        self._backoff.reset()

    @property
    def left(self) -> float:
        return self._end - time.monotonic()

    @property
    def over(self) -> bool:
        """Tell whether there is no time for another pause and something after it."""
        return self.left <= 2 * self._backoff.pause

    def pause(self) -> None:
        time.sleep(max(0.0, min(self._backoff.next_pause(), self.left)))


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
            raise _malformed() from None
        if not parts.hostname:
            raise _malformed()
        hosts.append(
            {"host": parts.hostname, "port": port, "use_ssl": secure, "url_prefix": parts.path}
        )
        if parts.username and not headers:
            pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
            headers["authorization"] = f"Basic {b64encode(pair.encode()).decode()}"
    return hosts, headers


def _malformed() -> ConfigurationError:
    return ConfigurationError(
        "DATELINE_OPENSEARCH_URL",
        "it is no address of a cluster; special characters of a password are written as %XX",
        "https://user:password@search.example.org:9200",
    )
