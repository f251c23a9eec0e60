import pytest

from bot.chat.questions.question_marks import ends_in_question_mark, is_whole_question


@pytest.mark.parametrize(
    "text",
    ["Who?", "Who?!", "Who??? 🙂", "(Who?)", "“Who?”", "谁？", "من؟", "Ποιος;", "Ποιος\u037e",
     "Ποιος ; 🙂"],
)  # fmt: skip
def test_question_marks_of_all_scripts_end_a_question(text: str) -> None:
    assert ends_in_question_mark(text)


@pytest.mark.parametrize(
    "text", ["Who? Me.", "Who", "one; two;", "a;", "Who? Nobody", "https://a.example/?q=1", ""]
)
def test_what_goes_on_or_has_none_is_no_question(text: str) -> None:
    assert not ends_in_question_mark(text)


@pytest.mark.parametrize(
    "text",
    [
        "Who won today?",
        "谁赢得了比赛？",
        "誰が勝ちましたか？",
        "ใครชนะการแข่งขัน?",
        "누가 오늘 이겼나요?",
    ],
)
def test_a_question_of_three_words_or_six_characters_stands_alone(text: str) -> None:
    assert is_whole_question(text)


@pytest.mark.parametrize(
    "text",
    ["Really?", "Who won?", "Who 🙂 ?", "Who won today", "谁赢了？", "https://a.example/x?", "?"],
)
def test_a_shorter_question_does_not(text: str) -> None:
    assert not is_whole_question(text)
