"""Content of RTF: its paragraphs with their styles, and its properties."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from bot.reading.rtf import charsets
from bot.reading.rtf.destinations import Destination, find_destination
from bot.reading.rtf.paragraph_list import ParagraphList
from bot.reading.rtf.rtf_tokens import RtfToken, split_tokens
from bot.reading.word.paragraphs import StyledParagraph

_CHARACTERS = {
    "tab": "\t",
    "line": "\n",
    "lbr": "\n",
    "softline": "\n",
    "emspace": "\u2003",
    "enspace": "\u2002",
    "qmspace": "\u2005",
    "emdash": "—",
    "endash": "–",
    "bullet": "•",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "zwj": "\u200d",
    "zwnj": "\u200c",
    "ltrmark": "\u200e",
    "rtlmark": "\u200f",
    "~": "\u00a0",
    "_": "\u2011",
    "\\": "\\",
    "{": "{",
    "}": "}",
}
_PARAGRAPH_ENDS = frozenset(("par", "sect", "page", "column", "\n", "\r"))
_TIMES = ("yr", "mo", "dy")
_TOKENS_BETWEEN_BEATS = 10_000


@dataclass(slots=True)
class _Group:
    """What holds until the end of a group."""

    destination: Destination = Destination.BODY
    is_hidden: bool = False
    is_deleted: bool = False
    is_bold: bool = False
    font: int | None = None
    fallback_length: int = 1


@dataclass(slots=True)
class RtfContent:
    """The content of a file; ``is_complete`` tells whether it has its end."""

    paragraphs: list[StyledParagraph] = field(default_factory=list)
    title: str = ""
    creation_date: str = ""
    is_complete: bool = False


def read_content(data: bytes, beat: Callable[[], None]) -> RtfContent:
    """Read the content of a file; ``beat`` is called now and then."""
    reader = _ContentReader()
    for number, token in enumerate(split_tokens(data)):
        if not number % _TOKENS_BETWEEN_BEATS:
            beat()
        reader.take(token)
        if reader.is_complete:
            break
    return reader.finish()


class _ContentReader:
    """Takes the tokens of a file one after the other."""

    def __init__(self) -> None:
        self.is_complete = False
        self._groups: list[_Group] = []
        self._group = _Group()
        self._is_optional = False
        self._codec = charsets.DEFAULT_CODEC
        self._default_font: int | None = None
        self._fonts: dict[int, str] = {}
        self._font_number = 0
        self._style_number = 0
        self._styles: dict[int, str] = {}
        self._pending: list[bytes] = []
        self._pending_codec, self._is_pending_bold = "", False
        self._skip = 0
        self._title: list[str] = []
        self._time: dict[str, int] = {}
        self._paragraphs = ParagraphList()

    def take(self, token: RtfToken) -> None:
        """Take a token."""
        is_optional, self._is_optional = self._is_optional, token.word == "*"
        if not token.word:
            self._take_bytes(token.data)
        elif token.word == "{":
            self._open()
        elif token.word == "}":
            self._close()
        elif not self._is_optional:
            destination = find_destination(
                token.word, self._group.destination, is_optional=is_optional
            )
            if destination is None:
                self._take_word(token.word, token.number)
            else:
                self._enter(destination)

    def finish(self) -> RtfContent:
        """Return what was read."""
        self._flush()
        year, month, day = (self._time.get(name, 0) for name in _TIMES)
        return RtfContent(
            self._paragraphs.finish(self._styles),
            title=" ".join("".join(self._title).split()),
            creation_date=f"{year:04}-{month:02}-{day:02}" if year and month and day else "",
            is_complete=self.is_complete,
        )

    def _open(self) -> None:
        self._skip = 0
        self._groups.append(self._group)
        self._group = replace(self._group)
        if self._group.destination is Destination.STYLES:
            self._flush()
            self._style_number = 0

    def _close(self) -> None:
        # What stands for a character in older programs ends with the group.
        self._skip = 0
        if not self._groups:
            return
        inner = self._group
        if inner.destination is not self._groups[-1].destination:
            self._flush()
        self._group = self._groups.pop()
        is_box = inner.destination is Destination.TEXT_BOX
        if is_box and self._group.destination is not Destination.TEXT_BOX:
            self._paragraphs.end_box()
        self.is_complete = not self._groups

    def _enter(self, destination: Destination) -> None:
        self._flush()
        is_box = destination is Destination.TEXT_BOX
        if is_box and self._group.destination is not Destination.TEXT_BOX:
            self._paragraphs.begin_box()
        self._group.destination = destination

    def _take_bytes(self, data: bytes) -> None:
        if self._skip:
            length = min(self._skip, len(data))
            self._skip -= length
            data = data[length:]
        if data and self._takes_text:
            codec, is_bold = self._text_codec, self._group.is_bold
            if (codec, is_bold) != (self._pending_codec, self._is_pending_bold):
                self._flush()
                self._pending_codec, self._is_pending_bold = codec, is_bold
            self._pending.append(data)

    @property
    def _takes_text(self) -> bool:
        group = self._group
        return group.destination.has_text and not group.is_hidden and not group.is_deleted

    @property
    def _text_codec(self) -> str:
        font = self._default_font if self._group.font is None else self._group.font
        return (self._fonts.get(font, "") if font is not None else "") or self._codec

    def _flush(self) -> None:
        if self._pending:
            data, self._pending = b"".join(self._pending), []
            text = charsets.decode_rtf_bytes(data, self._pending_codec)
            self._put(text, is_bold=self._is_pending_bold)

    def _put(self, text: str, *, is_bold: bool) -> None:
        destination = self._group.destination
        if destination.is_body:
            self._paragraphs.put(text, is_bold=is_bold)
        elif destination is Destination.STYLES:
            name = self._styles.get(self._style_number, "") + text
            self._styles[self._style_number] = name
        elif destination.has_text:
            self._title.append(text)

    def _take_word(self, word: str, number: int | None) -> None:
        if self._skip and word not in ("u", "uc"):
            # A control word stands for one character too.
            self._skip -= 1
            return
        self._flush()
        if word == "u":
            self._take_code_unit(number or 0)
        elif word in _CHARACTERS:
            if self._takes_text:
                self._put(_CHARACTERS[word], is_bold=self._group.is_bold)
        elif self._group.destination.is_body and (
            word in _PARAGRAPH_ENDS or word in ("cell", "nestcell", "row", "nestrow")
        ):
            self._end_part(word)
        elif self._group.destination is Destination.FONTS:
            self._set_font(word, number or 0)
        else:
            self._set_property(word, number)

    def _take_code_unit(self, number: int) -> None:
        self._skip = self._group.fallback_length
        unit = number & 0xFFFF
        if self._takes_text and unit:
            # Fonts of signs, whose bullets are in the private range.
            text = "•" if 0xF000 <= unit <= 0xF0FF else chr(unit)
            self._put(text, is_bold=self._group.is_bold)

    def _end_part(self, word: str) -> None:
        if word in _PARAGRAPH_ENDS:
            # What ends a deleted paragraph is deleted too.
            if not self._group.is_deleted:
                self._paragraphs.end_paragraph()
        elif word.endswith("cell"):
            self._paragraphs.end_cell()
        else:
            self._paragraphs.end_row()

    def _set_property(self, word: str, number: int | None) -> None:
        group = self._group
        match word:
            case "v":
                group.is_hidden = number != 0
            case "deleted":
                group.is_deleted = number != 0
            case "plain":
                group.is_hidden, group.is_bold, group.font = False, False, None
            case "b":
                group.is_bold = number != 0
            case "f":
                group.font = number
            case "deff":
                self._default_font = number
            case "uc":
                group.fallback_length = max(0, min(number or 0, 16))
            case "ansicpg":
                self._codec = charsets.find_code_page_codec(number or 0) or self._codec
            case "yr" | "mo" | "dy" if group.destination is Destination.CREATION_TIME:
                self._time[word] = number or 0
            case _:
                self._set_paragraph(word, number)

    def _set_font(self, word: str, number: int) -> None:
        """Take what a table of fonts says of one."""
        if word == "f":
            self._font_number = number
        elif word == "fcharset":
            self._fonts[self._font_number] = charsets.find_charset_codec(number)
        elif word == "cpg":
            self._fonts[self._font_number] = charsets.find_code_page_codec(number)

    def _set_paragraph(self, word: str, number: int | None) -> None:
        if word == "s":
            self._style_number = number or 0
            if self._group.destination.is_body:
                self._paragraphs.set_style(number or 0)
        elif word == "pard" and self._group.destination.is_body:
            self._paragraphs.reset()
        elif word == "intbl" and self._group.destination.is_body:
            self._paragraphs.enter_table()
        elif codec := charsets.find_header_codec(word):
            self._codec = codec
