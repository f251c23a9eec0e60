from hypothesis import given
from hypothesis import strategies as st

from bot.chat.follows.follow_card import write_follow_card, write_stopped
from bot.chat.rich_text import Reply
from bot.chat.storage.follow_store import StoredFollow

MOST_IN_TOAST = 200


def follows(count: int) -> list[StoredFollow]:
    return [StoredFollow(number, 5, f"topic {number}", 0.0, 0.0) for number in range(1, count + 1)]


def labels(card: Reply) -> list[list[str]]:
    return [[button.label for button in row] for row in card.keyboard]


def test_an_empty_list_says_how_to_follow() -> None:
    card = write_follow_card([])
    assert "/follow North Korea missiles" in card.text
    assert card.keyboard == ()


def test_each_topic_has_a_row_with_a_button_that_stops_it() -> None:
    card = write_follow_card(follows(2))
    assert card.text == "This chat follows 2 topics. ✕ stops one."
    assert labels(card) == [["✕ topic 1"], ["✕ topic 2"]]
    assert [row[0].data for row in card.keyboard] == ["1|uf|1|0", "1|uf|2|0"]


def test_beyond_eight_there_are_pages() -> None:
    first, second, third = (write_follow_card(follows(20), page) for page in range(3))
    assert [len(labels(card)) for card in (first, second, third)] == [9, 9, 5]
    assert [labels(card)[-1] for card in (first, second, third)] == [["▶"], ["◀", "▶"], ["◀"]]
    assert labels(second)[0] == ["✕ topic 9"]


def test_a_page_that_is_gone_is_the_last_one() -> None:
    assert write_follow_card(follows(9), 7) == write_follow_card(follows(9), 1)
    assert write_follow_card(follows(9), -3) == write_follow_card(follows(9), 0)


@given(st.text(min_size=1, max_size=400).filter(str.strip), st.integers(1, 10**12))
def test_any_topic_fits_its_button_and_its_toast(topic: str, number: int) -> None:
    topic = topic.replace("\ud800", "")
    card = write_follow_card([StoredFollow(number, 5, topic, 0.0, 0.0)] * 20, 1)
    assert all(len(button.label) <= 64 for row in card.keyboard for button in row)
    assert len(write_stopped(topic)) <= MOST_IN_TOAST
