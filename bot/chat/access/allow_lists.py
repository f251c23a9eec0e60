"""Allow lists: who may use the bot, by number."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AllowLists:
    """The people and groups that may use the bot; without any, everybody may.

    ``users``: people, in private and in other chats. ``chats``: groups, with all their members.
    ``admins``: those of the bot, who always may.
    """

    users: frozenset[int] = frozenset()
    chats: frozenset[int] = frozenset()
    admins: frozenset[int] = frozenset()

    @property
    def is_open(self) -> bool:
        """Tell whether everybody may use the bot."""
        return not (self.users or self.chats)

    def allows_person(self, person: int) -> bool:
        """Tell whether a person may use the bot outside of groups."""
        return self.is_open or person in self.users or person in self.admins

    def allows_group(self, group: int) -> bool:
        """Tell whether the members of a group may use the bot there."""
        return self.is_open or group in self.chats
