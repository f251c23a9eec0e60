from pathlib import Path

import pytest
from telegram import Update

from bot.chat.access.access_rules import AccessRules
from bot.chat.access.allow_lists import AllowLists
from bot.chat.storage.state import State

MEMBER, GROUP, STRANGER = 5, -50, 6


@pytest.fixture
def rules(tmp_path: Path) -> AccessRules:
    lists = AllowLists(frozenset([MEMBER]), frozenset([GROUP]))
    return AccessRules(lists, State(tmp_path, bot=1).settings)


def update(person: int, chat: int, kind: str = "message", **content: object) -> Update:
    user = {"id": person, "is_bot": False, "first_name": "A"}
    where = {"id": chat, "type": "private" if chat > 0 else "supergroup", "title": "G"}
    message = {"message_id": 1, "date": 1, "chat": where, "from": user, **content}
    result = Update.de_json({"update_id": 1, kind: message}, None)
    assert result
    return result


@pytest.mark.parametrize(
    ("person", "chat", "is_allowed"),
    [
        (MEMBER, MEMBER, True),
        (STRANGER, STRANGER, False),
        (STRANGER, GROUP, True),
        (MEMBER, -51, False),
    ],
)
@pytest.mark.parametrize("kind", ["message", "edited_message"])
def test_people_count_in_private_and_groups_by_their_number(
    rules: AccessRules, person: int, chat: int, is_allowed: bool, kind: str
) -> None:
    assert rules.allows(update(person, chat, kind)) is is_allowed


def test_a_guest_cannot_borrow_the_number_of_a_group_on_the_list(rules: AccessRules) -> None:
    assert not rules.allows(update(STRANGER, GROUP, "guest_message"))
    assert rules.allows(update(MEMBER, -51, "guest_message"))


def test_only_an_allowed_group_hands_its_place_on(rules: AccessRules) -> None:
    rules.allows(update(STRANGER, -51, migrate_to_chat_id=-5100))
    assert not rules.allows_chat(-5100)
    rules.allows(update(STRANGER, GROUP, migrate_to_chat_id=-5000))
    assert rules.allows_chat(-5000)


def test_lists_that_are_empty_let_everybody_in(tmp_path: Path) -> None:
    rules = AccessRules(AllowLists(admins=frozenset([9])), State(tmp_path, bot=1).settings)
    assert rules.allows(update(STRANGER, STRANGER))
    assert rules.allows_chat(-51)


def test_a_list_of_groups_alone_closes_private_chats_but_not_to_admins(tmp_path: Path) -> None:
    lists = AllowLists(chats=frozenset([GROUP]), admins=frozenset([9]))
    rules = AccessRules(lists, State(tmp_path, bot=1).settings)
    assert not rules.allows(update(STRANGER, STRANGER))
    assert rules.allows(update(9, 9))
