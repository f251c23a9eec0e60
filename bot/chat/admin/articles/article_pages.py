"""Article pages: the articles of a file, and one of them, as messages with buttons; pure."""

from collections.abc import Sequence

from bot.articles.article import Article
from bot.chat.admin.corpus_pages import ARTICLES, OPEN, make_back_button, make_key
from bot.chat.keyboard import Button, Keyboard, encode_data, make_keyboard
from bot.chat.replies.links import link_text
from bot.chat.replies.text_lines import shorten_line
from bot.chat.rich_text import Reply, RichText, format_entity, join_pieces
from bot.corpus.listing import CorpusFile
from bot.corpus.manifest.article_table import StoredArticle
from bot.corpus.sample import Sample
from bot.curation.article_editor import Field
from bot.curation.article_lookup import CorpusArticle
from bot.localization.current import (
    format_day,
    format_number,
    gettext,
    isolate,
    mark_message,
    name_language,
    ngettext,
)

PER_PAGE = 8
ARTICLE, CHANGE, HIDE, SHOW, RESET, UNDO = (
    "co.art", "co.edit", "co.hide", "co.show", "co.reset", "co.undo",
)  # fmt: skip

FIELDS: dict[Field, str] = {
    "published": mark_message("Change date"),
    "title": mark_message("Change title"),
    "source": mark_message("Change source"),
    "language": mark_message("Change language"),
}
"""What can be corrected, each with the label of its button."""

_LONGEST_TITLE = 120
_LONGEST_NAME = 80


def render_articles(file: CorpusFile, articles: Sequence[StoredArticle], page: int) -> Reply:
    """Return one page of the articles of a file, in the order of the file."""
    key = make_key(file.file)
    return_row = [Button(gettext("‹ File"), encode_data(OPEN, key))]
    if not articles:
        return Reply(gettext("This file has no articles."), keyboard=make_keyboard(return_row))
    last = (len(articles) - 1) // PER_PAGE
    page = min(max(page, 0), last)
    start = page * PER_PAGE
    visible = articles[start : start + PER_PAGE]
    name = isolate(shorten_line(file.file, _LONGEST_NAME))
    message = ngettext("{file}: {count} article", "{file}: {count} articles", len(articles))
    lines = [message.format(file=name, count=format_number(len(articles)))]
    for number, article in enumerate(visible, start + 1):
        lines += ["", *write_article(number, article)]
    numbers = [
        Button(str(number), encode_data(ARTICLE, article.key, str(page)))
        for number, article in enumerate(visible, start + 1)
    ]
    turns = [
        Button(label, encode_data(ARTICLES, key, str(number)))
        for label, number in (("◀", page - 1), ("▶", page + 1))
        if 0 <= number <= last
    ]
    return Reply("\n".join(lines), keyboard=make_keyboard(numbers, turns, return_row))


def write_article(number: int, article: StoredArticle) -> list[str]:
    """Return an article as two lines of a list."""
    title = isolate(shorten_line(article.heading, _LONGEST_TITLE))
    return [f"{number}. {title}", _write_credit(article)]


def render_article(article: CorpusArticle, content: Article | None, page: int = 0) -> Reply:
    """Return an article with its first sentences, and buttons for what can be corrected."""
    details = article.details
    language = details.language
    lines = [
        _write_credit(details),
        name_language(language) if language else "",
        isolate(shorten_line(article.file, _LONGEST_NAME)),
    ]
    opening = (
        Sample.from_article(content).text.encode("utf-8", "replace").decode().strip()
        if content
        else ""
    )
    pieces = [
        link_text(shorten_line(details.heading, _LONGEST_TITLE), details.url),
        RichText("\n".join(filter(None, lines))),
        format_entity(opening, "blockquote") if opening else RichText(),
    ]
    text = join_pieces(pieces, "\n")
    return Reply(text.text, text.entities, _make_keyboard(article, page))


def render_change(text: str, article: CorpusArticle, entry_id: str = "") -> Reply:
    """Return what a correction came to, with buttons to undo it and to see the article."""
    undo = [Button(gettext("Undo"), encode_data(UNDO, entry_id))] if entry_id else []
    view = Button(gettext("‹ Article"), encode_data(ARTICLE, article.details.key, "0"))
    return Reply(text, keyboard=make_keyboard([*undo, view]))


def write_change(field: Field, article: CorpusArticle) -> str:
    """Return what is said of an article after a field of it was changed."""
    details = article.details
    title = isolate(shorten_line(details.heading, _LONGEST_TITLE))
    match field:
        case "published":
            message = gettext("“{title}” is now dated {day}.")
            return message.format(title=title, day=format_day(details.published))
        case "title":
            return gettext("The title is now “{title}”.").format(title=title)
        case "source":
            source = isolate(shorten_line(details.origin, _LONGEST_NAME))
            message = gettext("The source of “{title}” is now {source}.")
            return message.format(title=title, source=source)
        case "language":
            language = name_language(details.language) if details.language else "–"
            message = gettext("The language of “{title}” is now {language}.")
            return message.format(title=title, language=language)


def write_undone(article: CorpusArticle) -> str:
    """Return what is said when a correction was taken back."""
    title = isolate(shorten_line(article.details.heading, _LONGEST_TITLE))
    return gettext("Undone. It is again “{title}”, {day}.").format(
        title=title, day=format_day(article.details.published)
    )


def _write_credit(article: StoredArticle) -> str:
    marks = [
        # Translators: marks of an article in a list, behind its date.
        gettext("corrected") if article.is_corrected else "",
        gettext("hidden, nobody finds it") if article.is_hidden else "",
    ]
    source = isolate(shorten_line(article.origin, _LONGEST_NAME))
    return " · ".join(filter(None, [source, format_day(article.published), *marks]))


def _make_keyboard(article: CorpusArticle, page: int) -> Keyboard:
    details = article.details
    changes = [
        Button(gettext(label), encode_data(CHANGE, details.key, field))
        for field, label in FIELDS.items()
    ]
    hide = (
        Button(gettext("Show again"), encode_data(SHOW, details.key))
        if details.is_hidden
        else Button(gettext("Hide"), encode_data(HIDE, details.key))
    )
    reset = [Button(gettext("As in the file"), encode_data(RESET, details.key))]
    list_key = encode_data(ARTICLES, make_key(article.file), str(page))
    navigation = [
        Button(gettext("‹ Articles"), list_key),
        make_back_button(),
    ]
    return make_keyboard(
        changes[:2],
        changes[2:],
        [hide, *(reset if details.is_corrected else [])],
        navigation,
    )
