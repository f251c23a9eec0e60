from dataclasses import replace
from datetime import date

from bot.answers.answer import Answer, Quote
from bot.answers.question.kind import QuestionKind
from bot.answers.question.time_focus import TimeFit
from bot.chat.replies.keyboards.reply_options import ReplyOptions
from bot.chat.replies.rendering import render, render_more
from bot.language.temporal.calendar import DayRange
from bot.localization.current import use_today
from tests.chat.replies.sending import links, parts, sent
from tests.chat.samples import answer, article, quote
from tests.telegram.client import quotes


def story(number: int, day: int, sources: int = 0) -> Quote:
    lead = replace(
        article(
            f"Lead {number}.", title=f"Story {number}", url=f"https://news.example/{number}",
            published=date(2026, 3, day),
        ),
        id=f"s{number}",
    )  # fmt: skip
    confirmations = tuple(replace(article(source=f"Paper {n}"), id=f"p{n}") for n in range(sources))
    return replace(quote(lead), confirmations=confirmations)


def stories(*leads: Quote) -> Answer:
    return replace(answer(*leads), kind=QuestionKind.BROWSE)


def test_stories_stand_below_their_days_with_linked_titles_and_leads() -> None:
    message = sent(render(stories(story(1, 2, 3), story(2, 2), story(3, 1, 1))))
    assert message["text"].startswith(
        "2 March 2026\n"
        "Story 1 (The Example and 3 others)\nLead 1.\n"
        "Story 2 (The Example)\nLead 2.\n\n"
        "1 March 2026\n"
        "Story 3 (The Example and 1 other)\nLead 3."
    )
    assert quotes(message) == ["Lead 1.", "Lead 2.", "Lead 3."]
    assert links(message)["Story 2"] == "https://news.example/2"
    assert parts(message, "bold") == ["2 March 2026", "1 March 2026"]


def test_days_near_the_readers_are_named() -> None:
    with use_today(date(2026, 3, 2)):
        message = sent(render(stories(story(1, 2), story(2, 1), story(3, 1))))
    assert parts(message, "bold") == ["2 March 2026 (today)", "1 March 2026 (yesterday)"]


def test_the_source_of_a_story_is_no_link() -> None:
    lead = story(1, 2)
    hosted = replace(lead, article=replace(lead.article, source="example.com"))
    message = sent(render(stories(hosted)))
    assert links(message) == {"Story 1": "https://news.example/1"}
    assert parts(message, "code") == ["example.com"]


def test_stories_of_one_day_stand_below_it_together() -> None:
    text = render(stories(story(1, 2), story(2, 1), story(3, 2))).text
    places = [text.index(f"Story {number}") for number in (1, 3, 2)]
    assert places == sorted(places)
    assert text.count("2 March 2026") == 1


def test_the_asked_day_comes_first_and_then_the_newest() -> None:
    asked = DayRange(date(2026, 3, 2), date(2026, 3, 2))
    mixed = replace(stories(story(1, 3), story(2, 2), story(3, 4)), fit=TimeFit(asked))
    assert quotes(sent(render(mixed))) == ["Lead 2.", "Lead 3.", "Lead 1."]


def test_a_headline_loses_the_name_that_its_site_appends() -> None:
    lead = quote(article(title="A bridge opens | The Example"))
    assert "\nA bridge opens (The Example)" in render(stories(lead)).text


def test_five_stories_are_shown_in_a_group_three_and_older_ones_wait() -> None:
    seven = stories(*(story(number, 9 - number) for number in range(1, 6)))
    seven = replace(seven, more=(story(6, 2), story(7, 1)))
    reply = render(seven)
    assert quotes(sent(reply)) == [f"Lead {number}." for number in range(1, 6)]
    with_buttons = render(seven, options=ReplyOptions(has_buttons=True))
    labels = [[button.label for button in row] for row in with_buttons.keyboard]
    assert labels == [["1", "2", "3", "4", "5"], ["More"]]
    assert "\n2. Story 2" in with_buttons.text
    assert len(quotes(sent(render(seven, options=ReplyOptions(in_group=True))))) == 3
    assert len(quotes(sent(render_more(seven)))) == 7


def test_what_a_relative_date_means_stands_behind_the_sources() -> None:
    lead = replace(article("It opened on Monday."), published=date(2026, 3, 4))
    text = render(stories(quote(lead))).text
    assert "A bridge opens (The Example) [Monday = 2 March]\nIt opened on Monday." in text


def test_a_story_whose_lead_is_endless_has_only_its_title() -> None:
    message = sent(render(stories(quote(article("x" * 5000)))))
    assert quotes(message) == []
    assert "A bridge opens (The Example)" in message["text"]


def test_a_message_that_is_full_leaves_the_last_stories_out() -> None:
    long = [replace(story(n, 1), article=article("x" * 1500), highlight=None) for n in range(5)]
    whole = [quote(each.article) for each in long]
    assert len(quotes(sent(render(stories(*whole))))) == 2
