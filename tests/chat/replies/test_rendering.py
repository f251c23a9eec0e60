import re
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.answers.answer import Answer, Turn
from bot.answers.kinds.courtesy import UNSEARCHED_KINDS
from bot.answers.question.kind import QuestionKind
from bot.answers.question.time_focus import TimeFit
from bot.articles.article import Article
from bot.chat.keyboard import digest_question
from bot.chat.replies.keyboards.reply_options import ReplyOptions
from bot.chat.replies.rendering import render, render_more
from bot.chat.rich_text import Reply, count_units
from bot.index.protocol import IndexStats
from bot.language.temporal.calendar import DayRange
from tests.chat.replies.sending import any_answer, any_article, any_text, parts, sent
from tests.chat.samples import answer, article, quote
from tests.newsroom import TODAY, newsroom_answerer
from tests.paths import PROJECT
from tests.telegram.client import quotes
from tests.telegram.limits import BLANK, shown, shows_nothing

IN_CHAT = ReplyOptions(has_buttons=True, can_follow=True, can_vote=True)
EDGES = re.compile(rf"^[\s{BLANK}]+|[\s{BLANK}]+\Z")
HALF = re.compile("[\ud800-\udfff]")


def bare(text: str) -> str:
    """Return ``text`` as Telegram draws it, but for white space around it."""
    return EDGES.sub("", shown(text))


def check_verbatim(reply: Reply, of: Answer) -> None:
    """Check that every quote is one of the answer's, whole, and every bold part a slice of it."""
    message = sent(reply)
    wanted = {bare(each.text) for each in (*of.quotes, *of.more)}
    assert set(map(bare, quotes(message))) <= wanted | {""}
    if of.kind not in (QuestionKind.TOPIC, QuestionKind.BROWSE):
        answers = {
            bare(part)
            for each in (*of.quotes, *of.more) if each.highlight
            for part in [each.highlight.slice(each.article.text)]
        }  # fmt: skip
        for part in parts(message, "bold"):
            assert any(bare(part) in each for each in answers)


@given(any_answer, st.booleans(), st.lists(any_text, max_size=3))
def test_any_answer_keeps_telegrams_limits_and_every_quote_is_verbatim(
    any_kind: Answer, in_group: bool, examples: list[str]
) -> None:
    check_verbatim(render(any_kind, examples, replace(IN_CHAT, in_group=in_group)), any_kind)
    check_verbatim(render_more(any_kind, IN_CHAT), any_kind)


@given(any_answer)
def test_a_reply_has_a_button_where_there_is_more_and_its_data_fits(any_kind: Answer) -> None:
    assert render(any_kind).keyboard == ()
    buttons = [button for row in render(any_kind, options=IN_CHAT).keyboard for button in row]
    most = 5 if any_kind.kind in (QuestionKind.TOPIC, QuestionKind.BROWSE) else 3
    has_more = bool(any_kind.more) or len(any_kind.quotes) > most
    is_searched = any_kind.kind not in UNSEARCHED_KINDS
    labels = [button.label for button in buttons]
    assert ("More" in labels) == (has_more and bool(any_kind.quotes) and is_searched)
    assert len(set(labels)) == len(labels)
    for button in buttons:
        if button.data and is_searched:
            assert digest_question(any_kind.question) in button.data


@given(st.lists(any_article, min_size=1, max_size=3))
def test_what_fits_is_shown_in_order(articles: list[Article]) -> None:
    message = sent(render(answer(*(quote(each) for each in articles))))
    texts = [text for text in map(bare, quotes(message)) if text]
    wanted = [bare(each.text) for each in articles if not shows_nothing(each.text)]
    if sum(count_units(each.text) for each in articles) < 2500 and not HALF.search("".join(wanted)):
        assert sorted(texts) == sorted(wanted)


def test_the_last_line_counts_the_articles_where_newer_ones_may_be_expected() -> None:
    first, bridge = date(2020, 2, 29), quote(article())
    old = IndexStats(19266, 80000, first, date(2026, 2, 28))
    assert render(answer(bridge, stats=old)).text.endswith(
        "\n\nAs of 28 February 2026 · 19,266 articles"
    )
    yesterday = replace(answer(bridge), stats=replace(old, last=date(2026, 3, 1)))
    assert "As of" not in render(yesterday).text
    today = replace(yesterday, fit=TimeFit(DayRange(yesterday.at, yesterday.at)))
    assert "As of 1 March 2026" in render(today).text


def test_the_replies_in_the_docs_are_what_is_replied() -> None:
    page = (PROJECT / "docs" / "answers.md").read_text("utf-8")
    kinds, _, _ = page.partition("## From a question to a sentence")
    examples = re.findall(r"^```\n(.*?)\n\n(.*?)\n```$", kinds, re.DOTALL | re.MULTILINE)
    answerer = newsroom_answerer()
    assert len(examples) == 8
    for questions, reply in examples:
        *earlier, question = questions.split(" → ")
        turns = [Turn(before, answerer.answer(before, TODAY).quotes) for before in earlier]
        assert render(answerer.answer(question, TODAY, turns)).text == reply
