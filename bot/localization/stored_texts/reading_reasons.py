"""Why a file or an article could not be read."""

from bot.localization.current import mark_message

READING_REASONS = (
    # Translators: from here on, why a file or an article could not be read; each follows the
    # file's name and a colon.
    mark_message("it is {kind}: {advice}"),
    mark_message("the export has no post with a text"),
    mark_message("it has more than {number} characters: export fewer posts"),
    mark_message("it cannot be read as an export of Telegram Desktop"),
    mark_message("post {number}: {reason}"),
    mark_message("post {number} ({title}): {reason}"),
    mark_message("chapter {number}: {reason}"),
    mark_message("article {number}: {reason}"),
    mark_message("it declares its own XML entities, which no such document needs"),
    mark_message("it declares its own XML entities, which no spreadsheet does"),
    mark_message("it cannot be read as {kind} ({error}): save it again"),
    mark_message("its XML is nested too deeply"),
    mark_message("it cannot be read as XML"),
    mark_message("it cannot be read as XML ({error})"),
    mark_message("{text} may be {days}, and {reason}: write it like 2026-01-07"),
    mark_message("{text} is no clear date, {reason}: write it like 2026-01-07"),
    mark_message("its name has {text}, which may be {days}: write it like 2026-01-07"),
    mark_message("it has no date of its own, and {reason}, in its name"),
    mark_message(
        "it has no date of its own, but mentions {day}: if it was published then, put that in "
        "its name, like {example}"
    ),
    mark_message("its date {text} has no year: put all of it in its name, like {example}"),
    mark_message(
        "it has no date: its front matter only says that it was created on {day}; add date: "
        "{day} if it was published then"
    ),
    mark_message("one of its chapters cannot be read ({error})"),
    mark_message("the elements of a chapter are nested too deeply"),
    mark_message("a chapter has more than {number} elements"),
    mark_message("the e-book has no text"),
    mark_message("its text is locked (DRM): add a copy without a lock"),
    mark_message("it is the export of a blog, but has no published post"),
    mark_message("its front matter is not TOML ({error})"),
    mark_message("the mail has no text, only attachments ({names}): add them instead"),
    mark_message("it is a report on the delivery of a mail, not an article"),
    mark_message("it is encrypted or sealed: open it in a mail program and save its text"),
    mark_message("it is an appointment, a contact or the like of Outlook, not a mail"),
    mark_message("it has no text in it: its content is elsewhere"),
    mark_message("its agency says that it is {name}: it must not be published"),
    mark_message(
        "it is XML (<{name}>), but not a feed, and none of its elements are named as the "
        "fields of an article are, like title, date and text"
    ),
    mark_message("its table has more than {number} cells: save it as .csv"),
    mark_message("its table has too many columns: save it as .csv"),
    mark_message("its text is damaged: save it again in Outlook"),
    mark_message(
        "its letters make no words of any language, as after poor text recognition or with "
        "fonts that show other letters: print it from another program, or run text "
        "recognition (OCR) again"
    ),
    mark_message("its drawings contain themselves, as no program's do: print it again"),
    mark_message("one of its pages has more than {number} words, too many for an article"),
    mark_message(
        "it looks like a page of a press database, but none of its articles was found: export "
        "them as text, RTF or .docx with their full texts"
    ),
    mark_message("no articles were found between the marks of a press database"),
    mark_message(
        "an article of this press database's file has no date: put a line such as 7 January "
        "2026 below its title"
    ),
    mark_message(
        "an article of this press database's file has no text: export it with its full text, "
        "not only as a list of headlines"
    ),
    mark_message(
        'the article below the heading "{title}" has a date that cannot be read ({reason}): '
        "write it like 7 January 2026"
    ),
    mark_message(
        "it has no text: its fields are {fields}; a text is needed, under a name such as "
        "text, body or content"
    ),
    mark_message(
        "it has no date: its fields are {fields}; a date is needed, under a name such as "
        "published or date, like 2026-01-07"
    ),
    mark_message(
        "it holds addresses without texts: save the pages themselves, or give the texts a "
        "field of their own, such as text"
    ),
    mark_message("it has the column {name} twice: remove one of them"),
    mark_message(
        "its first line does not name its columns: add a line such as title,published,text "
        "above the rows"
    ),
    mark_message(
        "it has no column for the text: its columns are {fields}; a text is needed, under a "
        "name such as text, body or content"
    ),
    mark_message(
        "it has no column for the date: its columns are {fields}; a date is needed, under a "
        "name such as published or date"
    ),
    mark_message("it has no post in it"),
    mark_message("it ends in the middle of its last group: check that the file is complete"),
    mark_message("the page that Safari saved in it is no text, but {kind}"),
    mark_message("the spreadsheet is empty"),
    mark_message("its parts are not in UTF-8: save it again as .xlsx"),
    mark_message("a cell of it has no sensible place: save it again as .xlsx"),
    mark_message(
        "it has cells in row {row} and column {column}, and most others are empty: save its "
        "table as .csv"
    ),
    mark_message("it cannot be read as a spreadsheet ({error}): save it again as .xlsx"),
    mark_message("its tables have more than {number} MiB: save them as .csv"),
    mark_message("the ARC data is damaged: its first line is no record's"),
    mark_message(
        "it holds plain texts of pages whose addresses have no date (WET): add the WARC files "
        "of the same crawl, which hold the pages"
    ),
    mark_message("it may be a day and an hour, or seconds since 1970"),
    mark_message("its unit is not sure"),
    mark_message("its year may be one of Nepal's calendar"),
    mark_message("the year may be its first number or its last"),
    mark_message("there is no such day"),
    mark_message("the era has no such day"),
    mark_message("there is no such offset"),
    mark_message("its month and day are missing"),
    mark_message("its day is missing"),
    mark_message("its year is missing"),
    mark_message("it is not YAML ({error})"),
    mark_message("it breaks off"),
    mark_message("it is an e-book without chapters"),
    mark_message("it is an e-book without its list of chapters: convert it to .epub again"),
    mark_message("it is an OpenDocument file without a text: save it as .docx, or as a PDF file"),
    mark_message("it is an OpenDocument file without content: save it again"),
    mark_message("it is an OpenDocument file without a table: save its table as .csv"),
    mark_message("it has more than {number} characters of XML: split it"),
    mark_message("it is the export of a chat: only the posts of a channel are articles"),
    mark_message(
        "it is a spreadsheet without sheets: save it again as .xlsx, or its table as .csv"
    ),
    mark_message("it is an Excel workbook in a binary format: save it as .xlsx"),
    mark_message("{reason}, or begin the text with date 2026-01-07"),
    mark_message(
        "its name seems to tell when it was saved ({day}): if that is when it was published, "
        "leave {word} out of the name"
    ),
    mark_message(
        "its front matter says that it is a draft: take draft: true out once it is published"
    ),
    mark_message(
        "its date is the one that programs write where they know none, such as "
        "1970-01-01T00:00:00: give it the day on which it was published"
    ),
    mark_message("it is no article but a service's answer to a request that failed: {words}"),
)
