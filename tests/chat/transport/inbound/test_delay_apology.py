from bot.chat.rich_text import MOST_UNITS, Entity, Reply
from bot.chat.transport.inbound.delay_apology import add_apology


def test_an_answer_that_comes_late_begins_by_saying_sorry() -> None:
    reply = add_apology(Reply("A quote.", (Entity("blockquote", 0, 8),)))
    assert reply.text == "Sorry for the delay.\nA quote."
    assert reply.entities == (Entity("blockquote", 21, 8),)


def test_an_answer_without_room_and_a_prompt_stay_as_they_are() -> None:
    for reply in (Reply("x" * MOST_UNITS), Reply("Which topic?", placeholder="A topic")):
        assert add_apology(reply) is reply
