"""A Java that runs OpenSearch, and OpenSearch's jars."""

import hashlib
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
OLDEST = 21
JVMS = Path("/usr/lib/jvm")
_VERSION = re.compile(r'^JAVA_VERSION="(\d+)', re.MULTILINE)


class MissingToolError(Exception):
    """Say what to install before OpenSearch's tests can run."""


def find_java() -> Path:
    """Return the home of a JDK that is new enough; raise MissingToolError where there is none."""
    for home in _homes():
        release = home / "release"
        if (home / "bin" / "javac").exists() and release.is_file():
            version = _VERSION.search(release.read_text(encoding="utf-8"))
            if version and int(version[1]) >= OLDEST:
                return home
    raise MissingToolError(
        f"OpenSearch needs a JDK of {OLDEST} or newer: install one (on Debian 13 and Ubuntu 24.04"
        " `apt-get install openjdk-21-jdk-headless`, elsewhere from https://adoptium.net)"
        " and set JAVA_HOME to it"
    )


def find_jars(java: Path) -> Path:
    """Return the folder with OpenSearch's jars, which Maven fetches once (71 MB)."""
    pom = HERE / "pom.xml"
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "dateline"
    folder = cache / f"opensearch-{hashlib.sha256(pom.read_bytes()).hexdigest()[:12]}"
    if not folder.is_dir():
        maven = shutil.which("mvn")
        if maven is None:
            raise MissingToolError(
                "OpenSearch's jars come by Maven: install it (`apt-get install maven`)"
            )
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache) as scratch:
            _copy_dependencies(maven, java, pom, Path(scratch) / "jars")
            (Path(scratch) / "jars").rename(folder)
    return folder


def _homes() -> Iterator[Path]:
    if home := os.environ.get("JAVA_HOME"):
        yield Path(home)
    if java := shutil.which("java"):
        yield Path(java).resolve().parent.parent
    yield from sorted(JVMS.glob("*"))


def _copy_dependencies(maven: str, java: Path, pom: Path, target: Path) -> None:
    goal = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies"
    command = [maven, "-q", "-B", "-f", str(pom), goal, f"-DoutputDirectory={target}"]
    done = subprocess.run(
        command,
        env={**os.environ, "JAVA_HOME": str(java)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=600,
    )
    if done.returncode:
        raise AssertionError(f"Maven could not fetch OpenSearch:\n{done.stdout}{done.stderr}")
