"""Why an article could not be corrected."""

from bot.localization.current import mark_message

CORRECTION_REASONS = (
    # Translators: from here on, why an article could not be corrected; article, url, in,
    # hidden, file, title and published are names in a file that stay as they are.
    mark_message("{file} was not corrected: {reason}"),
    mark_message("this article was corrected again since"),
    mark_message("this article has no correction that could be undone"),
    mark_message("{day} is in the future"),
    mark_message("it is longer than {number} characters"),
    mark_message("{text} is no language: write its code, such as de or pt-BR"),
    mark_message("an entry needs lines like article: g1"),
    mark_message("article is missing: name its id, or its url"),
    mark_message("hidden is neither true nor false"),
    mark_message("in needs three lines: file, title and published"),
    mark_message("{name} is not text: put it in quotes"),
    mark_message("{name} contains a character that is none"),
    mark_message("{name} is no field: use {names}"),
    mark_message("it is no list of one entry"),
    mark_message("{name} is not in UTF-8: save it as UTF-8"),
    mark_message("an entry begins with a hyphen, like - article: g1"),
    mark_message("this article has another entry in line {number}: this one counts"),
    mark_message("it is not in UTF-8: save it as UTF-8"),
    mark_message("{name} may be several articles: {articles}"),
)
