"""Name endings: the formats that are not read, by the ending of a file's name."""

from collections.abc import Mapping
from pathlib import PurePath

from bot.reading.foreign import foreign_formats as formats
from bot.reading.foreign.foreign_formats import ForeignFormat


def _list_endings(*lines: tuple[str, ForeignFormat]) -> Mapping[str, ForeignFormat]:
    return {
        f".{ending}": foreign_format
        for endings, foreign_format in lines
        for ending in endings.split()
    }


_OF_BINARY_DATA = _list_endings(
    ("7z", formats.SEVEN_ZIP),
    ("rar", formats.RAR),
    ("zst tzst", formats.ZSTD),
    ("lz4", formats.LZ4),
    ("lz lzma z cab deb rpm arj sit sitx br", formats.OTHER_ARCHIVE),
    ("dmg iso", formats.DISK_IMAGE),
    ("png jpg jpeg heic heif webp avif tif tiff bmp gif psd jp2 jxl ico", formats.PICTURE),
    ("djvu djv", formats.SCAN),
    ("mp3 m4a m4b aac ogg oga opus flac wav aiff wma amr mid", formats.SOUND),
    ("mp4 m4v mov avi mkv webm wmv flv mpg mpeg 3gp ogv", formats.VIDEO),
    ("doc dot", formats.OLD_OFFICE),
    ("ppt pps pptx ppsx odp", formats.PRESENTATION),
    ("vsd vsdx odg cdr dwg", formats.VECTOR_GRAPHIC),
    ("sxw sxc sxi", formats.OLD_OPENOFFICE),
    ("xlsb", formats.BINARY_WORKBOOK),
    ("pages", formats.PAGES),
    ("numbers", formats.NUMBERS),
    ("key", formats.KEYNOTE),
    ("hwp hwpx", formats.HANGUL),
    ("wpd", formats.WORDPERFECT),
    ("one onepkg", formats.ONENOTE),
    ("indd idml qxd qxp", formats.LAYOUT),
    ("eps", formats.POSTSCRIPT),
    ("xps oxps", formats.XPS),
    ("chm hlp", formats.HELP_FILE),
    ("mobi azw azw3 azw4 kfx", formats.KINDLE),
    ("lit lrf ibooks", formats.OTHER_BOOK),
    ("msg", formats.OUTLOOK_MAIL),
    ("pst ost olm dbx", formats.OUTLOOK_STORE),
    ("db sqlite sqlite3 db3 mdb accdb dbf ibd realm duckdb", formats.DATABASE),
    ("parquet", formats.PARQUET),
    ("arrow feather", formats.ARROW),
    ("avro", formats.AVRO),
    ("orc", formats.ORC),
    ("pkl pickle joblib", formats.PICKLE),
    ("npy npz h5 hdf5", formats.NUMBERS_ARRAY),
    ("lnk", formats.LINK),
    ("torrent", formats.TORRENT),
    ("kmz", formats.MAP),
    ("plist", formats.PROPERTY_LIST),
    ("ttf otf woff woff2", formats.FONT),
    ("exe dll so dylib msi apk jar class wasm", formats.PROGRAM),
    ("gpg pgp age", formats.CIPHERTEXT),
)
_OF_TEXT = _list_endings(
    ("vtt srt ass ssa ttml sbv", formats.SUBTITLES),
    ("tex ltx", formats.LATEX),
    ("ps eps", formats.POSTSCRIPT),
    ("sql", formats.DATABASE_DUMP),
    ("bib ris enw nbib", formats.REFERENCES),
    ("ics ical", formats.CALENDAR),
    ("vcf vcard", formats.CONTACTS),
    ("opml", formats.FEED_LIST),
    ("url webloc desktop", formats.LINK),
    ("gdoc gsheet gslides", formats.CLOUD_LINK),
    ("kml gpx", formats.MAP),
    ("plist", formats.PROPERTY_LIST),
    ("fb2", formats.OTHER_BOOK),
    ("py js c h cpp java go rs php rb sh bat ps1", formats.PROGRAM),
)


def find_format_by_ending(name: str, *, is_text: bool) -> ForeignFormat | None:
    """Return the format that is not read which the ending of a file's name says, if it does.

    The ending of a picture tells nothing of a file that ``is_text``.
    """
    return (_OF_TEXT if is_text else _OF_BINARY_DATA).get(PurePath(name).suffix.lower())
