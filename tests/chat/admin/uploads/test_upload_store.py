import os
import time
from pathlib import Path

import pytest

from bot.chat.admin.uploads.upload_store import UploadStore


@pytest.fixture
def store(tmp_path: Path) -> UploadStore:
    return UploadStore(tmp_path / "uploads")


def test_an_upload_survives_a_restart(store: UploadStore, tmp_path: Path) -> None:
    upload = store.open(7, None)
    store.place(upload, "a.jsonl", "file-1").write_bytes(b"x")
    upload.card = 12
    store.save(upload)
    assert UploadStore(tmp_path / "uploads").get(upload.id, 7) == upload


def test_an_upload_is_its_chats_own(store: UploadStore) -> None:
    upload = store.open(7, None)
    store.place(upload, "a.jsonl", "file-1")
    store.save(upload)
    assert store.get(upload.id, 8) is None
    assert store.get("../..", 7) is None


def test_the_files_of_an_album_come_together_and_each_once(store: UploadStore) -> None:
    for file in ("file-1", "file-2", "file-1"):
        upload = store.open(7, "album")
        store.place(upload, "a.jsonl", file).write_bytes(file.encode())
        store.save(upload)
    (upload,) = store
    assert upload.files == {"a.jsonl": "file-1", "a-2.jsonl": "file-2"}
    assert store.open(8, "album").id != upload.id


def test_uploads_that_nobody_decides_about_expire(store: UploadStore, tmp_path: Path) -> None:
    old, new = store.open(7, None), store.open(7, None)
    for upload in (old, new):
        store.place(upload, "a.jsonl", "file-1").write_bytes(b"x")
        store.save(upload)
    ago = time.time() - 49 * 3600
    os.utime(tmp_path / "uploads" / old.id, (ago, ago))
    store.purge()
    assert [upload.id for upload in store] == [new.id]
    store.discard(new)
    assert list((tmp_path / "uploads").iterdir()) == []


def _send(store: UploadStore, file: str, album: str | None, sent_at: float) -> str:
    upload = store.open(7, album, sent_at)
    store.place(upload, f"{file}.jsonl", file).write_bytes(b"x")
    store.save(upload)
    return upload.id


def test_files_that_follow_within_seconds_come_together(store: UploadStore) -> None:
    first = _send(store, "1", None, 1000.0)
    assert _send(store, "2", None, 1008.0) == first
    assert _send(store, "3", None, 1017.0) == first
    assert _send(store, "4", None, 1028.0) != first
    assert store.open(8, None, 1028.0).id != first


def test_a_file_joins_neither_an_album_nor_a_text_nor_what_is_added(store: UploadStore) -> None:
    album = _send(store, "1", "album", 1000.0)
    single = _send(store, "2", None, 1001.0)
    assert single != album
    assert _send(store, "3", "other album", 1002.0) not in (album, single)
    upload = store.get(single, 7)
    assert upload
    upload.add_started = 1003.0
    store.save(upload)
    text = _send(store, "text-4", None, 1003.0)
    assert text != single
    assert _send(store, "5", None, 1004.0) != text


def test_a_file_gets_another_name_and_stays_in_its_place(store: UploadStore) -> None:
    upload = store.open(7, None, 1000.0)
    for number in ("1", "2"):
        store.place(upload, f"{number}.txt", number).write_bytes(number.encode())
    store.rename(upload, "1.txt", "2026-03-05-1.txt")
    assert list(upload.files) == ["2026-03-05-1.txt", "2.txt"]
    store.rename(upload, "2026-03-05-1.txt", "2.txt")
    assert list(upload.files) == ["2-2.txt", "2.txt"]
    assert (store.get_folder(upload) / "2-2.txt").read_bytes() == b"1"
    assert store.get(upload.id, 7) == upload
