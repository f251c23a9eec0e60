from datetime import date

from bot.answers.question.kind import QuestionKind
from bot.answers.question.request import read_request

AT = date(2026, 1, 15)


def list_sources() -> tuple[str, ...]:
    return ("bbc.co.uk",)


def test_what_a_source_says_is_a_topic_that_prefers_it() -> None:
    request = read_request("What does the BBC say about the bridge?", AT, list_sources)
    assert request.way is QuestionKind.TOPIC
    assert request.filters.sources == {"bbc.co.uk"}
    assert not request.filters.is_strict


def test_a_follow_up_has_its_own_kind_and_way() -> None:
    request = read_request("and why?", AT, list_sources, ["Who resigned in Talmor?"])
    assert request.kind is QuestionKind.FOLLOW_UP
    assert request.way is QuestionKind.WHY_HOW
    assert "Talmor" in request.matter


def test_stories_follow_stories() -> None:
    request = read_request("what about Kenya?", AT, list_sources, ["latest on Japan"])
    assert request.shown_kind is QuestionKind.TOPIC
    assert "Japan" not in request.matter


def test_what_is_asked_before_changes_no_new_matter() -> None:
    question = "Who won the mayoral election in Talmor?"
    alone = read_request(question, AT, list_sources)
    assert read_request(question, AT, list_sources, ["latest on Japan"]) == alone
