from datetime import date

import pytest

from bot.answers.question.context.thread import ResolvedFollowUp, resolve_follow_up

AT = date(2026, 1, 15)


@pytest.mark.parametrize(
    ("before", "question", "matter"),
    [
        ("How many died in the floods in Kenya?", "what about Japan?",
         "How many died in the floods in Japan?"),
        ("how many died in kenya", "and in japan?", "how many died in japan"),
        ("How old is Ada Brook?", "what about Bo Reed?", "How old is Bo Reed?"),
        ("How did Talmor vote on 3 January?", "and on 5 January?",
         "How did Talmor vote on 5 January?"),
        ("How many ships sank according to the navy?", "and according to the owner?",
         "How many ships sank according to the owner?"),
        ("Which film won best picture at the Talmor prize?", "and best director?",
         "Which film won best director at the Talmor prize?"),
        ("Who won the Talmor race?", "who came second?",
         "Who won the Talmor race who came second?"),
    ],
)  # fmt: skip
def test_a_follow_up_takes_over_what_it_lacks(before: str, question: str, matter: str) -> None:
    assert resolve_follow_up(question, [before], AT).matter == matter


def test_the_form_is_its_own() -> None:
    assert resolve_follow_up("and why?", ["Who resigned in Talmor?"], AT).asked == "and why?"
    assert resolve_follow_up("who else?", ["Who resigned in Talmor?"], AT) == ResolvedFollowUp(
        "Who resigned in Talmor who else?", "Who resigned in Talmor?"
    )


def test_a_follow_up_of_a_follow_up_reaches_back_to_the_matter() -> None:
    questions = ["Who sank the ferry?", "Who resigned in Talmor?", "and when?"]
    matter = resolve_follow_up("why?", questions, AT).matter
    assert "Talmor" in matter
    assert "ferry" not in matter


def test_a_pronoun_takes_over_who_was_answered() -> None:
    resolved = resolve_follow_up("how old is she?", ["Who won in Talmor?"], AT, ["Ada Brook"])
    assert "Ada Brook" in resolved.matter
    assert "Ada Brook" not in resolve_follow_up("why?", ["Who won?"], AT, ["Ada Brook"]).matter
