"""Somebody who presses buttons, and what Telegram is asked because of it."""

from telegram import Bot, Update

from tests.telegram.client import Private
from tests.telegram.server import Server


class Presser:
    """A person who presses buttons below a message in the own chat."""

    def __init__(self, server: Server, bot: Bot) -> None:
        self.server = server
        self.bot = bot
        self.person = Private(server.world)

    def press(self) -> tuple[str, Update]:
        """Return the query's id and the update."""
        query = self.server.world.new_callback()
        user, chat = self.person.user, self.person.dialog.chat
        message = {"message_id": 1, "date": 0, "chat": chat}
        body = {"id": query, "from": user, "chat_instance": "1", "data": "x", "message": message}
        update = Update.de_json({"update_id": int(query), "callback_query": body}, self.bot)
        return query, update

    @property
    def toasts(self) -> dict[str, str]:
        """Return what was answered to each query."""
        return self.server.world.toasts

    @property
    def calls(self) -> int:
        """Return how often a query was answered, whether Telegram took it or not."""
        return sum(call.method == "answerCallbackQuery" for call in self.server.calls)
