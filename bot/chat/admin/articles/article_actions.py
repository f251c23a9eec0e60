"""Article actions: what the buttons of articles do, and the replies with corrections."""

from typing import get_args

from telegram import Update

from bot.chat.admin.admin_wording import NO_SUCH_FILE, write_failure
from bot.chat.admin.articles import article_pages, search_page
from bot.chat.admin.articles.article_prompts import AdminPrompt, AdminPrompts
from bot.chat.admin.corpus_pages import ARTICLES, SEARCH, make_key
from bot.chat.admin.messenger import AdminMessenger
from bot.chat.buttons.callback_data import (
    ButtonCallback,
    decode_data,
    get_actor,
    get_message_id,
)
from bot.chat.replies.text_lines import shorten_line
from bot.chat.rich_text import Reply
from bot.corpus.corrections.correction import ArticleCorrection
from bot.corpus.corrections.correction_change import Change
from bot.corpus.listing import CorpusFile
from bot.curation.article_editor import (
    ArticleEditor,
    Field,
    make_change,
    make_hidden,
    make_visible,
)
from bot.curation.article_lookup import ArticleLookup, CorpusArticle
from bot.errors import DatelineError
from bot.language.languages.lookup import list_languages
from bot.localization.current import gettext, isolate, mark_message, name_language

_NO_SUCH_ARTICLE = mark_message("This article is no longer in the corpus folder.")
_QUESTIONS: dict[Field, tuple[str, str]] = {
    "published": (
        mark_message(
            "On which day was “{title}” published? Reply to this message with the day, for "
            "example 7 January 2026."
        ),
        mark_message("The day, for example 7 January 2026"),
    ),
    "title": (
        mark_message("What is the title of “{title}”? Reply to this message with it."),
        mark_message("The title"),
    ),
    "source": (
        mark_message("Who published “{title}”? Reply to this message with the name."),
        mark_message("The newspaper, agency or site"),
    ),
    "language": (
        mark_message("In which language is “{title}”? Reply to this message with its name."),
        mark_message("The language, for example German or de"),
    ),
}
_EDIT = "edit"
_FIND = "find"
_LONGEST_TITLE = 120


class ArticleActions:
    """List the articles of files, search them, and correct and hide single ones."""

    def __init__(self, messenger: AdminMessenger, prompts: AdminPrompts) -> None:
        self._messenger = messenger
        self._prompts = prompts
        self._service = messenger.services.service
        self._lookup = ArticleLookup(messenger.services.reader)
        prompts.register(_EDIT, self._take_value)
        prompts.register(_FIND, self._take_words)
        self.callbacks: dict[str, ButtonCallback] = {
            ARTICLES: self._list,
            article_pages.ARTICLE: self._open,
            article_pages.CHANGE: self._ask,
            article_pages.HIDE: self._hide,
            article_pages.SHOW: self._show,
            article_pages.RESET: self._reset,
            article_pages.UNDO: self._undo,
            SEARCH: self._ask_words,
        }

    async def search(self, update: Update, text: str) -> None:
        """Answer with the files and articles that match the words of a text."""
        async with self._messenger.show_typing(update):
            files = await self._messenger.list_files()
            articles = await self._messenger.call(lambda: self._lookup.search(text))
        reply = search_page.render_search(text, search_page.match_files(files, text), articles)
        await self._messenger.delivery.send(update, reply)

    async def _ask_words(self, update: Update) -> None:
        await self._messenger.toast(update)
        text = gettext(
            "What are you looking for? Reply to this message with words of a file's name, of a "
            "title or of a source."
        )
        await self._prompts.ask(update, _FIND, "", text, mark_message("Words"))

    async def _take_words(self, update: Update, _: AdminPrompt, text: str) -> None:
        await self.search(update, text)

    async def _list(self, update: Update) -> None:
        _, key, *numbers = decode_data(update)
        file = await self._find_file(key)
        if file is None:
            await self._messenger.toast(update, gettext(NO_SUCH_FILE))
            return
        await self._messenger.toast(update)
        articles = await self._messenger.call(lambda: self._lookup.list_articles(file.file))
        page = int(numbers[0]) if numbers and numbers[0].isdecimal() else 0
        await self._replace(update, article_pages.render_articles(file, articles, page))

    async def _open(self, update: Update) -> None:
        article = await self._find(update)
        if article is not None:
            await self._messenger.toast(update)
            await self._show_page(update, article)

    async def _ask(self, update: Update) -> None:
        article, field = await self._find(update), _get_field(decode_data(update)[-1])
        if article is None or field is None:
            return
        await self._messenger.toast(update)
        await self._ask_value(update, article, field)

    async def _ask_value(
        self, update: Update, article: CorpusArticle, field: Field, fault: str = ""
    ) -> None:
        question, placeholder = _QUESTIONS[field]
        title = isolate(shorten_line(article.details.heading, _LONGEST_TITLE))
        text = "\n".join(filter(None, [fault, gettext(question).format(title=title)]))
        target = f"{field} {article.details.key}"
        await self._prompts.ask(update, _EDIT, target, text, placeholder)

    async def _take_value(self, update: Update, prompt: AdminPrompt, text: str) -> None:
        """Correct a field with the text of a reply; ask again where that cannot be."""
        name, _, key = prompt.target.partition(" ")
        field = _get_field(name)
        article = await self._messenger.call(lambda: self._lookup.get("key", key))
        if article is None or field is None:
            await self._messenger.delivery.send(update, Reply(gettext(_NO_SUCH_ARTICLE)))
            return
        value = _find_language(text) if field == "language" else text
        try:
            change = make_change(field, value, article.details)
            async with self._messenger.show_typing(update):
                entry_id = await self._change(update, article, change)
        except DatelineError as error:
            fault = write_failure(error, self._messenger.services)
            await self._ask_value(update, article, field, fault)
            return
        new_article = await self._reload(article)
        words = article_pages.write_change(field, new_article)
        if not entry_id:
            words = " ".join((gettext("It was so already."), words))
        reply = article_pages.render_change(words, new_article, entry_id)
        await self._messenger.delivery.send(update, reply)

    async def _hide(self, update: Update) -> None:
        await self._change_in_place(update, make_hidden, gettext("Nobody finds it any more."))

    async def _show(self, update: Update) -> None:
        await self._change_in_place(update, make_visible, gettext("It can be found again."))

    async def _reset(self, update: Update) -> None:
        await self._change_in_place(
            update, ArticleCorrection.reset, gettext("It is as in the file again.")
        )

    async def _change_in_place(self, update: Update, change: Change, message: str) -> None:
        article = await self._find(update)
        if article is None:
            return
        try:
            async with self._messenger.show_typing(update):
                await self._change(update, article, change)
        except DatelineError as error:
            await self._fail(update, error)
            return
        await self._messenger.toast(update, message)
        await self._show_page(update, await self._reload(article))

    async def _undo(self, update: Update) -> None:
        """Take back the correction below which the button is, if none came since."""
        editor = ArticleEditor(self._service, get_actor(update))
        entry_id = decode_data(update)[1]
        entry = await self._messenger.call(lambda: editor.find_entry(entry_id))
        name = entry.article if entry else ""
        article = await self._messenger.call(lambda: self._lookup.get("id", name))
        if entry is None or article is None:
            await self._messenger.toast(update, gettext(_NO_SUCH_ARTICLE))
            return
        try:
            async with self._messenger.show_typing(update):
                await self._messenger.call(lambda: editor.undo(article, entry))
        except DatelineError as error:
            await self._fail(update, error)
            return
        await self._messenger.toast(update)
        old_article = await self._reload(article)
        text = article_pages.write_undone(old_article)
        await self._replace(update, article_pages.render_change(text, old_article))

    async def _change(self, update: Update, article: CorpusArticle, change: Change) -> str:
        """Change what is said of an article; return the entry of the log, empty without one."""
        editor = ArticleEditor(self._service, get_actor(update))
        entry, _ = await self._messenger.call(lambda: editor.change(article, change))
        return entry.id if entry else ""

    async def _fail(self, update: Update, error: DatelineError) -> None:
        await self._messenger.toast(update)
        reply = Reply(write_failure(error, self._messenger.services))
        await self._messenger.delivery.send(update, reply)

    async def _show_page(self, update: Update, article: CorpusArticle) -> None:
        content = await self._messenger.call(lambda: self._service.find_article(article.id))
        number = decode_data(update)[-1]
        page = int(number) if number.isdecimal() and len(number) < 10 else 0
        await self._replace(update, article_pages.render_article(article, content, page))

    async def _find(self, update: Update) -> CorpusArticle | None:
        """Return the article that a button is about; say so where it is gone."""
        key = decode_data(update)[1]
        await self._messenger.update_manifest()
        article = await self._messenger.call(lambda: self._lookup.get("key", key))
        if article is None:
            await self._messenger.toast(update, gettext(_NO_SUCH_ARTICLE))
        return article

    async def _reload(self, article: CorpusArticle) -> CorpusArticle:
        current = await self._messenger.call(lambda: self._lookup.get("id", article.id))
        return current or article

    async def _find_file(self, key: str) -> CorpusFile | None:
        files = await self._messenger.list_files()
        return next((file for file in files if make_key(file.file) == key), None)

    async def _replace(self, update: Update, reply: Reply) -> None:
        await self._messenger.replace(update, get_message_id(update), reply)


def _get_field(name: str) -> Field | None:
    return next((field for field in get_args(Field) if field == name), None)


def _find_language(text: str) -> str:
    """Return the code of a language whose name in the language of the chat was written."""
    name = text.strip().casefold()
    codes = (language.code for language in list_languages())
    return next((code for code in codes if name_language(code).casefold() == name), text)
