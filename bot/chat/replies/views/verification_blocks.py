"""Verification blocks: a sentence of a text, and what the articles have of it."""

from collections.abc import Iterator, Sequence

from bot.answers.answer import Quote
from bot.answers.verification.verification import Change, Check, Difference, Verdict, Verification
from bot.articles.article import Article
from bot.chat.replies.blockquotes import format_blockquote
from bot.chat.replies.credits import credit_quotes, link_title
from bot.chat.replies.footers import list_confirmations
from bot.chat.replies.links import is_link
from bot.chat.replies.text_lines import is_sendable, shorten_line
from bot.chat.replies.views.marked_quotes import STRIKETHROUGH, UNDERLINE, mark_quote
from bot.chat.rich_text import RichText, count_units, format_entity, join_pieces
from bot.language.span import Span
from bot.localization.current import format_number, gettext, isolate, mark_message, ngettext

_MOST_OPEN = 900
_MOST_MARKS = 12  # in a quote: a message has room for a hundred
_LONGEST_CLAIM = 1200
_LONGEST_NAME = 120  # of a sentence that nothing has

_CHANGES = {
    Change.NUMBER: mark_message("A number differs."),
    Change.DATE: mark_message("A day or month differs."),
    Change.NAME: mark_message("A name differs."),
    Change.NEGATION: mark_message("A “not” or a similar word differs."),
}


def list_blocks(check: Check, verification: Verification) -> Iterator[RichText]:
    """Yield a check as part of a message: first whole, then ever shorter."""
    if check.verdict is Verdict.TITLE and check.title_article is not None:
        yield _show_title(check.title_article)
    elif check.quote is None or check.verdict is Verdict.ABSENT:
        yield from _show_absence(check, verification)
    elif check.verdict is Verdict.EXACT:
        yield from _show_exact(check, check.quote)
    else:
        yield from _show_near(check, check.quote, verification.text)


def _show_title(article: Article) -> RichText:
    heading = gettext("This is the title of an article:")
    # A credit names the title itself where there is no address.
    title = link_title(article) if is_link(article.url) else RichText()
    if not is_sendable(title.text):
        title = RichText()
    return join_pieces((RichText(heading), title, _credit(Quote(article, Span(0, 0), 0.0))), "\n")


def _show_exact(check: Check, quote: Quote) -> Iterator[RichText]:
    count = 1 + len(quote.confirmations)
    credit = join_pieces((_credit(quote), list_confirmations((quote,))), "\n")
    quotation = format_blockquote(quote, _MOST_OPEN)
    if quotation.text:
        # Words in bold are those of the quotation that the heading may speak of.
        heading = RichText(_head_exact(check, quote, count))
        if quote.highlight is None:
            heading = format_entity(heading.text, "bold")
        yield join_pieces((heading, quotation, credit), "\n")
        yield join_pieces((heading, quotation, _credit(quote)), "\n")
    yield join_pieces((RichText(_head_omitted_exact(count)), _credit(quote)), "\n")


def _head_exact(check: Check, quote: Quote, count: int) -> str:
    if quote.highlight is not None:
        # Translators: a quotation follows, of which a part is bold.
        message = ngettext(
            "The words in bold are in this article, word for word:",
            "The words in bold are in {count} articles, word for word. The oldest of them:",
            count,
        )
    elif check.is_partial:
        # Translators: a quotation follows; the text that was checked has other words, too.
        message = ngettext(
            "These words of it are in this article, word for word:",
            "These words of it are in {count} articles, word for word. The oldest of them:",
            count,
        )
    else:
        # Translators: a quotation follows.
        message = ngettext(
            "Word for word in this article:",
            "Word for word in {count} articles. The oldest of them:",
            count,
        )
    return message.format(count=format_number(count))


def _head_omitted_exact(count: int) -> str:
    # Translators: the name of an article follows, without the quotation.
    message = ngettext(
        "Word for word in this article, but the sentence cannot be shown here:",
        "Word for word in {count} articles, but the sentence cannot be shown here. "
        "The oldest of them:",
        count,
    )
    return message.format(count=format_number(count))


def _show_near(check: Check, quote: Quote, text: str) -> Iterator[RichText]:
    differences = _choose_marked(check.differences)
    marks = [difference.article for difference in differences if difference.article]
    quotation = mark_quote(quote.article.text, quote.span, marks, UNDERLINE)
    heading = format_entity(_head_near(check), "bold")
    if quotation.text:
        parts = (heading, RichText(_introduce(marks)), quotation, _credit(quote))
        article = join_pieces(parts, "\n")
        yield join_pieces((article, _quote_claim(check, differences, text)), "\n\n")
        yield article
    # Translators: the name of an article follows.
    label = gettext("The article has nearly the same, but the sentence cannot be shown here:")
    yield join_pieces((heading, RichText(label), _credit(quote)), "\n")


def _head_near(check: Check) -> str:
    """Return that the sentence is not word for word, and what differs that matters."""
    if not check.differences:
        return gettext("The words are the same, but not all signs or capital letters.")
    changes = (gettext(text) for change, text in _CHANGES.items() if change in check.changes)
    return " ".join((gettext("Not word for word."), *changes))


def _introduce(marks: Sequence[Span]) -> str:
    if marks:
        # Translators: a quotation follows, with some words underlined.
        return gettext("The article says, with what differs underlined:")
    # Translators: a quotation follows.
    return gettext("The article says:")


def _quote_claim(check: Check, differences: list[Difference], text: str) -> RichText:
    """Return the words that were checked, where the article lacks some of them."""
    marks = [difference.claim for difference in differences if difference.claim]
    if not marks or count_units(check.claim.slice(text)) > _LONGEST_CLAIM:
        return RichText()
    # Translators: what a person sent follows, with some words struck through.
    heading = gettext("The text says, with what the article lacks struck through:")
    quotation = mark_quote(text, check.claim, marks, STRIKETHROUGH)
    return join_pieces((RichText(heading), quotation), "\n") if quotation.text else quotation


def _show_absence(check: Check, verification: Verification) -> Iterator[RichText]:
    heading = format_entity(_head_absence(check, verification), "bold")
    closest = format_blockquote(check.quote) if check.quote else RichText()
    if check.quote and closest.text:
        # Translators: a quotation follows.
        label = RichText(gettext("The closest sentence, which is not a match:"))
        yield join_pieces((heading, label, closest, _credit(check.quote)), "\n")
    yield heading


def _head_absence(check: Check, verification: Verification) -> str:
    name = shorten_line(check.sentence.slice(verification.text), _LONGEST_NAME)
    if len(verification.checks) == 1 or not name or not is_sendable(name):
        return gettext("This is in none of the articles, word for word or nearly.")
    message = gettext("“{words}” is in none of the articles, word for word or nearly.")
    return message.format(words=isolate(name))


def _credit(quote: Quote) -> RichText:
    return credit_quotes((quote,))


def _choose_marked(differences: tuple[Difference, ...]) -> list[Difference]:
    """Return the differences that are marked: if there are many, what changes the meaning first."""
    return sorted(differences, key=lambda difference: not difference.changes_meaning)[:_MOST_MARKS]
