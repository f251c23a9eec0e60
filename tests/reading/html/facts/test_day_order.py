import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.dates.parse import DayOrder
from bot.reading.html.facts.day_order import infer_page_order

DAY, MONTH, UNKNOWN = DayOrder.DAY_FIRST, DayOrder.MONTH_FIRST, DayOrder.UNKNOWN


@pytest.mark.parametrize(
    ("locales", "host", "order"),
    [
        (("en-GB",), "", DAY),
        (("en_AU",), "", DAY),
        (("en-IN",), "gazette.com", DAY),
        (("en-ZA",), "", DAY),
        (("en-Latn-NZ",), "", DAY),
        (("en-US",), "", MONTH),
        (("en-PH",), "", MONTH),
        (("en-CA",), "", UNKNOWN),
        (("en",), "gazette.com", UNKNOWN),
        (("",), "", UNKNOWN),
        (("en",), "gazette.co.uk", DAY),
        (("",), "gazette.ie", DAY),
        (("en",), "gazette.gov", MONTH),
        (("en-US",), "gazette.com.au", UNKNOWN),
        (("en", "en-GB"), "", DAY),
        (("en", "en-US"), "", UNKNOWN),
        (("en-US", "en-GB"), "", DAY),
        (("en-GB", "en-PH"), "", UNKNOWN),
        (("de",), "", DAY),
        (("fr-CA",), "", DAY),
        (("es-MX",), "", DAY),
        (("fil",), "", MONTH),
        (("zh-CN",), "", UNKNOWN),
        (("tlh",), "", DAY),
    ],
)
def test_language_and_country_show_the_order(
    locales: tuple[str, ...], host: str, order: DayOrder
) -> None:
    assert infer_page_order([], locales, host) is order


def test_what_the_page_shows_comes_first() -> None:
    assert infer_page_order(["on 13/02/2026"], ("en-US",), "") is DAY
    assert infer_page_order(["on 02/13/2026"], ("en-GB",), "gazette.co.uk") is MONTH
    both = ["on 02/13/2026", "on 13/02/2026"]
    assert infer_page_order(both, ("de",), "") is DayOrder.AMBIGUOUS


@given(st.lists(st.text(max_size=12), max_size=3), st.text(max_size=12))
def test_any_tags_are_borne(locales: list[str], host: str) -> None:
    assert infer_page_order([], tuple(locales), host) in DayOrder
