"""The built package: what is in it, its types, and what it says in an empty folder."""

import os
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

from tests.paths import PROJECT

CLIENT = """\
from datetime import date
from pathlib import Path

from bot import Answer, Article, Dateline, DatelineError, Hit, Quote


def ask(corpus: Path) -> Answer:
    try:
        with Dateline.open(corpus, data=None, engine="memory") as dateline:
            newest: list[Article] = list(dateline.articles(since=date(2026, 1, 1)))
            hits: list[Hit] = dateline.search("harbour", top_k=len(newest) or 1)
            print(hits[0].score, hits[0].passage.article.heading)
            return dateline.ask("When did the harbour reopen?", at=date(2026, 1, 10))
    except DatelineError as error:
        raise SystemExit(str(error)) from error


def best(answer: Answer) -> str:
    quotes: tuple[Quote, ...] = answer.quotes
    return quotes[0].text if quotes else ", ".join(answer.missing)
"""


def _build(kind: str, folder: Path) -> Path:
    """Build a wheel or sdist as pip would, without a network."""
    code = f"import sys; from flit_core import buildapi; print(buildapi.build_{kind}(sys.argv[1]))"
    command = [sys.executable, "-c", code, str(folder)]
    built = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True)
    return folder / built.stdout.split()[-1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _build("wheel", tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the Python of an environment with the wheel and its dependencies alone."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False, symlinks=True)
    packages = Path(sysconfig.get_path("purelib", "venv", {"base": str(folder)}))
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(packages)  # noqa: S202
    # The dependencies are those of this environment: to download them needs a network.
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib"), "utf-8")
    return folder / "bin" / "python"


def _run(python: Path, folder: Path, *arguments: str) -> tuple[int, str, str]:
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "PYTHONUTF8": "1"}
    result = subprocess.run(
        [python, *arguments], cwd=folder, env=environment, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    return result.returncode, result.stdout, result.stderr


def test_the_wheel_has_the_package_alone_with_its_data_and_types(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0].partition("-")[0] for name in names} == {"bot", "dateline_bot"}
    data = {"bot/answers/data/sentences.npz", "bot/localization/catalogues/de.po"}
    assert {"bot/py.typed", *data} <= set(names)
    assert not [name for name in names if name.endswith(".pyc")]


def test_the_metadata_names_the_extras_and_the_command(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    read = {Path(name).name: name for name in archive.namelist() if ".dist-info/" in name}
    metadata = archive.read(read["METADATA"]).decode()
    for line in ("Provides-Extra: charts", "Provides-Extra: opensearch", "License-Expression: MIT"):
        assert f"\n{line}\n" in metadata
    assert "\nAuthor: Dateline contributors\n" in metadata
    required = [line for line in metadata.splitlines() if line.startswith("Requires-Dist: ")]
    assert not [line for line in required if "matplotlib" in line and "extra ==" not in line]
    for package in ("python-telegram-bot", "rank-bm25", "pydantic-settings"):
        assert [line for line in required if package in line and "extra ==" not in line]
    assert "dateline=bot.cli:main" in archive.read(read["entry_points.txt"]).decode()


def test_the_sdist_has_what_checks_and_explains_the_package(tmp_path: Path) -> None:
    with tarfile.open(_build("sdist", tmp_path)) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    expected = {
        "tests/test_package.py", "docs/api.md", "benchmarks/__init__.py", "training/ranker.py",
        "Makefile", "CHANGELOG.md", "requirements.lock", "corpus/README.md", "bot/py.typed",
    }  # fmt: skip
    assert expected - names == set()
    assert not [name for name in names if "__pycache__" in name]


def test_a_client_is_checked_strictly(python: Path, tmp_path: Path) -> None:
    client = tmp_path / "client.py"
    client.write_text(CLIENT, "utf-8")
    check = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path / "cache"),
             "--python-executable", str(python), str(client)]  # fmt: skip
    result = subprocess.run(check, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stdout) == (0, "Success: no issues found in 1 source file\n")


def test_a_client_that_misspells_a_name_is_told(python: Path, tmp_path: Path) -> None:
    client = tmp_path / "client.py"
    client.write_text("from bot import Datelime\n", "utf-8")
    check = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path / "cache"),
             "--python-executable", str(python), str(client)]  # fmt: skip
    result = subprocess.run(check, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert 'has no attribute "Datelime"' in result.stdout


@pytest.mark.parametrize("command", [["ask", "x"], ["run"], ["chat"]])
def test_in_an_empty_folder_a_command_says_in_one_line_what_is_missing(
    python: Path, tmp_path: Path, command: list[str]
) -> None:
    status, out, err = _run(python, tmp_path, "-m", "bot", *command)
    assert (status, out) == (2, "")
    assert err == (
        "dateline: there is no folder corpus to search: create it and put article files into it, "
        "or name another one by --corpus or DATELINE_CORPUS\n"
    )
    assert list(tmp_path.iterdir()) == []


def test_with_an_article_the_installed_command_answers(python: Path, tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    article = "---\ndate: 2026-01-09\n---\nThe harbour of Lisbon reopened on Friday.\n"
    (tmp_path / "corpus" / "harbour.txt").write_text(article, "utf-8")
    status, out, err = _run(python, tmp_path, "-m", "bot", "ask", "When did the harbour reopen?")
    assert (status, err) == (0, "")
    assert out.startswith("The harbour of Lisbon reopened on Friday.\n")
