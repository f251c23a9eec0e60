"""Public test sets of web pages, from a folder or a git directory."""

import gzip
import hashlib
import json
import re
import subprocess
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_VERSION = re.compile(r"(.+)_(\d{4}_\d\d_\d\d)\.html\.gz")


@dataclass(frozen=True, slots=True)
class Page:
    """A page and what is right of it; what a set does not say is empty.

    part: the half of the publishers that it is in, ``tuning`` or ``held out``
    standfirst, body: paragraphs, the former of the latter's beginning
    wanted, unwanted: segments that belong to the text, and that do not
    """

    name: str
    html: bytes
    url: str = ""
    part: str = ""
    date: str = ""
    title: str = ""
    standfirst: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    wanted: tuple[str, ...] = field(default=())
    unwanted: tuple[str, ...] = field(default=())


class Tree:
    """The files of a folder, or of the last commit of a git directory."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._git = (root / "objects").is_dir() and (root / "HEAD").is_file()

    def names(self, folder: str) -> list[str]:
        """Return the paths of all files under ``folder``."""
        if self._git:
            listing = self._run("ls-tree", "-r", "-z", "--name-only", "HEAD", f"{folder}/")
            return sorted(listing.decode().split("\0")[:-1])
        files = (self._root / folder).rglob("*")
        return sorted(str(path.relative_to(self._root)) for path in files if path.is_file())

    def read(self, name: str) -> bytes:
        """Return the content of a file."""
        if self._git:
            return self._run("cat-file", "blob", f"HEAD:{name}")
        return (self._root / name).read_bytes()

    def load(self, name: str) -> Any:
        """Return a file of JSON."""
        return json.loads(self.read(name))

    def _run(self, *arguments: str) -> bytes:
        command = ("git", f"--git-dir={self._root}", *arguments)
        return subprocess.run(command, check=True, capture_output=True).stdout


def read_fundus(tree: Tree) -> Iterator[Page]:
    """Yield the pages of flairNLP/fundus, a publisher's versions in order."""
    folder = "tests/resources/parser/test_data"
    names = tree.names(folder)
    pages: dict[str, list[str]] = defaultdict(list)
    for name in names:
        if match := _VERSION.fullmatch(name):
            pages[match[1]].append(name)
    for publisher, files in pages.items():
        if f"{publisher}.json" not in names:
            continue
        versions = sorted(tree.load(f"{publisher}.json").items())
        if len(versions) != len(files):
            continue
        info = tree.load(f"{publisher.rpartition('/')[0]}/meta.info")
        for name, (_, truth) in zip(files, versions, strict=True):
            base = name.rpartition("/")[2]
            yield _fundus_page(base, gzip.decompress(tree.read(name)), truth, info.get(base, {}))


def _fundus_page(name: str, html: bytes, truth: dict[str, Any], info: dict[str, Any]) -> Page:
    body = truth.get("body") or {}
    summary = tuple(body.get("summary") or ())
    paragraphs = [
        text
        for section in body.get("sections") or ()
        for text in (*section["headline"], *section["paragraphs"])
    ]
    date = truth.get("publishing_date") or ""
    publisher = name.partition("_")[0]
    return Page(
        name=name,
        html=html,
        url=info.get("url", ""),
        # Its versions are in one half.
        part=("tuning", "held out")[hashlib.sha256(publisher.encode()).digest()[0] % 2],
        date=str(date)[:10],
        title=truth.get("title") or "",
        standfirst=summary,
        body=(*summary, *paragraphs),
        authors=tuple(truth.get("authors") or ()),
    )


def read_extraction(tree: Tree) -> Iterator[Page]:
    """Yield the pages of scrapinghub/article-extraction-benchmark."""
    for key, truth in tree.load("ground-truth.json").items():
        html = gzip.decompress(tree.read(f"html/{key}.html.gz"))
        yield Page(key, html, truth.get("url", ""), body=(truth["articleBody"],))


def read_trafilatura(tree: Tree) -> Iterator[Page]:
    """Yield the pages of adbar/trafilatura."""
    files = {name.rpartition("/")[2]: name for name in tree.names("tests/eval")}
    files |= {name.rpartition("/")[2]: name for name in tree.names("tests/cache")}
    for url, truth in sorted(tree.load("tests/evaldata.json").items()):
        if name := files.get(truth["file"]):
            segments = tuple(truth["with"]), tuple(truth["without"])
            yield Page(
                truth["file"], tree.read(name), url, wanted=segments[0], unwanted=segments[1]
            )


def read_htmldate(tree: Tree) -> Iterator[Page]:
    """Yield the pages of adbar/htmldate."""
    names = (*tree.names("tests/eval"), *tree.names("tests/test_set"), *tree.names("tests/cache"))
    files = {name.rpartition("/")[2]: name for name in names}
    for listing in ("tests/eval_mediacloud_2020.json", "tests/eval_default.json"):
        for url, truth in tree.load(listing).items():
            if name := files.get(truth["file"]):
                yield Page(truth["file"], tree.read(name), url, date=truth["date"])


SETS: dict[str, Callable[[Tree], Iterator[Page]]] = {
    "fundus": read_fundus,
    "extraction": read_extraction,
    "trafilatura": read_trafilatura,
    "htmldate": read_htmldate,
}
"""What reads the pages of each set."""
