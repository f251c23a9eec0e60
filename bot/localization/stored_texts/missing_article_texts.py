"""What a saved page is that is no article."""

from bot.localization.current import mark_message

MISSING_ARTICLE_TEXTS = (
    # Translators: from here on, what a saved page is that is no article.
    mark_message(
        "it is a page that asks for consent to cookies, not the article: accept there, then "
        "open the article in the browser and save it again"
    ),
    mark_message(
        "it is a page that checks whether a person is there (a captcha or a security check), "
        "not the article: open the article in the browser and save it again"
    ),
    mark_message(
        "its text is loaded by scripts and was not saved with it: open the article in the "
        "browser, wait until it shows, and save it as a complete page or print it to a PDF"
    ),
    mark_message(
        "it is an error page, not the article: the article is no longer at that address, or "
        "the site failed; open the article in the browser and save it again, or leave the "
        "file out"
    ),
    mark_message(
        "it is a log-in page, not the article: log in there, then open the article in the "
        "browser and save it again"
    ),
    mark_message(
        "it has nothing of the article but the request to subscribe: open it where you may "
        "read it, and save it again"
    ),
    mark_message(
        "it is a page of search results, not an article: open the article itself and save that"
    ),
    mark_message(
        "it is a list of bookmarks, addresses without their texts: save the articles themselves"
    ),
    mark_message(
        "it is a table of contents, not an article: open the articles themselves and save those"
    ),
    mark_message(
        "it holds several articles, each with its own headline and day: open each by itself "
        "and save that"
    ),
    mark_message("it is the listing of a folder on a server, not an article: save the files in it"),
    mark_message("it only leads on to another page: open that one and save it"),
    mark_message(
        "it is a page of links to articles (a home page, a section or a list), not an "
        "article: open the article itself and save that"
    ),
)
