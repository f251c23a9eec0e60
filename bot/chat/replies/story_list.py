"""Story list: the shape of a reply on a topic, or on what happened on some days."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain

from bot.answers.answer import Quote
from bot.chat.replies.blockquotes import format_blockquote
from bot.chat.replies.credits import (
    explain_dates,
    isolate_piece,
    link_title,
    list_further_sources,
    shorten_source,
)
from bot.chat.replies.frame import Frame
from bot.chat.replies.links import link_text
from bot.chat.rich_text import RichText, fill_template, fits_message, format_entity, join_pieces
from bot.localization.current import format_near_day, format_number, gettext, ngettext

# Below this, a lead takes up to three lines, which is where Telegram collapses quotes too.
_MOST_OPEN = 160
_LONGEST_LEAD = 2000


def choose_stories(leads: Sequence[Quote], frame: Frame) -> Sequence[Quote]:
    """Return the stories that fit a message, in the order in which they are listed.

    First come those of the days that were asked for, then the newest.
    """
    visible: list[Quote] = []
    for lead in leads:
        stories = _sort_stories([*visible, lead], frame)
        # With numbers, which only make it longer.
        if fits_message(frame.enclose(_lay_out(stories, has_numbers=True), ())):
            visible = stories
    return visible


def lay_out_stories(
    leads: Sequence[Quote], frame: Frame, *, has_numbers: bool = False, has_days: bool = True
) -> RichText:
    """Return stories below their days; with numbers where each has a button.

    Without ``has_days`` the frame says of which day they are.
    """
    return frame.enclose(_lay_out(leads, has_numbers=has_numbers, has_days=has_days), ())


def _sort_stories(leads: Sequence[Quote], frame: Frame) -> list[Quote]:
    def rank_day(lead: Quote) -> tuple[bool, date]:
        day = lead.article.published
        return frame.asks_for(day), day

    return sorted(leads, key=rank_day, reverse=True)


def _lay_out(leads: Sequence[Quote], *, has_numbers: bool, has_days: bool = True) -> RichText:
    days: dict[date, list[RichText]] = {}
    for number, lead in enumerate(leads, 1):
        label = RichText(f"{number}. " if has_numbers else "")
        story = label + join_pieces(_lay_out_story(lead), "\n")
        days.setdefault(lead.article.published, []).append(story)
    if not has_days:
        return join_pieces(chain.from_iterable(days.values()), "\n")
    return join_pieces((_lay_out_day(day, stories) for day, stories in days.items()), "\n\n")


def _lay_out_day(day: date, stories: Sequence[RichText]) -> RichText:
    heading = format_entity(format_near_day(day), "bold")
    return heading + RichText("\n") + join_pieces(stories, "\n")


def _lay_out_story(lead: Quote) -> Iterator[RichText]:
    """Yield the title with its sources, and the sentence that leads the story."""
    further = list_further_sources(lead.confirmations, (lead.article,))
    sources = _name_sources(lead, len(further))
    yield link_title(lead.article) + RichText(" ") + sources + RichText(explain_dates((lead,)))
    sentence = format_blockquote(lead, _MOST_OPEN)
    if sentence.units <= _LONGEST_LEAD:
        yield sentence


def _name_sources(lead: Quote, count: int) -> RichText:
    source = isolate_piece(link_text(shorten_source(lead.article), ""))
    if not count:
        # Translators: the source of a story, behind its title.
        return fill_template(gettext("({source})"), source=source)
    # Translators: the source of a story, behind its title, and how many others tell it.
    message = ngettext("({source} and {count} other)", "({source} and {count} others)", count)
    return fill_template(message, source=source, count=RichText(format_number(count)))
