"""What wants no answer in a group."""

import pytest
from telegram import Message
from telegram import User as Person

from bot.chat.groups.manners import Manners, judge_manners, judge_words
from tests.chat.questions.test_addressing import ADA, NAME, earlier, message
from tests.telegram.server import BOT

ROBOT = Person.de_json(dict(BOT), None)


def reply(text: str, **fields: object) -> Message:
    return message(text, ADA, reply_to_message=earlier("An answer", BOT), **fields)


def judge(text: str, **fields: object) -> Manners:
    return judge_manners(reply(text, **fields), ROBOT)


@pytest.mark.parametrize(
    "text",
    [
        "thanks", "Thanks!", "thank you so much 🙏", "thx", "ok thanks", "haha thanks 😂",
        "thanks bot", "danke", "Vielen Dank!", "merci beaucoup", "gracias", "muchas gracias",
        "obrigado", "grazie", "dank je", "dzięki", "díky", "mulțumesc", "tack", "спасибо",
        "Спасибо большое", "дякую", "teşekkürler", "شكرا", "ممنون", "תודה", "धन्यवाद",
        "terima kasih", "cảm ơn", "谢谢", "謝謝", "ありがとう", "감사합니다", "ευχαριστώ",
    ],
)  # fmt: skip
def test_thanks_are_noticed_in_every_language(text: str) -> None:
    assert judge(text) is Manners.THANK
    assert judge_words(text, is_named=True) is Manners.THANK


@pytest.mark.parametrize(
    "text",
    ["😂", "👍🏽", "🇫🇷", "❤️", "1️⃣", "…", "!!!", ":)", "xD", "haha", "LOL 😂", "ахаха", "jaja", "www",
     "kkk", "哈哈", "5555", "ㅋㅋㅋ"],
)  # fmt: skip
def test_emoji_and_laughter_want_nothing(text: str) -> None:
    assert judge(text) is Manners.IGNORE
    assert judge_words(text, is_named=True) is Manners.IGNORE


@pytest.mark.parametrize(
    "text", ["ok", "nice", "good bot", "hello", "bye", "super", "ладно", "好的"]
)
def test_what_is_only_polite_wants_an_answer_where_it_names_the_bot(text: str) -> None:
    assert judge(text) is Manners.IGNORE
    assert judge_manners(message(f"{NAME} {text}"), ROBOT) is Manners.ANSWER


@pytest.mark.parametrize(
    "text",
    [
        "?", "😮?", "And when did it open?", "why", "Thanks! And what did it cost?", "bridge 😂",
        "haha who won?", "Nadal thanking his fans", "спасибо, а когда?", "谢谢，什么时候？",
        "What does thank you mean in French?",
    ],
)  # fmt: skip
def test_questions_want_an_answer(text: str) -> None:
    assert judge(text) is Manners.ANSWER


@pytest.mark.parametrize(
    "text",
    ["@carl look at this", "@carl, who won?", "@carl @dora", "look at this @carl",
     "did you see this, @carl?", "I told @carl so"],
)  # fmt: skip
def test_words_to_somebody_else_want_nothing(text: str) -> None:
    assert judge(text) is Manners.IGNORE


@pytest.mark.parametrize(
    "text", ["What did @nasa say?", f"@carl {NAME} who won?", f"{NAME} what did @nasa say"]
)
def test_somebody_who_is_asked_about_is_no_addressee(text: str) -> None:
    assert judge(text) is Manners.ANSWER


def test_somebody_without_a_username_is_somebody_else_too() -> None:
    entities = [{"type": "text_mention", "offset": 0, "length": 4, "user": ADA}]
    assert judge("Carl look at this", entities=entities) is Manners.IGNORE


def test_the_name_of_the_bot_after_somebody_elses_is_talk_about_it() -> None:
    assert judge_manners(message(f"@carl you can ask {NAME}"), ROBOT) is Manners.IGNORE


@pytest.mark.parametrize("text", ["/ask thanks", "/ask 😂", "/ask", "/ask @carl who won?"])
def test_a_command_wants_an_answer_always(text: str) -> None:
    assert judge(text) is Manners.ANSWER


def test_the_name_alone_wants_an_answer() -> None:
    assert judge_manners(message(NAME), ROBOT) is Manners.ANSWER


def test_what_is_not_for_the_bot_is_not_judged() -> None:
    assert judge_manners(message("thanks"), ROBOT) is Manners.ANSWER
