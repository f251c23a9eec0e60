"""Nodes: an OpenSearch cluster on this machine, whose nodes can be killed and started again."""

import json
import random
import signal
import socket
import subprocess
import time
import urllib.request
from itertools import islice
from pathlib import Path

from tests.index.opensearch.java import HERE, find_jars, find_java

_START = 600.0  # seconds until a cluster must be there, on however busy a machine
_STOP = 20.0


class Nodes:
    """A cluster of ``count`` nodes with their data under ``folder``, one Java process each."""

    def __init__(self, folder: Path, count: int) -> None:
        self._folder = folder
        self._java = find_java()
        self._jars = find_jars(self._java)
        self._names = [f"node{number}" for number in range(count)]
        ports = _free_ports(2 * count)
        self._http, self._transport = ports[:count], ports[count:]
        self._processes: dict[int, subprocess.Popen[bytes]] = {}

    @property
    def url(self) -> str:
        """Return the addresses of all nodes, as the setting takes them."""
        return ",".join(f"http://127.0.0.1:{port}" for port in self._http)

    def start(self) -> None:
        """Start every node that does not run, and wait until all shards are everywhere."""
        for number in range(len(self._names)):
            process = self._processes.get(number)
            if process is None or process.poll() is not None:
                self._processes[number] = self._launch(number)
        deadline = time.monotonic() + _START
        while not self._complete():
            if time.monotonic() > deadline:
                raise AssertionError(f"the cluster is not complete: see {self._folder}/*.log")
            time.sleep(0.2)

    def kill(self, number: int) -> None:
        """End a node without any warning."""
        self._processes[number].kill()
        _reap(self._processes[number])

    def kill_all(self) -> None:
        """End all nodes without any warning."""
        for process in self._processes.values():
            process.kill()
        for process in self._processes.values():
            _reap(process)

    def freeze(self) -> None:
        """Let all nodes hang: they take connections, and do not answer."""
        for process in self._processes.values():
            process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """End the hanging of all nodes."""
        for process in self._processes.values():
            process.send_signal(signal.SIGCONT)

    def stop(self) -> None:
        """Stop all nodes."""
        for process in self._processes.values():
            process.terminate()
        for process in self._processes.values():
            try:
                _reap(process, _STOP)
            except subprocess.TimeoutExpired:
                process.kill()
                _reap(process)

    def _launch(self, number: int) -> subprocess.Popen[bytes]:
        name = self._names[number]
        command = [
            *(str(self._java / "bin" / "java"), "-Xmx384m", "-XX:TieredStopAtLevel=1"),
            *("--add-modules", "jdk.incubator.vector", "-cp", f"{self._jars}/*"),
            *(str(HERE / "Node.java"), str(self._folder / name), name),
            *(str(self._http[number]), str(self._transport[number])),
            ",".join(self._names),
            ",".join(f"127.0.0.1:{port}" for port in self._transport),
        ]
        with (self._folder / f"{name}.log").open("ab") as log:
            return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=log, stderr=log)

    def _complete(self) -> bool:
        """Tell whether every node says that all nodes are there and hold all shards."""
        return all(
            health.get("number_of_nodes") == len(self._names) and health.get("status") == "green"
            for health in map(_health, self._http)
        )


def _reap(process: subprocess.Popen[bytes], patience: float | None = None) -> None:
    process.wait(patience)
    if process.stdin:
        process.stdin.close()


def _health(port: int) -> dict[str, object]:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/_cluster/health", timeout=5) as page:
            health: dict[str, object] = json.load(page)
            return health
    except OSError:
        return {}


def _free_ports(count: int) -> list[int]:
    """Return ports that no system hands out, so that nobody gets them while a node is down."""
    candidates = random.sample(range(20_000, 32_000), 1000)
    return list(islice(filter(_is_free, candidates), count))


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
