import pytest
from hypothesis import given

from bot.answers.answer import Quote
from bot.chat.keyboard import LONGEST_COPY
from bot.chat.replies.keyboards.citation import cite_quote
from bot.chat.rich_text import count_units
from bot.localization.current import use_language
from tests.chat.replies.sending import any_quote
from tests.chat.samples import article, quote
from tests.localization.languages import LANGUAGES


def test_a_quote_is_cited_with_its_source_and_day() -> None:
    assert cite_quote(quote(article(), "It cost 14 million euros.")) == (
        "“It cost 14 million euros.” – The Example, 7 January 2026"
    )


def test_a_long_one_is_cut_at_the_end_of_a_word() -> None:
    citation = cite_quote(quote(article("Seven bridges cross the river. " * 20)))
    assert len(citation) <= LONGEST_COPY
    assert citation.endswith("…” – The Example, 7 January 2026")
    assert citation.partition("…")[0].rsplit(" ", 1)[1] in "Seven bridges cross the river.".split()


def test_a_script_without_spaces_is_cut_where_it_has_to_be() -> None:
    citation = cite_quote(quote(article("橋" * 400)))
    assert LONGEST_COPY - 2 <= len(citation) <= LONGEST_COPY


def test_half_a_surrogate_pair_is_not_copied() -> None:
    assert cite_quote(quote(article("\ud83d is half."))) == ""


@pytest.mark.parametrize("language", LANGUAGES)
@given(any_quote())
def test_a_citation_fits_a_button_in_every_language(language: str, any_kind: Quote) -> None:
    with use_language(language):
        assert count_units(cite_quote(any_kind)) <= LONGEST_COPY
