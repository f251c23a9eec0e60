from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.answers.answer import Quote
from bot.answers.views.survey import Survey
from bot.chat.replies.views.quote_list import render_sources, render_story
from bot.chat.rich_text import Reply, RichText
from bot.localization.current import use_language
from tests.chat.replies.sending import any_quote, links, parts, sent
from tests.chat.replies.views.drawing import LANGUAGES, bare
from tests.chat.samples import answer, article, quote
from tests.newsroom import TODAY, newsroom_answerer
from tests.telegram.client import quotes
from tests.telegram.shapes import Message


def show(piece: RichText) -> Message:
    return sent(Reply(piece.text, piece.entities))


def make_survey(*by_source: Quote) -> Survey:
    return Survey(answer(*by_source[:1]), by_source[:1], by_source)


def of_paper(name: str, text: str = "It cost 14 million euros.") -> Quote:
    return quote(article(text, source=name, url=f"https://{name.lower()}.example/1"))


def test_each_source_stands_above_its_quote_with_its_day() -> None:
    message = show(render_sources(make_survey(of_paper("Gull"), of_paper("Tern", "It is blue."))))
    assert message["text"] == (
        "Gull · 7 January 2026\nIt cost 14 million euros.\n\nTern · 7 January 2026\nIt is blue."
    )
    assert parts(message, "bold") == ["Gull", "Tern"]
    assert links(message) == {"Gull": "https://gull.example/1", "Tern": "https://tern.example/1"}
    assert quotes(message) == ["It cost 14 million euros.", "It is blue."]


def test_a_source_that_is_a_file_is_code_and_not_bold() -> None:
    bare_file = quote(article("It cost much.", source="", url="", path="corpus/new-bridge.md"))
    message = show(render_sources(make_survey(bare_file)))
    assert parts(message, "code") == ["new-bridge.md"]
    assert parts(message, "bold") == []


def test_sources_that_do_not_fit_are_left_out_whole() -> None:
    survey = make_survey(
        of_paper("Gull", "a" * 3000), of_paper("Tern", "b" * 2000), of_paper("Skua", "c" * 500)
    )
    assert quotes(show(render_sources(survey))) == ["a" * 3000, "c" * 500]


def test_without_a_quote_that_can_be_sent_that_is_said() -> None:
    message = "None of these sentences can be shown here."
    assert render_sources(make_survey(of_paper("Gull", "x" * 5000))).text == message
    assert render_sources(make_survey()).text == message
    assert render_story(()).text == message


def test_a_story_stands_below_the_title_of_its_lead() -> None:
    other = replace(of_paper("Tern", "It opened today.").article, published=date(2026, 1, 8))
    message = show(render_story((quote(article()), quote(other))))
    assert message["text"] == (
        "A bridge opens\n\n"
        "The Example · 7 January 2026 [Monday = 5 January]\n"
        "The bridge opened on Monday. It cost 14 million euros.\n\n"
        "Tern · 8 January 2026 [today]\n"
        "It opened today."
    )


def test_a_real_story_is_told_by_its_sources() -> None:
    answerer = newsroom_answerer()
    leads = answerer.answer("What happened on 7 March?", TODAY).quotes
    (story,) = [lead for lead in leads if "Oskarvik" in lead.text]
    message = show(render_story(answerer.tell_story(story)))
    assert message["text"].startswith(story.article.title)
    assert quotes(message)[0] == story.text
    assert len(quotes(message)) > 1


@given(language=st.sampled_from(LANGUAGES), by_source=st.lists(any_quote(), max_size=12).map(tuple))
def test_any_quotes_keep_telegrams_limits_and_are_verbatim(
    language: str, by_source: tuple[Quote, ...]
) -> None:
    wanted = {bare(each.text) for each in by_source}
    with use_language(language):
        for piece in (render_sources(make_survey(*by_source)), render_story(by_source)):
            assert set(map(bare, quotes(show(piece)))) <= wanted | {""}
