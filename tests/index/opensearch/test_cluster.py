"""How answers and faults of a cluster are understood; a stub stands in for it."""

from base64 import b64encode
from collections.abc import Iterator

import pytest
from opensearchpy.exceptions import ConnectionError as UnreachableError

from bot.errors import ConfigurationError, UnavailableError
from bot.index.opensearch.cluster import Cluster
from tests.index.opensearch.stub import Stub, serve
from tests.waiting import LAST_RESORT

_TOO_MUCH = {"error": {"type": "rejected_execution_exception"}, "status": 429}


@pytest.fixture
def stub() -> Iterator[Stub]:
    with serve() as stub:
        yield stub


@pytest.fixture
def cluster(stub: Stub) -> Iterator[Cluster]:
    cluster = Cluster(stub.url, patience=LAST_RESORT, write_patience=LAST_RESORT)
    yield cluster
    cluster.close()


def test_the_user_name_and_the_password_are_sent(cluster: Cluster, stub: Stub) -> None:
    stub.answers.append((200, {}))
    cluster.ask(cluster.client.search)
    assert stub.authorizations == [f"Basic {b64encode('reader:päss'.encode()).decode()}"]


def test_a_missing_index_is_no_fault(cluster: Cluster, stub: Stub) -> None:
    stub.answers.append((404, _error("index_not_found_exception")))
    assert cluster.ask(cluster.client.search) is None


def test_a_request_is_repeated_after_a_transient_fault(cluster: Cluster, stub: Stub) -> None:
    stub.answers.extend([(503, _error("search_phase_execution_exception")), (429, _TOO_MUCH)])
    stub.answers.append((200, {"took": 1}))
    assert cluster.ask(cluster.client.search) == {"took": 1}


def test_a_repeated_creation_finds_the_first_one(cluster: Cluster, stub: Stub) -> None:
    stub.answers.append((400, _error("resource_already_exists_exception")))
    assert cluster.change(cluster.client.indices.create, index="news") == {}


@pytest.mark.parametrize(
    ("status", "said", "words"),
    [
        (401, "Unauthorized", "rejects the user name or the password"),
        (403, {"error": {"type": "security_exception"}}, "does not allow this user"),
        (403, {"error": {"type": "cluster_block_exception"}}, "is read-only"),
        (400, {"error": {"type": "query_shard_exception"}}, "status 400, query_shard_exception"),
        (400, "<html>reader:secret", "status 400, no type"),
        (200, "<html>Log in</html>", "did not respond as OpenSearch does"),
    ],
)
def test_a_permanent_fault_is_raised_at_once_in_one_line(
    cluster: Cluster, stub: Stub, status: int, said: object, words: str
) -> None:
    stub.answers.append((status, said))
    with pytest.raises(UnavailableError, match=words) as refusal:
        cluster.ask(cluster.client.search)
    assert f"127.0.0.1:{stub.port}" in str(refusal.value)
    assert len(stub.requests) == 1
    assert "\n" not in str(refusal.value)
    assert "secret" not in str(refusal.value)


def test_a_fault_that_persists_is_raised_at_the_deadline(stub: Stub) -> None:
    cluster = Cluster(stub.url, patience=2)
    stub.answers.extend([(503, _error("no_shard_available_action_exception"))] * 20)
    with pytest.raises(UnavailableError, match="missing a shard"):
        cluster.ask(cluster.client.search)


def test_a_request_to_an_overloaded_cluster_is_repeated_later(cluster: Cluster, stub: Stub) -> None:
    stub.answers.extend([(429, _TOO_MUCH), (200, _bulk(a=201, b=201))])
    cluster.write(["a", "b"], _action)
    assert stub.requests[0] == stub.requests[1]


def test_only_what_failed_is_written_again(
    cluster: Cluster, stub: Stub, caplog: pytest.LogCaptureFixture
) -> None:
    stub.answers.extend([(200, _bulk(a=201, b=503, c=200)), (200, _bulk(b=201))])
    cluster.write(["a", "b", "c"], _action)
    assert ['"_id":"a"' in sent for sent in stub.requests] == [True, False]
    assert "1 articles wait for it" in caplog.text


def test_removing_a_missing_document_is_no_fault(cluster: Cluster, stub: Stub) -> None:
    gone = {"delete": {"_id": "a", "status": 404, "result": "not_found"}}
    stub.answers.append((200, {"items": [gone]}))
    cluster.write(["a"], lambda key: {"_op_type": "delete", "_index": "news", "_id": key})
    assert stub.answers == []


def test_a_rejected_article_is_not_sent_again(cluster: Cluster, stub: Stub) -> None:
    stub.answers.append((200, _bulk(a=400)))
    with pytest.raises(UnavailableError, match="status 400, some_exception"):
        cluster.write(["a"], _action)
    assert len(stub.requests) == 1


@pytest.mark.parametrize(
    "url",
    ["", "search.example:9200", "ftp://u:secret@host", "http://u:secret@host:port", "http://"],
)
def test_a_malformed_address_is_rejected_without_showing_its_password(url: str) -> None:
    with pytest.raises(ConfigurationError, match="DATELINE_OPENSEARCH_URL") as refusal:
        Cluster(url)
    assert "secret" not in str(refusal.value)


def test_several_addresses_are_shown_without_their_passwords() -> None:
    cluster = Cluster("https://u:secret@one.example,http://u:secret@[::1]:9", patience=0.3)
    with pytest.raises(UnavailableError, match=r"at one\.example:443, ::1:9 cannot") as refusal:
        cluster.ask(_cut_off)
    cluster.close()
    assert "secret" not in str(refusal.value) + repr(cluster.client)


def _cut_off(**_: object) -> None:
    raise UnreachableError("N/A", "refused", OSError())


def _error(kind: str) -> dict[str, object]:
    return {"error": {"type": kind, "reason": "told\nat length"}}


def _bulk(**statuses: int) -> dict[str, object]:
    return {"items": [{"index": _item(key, status)} for key, status in statuses.items()]}


def _item(key: str, status: int) -> dict[str, object]:
    failed = {"error": {"type": "some_exception", "reason": "it is"}} if status >= 400 else {}
    return {"_id": key, "status": status, **failed}


def _action(key: str) -> dict[str, object]:
    return {"_index": "news", "_id": key, "_source": {"text": key}}
