"""Pages to extract text from: invented articles in the markup that newspapers use."""

from lxml import html

from bot.reading.html.prose.assemble import PageText, extract_page_text

TITLE = "Harbour opens again"
FIRST = "The harbour opened again on Wednesday after three days of storm, the port authority said."
SECOND = "Two ferries left before noon, and a hundred and forty passengers were on the first one."
THIRD = "The harbour master said that the piers would be repaired in spring by a firm from here."
FOURTH = "The town council will speak about the costs on Monday, when the mayor is back in town."


def paragraphs(*texts: str) -> str:
    """Return paragraphs of markup."""
    return "".join(f"<p>{text}</p>" for text in texts)


def page(body: str, head: str = "") -> str:
    """Return a page."""
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"


def article(inside: str, head: str = "", below_title: str = "") -> str:
    """Return a page with an article of four paragraphs and more in the midst of them."""
    prose = paragraphs(FIRST, SECOND) + inside + paragraphs(THIRD, FOURTH)
    return page(
        f"<main><article><h1>{TITLE}</h1>{below_title}<div class='body'>{prose}</div></article>"
        "</main>",
        head,
    )


def extract(markup: str, *authors: str, host: str = "") -> PageText:
    """Return the text of a page."""
    root = html.document_fromstring(markup)
    return extract_page_text(root, title=TITLE, authors=authors, host=host)


def extract_paragraphs(markup: str, *authors: str, host: str = "") -> list[str]:
    """Return the paragraphs of a page."""
    return extract(markup, *authors, host=host).text.split("\n\n")
