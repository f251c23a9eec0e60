"""Verification view: what the articles have of a text, sentence by sentence, in one message."""

from collections.abc import Sequence

from bot.answers.verification.verification import Verdict, Verification
from bot.chat.replies.footers import describe_coverage
from bot.chat.replies.views.verification_blocks import list_blocks
from bot.chat.rich_text import Reply, RichText, fits_message, join_pieces
from bot.localization.current import format_count, format_number, gettext, ngettext


def render_verification(verification: Verification) -> Reply:
    """Return the message that shows a verification, within Telegram's limits.

    A quote is whole or absent, and the sentences that do not fit are counted.
    """
    if not verification.stats.articles:
        return Reply(gettext("I have no articles yet, so there is nothing to compare this with."))
    if not verification.checks:
        return Reply(gettext("There is no sentence in this that I can check."))
    blocks: list[RichText] = []
    omitted_count = sum(check.sentences for check in verification.checks)
    for check in verification.checks:
        for block in list_blocks(check, verification):
            if fits_message(_lay_out(verification, [*blocks, block], omitted_count)):
                blocks.append(block)
                omitted_count -= check.sentences
                break
    message = _lay_out(verification, blocks, omitted_count)
    return Reply(message.text, message.entities)


def _lay_out(
    verification: Verification, blocks: Sequence[RichText], omitted_count: int
) -> RichText:
    """Return the summary, the blocks, and what is not among them."""
    lines = (
        _count_omitted(omitted_count),
        _count_unchecked(verification),
        _describe_search(verification),
    )
    footer = "\n".join(filter(None, lines))
    return join_pieces((RichText(_summarize(verification)), *blocks, RichText(footer)), "\n\n")


def _summarize(verification: Verification) -> str:
    """Return how many sentences are word for word in the articles, where that needs saying."""
    if len(verification.checks) < 2:
        return ""
    total = sum(check.sentences for check in verification.checks)
    exact = verification.count(Verdict.EXACT) + verification.count(Verdict.TITLE)
    if exact == total:
        return gettext("Every sentence is word for word in the articles.")
    if exact == 0:
        return gettext("None of the sentences is word for word in the articles.")
    # Translators: {count} is two or more, and more than {exact}.
    message = ngettext(
        "{exact} of {count} sentences is word for word in the articles.",
        "{exact} of {count} sentences are word for word in the articles.",
        exact,
    )
    return message.format(exact=format_number(exact), count=format_number(total))


def _count_omitted(omitted_count: int) -> str:
    if not omitted_count:
        return ""
    return format_count(
        "{count} sentence that I checked does not fit into this message.",
        "{count} sentences that I checked do not fit into this message.",
        omitted_count,
    )


def _count_unchecked(verification: Verification) -> str:
    if not verification.unchecked_count:
        return ""
    return format_count(
        "I did not check {count} further sentence of the text.",
        "I did not check {count} further sentences of the text.",
        verification.unchecked_count,
    )


def _describe_search(verification: Verification) -> str:
    """Return what was searched, where something is not there."""
    if not verification.count(Verdict.ABSENT):
        return ""
    # Translators: {coverage} is as in "7 articles, from 7 January 2026 to 2 March 2026".
    message = gettext("I searched {coverage}.")
    return message.format(coverage=describe_coverage(verification.stats))
