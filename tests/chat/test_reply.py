import re
from dataclasses import asdict, replace
from datetime import date
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.article import Article
from bot.chat.reply import is_link, render, shorten_line
from bot.chat.rich_text import Reply, count_units
from bot.index.protocol import IndexStats
from tests.chat.samples import NO_ARTICLES, answer, article, quote
from tests.telegram.client import quotes
from tests.telegram.limits import BLANK, check_link, check_text, shown, silent_losses
from tests.telegram.shapes import Entity, Message, covered

AS_OF = "As of 7 January 2026 · 1 article"
NASTY = ("\u202e", "\u200b", "\ufeff", "\u2028", "\r\n", "\x00", "\x85", "🙂", "é", "ا", "<b>", "&")


def sent(reply: Reply) -> Message:
    """Return the message as Telegram would show it; fail where it would refuse or bend it."""
    entities = [cast(Entity, asdict(entity)) for entity in reply.entities]
    for entity in entities:
        if not entity["url"]:
            del entity["url"]
    assert list(silent_losses(entities)) == []
    text, kept = check_text(reply.text, entities)
    return {"text": text, "entities": kept}


def links(message: Message) -> dict[str, str]:
    return {
        covered(message, entity): entity["url"]
        for entity in message["entities"]
        if entity["type"] == "text_link"
    }


def test_a_quote_stands_alone_above_its_title_source_and_day() -> None:
    message = sent(render(answer(quote(article(), "It cost 14 million euros."))))
    assert message["text"] == (
        "It cost 14 million euros.\nA bridge opens\nThe Example · 7 January 2026\n\n" + AS_OF
    )
    assert quotes(message) == ["It cost 14 million euros."]
    assert links(message) == {"A bridge opens": "https://news.example/bridge"}


def test_quotes_stand_in_their_order_with_their_own_days() -> None:
    older = article("It was begun in May.", title="Begun", published=date(2020, 5, 4), url="")
    message = sent(render(answer(quote(article(), "It cost 14 million euros."), quote(older))))
    assert quotes(message) == ["It cost 14 million euros.", "It was begun in May."]
    assert "4 May 2020" in message["text"]
    assert message["text"].splitlines()[-1] == AS_OF


def test_without_an_address_the_title_is_not_a_link() -> None:
    assert links(sent(render(answer(quote(article(url="")))))) == {}


def test_without_title_and_source_the_file_says_what_it_is() -> None:
    bare = article(title="", source="", url="", path="corpus/2026-01-07-new-bridge.txt")
    lines = render(answer(quote(bare))).text.splitlines()
    assert lines[1:3] == ["New bridge", "2026-01-07-new-bridge.txt · 7 January 2026"]


@pytest.mark.parametrize(("length", "kind"), [(300, "blockquote"), (301, "expandable_blockquote")])
def test_a_quote_longer_than_300_characters_is_collapsed(length: int, kind: str) -> None:
    reply = render(answer(quote(article("x" * length))))
    assert reply.entities[0].type == kind


def test_a_quote_that_does_not_fit_is_left_out_whole() -> None:
    first, second = article("a" * 3000), article("b" * 2000)
    assert quotes(sent(render(answer(quote(first), quote(second))))) == ["a" * 3000]


def test_a_single_quote_beyond_the_limit_is_named_and_not_cut() -> None:
    message = sent(render(answer(quote(article("a" * 5000)))))
    assert quotes(message) == []
    assert message["text"].startswith("The sentence that answers this is too long to show here.")
    assert "A bridge opens" in message["text"]


def test_the_last_line_counts_the_articles() -> None:
    holdings = IndexStats(19266, 80000, date(2020, 2, 29), date(2026, 3, 1))
    text = render(answer(quote(article()), stats=holdings)).text
    assert text.splitlines()[-1] == "As of 1 March 2026 · 19,266 articles"


UNSURE = "They contain every word of your question, but I am not confident enough in any answer."


@pytest.mark.parametrize(
    ("missing", "reason"),
    [
        ((), UNSURE),
        (("gold",), "None of them mentions “gold”."),
        (("gold", "price"), "None of them mentions “gold” or “price”."),
        (("a", "b", "c"), "None of them mentions “a”, “b” or “c”."),
        (("\u202egold\n",), "None of them mentions “gold”."),
    ],
)
def test_a_refusal_says_what_is_missing_and_what_was_searched(
    missing: tuple[str, ...], reason: str
) -> None:
    reply = render(answer(missing=missing))
    assert reply.entities == ()
    assert reply.text == (
        f"The articles do not answer this.\n{reason}\nI searched 1 article, from 7 January 2026."
    )


def test_a_refusal_of_many_words_lists_some() -> None:
    text = render(answer(missing=tuple(f"word{number}" for number in range(900)))).text
    assert "or other words of your question." in text
    assert len(text) < 400


def test_a_refusal_names_the_closest_headline_in_plain_text_and_marks_it() -> None:
    near = article(title="A bridge\u202e opens", published=date(2025, 12, 30))
    reply = render(answer(missing=("gold",), closest=near))
    assert reply.entities == ()
    assert reply.text == (
        "The articles do not answer this.\nNone of them mentions “gold”.\n"
        "Closest headline (not an answer), 30 December 2025:\nA bridge opens\n"
        "I searched 1 article, from 7 January 2026."
    )


def test_a_headline_that_cannot_be_sent_is_left_out() -> None:
    reply = render(answer(missing=("gold",), closest=article(title="\ud800" * 3)))
    assert "Closest" not in reply.text


def test_a_question_without_words_gets_an_explanation() -> None:
    assert "no word" in render(answer(question="???")).text


def test_nothing_to_search_is_said_with_what_to_do() -> None:
    assert "corpus folder" in render(answer(stats=NO_ARTICLES)).text


EDGES = re.compile(rf"^[\s{BLANK}]+|[\s{BLANK}]+\Z")
HALF = re.compile("[\ud800-\udfff]")

any_text = st.text(st.characters(exclude_categories=()), max_size=60) | st.lists(
    st.sampled_from(NASTY), max_size=12
).map("".join)
any_address = (
    any_text
    | st.from_regex(r"https?://[a-z0-9.@:\[\]_-]{1,20}(/\S{0,20})?", fullmatch=True)
    | any_text.map("https://news.example/{}".format)
)
any_article = st.builds(
    lambda text, times, title, url, source, day: article(
        text * times, title=title, url=url, source=source, published=day
    ),
    any_text.filter(bool),
    st.integers(1, 400),
    any_text | any_text.map(lambda text: text * 50),
    any_address,
    any_text,
    st.dates(),
)


def bare(text: str) -> str:
    """Return ``text`` as Telegram draws it, but for white space around it."""
    return EDGES.sub("", shown(text))


@given(st.lists(any_article, min_size=1, max_size=3))
def test_every_reply_keeps_telegrams_limits_and_every_quote_is_verbatim(
    articles: list[Article],
) -> None:
    message = sent(render(answer(*(quote(each) for each in articles))))
    assert message["text"].splitlines()[-1] == AS_OF
    found = [text for text in map(bare, quotes(message)) if text]
    wanted = [text for text in (bare(each.text) for each in articles) if text]
    assert set(found) <= set(wanted)
    if sum(count_units(each.text) for each in articles) < 2500 and not HALF.search("".join(wanted)):
        assert found == wanted
    for entity in message["entities"]:
        if entity["type"].endswith("blockquote"):
            long = entity["type"] == "expandable_blockquote"
            assert long or entity["length"] <= 2 * 300


@given(any_text, st.lists(any_text, max_size=30), st.none() | any_article)
def test_every_refusal_keeps_telegrams_limits_and_quotes_nothing(
    question: str, missing: list[str], closest: Article | None
) -> None:
    refused = answer(question=question, missing=tuple(missing), closest=closest)
    message = sent(render(refused))
    assert quotes(message) == []


@given(any_address)
def test_what_is_linked_telegram_takes(url: str) -> None:
    if is_link(url):
        check_link("entity", url)
        assert url.startswith(("http://", "https://", "HTTP", "Http", "hTTP"))


@pytest.mark.parametrize(
    "url",
    [
        "https://www.example.com/2026/01/07/a-title.html?x=1#top",
        "http://example.com:8080/",
        "https://bücher.example/straße",
        "https://example.com",
    ],
)
def test_ordinary_addresses_are_links(url: str) -> None:
    assert is_link(url)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "example.com",
        "ftp://example.com/",
        "javascript:alert(1)",
        "https://",
        "https://localhost/",
        "https://[::1]/",
        "https://user:word@example.com/",
        "https://exa mple.com/",
        "https://example.com/\u202e",
        "https://example.com:notaport/",
        "https://example.com/" + "x" * 3000,
    ],
)
def test_what_telegram_would_refuse_or_hide_is_not_a_link(url: str) -> None:
    assert not is_link(url)


@given(any_text, st.integers(2, 50))
def test_one_line_is_short_and_has_no_control_characters(text: str, longest: int) -> None:
    line = shorten_line(text, longest)
    assert len(line) <= longest
    assert line.isprintable()
    assert line == line.strip()


def test_relative_dates_are_resolved_below_the_quote_and_never_inside() -> None:
    text = "The bridge opened on Monday, and it closes next month."
    message = sent(render(answer(quote(article(text)))))
    assert quotes(message) == [text]
    lines = message["text"].splitlines()
    assert lines[3] == "Monday = 5 January 2026 · next month = February 2026"


def test_relative_dates_of_another_language_are_left_alone() -> None:
    german = replace(article("Er sagte am Monday nichts."), language="de")
    assert " = " not in render(answer(quote(german))).text
