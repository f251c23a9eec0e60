"""The formats that are not read, each with its name and what its owner can do."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ForeignFormat:
    """A format that is not read.

    ``kind`` is what people call a file of it, with its article; ``advice`` is what its owner can
    do, as an order.
    """

    kind: str
    advice: str

    @property
    def reason(self) -> str:
        """Return why such a file is rejected, in words."""
        return f"it is {self.kind}: {self.advice}"


_UNPACK = "unpack it and add the files"
_DOCX = "save it as .docx"
_DOCX_OR_PDF = "save it as .docx, or as a PDF file"
_TABLE = "save its table as .csv or .xlsx"
_NO_ARTICLE = "it holds no article"
_RECOGNISE = "run text recognition (OCR) on it, and add the text"
_TRANSCRIBE = "add a transcript of it as .txt or .docx"
_EXPORT_TABLE = "export its table as .csv"
_EXPORT_LINES = "convert it to .csv or .jsonl"

# Packed files.
SEVEN_ZIP = ForeignFormat("a 7-Zip archive", _UNPACK)
RAR = ForeignFormat("a RAR archive", _UNPACK)
ZSTD = ForeignFormat("compressed by zstd", _UNPACK)
LZ4 = ForeignFormat("compressed by lz4", _UNPACK)
OTHER_ARCHIVE = ForeignFormat("an archive of another kind than ZIP and tar", _UNPACK)
DISK_IMAGE = ForeignFormat("an image of a disk", "open it and add the files in it")
GZIP_TWICE = ForeignFormat("compressed twice by gzip", _UNPACK)
BZIP2_TWICE = ForeignFormat("compressed twice by bzip2", _UNPACK)
XZ_TWICE = ForeignFormat("compressed twice by xz", _UNPACK)

# Pictures, sound and films.
PICTURE = ForeignFormat("a picture", _RECOGNISE)
SCAN = ForeignFormat("a scan in the format DjVu", _RECOGNISE)
SOUND = ForeignFormat("a sound recording", _TRANSCRIBE)
VIDEO = ForeignFormat("a video", _TRANSCRIBE)
SUBTITLES = ForeignFormat("a file of subtitles, not an article", _TRANSCRIBE)

# Office files.
OLD_WORD = ForeignFormat("an old Word document (.doc)", _DOCX)
OLD_OFFICE = ForeignFormat(
    "an old or locked office document", "save it as .docx without a password"
)
LOCKED_OFFICE = ForeignFormat(
    "an office file with a password", "open it and save it without a password"
)
PRESENTATION = ForeignFormat("a presentation", _DOCX_OR_PDF)
VECTOR_GRAPHIC = ForeignFormat("a drawing", "save it as a PDF file")
OTHER_OFFICE = ForeignFormat("an office file of another kind", _DOCX_OR_PDF)
OLD_OPENOFFICE = ForeignFormat("a file of an old OpenOffice", "save it as .odt or .docx")
BINARY_WORKBOOK = ForeignFormat("an Excel workbook in a binary format", "save it as .xlsx")
XML_WORKBOOK = ForeignFormat("an Excel workbook of 2003, in XML", "save it as .xlsx")
XML_WORD = ForeignFormat("a Word document in XML", _DOCX)
PAGES = ForeignFormat("a document of Apple Pages", "export it as .docx or as a PDF file")
NUMBERS = ForeignFormat("a spreadsheet of Apple Numbers", "export it as .xlsx or .csv")
KEYNOTE = ForeignFormat("a presentation of Apple Keynote", "export it as a PDF file")
IWORK = ForeignFormat(
    "a file of Apple Pages, Numbers or Keynote", "export it as .docx, .xlsx or a PDF file"
)
HANGUL = ForeignFormat("a document of Hangul (.hwp)", _DOCX_OR_PDF)
WORDPERFECT = ForeignFormat("a WordPerfect document", _DOCX_OR_PDF)
ONENOTE = ForeignFormat("a OneNote notebook", _DOCX_OR_PDF)
LAYOUT = ForeignFormat("a page layout", "export it as a PDF file")
POSTSCRIPT = ForeignFormat("a PostScript file", "convert it to a PDF file")
XPS = ForeignFormat("an XPS document", "print it as a PDF file")
LATEX = ForeignFormat("LaTeX source", "make a PDF file of it")
HELP_FILE = ForeignFormat("a help file of Windows", _DOCX_OR_PDF)

# Books and mails.
KINDLE = ForeignFormat("an e-book for Kindle", "convert it to .epub, for example with calibre")
OTHER_BOOK = ForeignFormat("an e-book", "convert it to .epub, for example with calibre")
OUTLOOK_MAIL = ForeignFormat(
    "an Outlook mail that cannot be opened", "save it again in Outlook, as .eml if that is offered"
)
OUTLOOK_STORE = ForeignFormat(
    "a store of Outlook mails", "export the mails as .eml or .mbox, for example with Thunderbird"
)
OUTLOOK_ATTACHMENT = ForeignFormat(
    "an attachment of Outlook (winmail.dat)", "save the mail as .eml"
)

SAFARI_ARCHIVE = ForeignFormat(
    "a page saved by Safari that cannot be opened", "save the page again, as .html or a PDF file"
)

# Tables and data.
DATABASE = ForeignFormat("a database", _EXPORT_TABLE)
DATABASE_DUMP = ForeignFormat("a dump of a database", _EXPORT_TABLE)
PARQUET = ForeignFormat(
    "a Parquet file",
    "convert it to .csv, for example with DuckDB:"
    " duckdb -c \"COPY (FROM 'harbour.parquet') TO 'harbour.csv'\"",
)
ARROW = ForeignFormat("an Arrow or Feather file", _EXPORT_LINES)
AVRO = ForeignFormat("an Avro file", _EXPORT_LINES)
ORC = ForeignFormat("an ORC file", _EXPORT_LINES)
PICKLE = ForeignFormat("a pickle of Python", _EXPORT_LINES)
NUMBERS_ARRAY = ForeignFormat("an array of numbers", _NO_ARTICLE)
REFERENCES = ForeignFormat(
    "a list of references without their texts", "export the texts, or save them as PDF files"
)

# What other programs keep.
CALENDAR = ForeignFormat("a calendar", _NO_ARTICLE)
CONTACTS = ForeignFormat("a list of contacts", _NO_ARTICLE)
FEED_LIST = ForeignFormat(
    "a list of feeds (OPML), which holds no article", "save the feeds themselves as .xml"
)
SITEMAP = ForeignFormat("a list of a site's addresses", "save the pages themselves as .html")
LINK = ForeignFormat("only a link to a page", "open it and save the page as .html")
CLOUD_LINK = ForeignFormat("only a link to an online document", "download it as .docx or .xlsx")
STORAGE_POINTER = ForeignFormat(
    "only a pointer to a file that is kept elsewhere (Git LFS)", "run git lfs pull"
)
TORRENT = ForeignFormat("a torrent", "download what it is for")
WIKI_DUMP = ForeignFormat("a dump of a wiki", "save its pages as .html or .txt")
MAP = ForeignFormat("a map", _NO_ARTICLE)
PROPERTY_LIST = ForeignFormat("a property list of macOS", _NO_ARTICLE)
SYSTEM_FILE = ForeignFormat("a file of the operating system", _NO_ARTICLE)
FONT = ForeignFormat("a font", _NO_ARTICLE)
PROGRAM = ForeignFormat("a program", _NO_ARTICLE)
CIPHERTEXT = ForeignFormat("encrypted", "decrypt it first")
