"""Article card: articles as readers will see them, with what is remarkable about them; pure."""

from bot.chat.admin.uploads.upload_card import count_articles, list_findings, render_samples
from bot.chat.keyboard import Keyboard
from bot.chat.rich_text import Reply, RichText, fits_message, join_pieces
from bot.corpus.preview import Preview


def render_article_card(preview: Preview, keyboard: Keyboard) -> Reply:
    """Return the card of pages or posts, whose names and sizes say nothing."""
    report = preview.report
    samples = render_samples(preview.samples)
    has_more = report.articles > len(preview.samples)
    heading = RichText(count_articles(report) if has_more else "")
    findings = list_findings(preview)
    body = RichText(samples.text, samples.entities)
    text = join_pieces((heading, body, RichText("\n".join(findings))), "\n\n")
    while findings and not fits_message(text):
        findings = [*findings[:-2], "…"] if len(findings) > 1 else []
        text = join_pieces((heading, body, RichText("\n".join(findings))), "\n\n")
    return Reply(text.text, text.entities, keyboard)
