"""What was assumed or left out when a file was read."""

from bot.localization.current import mark_message

READING_REMARKS = (
    # Translators: from here on, what was assumed or left out when a file was read.
    mark_message("dated by its folders"),
    mark_message("dated by the day of the issue"),
    mark_message("dated by its field {name}: check that it was published then"),
    mark_message(
        "dates written as numbers were read as seconds since 1970, with their days in UTC"
    ),
    mark_message("dates written as numbers such as 46029 were read as days of a spreadsheet"),
    mark_message("years of two digits were read as years from 1950 to 2049, at the end of a date"),
    mark_message(
        "dated by its last change, the only date that it has: check that it was published then"
    ),
    mark_message("{reason} ({number})"),
    mark_message(
        "its own date cannot be read: dated by the day on which a server received it (Received)"
    ),
    mark_message("its text looks encoded twice, as in cafÃ©: check the accented letters"),
    mark_message("posts without text ({number}) were not read"),
    mark_message("only published posts of this export are read; passed over: {counts}"),
    mark_message("texts that the feed breaks off ({number}) end there"),
    mark_message("mails deleted in it ({number}) were not read"),
    mark_message("the mail attached to it was read, not the mail around it"),
    mark_message("what was written above the forwarded mail was not read"),
    mark_message("what is no article was passed over: {names}"),
    mark_message(
        "plain texts of pages (WET): only their sentences are read, among which may be some "
        "of other articles on the page, dated by their addresses"
    ),
    mark_message("only the beginning of the article: the page is behind a paywall"),
    mark_message(
        "only {number} words were found, but the page says that the article has {total}: "
        "check that its text is whole"
    ),
    mark_message("items that are no texts, such as pictures, were not read ({number})"),
    mark_message("{reason} have letters that make no words and were skipped: {pages}"),
    mark_message(
        "more than one day stands below its headings, and all of it was dated by the first: "
        "if it holds several articles, put each in a file of its own, or give their headings "
        "the same style"
    ),
    mark_message(
        "read as several articles, as several of its headings have a date of their own: check "
        "where they begin"
    ),
    mark_message(
        "the text above the first heading with a date of its own was left out: if it is an "
        "article, put its date below its heading"
    ),
    mark_message(
        'no date stands below the heading "{title}", so that it was read as part of the '
        "article above it: if it is one of its own, put its date below it"
    ),
    mark_message("{number} drafts, private posts and pages left out"),
    mark_message("only the beginning of the text is in the file"),
    mark_message("only a summary of the text is in the file"),
    mark_message("{number} of its posts were forwarded from elsewhere"),
    mark_message("this sheet was not read: {reason}"),
    mark_message(
        "it is a live page with entries of different times that cannot be told apart: all of "
        "its text has the day of its beginning"
    ),
    mark_message("{number} entries of the live page have no text or no day and were left out"),
    mark_message(
        "dated by a line with a day near the headline, from before there were web pages: "
        "check that it is the day of publication, or put the date in the file name"
    ),
    mark_message("dated {day}, as it says, not {other}, as in its folders"),
    mark_message("in {encoding} except for some bytes, shown as �"),
    mark_message("declared as {label}, read as {encoding}: check the accented letters"),
    mark_message(
        "it is a forwarded mail, and the date of the original cannot be read in it: dated by "
        "its forwarding"
    ),
    mark_message(
        "it is a forwarded mail, and the original's sender and date cannot be read in it: its "
        "source and date are those of the forwarding"
    ),
    mark_message("it is a forwarded mail: the original's sender, subject and date count"),
    mark_message(
        "few of its words can be read, as after poor text recognition: compare some sentences "
        "with its pages"
    ),
    mark_message("{reason}: another was derived"),
    mark_message(
        "read as several articles, as several of its headings are as large as the first, and "
        "dated by the day above that: check where they begin"
    ),
    mark_message(
        "several of its headings are as large as its title: if it holds several articles, put "
        "each in a file of its own, or a date below each heading"
    ),
    mark_message(
        "dates such as 07/01/2026 were read in the order that is usual in the language or the "
        "country of their articles: check one of them"
    ),
)
