from dataclasses import replace
from datetime import date

import pytest

from bot.answers.answer import DifferingValue
from bot.articles.article import Article
from bot.chat.replies.keyboards.reply_options import ReplyOptions
from bot.chat.replies.rendering import render, render_more, render_rest
from bot.language.span import Span
from bot.localization.current import use_today
from tests.chat.replies.sending import links, parts, sent
from tests.chat.samples import answer, article, quote
from tests.telegram.client import quotes

AS_OF = "As of 7 January 2026 · 1 article"


def other(source: str, text: str = "It was begun in May.") -> Article:
    return replace(article(text, source=source, url=f"https://{source}.example/1"), id=source)


def test_a_quote_stands_alone_above_its_source_which_is_the_link_and_its_day() -> None:
    message = sent(render(answer(quote(article(), "It cost 14 million euros."))))
    assert message["text"] == (
        "It cost 14 million euros.\nThe Example · 7 January 2026\n\n" + AS_OF
    )
    assert quotes(message) == ["It cost 14 million euros."]
    assert links(message) == {"The Example": "https://news.example/bridge"}


def test_the_answer_is_bold_inside_the_quote() -> None:
    bridge = article("  🙂 It cost 14 million euros.")
    start = bridge.text.index("14")
    bold = replace(quote(bridge), highlight=Span(start, start + len("14 million euros")))
    message = sent(render(answer(bold)))
    assert parts(message, "bold") == ["14 million euros"]
    assert quotes(message) == ["🙂 It cost 14 million euros."]


def test_what_a_quote_names_can_neither_be_tapped_nor_changes() -> None:
    words = "🙂 Write /start to @somebody on example.com"
    highlight = Span(words.index("to"), len(words))
    message = sent(render(answer(replace(quote(article(words), words), highlight=highlight))))
    assert quotes(message) == [words]
    assert parts(message, "code") == ["/start", "@somebody", "example.com"]
    assert parts(message, "bold") == ["to ", " on "]


def test_a_quote_of_yesterday_says_so() -> None:
    quoted = answer(quote(article(), "It cost 14 million euros."))
    with use_today(date(2026, 1, 8)):
        text = render(quoted).text
    assert "The Example · 7 January 2026 (yesterday)" in text


def test_a_highlight_outside_of_the_quote_is_left_out() -> None:
    bold = replace(quote(article(), "It cost 14 million euros."), highlight=Span(0, 10))
    assert parts(sent(render(answer(bold))), "bold") == []


def test_quotes_of_one_article_stand_under_one_credit() -> None:
    bridge = article()
    message = sent(
        render(
            answer(
                quote(bridge, "It cost 14 million euros."),
                quote(other("daily")),
                quote(bridge, "The bridge opened on Monday."),
            )
        )
    )
    assert message["text"].splitlines()[:3] == [
        "It cost 14 million euros.",
        "The bridge opened on Monday.",
        "The Example · 7 January 2026 [Monday = 5 January]",
    ]
    assert message["text"].count("The Example") == 1


def test_three_quotes_are_shown_in_a_group_one_and_the_rest_waits() -> None:
    four = [quote(other(f"paper{number}", f"Sentence {number}.")) for number in range(4)]
    reply = render(answer(*four[:3]))
    assert len(quotes(sent(reply))) == 3
    assert len(quotes(sent(render(answer(*four))))) == 3
    in_group = render(answer(*four[:3]), options=ReplyOptions(in_group=True, has_buttons=True))
    assert quotes(sent(in_group)) == ["Sentence 0."]
    assert in_group.keyboard[0][0].label == "More"


def test_more_shows_what_else_was_found_behind_the_quotes_with_a_way_back() -> None:
    first = answer(quote(other("one", "First.")))
    longer = replace(first, more=(quote(other("two", "Second.")), quote(other("three", "Third."))))
    options = ReplyOptions(has_buttons=True)
    short = render(longer, options=options)
    assert quotes(sent(short)) == ["First."]
    assert short.keyboard[0][0].data.startswith("1|m|20260302|")
    long = render_more(longer, options)
    assert quotes(sent(long)) == ["First.", "Second.", "Third."]
    assert [button.data[:4] for row in long.keyboard for button in row] == ["1|b|"]


def test_what_is_left_is_shown_alone_without_what_frames_a_reply() -> None:
    first = answer(quote(other("one", "First.")))
    longer = replace(first, more=(quote(other("two", "Second.")),), is_nearest=True)
    rest = render_rest(longer)
    assert rest is not None
    assert rest.text == "Second.\ntwo · 7 January 2026"
    assert render_rest(first) is None


def test_sources_that_say_the_same_are_one_line_of_links() -> None:
    confirmations = (other("daily"), other("daily"), article(), other("herald"))
    message = sent(render(answer(replace(quote(article()), confirmations=confirmations))))
    assert "\n\nAlso: daily, herald\n\n" in message["text"]
    assert links(message)["herald"] == "https://herald.example/1"


def test_many_sources_that_say_the_same_are_counted() -> None:
    confirmations = tuple(other(f"paper{number}") for number in range(9))
    text = render(answer(replace(quote(article()), confirmations=confirmations))).text
    assert "Also: paper0, paper1, paper2, paper3, paper4 and 4 more" in text


def test_what_sources_disagree_on_is_said_with_source_and_day() -> None:
    values = (
        DifferingValue("14", article()),
        DifferingValue("12", replace(other("herald"), published=date(2025, 12, 30))),
    )
    message = sent(render(replace(answer(quote(article())), differing_values=values)))
    line = "Sources differ: 14 (The Example, 7 January), 12 (herald, 30 December 2025)"
    assert line in message["text"].splitlines()
    assert "herald" in links(message)


def test_without_an_address_the_title_says_which_article_it_is() -> None:
    message = sent(render(answer(quote(article("It cost much.", url="")))))
    assert message["text"].splitlines()[1:3] == ["A bridge opens", "The Example · 7 January 2026"]
    assert links(message) == {}


def test_without_title_and_source_the_file_says_what_it_is_and_is_no_link() -> None:
    bare = article("It cost much.", title="", source="", url="", path="corpus/new-bridge.md")
    message = sent(render(answer(quote(bare))))
    assert message["text"].splitlines()[1] == "new-bridge.md · 7 January 2026"
    assert parts(message, "code") == ["new-bridge.md"]


@pytest.mark.parametrize(("length", "kind"), [(300, "blockquote"), (301, "expandable_blockquote")])
def test_a_later_quote_longer_than_300_characters_is_collapsed(length: int, kind: str) -> None:
    message = sent(render(answer(quote(article("x" * 700)), quote(other("b", "y" * length)))))
    assert [e["type"] for e in message["entities"] if "blockquote" in e["type"]] == [
        "blockquote", kind,
    ]  # fmt: skip


def test_a_quote_that_does_not_fit_is_left_out_whole() -> None:
    first, second = article("a" * 3000), other("b", "b" * 2000)
    third = other("c", "c" * 500)
    message = sent(render(answer(quote(first), quote(second), quote(third))))
    assert quotes(message) == ["a" * 3000, "c" * 500]


def test_a_single_quote_beyond_the_limit_is_named_and_not_cut() -> None:
    message = sent(render(answer(quote(article("a" * 5000)))))
    assert quotes(message) == []
    assert message["text"].startswith("The sentence that answers this is too long to show here.")
    assert links(message) == {"The Example": "https://news.example/bridge"}


def test_relative_dates_are_resolved_behind_the_day_and_never_inside() -> None:
    text = "The bridge opened on Monday, and it closes next month."
    message = sent(render(answer(quote(article(text)))))
    assert quotes(message) == [text]
    assert message["text"].splitlines()[1] == (
        "The Example · 7 January 2026 [Monday = 5 January, next month = February]"
    )


def test_a_relative_date_that_is_the_articles_day_stands_behind_it_alone() -> None:
    line = render(answer(quote(article("The bridge opened on Wednesday.")))).text.splitlines()[1]
    assert line == "The Example · 7 January 2026 [Wednesday]"


def test_a_date_that_says_itself_what_it_means_is_not_explained() -> None:
    line = render(answer(quote(article("The bridge opened on January 5.")))).text.splitlines()[1]
    assert line == "The Example · 7 January 2026"


def test_a_relative_date_of_another_year_has_its_year() -> None:
    text = "The bridge opened last month."
    line = render(answer(quote(article(text)))).text.splitlines()[1]
    assert line.endswith("[last month = December 2025]")


def test_relative_dates_of_another_language_are_left_alone() -> None:
    german = replace(article("Er sagte am Monday nichts."), language="de")
    assert " = " not in render(answer(quote(german))).text


def test_a_median_answer_fits_a_phone_without_scrolling() -> None:
    text = "The bridge over the Orle opened to traffic after nine years of work. " * 5
    confirmed = replace(quote(article(text[:300])), confirmations=(other("daily"), other("post")))
    reply = render(answer(confirmed, quote(other("herald", text[:140]))))
    lines = sum(1 + len(line) // 42 for line in reply.text.splitlines())
    assert lines <= 20
