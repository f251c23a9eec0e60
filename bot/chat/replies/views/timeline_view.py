"""Timeline view: what the articles have on a matter, day by day, a few days at a time."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.answers.answer import Quote
from bot.answers.views.survey import Survey
from bot.chat.replies.blockquotes import format_blockquote
from bot.chat.replies.credits import explain_dates, isolate_piece, name_source
from bot.chat.rich_text import RichText, fits_message, format_entity, join_pieces
from bot.localization.current import format_day, gettext

DAYS_PER_PAGE = 5


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """Some days of a timeline; ``number`` is from 1 to ``count``, the oldest days come first."""

    message: RichText
    number: int
    count: int

    @property
    def has_older(self) -> bool:
        """Tell whether a page of older days comes before."""
        return self.number > 1

    @property
    def has_newer(self) -> bool:
        """Tell whether a page of newer days comes after."""
        return self.number < self.count


@dataclass(frozen=True, slots=True)
class _Day:
    piece: RichText
    is_lead: bool


def render_timeline(survey: Survey, number: int | None = None) -> TimelinePage:
    """Return a page of a survey's days, the oldest first: that with the answer's own by default.

    Days whose quote cannot be sent whole are left out; a number beyond the pages is the nearest.
    """
    pages = list(_split_pages(_lay_out_days(survey)))
    if not pages:
        message = RichText(gettext("None of these sentences can be shown here."))
        return TimelinePage(message, 1, 1)
    if number is None:
        number = next((n for n, page in enumerate(pages, 1) if any(day.is_lead for day in page)), 1)
    number = min(max(number, 1), len(pages))
    return TimelinePage(_join(pages[number - 1]), number, len(pages))


def _lay_out_days(survey: Survey) -> Iterator[_Day]:
    for quote in survey.by_day:
        text = format_blockquote(quote)
        if text.text:
            is_lead = quote == survey.lead
            yield _Day(_lay_out_day(quote, text, is_lead=is_lead), is_lead)


def _lay_out_day(quote: Quote, text: RichText, *, is_lead: bool) -> RichText:
    day = format_day(quote.article.published)
    if is_lead:
        # Translators: the day of the sentence that answers the question, in a list of days.
        day = gettext("{day} · the answer").format(day=day)
    source = isolate_piece(name_source(quote.article)) + RichText(explain_dates((quote,)))
    return join_pieces((format_entity(day, "bold"), text, source), "\n")


def _split_pages(days: Iterable[_Day]) -> Iterator[list[_Day]]:
    page: list[_Day] = []
    for day in days:
        if not fits_message(day.piece):
            continue
        if len(page) == DAYS_PER_PAGE or not fits_message(_join([*page, day])):
            yield page
            page = []
        page.append(day)
    if page:
        yield page


def _join(days: Iterable[_Day]) -> RichText:
    return join_pieces((day.piece for day in days), "\n\n")
