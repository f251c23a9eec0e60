"""Aliases: the index behind an alias, and its replacement without a gap."""

import time

from bot.index.opensearch.cluster import Cluster
from bot.index.opensearch.documents import build_index_body


class Aliases:
    """The one index that has ``alias``; its name is ``family`` and the time of its creation."""

    def __init__(
        self, cluster: Cluster, family: str, alias: str, *, shards: int, replicas: int
    ) -> None:
        self.alias = alias
        self._cluster = cluster
        self._indices = cluster.client.indices
        self._family = family
        self._shards = shards
        self._replicas = replicas
        self._has_replicas = False

    def resolve(self) -> str | None:
        """Return the name of the index behind the alias, or None if there is none.

        A node answers from its own state, so that it works while the cluster elects a manager.
        """
        response = self._cluster.ask(self._indices.get_alias, name=self.alias, local="true")
        return next(iter(response), None) if response else None

    def read_fingerprint(self) -> str:
        """Return the fingerprint in the index's metadata, empty if there is no index."""
        response = self._cluster.ask(self._indices.get_mapping, index=self.alias)
        for index in (response or {}).values():
            return str(index["mappings"].get("_meta", {}).get("fingerprint", ""))
        return ""

    def write_fingerprint(self, fingerprint: str) -> None:
        """Write the fingerprint into the index's metadata."""
        body = {"_meta": {"fingerprint": fingerprint}}
        self._cluster.change(self._indices.put_mapping, index=self.alias, body=body)

    def ensure(self) -> None:
        """Create the index if there is none, else set its number of replicas."""
        if self.resolve() is None:
            self._cluster.change(
                self._indices.create,
                index=f"{self._family}-{time.time_ns()}",
                body=build_index_body(self.alias, self._shards, self._replicas),
            )
        elif not self._has_replicas:
            body = {"index": {"number_of_replicas": self._replicas}}
            self._cluster.change(self._indices.put_settings, index=self.alias, body=body)
        self._has_replicas = True

    def refresh(self) -> None:
        """Make all that was written visible to searches."""
        self._cluster.change(self._indices.refresh, index=self.alias)

    def delete(self) -> None:
        """Delete the index, with its alias."""
        index = self.resolve()
        if index is not None:
            self._cluster.change(self._indices.delete, index=index)

    def swap(self, successor: "Aliases") -> None:
        """Give the alias to the index of ``successor``, and delete its present one, in one step."""
        new, old = successor.resolve(), self.resolve()
        if new is None:
            return
        actions: list[dict[str, object]] = [
            {"add": {"index": new, "alias": self.alias}},
            {"remove": {"index": new, "alias": successor.alias}},
        ]
        if old is not None:
            actions.append({"remove_index": {"index": old}})
        self._cluster.change(self._indices.update_aliases, body={"actions": actions})
