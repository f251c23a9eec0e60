from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.question.kind import QuestionKind, classify_question, find_topic

AT = date(2026, 1, 15)

MESSAGES = {
    QuestionKind.FACT: [
        "Who won the mayoral election in Talmor?",
        "hi, who won the election in Talmor?",
        "How many people died in the Talmor ferry accident?",
        "talmor ferry crash death toll",
        "wolves sale price",
        "bridge production cut size",
        "what is the capital of Ruritania?",
        "who is replacing Ada Brook at the council",
        "What happened with the bridge on 3 January?",
        "The ferry sank off Talmor on Friday. How many died?",
    ],
    QuestionKind.YES_NO: [
        "Is the bridge in Talmor open again?",
        "has anyone been hurt in the ferry accident",
        "any casualties in the Talmor fire?",
        "my grandmother wants to know whether the bridge is open",
    ],
    QuestionKind.WHY_HOW: [
        "Why was the bridge closed?",
        "ada brook resigned why",
        "How did the fire in Talmor start?",
        "what caused the crash",
        "what did Ada Brook die of?",
    ],
    QuestionKind.WHO_IS: ["who is Ada Brook", "Who was ada brook?", "what is xylazine"],
    QuestionKind.TOPIC: [
        "latest on the ferry", "news about talmor", "what's happening with the ferry strike",
        "tell me about Talmor", "any news from Talmor?", "ferry strike news", "Ada Brook",
        "updates on the talmor trial", "Talmor", "can you tell me about the ferry, please?",
    ],
    QuestionKind.BROWSE: [
        "what's new?", "top stories", "any news today?", "what happened on 3 March 2025",
        "last week", "give me today's headlines please", "What’s going on in the world?",
        "what happened between 3 and 5 January", "catch me up", "anything important yesterday?",
        "something big this week?", "anything interesting",
    ],
    QuestionKind.COURTESY: [
        "hi", "Hiiii 😀", "thanks a lot!!", "thnaks", "good morning, dear bot", "bye bye",
        "hello, how are you?", "ok thanks",
    ],
    QuestionKind.ABOUT_BOT: [
        "who are you?", "hello, who are you?", "what can you do", "help", "are you a robot?",
        "how do you work?",
    ],
    QuestionKind.EMPTY: ["", "?!", "😀👍", "  \n"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("message", "kind"), [(m, kind) for kind, messages in MESSAGES.items() for m in messages]
)
def test_a_message_has_its_kind(message: str, kind: QuestionKind) -> None:
    assert classify_question(message, AT) is kind


@pytest.mark.parametrize(
    "message",
    ["and why?", "who else?", "what about Japan?", "when did he resign?", "for how many years?",
     "who came second?", "how much did they win?", "any news on that?", "from when?",
     "by how much?", "do people get their money back?", "how often will they cut it?"],
)  # fmt: skip
def test_a_follow_up_needs_something_before_it(message: str) -> None:
    assert classify_question(message, AT, has_context=True) is QuestionKind.FOLLOW_UP
    assert classify_question(message, AT) is not QuestionKind.FOLLOW_UP


@pytest.mark.parametrize(
    "message",
    ["Who won the mayoral election in Talmor?", "latest on the ferry", "what's new today?", "hi",
     "Is it safe to drive over the bridge in Talmor?", "who is ada brook", "thanks",
     "Which bank said that its profit fell?"],
)  # fmt: skip
def test_a_new_matter_is_no_follow_up(message: str) -> None:
    assert classify_question(message, AT, has_context=True) is classify_question(message, AT)


def test_a_topic_is_found_without_its_frame() -> None:
    assert find_topic("What's happening with the ferry strike?") == "the ferry strike"
    assert find_topic("Who won the ferry race?") is None


@given(st.text(max_size=80), st.booleans())
def test_every_message_has_a_kind(message: str, has_context: bool) -> None:
    kind = classify_question(message, AT, has_context)
    assert (kind is QuestionKind.EMPTY) == (not any(map(str.isalnum, message)))


@given(st.text(alphabet="aih ?!,.'", max_size=2_000))
def test_long_runs_of_letters_have_a_kind(message: str) -> None:
    assert classify_question(message, AT, has_context=True) in QuestionKind
