"""Day order: which number of a page's dates is the day, by what it shows, its language and host."""

from collections.abc import Iterable
from functools import cache

from bot.language.languages.lookup import is_english
from bot.localization.cldr import load_locale
from bot.reading.dates.find import find_dates
from bot.reading.dates.parse import DayOrder, infer_day_order

# Hosts of these countries, which write English and the day first.
_DAY_FIRST_HOSTS = frozenset(
    "uk ie au nz in za sg my hk ng ke gh ug tz zm zw pk lk bd np mt jm tt bb fj pg mu".split()
)
_MONTH_FIRST_HOSTS = frozenset(("us", "gov", "mil"))
# CLDR has the year first there; people write the day before the month.
_DAY_FIRST_LOCALES = frozenset(("en_ZA", "en_BW", "en_SE"))
_YEAR_FIRST_LANGUAGES = frozenset(("zh", "ja", "ko"))
# It is what publishing software says where nobody chose a language.
_DEFAULT_LOCALES = frozenset(("en_US",))


def infer_page_order(lines: Iterable[str], locales: tuple[str, ...], host: str) -> DayOrder:
    """Return the order of day and month on a page.

    ``lines`` are its text; ``locales`` are its language tags, that of its root first, or empty.
    """
    order = infer_day_order(date for line in lines for date in find_dates(line))
    return order if order is not DayOrder.UNKNOWN else expect_order(locales, host)


def expect_order(locales: tuple[str, ...], host: str) -> DayOrder:
    """Return the order that is usual in a text's language, or in the country of its host."""
    language = next(filter(None, locales), "")
    domain = host.rpartition(".")[2]
    if not is_english(language):
        return _order_of(_locale(language))
    by_host = (
        DayOrder.DAY_FIRST
        if domain in _DAY_FIRST_HOSTS
        else DayOrder.MONTH_FIRST
        if domain in _MONTH_FIRST_HOSTS
        else DayOrder.UNKNOWN
    )
    orders = {_order_of(name) for name in _regional(locales)} - {DayOrder.UNKNOWN}
    if not orders:
        return by_host
    order = orders.pop()
    return DayOrder.UNKNOWN if orders or by_host not in {DayOrder.UNKNOWN, order} else order


def _regional(locales: tuple[str, ...]) -> list[str]:
    """Return the tags of English that name a country, without what is only a default."""
    names = [_locale(tag) for tag in locales if tag and is_english(tag)]
    regional = {name for name in names if "_" in name}
    if len(regional) > 1 or (names and "_" not in names[0]):
        regional -= _DEFAULT_LOCALES
    return sorted(regional)


def _locale(tag: str) -> str:
    """Return a tag as CLDR writes it, with the country alone after the language."""
    language, *subtags = tag.replace("_", "-").split("-")
    country = next((subtag for subtag in subtags if len(subtag) == 2 and subtag.isalpha()), "")
    return f"{language.lower()}_{country.upper()}" if country else language.lower()


@cache
def _order_of(name: str) -> DayOrder:
    if name in _DAY_FIRST_LOCALES:
        return DayOrder.DAY_FIRST
    language = name.partition("_")[0]
    if language in _YEAR_FIRST_LANGUAGES:
        return DayOrder.UNKNOWN
    try:
        pattern = str(load_locale(name).date_formats["short"].pattern)
    except (ValueError, KeyError):
        pattern = ""
    first = next((letter for letter in pattern if letter in "dMy"), "")
    if first == "M" or language == "en":
        return {"d": DayOrder.DAY_FIRST, "M": DayOrder.MONTH_FIRST}.get(first, DayOrder.UNKNOWN)
    return DayOrder.DAY_FIRST
