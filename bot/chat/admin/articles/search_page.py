"""Search page: the files and articles that match some words, as a message with buttons; pure."""

from collections.abc import Sequence

from bot.chat.admin.articles.article_pages import ARTICLE, write_article
from bot.chat.admin.corpus_pages import OPEN, SEARCH, make_back_button, make_key
from bot.chat.keyboard import Button, encode_data, make_keyboard
from bot.chat.replies.text_lines import shorten_line
from bot.chat.rich_text import Reply
from bot.corpus.listing import CorpusFile
from bot.curation.article_lookup import CorpusArticle
from bot.localization.current import format_count, gettext, isolate

MOST_FILES = 4
MOST_ARTICLES = 8

_LONGEST_WORDS = 80


def match_files(files: Sequence[CorpusFile], text: str) -> list[CorpusFile]:
    """Return the files whose names have all words of a text."""
    words = text.casefold().split()
    return [file for file in files if words and all(word in file.file.casefold() for word in words)]


def render_search(
    text: str, files: Sequence[CorpusFile], articles: Sequence[CorpusArticle]
) -> Reply:
    """Return the files and articles that match the words of a text."""
    words = isolate(shorten_line(text, _LONGEST_WORDS))
    navigation = [
        Button(gettext("Search"), encode_data(SEARCH, "0")),
        make_back_button(),
    ]
    if not files and not articles:
        message = gettext("No file and no article has “{words}” in its name, title or source.")
        return Reply(message.format(words=words), keyboard=make_keyboard(navigation))
    lines: list[str] = []
    buttons: list[Button] = []
    for file in files[:MOST_FILES]:
        buttons.append(Button(str(len(buttons) + 1), encode_data(OPEN, make_key(file.file))))
        count = format_count("{count} article", "{count} articles", file.articles)
        name = isolate(shorten_line(file.file, _LONGEST_WORDS))
        lines += [f"{len(buttons)}. {name} · {count}"]
    lines += _write_surplus(len(files) - MOST_FILES)
    for article in articles[:MOST_ARTICLES]:
        data = encode_data(ARTICLE, article.details.key, "0")
        buttons.append(Button(str(len(buttons) + 1), data))
        lines += ["", *write_article(len(buttons), article.details)]
    lines += _write_surplus(len(articles) - MOST_ARTICLES)
    middle = min(len(files), MOST_FILES)
    keyboard = make_keyboard(buttons[:middle], buttons[middle:], navigation)
    return Reply("\n".join(lines).strip(), keyboard=keyboard)


def _write_surplus(number: int) -> list[str]:
    if number <= 0:
        return []
    # Translators: below a list of what was searched for.
    return [
        format_count(
            "and {count} more: search for more words",
            "and {count} more: search for more words",
            number,
        )
    ]
