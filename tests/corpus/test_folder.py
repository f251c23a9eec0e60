import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.articles.article import Article
from bot.articles.findings import Rejection
from bot.corpus.folder import CorpusFolder

STORY = "date 2026-01-07 Prose."


def _write(*paths: Path) -> None:
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(STORY)


def test_files_come_in_order_from_all_folders(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("a.txt", "b/a.md", "b/c/d.jsonl", "c.txt.gz")]
    _write(*reversed(paths))
    assert CorpusFolder(tmp_path).files() == paths


def test_the_documentation_is_passed_over_at_the_root_alone(tmp_path: Path) -> None:
    _write(tmp_path / "README.md", tmp_path / "b" / "README.md")
    folder = CorpusFolder(tmp_path)
    assert folder.files() == [tmp_path / "b" / "README.md"]
    assert all(isinstance(finding, Article) for finding in folder.read())


_PASSED_OVER = (
    *(".hidden.txt", ".git/a.txt", "a.txt~", "a.txt.tmp", "a.PART", "a.jsonl.partial", "#a.txt#"),
    *(".a.txt.swp", "a.txt.bak", "a.crdownload", "~$a.txt", "Thumbs.db", "a\n.tmp"),
)


@pytest.mark.parametrize("name", _PASSED_OVER)
def test_what_is_half_written_or_a_backup_is_passed_over(name: str, tmp_path: Path) -> None:
    _write(tmp_path / name, tmp_path / "a.txt")
    assert list(CorpusFolder(tmp_path).files()) == [tmp_path / "a.txt"]


def test_one_file_is_read_alone_whatever_it_is_called(tmp_path: Path) -> None:
    _write(tmp_path / "README.md", tmp_path / "b.txt")
    assert CorpusFolder(tmp_path / "README.md").files() == [tmp_path / "README.md"]


def test_a_missing_folder_is_said_plainly(tmp_path: Path) -> None:
    folder = CorpusFolder(tmp_path / "nowhere")
    assert folder.files() == []
    assert list(folder.read()) == [
        Rejection(str(tmp_path / "nowhere"), None, "there is no such file or folder")
    ]


def test_an_empty_folder_holds_nothing(tmp_path: Path) -> None:
    assert list(CorpusFolder(tmp_path).read()) == []


def test_a_folder_called_like_a_text_is_a_folder(tmp_path: Path) -> None:
    _write(tmp_path / "2026-01-07-x.txt" / "a.txt")
    assert CorpusFolder(tmp_path).files() == [tmp_path / "2026-01-07-x.txt" / "a.txt"]


def test_linked_folders_are_read_once_even_in_circles(tmp_path: Path) -> None:
    _write(tmp_path / "a" / "a.txt")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "b").symlink_to(tmp_path / "a")
    assert len(CorpusFolder(tmp_path).files()) == 1


def test_links_that_lead_nowhere_are_refused_and_cost_nothing_else(tmp_path: Path) -> None:
    _write(tmp_path / "a.txt")
    (tmp_path / "broken.txt").symlink_to(tmp_path / "gone")
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    findings = list(CorpusFolder(tmp_path).read())
    refused = [finding.path for finding in findings if isinstance(finding, Rejection)]
    assert refused == [str(tmp_path / name) for name in ("broken.txt", "pipe.txt", "self.txt")]
    assert sum(isinstance(finding, Article) for finding in findings) == 1


def test_a_file_that_vanishes_meanwhile_is_refused(tmp_path: Path) -> None:
    _write(tmp_path / "a.txt", tmp_path / "b.txt")
    findings = CorpusFolder(tmp_path).read()
    assert isinstance(next(findings), Article)
    (tmp_path / "b.txt").unlink()
    (refusal,) = findings
    assert isinstance(refusal, Rejection)
    assert refusal.path == str(tmp_path / "b.txt")


def test_a_name_in_a_broken_encoding_is_read_and_shown(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9\n.txt")
    try:
        path.write_text(STORY)
    except OSError:
        pytest.skip("this file system takes only UTF-8")
    (article,) = CorpusFolder(tmp_path).read()
    assert isinstance(article, Article)
    assert article.path == f"{tmp_path}/caf��.txt"


def test_a_forbidden_folder_is_refused_and_costs_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _write(tmp_path / "a" / "a.txt", tmp_path / "b.txt")
    free = Path.iterdir

    def guarded(path: Path) -> Iterator[Path]:
        # Root, as which tests may run, is forbidden nothing.
        if path.name == "a":
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return free(path)

    monkeypatch.setattr(Path, "iterdir", guarded)
    refusal, article = CorpusFolder(tmp_path).read()
    assert refusal == Rejection(
        str(tmp_path / "a"), None, "it cannot be opened (Permission denied)"
    )
    assert isinstance(article, Article)
