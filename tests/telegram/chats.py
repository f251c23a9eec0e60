"""The methods that ask about a chat and those in it, or leave it."""

import time
from collections.abc import Callable

from tests.telegram.calls import Call
from tests.telegram.membership import describe_member
from tests.telegram.refusals import RefusalError, bad_request
from tests.telegram.shapes import ChatMember
from tests.telegram.world import Dialog, World


class Chats:
    """What each method does."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.table: dict[str, Callable[[Call], object]] = {
            "getChat": self.get_chat,
            "getChatMember": self.get_chat_member,
            "getChatAdministrators": self.get_chat_administrators,
            "leaveChat": self.leave_chat,
        }

    def get_chat(self, call: Call) -> object:
        number = call.chat_id()
        dialog = self._world.dialogs.get(number) if isinstance(number, int) else None
        # Anybody can look at a public channel.
        if dialog is None or dialog.chat["type"] != "channel" or not dialog.chat.get("username"):
            dialog = self._world.dialog(call.chat_id())
        gifts = (
            "unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription",
            "gifts_from_channels",
        )  # fmt: skip
        chat: dict[str, object] = {
            **dialog.chat,
            "accent_color_id": 0,
            "max_reaction_count": 11,
            "accepted_gift_types": dict.fromkeys(gifts, False),
        }
        # Telegram leaves the field out where every emoji may be used.
        return chat if dialog.reactions_allowed else {**chat, "available_reactions": []}

    def get_chat_member(self, call: Call) -> ChatMember:
        dialog = self._world.dialog(call.chat_id())
        number = call.number("user_id")
        if number == self._world.bot["id"]:
            return dialog.bot
        for member in _admins(dialog):
            if member["user"]["id"] == number:
                return member
        user = self._world.users.get(number)
        if user is None:
            raise bad_request("PARTICIPANT_ID_INVALID")
        writers = {message.get("from", {}).get("id") for message in dialog.messages.values()}
        return describe_member(user, "member" if number in writers else "left")

    def get_chat_administrators(self, call: Call) -> list[ChatMember]:
        """Return the admins, of the bots among them only this one."""
        dialog = self._world.dialog(call.chat_id())
        if dialog.chat["type"] == "private":
            raise bad_request("there are no administrators in the private chat")
        return _admins(dialog)

    def leave_chat(self, call: Call) -> bool:
        dialog = self._world.dialog(call.chat_id())
        if dialog.chat["type"] == "private":
            raise RefusalError(
                400, "Bad Request: chat member status can't be changed in private chats"
            )
        earlier, dialog.bot = dialog.bot, describe_member(self._world.bot, "left")
        change = {
            "chat": dialog.chat, "from": self._world.bot, "date": int(time.time()),
            "old_chat_member": earlier, "new_chat_member": dialog.bot,
        }  # fmt: skip
        self._world.tell("my_chat_member", change)
        self._world.touch()
        return True


def _admins(dialog: Dialog) -> list[ChatMember]:
    """Return the admins; the first of the people among them created the chat."""
    members = [
        describe_member(
            user,
            "creator" if user == dialog.admins[0] else "administrator",
            is_anonymous=user["id"] in dialog.anonymous,
        )
        for user in dialog.admins
    ]
    return [*members, dialog.bot] if dialog.bot["status"] == "administrator" else members
