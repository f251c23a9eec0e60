"""Versions: the index behind an alias, and how a new one takes its place without a gap."""

import time

from bot.index.opensearch.cluster import Cluster
from bot.index.opensearch.documents import build_index_body


class Aliases:
    """The one index that has ``alias``; it is named after the ``family`` and its time of birth."""

    def __init__(
        self, cluster: Cluster, family: str, alias: str, *, shards: int, replicas: int
    ) -> None:
        self.alias = alias
        self._cluster = cluster
        self._indices = cluster.client.indices
        self._family = family
        self._shards = shards
        self._replicas = replicas
        self._replicated = False

    def current(self) -> str | None:
        """Return the name of the index behind the alias, None where there is none.

        A node says what it knows by itself, which works while the cluster elects a manager.
        """
        found = self._cluster.ask(self._indices.get_alias, name=self.alias, local="true")
        return next(iter(found), None) if found else None

    def fingerprint(self) -> str:
        """Return what the index says that it was built with, empty where there is none."""
        found = self._cluster.ask(self._indices.get_mapping, index=self.alias)
        for version in (found or {}).values():
            return str(version["mappings"].get("_meta", {}).get("fingerprint", ""))
        return ""

    def sign(self, fingerprint: str) -> None:
        """Write down what the index was built with."""
        body = {"_meta": {"fingerprint": fingerprint}}
        self._cluster.change(self._indices.put_mapping, index=self.alias, body=body)

    def ensure(self) -> None:
        """Make an index where there is none, else give it the number of replicas that is set."""
        if self.current() is None:
            self._cluster.change(
                self._indices.create,
                index=f"{self._family}-{time.time_ns()}",
                body=build_index_body(self.alias, self._shards, self._replicas),
            )
        elif not self._replicated:
            body = {"index": {"number_of_replicas": self._replicas}}
            self._cluster.change(self._indices.put_settings, index=self.alias, body=body)
        self._replicated = True

    def refresh(self) -> None:
        """Let searches see all that was written."""
        self._cluster.change(self._indices.refresh, index=self.alias)

    def delete(self) -> None:
        """Delete the index, with its alias."""
        index = self.current()
        if index is not None:
            self._cluster.change(self._indices.delete, index=index)

    def give_way(self, other: "Aliases") -> None:
        """Give the alias to the index of ``other`` and delete the own one, in one step."""
        new, old = other.current(), self.current()
        if new is None:
            return
        actions: list[dict[str, object]] = [
            {"add": {"index": new, "alias": self.alias}},
            {"remove": {"index": new, "alias": other.alias}},
        ]
        if old is not None:
            actions.append({"remove_index": {"index": old}})
        self._cluster.change(self._indices.update_aliases, body={"actions": actions})
