"""A store at work, to be killed or failed at any step, and what must hold afterwards."""

import hashlib
import json
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

from bot.articles.ignored import FEEDS_FILE
from bot.corpus.corrections.correction import ArticleCorrection
from bot.corpus.corrections.correction_change import CorrectionChange
from bot.corpus.file_changes import FileChange
from bot.corpus.store import CorpusStore

TEXTS = [f"Ferry number {number} left the harbour at noon." for number in range(6)]


def prepared(folder: Path) -> CorpusStore:
    """Return a store over a corpus folder that is there."""
    (folder / "corpus").mkdir(parents=True, exist_ok=True)
    (folder / "sent").mkdir(exist_ok=True)
    for number, text in enumerate(TEXTS):
        (folder / "sent" / f"{number}.txt").write_text(f"date 2026-01-07\n\n{text}\n")
    return CorpusStore(folder / "corpus", folder / "data")


def check_nothing_is_lost(store: CorpusStore) -> None:
    """Check that log, folder and trash tell the same, and that nothing half-done is left."""
    store.recover()
    folder: dict[str, str] = {}
    trash: dict[str, str] = {}
    corrections = feeds = ""
    ids = [entry.id for entry in store.audit]
    assert len(ids) == len(set(ids))
    for entry in store.audit:
        match entry.action:
            case "added":
                folder[entry.file] = entry.hash
            case "updated":
                folder[entry.file] = entry.hash
            case "deleted":
                assert folder.pop(entry.file) == entry.hash
            case "subscribed" | "unsubscribed" | "changed":
                feeds = entry.hash
            case "removed":
                assert folder.pop(entry.file) == entry.hash
                trash[entry.id] = entry.hash
            case "restored":
                folder[entry.file] = entry.hash
                assert trash.pop(entry.reverts) == entry.hash
            case "edited" | "hidden" | "unhidden":
                corrections = entry.hash
    files = {
        str(path.relative_to(store.corpus)): _digest(path)
        for path in store.corpus.rglob("*")
        if path.is_file()
    }
    assert files.pop(store.corrections_file.name, "") == corrections
    assert files.pop(FEEDS_FILE, "") == feeds
    assert files == folder
    assert {entry.id: entry.hash for entry in store.trash} == trash
    assert all(_digest(store.trash.content(own)) == digest for own, digest in trash.items())
    if store.trash.folder.exists():
        assert {path.name for path in store.trash.folder.iterdir()} == set(trash)


def correct(store: CorpusStore, actor: str, number: int = 0) -> object:
    """Change what is said of an article, or take that back."""

    def change(correction: ArticleCorrection) -> ArticleCorrection:
        title = "Ferry" if correction.title is None else None
        return replace(correction, title=title, is_hidden=not correction.is_hidden)

    key = ArticleCorrection(f"article-{number}")
    return store.correct(CorrectionChange(key, change, "0.txt", "A ferry"), actor)


def write(store: CorpusStore, actor: str, number: int = 0) -> object:
    """Write two files at once, each beside or in the place of what it was, and delete another."""

    def plan() -> list[FileChange]:
        month = store.corpus / "feeds" / "ferry" / f"2026-0{number + 1}.jsonl"
        old = month.read_bytes() if month.exists() else b""
        new = json.dumps(
            {"text": TEXTS[number], "published": "2026-01-07", "id": f"{number}-{len(old)}"}
        ).encode()
        past = [f"feeds/ferry/202{year}-0{number + 1}.jsonl" for year in (4, 5)]
        return [
            FileChange(past[1], new + b"\n" + old),
            FileChange(f"feeds/ferry/{month.name}", old + new + b"\n"),
            FileChange(past[0], None if old else new),
            FileChange("feeds/ferry", b"<opml/>" + old, "changed" if old else "subscribed"),
        ]

    return store.change_files(plan, actor, "the feed's articles were not written")


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def at_step(number: int, strike: Callable[[], None]) -> None:
    """Have ``strike`` called just before the ``number``-th system call that changes a disk."""
    left = number
    counted = {"os.rename", "os.link", "os.remove", "os.rmdir", "os.mkdir", "open", "os.truncate"}

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal left
        if event not in counted or (event == "open" and not _writes(arguments)):
            return
        left -= 1
        if left == 0:
            strike()

    sys.addaudithook(watch)
    real = os.fsync

    def fsync(descriptor: Any) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            strike()
        real(descriptor)

    vars(os)["fsync"] = fsync


def _writes(arguments: tuple[object, ...]) -> bool:
    flags = arguments[2]
    return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR))


def work(store: CorpusStore, seed: int) -> None:
    """Add, remove and restore at random until the process dies."""
    random = Random(seed)
    print("ready", flush=True)
    while True:
        number = random.randrange(len(TEXTS))
        files, removed = store.files(), list(store.trash)
        match random.randrange(5):
            case 0:
                sent = store.corpus.parent / "sent" / f"{number}.txt"
                store.add(sent, f"{number}.txt", "Ada")
            case 1 if files:
                store.remove(random.choice(files), "Bea")
            case 2 if removed:
                store.restore(random.choice(removed).id, "Ada")
            case 3:
                correct(store, "Bea", number)
            case 4:
                write(store, "feeds", number)
        print("step", flush=True)


if __name__ == "__main__":
    work(prepared(Path(sys.argv[1])), int(sys.argv[2]))
