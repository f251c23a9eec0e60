"""The methods that look something up, and the one that answers a button."""

import re
from collections.abc import Callable

from tests.telegram.calls import Call
from tests.telegram.inline import OUTDATED
from tests.telegram.refusals import MalformedError, bad_request
from tests.telegram.world import World

_TOAST = 200
_DOWNLOAD = 20 * 1024 * 1024


class Queries:
    """What each method does."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.table: dict[str, Callable[[Call], object]] = {
            "getMe": self.get_me,
            "answerCallbackQuery": self.answer_callback_query,
            "getFile": self.get_file,
        }

    def get_me(self, call: Call) -> object:
        return {
            **self._world.bot,
            "can_join_groups": True,
            "can_read_all_group_messages": not self._world.privacy_mode,
            "supports_inline_queries": self._world.inline_mode,
            "supports_guest_queries": self._world.guest_mode,
        }

    def answer_callback_query(self, call: Call) -> bool:
        """Answer a button, once: with nothing, a line, or a link that starts this bot."""
        text, query = call.text("text"), call.text("callback_query_id")
        if len(text) > _TOAST:
            raise MalformedError("MESSAGE_TOO_LONG")
        link = rf"(https://)?t\.me/{self._world.bot['username']}\?start=[A-Za-z0-9_-]{{1,64}}"
        if (url := call.text("url")) and not re.fullmatch(link, url, re.IGNORECASE):
            raise MalformedError("URL_INVALID")
        if query not in self._world.callbacks:
            raise bad_request(OUTDATED)
        self._world.callbacks.discard(query)
        self._world.toasts[query] = text
        self._world.toast_links[query] = url
        if call.flag("show_alert"):
            self._world.alerts.add(query)
        self._world.touch()
        return True

    def get_file(self, call: Call) -> object:
        name = call.text("file_id")
        if name not in self._world.files:
            raise bad_request("wrong file_id or the file is temporarily unavailable")
        size = len(self._world.files[name])
        if size > _DOWNLOAD:
            raise bad_request("file is too big")
        return {
            "file_id": name,
            "file_unique_id": name[-8:],
            "file_size": size,
            "file_path": f"documents/{name}",
        }
