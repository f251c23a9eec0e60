"""Cluster check: whether the OpenSearch cluster answers, to whom, and how it is."""

import json
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from bot.doctor.diagnosis import Diagnosis, approve, blame, warn
from bot.system.extras import MissingExtraError, require_extra

_SUBJECT = "OpenSearch"
_REQUEST_SECONDS = 4.0
_OLDEST_VERSION = 2


def check_cluster(url: str) -> Iterator[Diagnosis]:
    """Yield how the first node of a cluster answers."""
    try:
        require_extra("opensearch")
    except MissingExtraError as error:
        yield blame(_SUBJECT, "its client is not installed", str(error).rpartition(": ")[2])
        return
    import httpx

    first, *_ = url.split(",")
    parts = urlsplit(first.strip())
    address = f"{parts.scheme}://{parts.hostname}:{parts.port or 9200}"
    login = (unquote(parts.username), unquote(parts.password or "")) if parts.username else None
    try:
        with httpx.Client(auth=login, timeout=_REQUEST_SECONDS) as client:
            root = client.get(f"{address}{parts.path}/")
            health = client.get(f"{address}{parts.path}/_cluster/health")
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        is_slow = isinstance(error, httpx.TimeoutException)
        reason = "it does not reply in time" if is_slow else str(error)
        yield blame(
            _SUBJECT, f"{address} cannot be reached: {reason}",
            "start the cluster, or correct DATELINE_OPENSEARCH_URL",
        )  # fmt: skip
        return
    if root.status_code in (401, 403):
        yield blame(
            _SUBJECT, f"{address} refuses the user name or the password",
            "correct them in DATELINE_OPENSEARCH_URL=https://name:password@host:9200, each "
            "character that is no letter or digit as in %40 for @",
        )  # fmt: skip
        return
    yield from _judge(address, root.text, health.text)


def _judge(address: str, root: str, health: str) -> Iterator[Diagnosis]:
    try:
        version = str(json.loads(root)["version"]["number"])
        status = str(json.loads(health)["status"])
    except (ValueError, KeyError, TypeError):
        yield blame(
            _SUBJECT, f"{address} is no OpenSearch cluster",
            "correct DATELINE_OPENSEARCH_URL",
        )  # fmt: skip
        return
    major = version.partition(".")[0]
    if major.isdecimal() and int(major) < _OLDEST_VERSION:
        yield blame(
            _SUBJECT, f"{address} has version {version}",
            f"install version {_OLDEST_VERSION} or later",
        )  # fmt: skip
    elif status == "red":
        yield blame(
            _SUBJECT, f"the cluster at {address} is red: parts of the index are missing",
            "see its log, and start the nodes that are away",
        )  # fmt: skip
    elif status == "yellow":
        yield warn(
            _SUBJECT, f"the cluster at {address} is yellow: some copies have no node",
            "start another node, or set DATELINE_OPENSEARCH_REPLICAS=0",
        )  # fmt: skip
    else:
        yield approve(_SUBJECT, f"{address} answers, version {version}, {status}")
