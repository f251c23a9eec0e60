import json
from typing import Any

import pytest
from telegram.error import TelegramError

from bot.chat.transport.inbound.update_entries import check_entry, parse_response

MESSAGE = {"message_id": 1, "date": 1, "chat": {"id": 5, "type": "private"}, "text": "Who?"}
GOOD = {"update_id": 2, "message": MESSAGE}


def parse(*entries: str) -> list[dict[str, Any]]:
    result: list[dict[str, Any]] = parse_response(f'{{"ok":true,"result":[{",".join(entries)}]}}')[
        "result"
    ]
    return result


@pytest.mark.parametrize(
    "broken",
    [
        f'{{"update_id":1,"message":{{"message_id":{"9" * 5000}}}}}',
        f'{{"update_id":1,"message":{{"message_id":{2**63}}}}}',
        '{"update_id":1,"message":{"date":NaN}}',
        '{"update_id":1,"message":' + '{"reply_to_message":' * 5000 + "{}" + "}" * 5001,
        '{"update_id":1,"message":' + "[" * 5000 + "]" * 5000 + "}",
    ],
    ids=["5,000 digits", "65 bits", "no number", "deep replies", "deep lists"],
)
def test_what_no_parser_takes_costs_its_own_update_alone(broken: str) -> None:
    good = json.dumps(GOOD)
    assert parse(good, broken, good) == [GOOD, {"update_id": 1}, GOOD]


def test_a_bracket_in_a_text_is_text() -> None:
    good = {"update_id": 3, "message": {**MESSAGE, "text": '"}]{ \\" [['}}
    huge = '{"update_id":1,"x":' + "9" * 5000 + "}"
    assert parse(json.dumps(good), huge) == [good, {"update_id": 1}]


@pytest.mark.parametrize("text", ["<html>", "[]", "", '{"ok":true,"result":[{"upd'])
def test_what_is_no_response_is_an_error(text: str) -> None:
    with pytest.raises(TelegramError):
        parse_response(text)


@pytest.mark.parametrize(
    "change",
    [
        {"date": 10**15}, {"date": -(10**15)}, {"chat": {"id": "5"}}, {"chat": []},
        {"entities": [{"type": "bold", "offset": "x"}]}, {"from": 7},
    ],
)  # fmt: skip
def test_a_strange_field_raises_nothing(change: dict[str, Any]) -> None:
    entry = check_entry({"update_id": 1, "message": {**MESSAGE, **change}})
    assert entry["update_id"] == 1


def test_of_ten_thousand_mentions_the_first_are_kept_in_replies_too() -> None:
    mentions = [{"type": "mention", "offset": 0, "length": 4}] * 10_000
    message = {**MESSAGE, "text": "@ada", "entities": mentions}
    entry = check_entry({"update_id": 1, "message": {**message, "reply_to_message": message}})
    assert len(entry["message"]["entities"]) == 200
    assert len(entry["message"]["reply_to_message"]["entities"]) == 200


def test_an_unknown_kind_of_update_is_left_as_it_is() -> None:
    entry = {"update_id": 1, "levitation": {"height": 3}}
    assert check_entry(entry) == entry
