"""Which Java runs OpenSearch, and what is said where there is none."""

from pathlib import Path

import pytest

from tests.index.opensearch import java
from tests.index.opensearch.fixtures import do_without
from tests.index.opensearch.java import MissingToolError, find_jars, find_java


@pytest.fixture(autouse=True)
def _bare_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(java, "JVMS", tmp_path / "jvm")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("JAVA_HOME", raising=False)


def test_a_jdk_that_is_new_enough_is_found_beside_an_old_one(tmp_path: Path) -> None:
    _install(tmp_path / "jvm" / "a-17", "17.0.15")
    new = _install(tmp_path / "jvm" / "b-25", "25")
    assert find_java() == new


def test_java_home_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _install(tmp_path / "jvm" / "25", "25")
    own = _install(tmp_path / "own", "21.0.2")
    monkeypatch.setenv("JAVA_HOME", str(own))
    assert find_java() == own


def test_a_java_that_cannot_compile_is_passed_over(tmp_path: Path) -> None:
    (_install(tmp_path / "jvm" / "25", "25") / "bin" / "javac").unlink()
    with pytest.raises(MissingToolError, match="JDK of 21 or newer"):
        find_java()


def test_without_maven_the_message_says_what_to_install(tmp_path: Path) -> None:
    with pytest.raises(MissingToolError, match="apt-get install maven"):
        find_jars(tmp_path)


def test_what_is_missing_skips_tests_except_in_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    missing = MissingToolError("install it")
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="install it"):
        do_without(missing)
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="install it"):
        do_without(missing)


def _install(home: Path, version: str) -> Path:
    (home / "bin").mkdir(parents=True)
    (home / "bin" / "javac").touch()
    (home / "release").write_text(f'IMPLEMENTOR="Anyone"\nJAVA_VERSION="{version}"\n')
    return home
