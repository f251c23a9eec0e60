import os
import time
from pathlib import Path

import pytest

from bot.chat.admin.upload_store import UploadStore


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
