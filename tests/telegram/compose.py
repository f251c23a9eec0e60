"""Messages as people write them, with the entities that Telegram finds in their text."""

import time

from tests.telegram.detection import detect_entities
from tests.telegram.shapes import Message, User


def written(text: str, user: User) -> Message:
    """Return a text message by ``user`` without an id and a chat."""
    message: Message = {"from": user, "date": int(time.time()), "text": text}
    if entities := detect_entities(text):
        message["entities"] = entities
    return message


def photo(user: User, caption: str = "", album: str = "") -> Message:
    """Return a photo by ``user``."""
    message = _media(user)
    message["photo"] = [{**_file("photo"), "width": 90, "height": 60}]
    if caption:
        message["caption"] = caption
        message["caption_entities"] = detect_entities(caption)
    if album:
        message["media_group_id"] = album
    return message


def document(user: User, name: str, file_id: str, size: int, album: str = "") -> Message:
    """Return a file by ``user``, which the server has under ``file_id``."""
    message = _media(user)
    message["document"] = {
        "file_id": file_id, "file_unique_id": file_id[-8:], "file_name": name, "file_size": size,
    }  # fmt: skip
    if album:
        message["media_group_id"] = album
    return message


def voice(user: User) -> Message:
    """Return a voice message by ``user``."""
    message = _media(user)
    message["voice"] = {**_file("voice"), "duration": 3, "mime_type": "audio/ogg"}
    return message


def sticker(user: User) -> Message:
    """Return a sticker by ``user``."""
    message = _media(user)
    message["sticker"] = {
        **_file("sticker"),
        "type": "regular",
        "width": 512,
        "height": 512,
        "is_animated": False,
        "is_video": False,
        "emoji": "🙂",
    }
    return message


def _media(user: User) -> Message:
    return {"from": user, "date": int(time.time())}


def _file(kind: str) -> dict[str, object]:
    return {"file_id": f"{kind}-of-the-tests", "file_unique_id": kind, "file_size": 1000}
