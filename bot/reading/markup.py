"""Markup: the prose of a text that may hold HTML, entities, Markdown or short codes."""

import html
import re
from html.entities import name2codepoint

from bot.reading.html.blocks import extract_text
from bot.reading.markdown import strip_markdown
from bot.reading.shortcodes import cut_short_codes

_BLOCKS = (
    "address article aside blockquote body br button canvas caption center col colgroup dd details"
    " div dl dt embed fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hr html"
    " iframe legend li link main meta nav noscript object ol option p param picture pre script"
    " section select source style summary svg table tbody td template textarea tfoot th thead title"
    " tr ul video audio"
).split()
_INLINE = (
    "a abbr b bdi bdo big cite code del dfn em font i img ins kbd label map mark q s samp small"
    " span strike strong sub sup time track tt u var wbr input"
).split()
# Words in angle brackets that prose hardly ever has of its own, even without their other end.
_SURE = frozenset("blockquote br div h1 h2 h3 h4 h5 h6 hr img li ol p table td tr ul".split())
_FLAGS = frozenset("allowfullscreen async autoplay controls defer disabled hidden loop".split())

_VALUE = r"""(?:"[^"]*+"|'[^']*+'|[^\s"'<>=`]++)"""
_ATTRIBUTES = rf"(?>(?:(?:\s++|(?<=[\"']))[a-zA-Z_:@][\w:.@-]*+(?>(?:\s*+=\s*+{_VALUE})?))*)"
_NAME = rf"(?:{'|'.join(sorted((*_BLOCKS, *_INLINE), key=len, reverse=True))})(?![\w:-])"
_TAG = re.compile(
    rf"<(/?)({_NAME}|[a-z][a-z0-9]*+[:-][a-z0-9:-]++)({_ATTRIBUTES})\s*+/?>", re.IGNORECASE
)
_LESS_SIGN = re.compile(rf"{_TAG.pattern}|<", re.IGNORECASE)
_BLOCK = re.compile(rf"</?(?:{'|'.join(_BLOCKS)})[\s/>]", re.IGNORECASE)
_PARAGRAPH = re.compile(r"<(?:p|div)[\s>]", re.IGNORECASE)
_OPENING = re.compile(
    r"\s*+<(?:p|div|h[1-6]|ul|ol|blockquote|span|figure|img|strong|b|em|i|a|br|section|article)\b",
    re.IGNORECASE,
)
_CUT_TAG = re.compile(r"<(?:/?[a-zA-Z][^<>]{0,2000}+)?\Z")
_BLANK_LINE = re.compile(r"\n[ \t\r]*+\n\s*+")
_CDATA = re.compile(r"<!\[CDATA\[|\]\]>")
_DECLARATION = re.compile(r"<(?:!doctype|\?xml)[^<>]*+>", re.IGNORECASE)

_ENTITIES = frozenset(
    {*name2codepoint, "apos", "AMP", "LT", "GT", "QUOT", "NBSP"}
    | set("period comma colon semi excl quest lpar rpar lsqb rsqb num dollar percnt lowbar".split())
    | set("NewLine Tab hyphen dash horbar rsquor ldquor sol equals plus ast commat".split())
)
_REFERENCE = re.compile(r"&(#[0-9]{1,7}+;|#[xX][0-9a-fA-F]{1,6}+;|[A-Za-z][A-Za-z0-9]{1,11}+;)")
_AMPERSAND = re.compile(rf"(?>{_REFERENCE.pattern}?)")

# Of what was escaped once too often, twice is seen, more never.
_MOST_ROUNDS = 3


def to_prose(text: str) -> str:
    """Return the prose of ``text``, character for character the same where it has no markup.

    HTML becomes its paragraphs, also where it was escaped twice; entities become characters;
    Markdown and BBCode lose their marks; short codes are cut.
    """
    # Most texts have none of these, and a search for all at once would take ten times as long.
    if not ("<" in text or "&" in text or "[" in text or "*" in text or "#" in text):
        return text
    prose = cut_short_codes(text)
    is_first = True
    for _ in range(_MOST_ROUNDS):
        if "<" in prose and _is_html(prose) and (is_first or _opens_html(prose)):
            if not _is_sound(prose):
                return text
            prose, is_first = _read_html(prose), False
        elif "&" in prose and (decoded := decode_entities(prose)) != prose:
            prose = decoded
            is_first = is_first and "<" in prose and _opens_html(prose)
        else:
            break
    if prose is not text:
        prose = cut_short_codes(prose)
    if "*" in prose or "]" in prose or "#" in prose:
        prose = strip_markdown(prose)
    return prose if prose == text else prose.strip()


def to_line(text: str) -> str:
    """Return the prose of a title or a name, as one line."""
    prose = to_prose(text)
    return text if prose is text and "\n" not in text else " ".join(prose.split())


def decode_entities(text: str) -> str:
    """Return ``text`` with whole references such as ``&#8217;`` as characters; AT&T stays."""

    def decode(reference: re.Match[str]) -> str:
        name = reference[1]
        if name[0] != "#" and name[:-1] not in _ENTITIES:
            return reference[0]
        return _decode_reference(reference[0])

    return _REFERENCE.sub(decode, text)


def _decode_reference(reference: str) -> str:
    character = html.unescape(reference.lower() if reference.isupper() else reference)
    return " " if character == "\N{NO-BREAK SPACE}" else character


def _is_sound(text: str) -> bool:
    """Tell whether it can be parsed: what cannot is rejected by whoever checks the fields."""
    if "\0" in text:
        return False
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _is_html(text: str) -> bool:
    """Tell whether ``text`` has a tag that is one beyond doubt."""
    if "<!--" in text and "-->" in text:
        return True
    return any(
        match[1] or "=" in match[3] or match[2].lower() in _SURE
        for match in _TAG.finditer(text)
        if _is_tag(match)
    )


def _opens_html(text: str) -> bool:
    """Tell whether ``text`` is HTML from its first word on, rather than about HTML."""
    return bool(_OPENING.match(text)) and _is_html(text)


def _is_tag(match: re.Match[str]) -> bool:
    """Tell a tag from a comparison such as ``a<b and c>d``."""
    attributes = match[3]
    return not attributes or "=" in attributes or set(attributes.lower().split()) <= _FLAGS


def _read_html(text: str) -> str:
    if "]]>" in text or "<![" in text:
        text = _CDATA.sub("", text)
    if "<!" in text or "<?" in text:
        text = _DECLARATION.sub("", text)
    text = _cut_between(text, "<!--", "-->")
    text = _CUT_TAG.sub("", text)
    if not _BLOCK.search(text):
        # Its lines are its own: only browsers would join them.
        return decode_entities(_LESS_SIGN.sub(_drop_tag, text))
    for name in ("figcaption", "FIGCAPTION"):
        text = _cut_between(text, f"<{name}", f"</{name}>")
    if not _PARAGRAPH.search(text):
        text = _BLANK_LINE.sub("<br>", text.replace("\r\n", "\n"))
    if "&" in text:
        text = _AMPERSAND.sub(_normalize, text)
    return extract_text(_LESS_SIGN.sub(_escape_comparison, text))


def _drop_tag(match: re.Match[str]) -> str:
    return "" if match[2] and _is_tag(match) else match[0]


def _escape_comparison(match: re.Match[str]) -> str:
    return match[0] if match[2] and _is_tag(match) else "&lt;" + match[0][1:]


def _normalize(reference: re.Match[str]) -> str:
    """Return a reference as its character, and whatever is none so that a parser keeps it."""
    name = reference[1]
    if not name:
        return "&amp;"
    if name[0] != "#" and name[:-1] not in _ENTITIES:
        return "&amp;" + name
    return html.escape(_decode_reference(reference[0]), quote=False)


def _cut_between(text: str, start: str, end: str) -> str:
    """Return ``text`` without each part from ``start`` to ``end``."""
    pieces: list[str] = []
    position = 0
    while (opening := text.find(start, position)) >= 0:
        closing = text.find(end, opening)
        if closing < 0:
            break
        pieces.append(text[position:opening])
        position = closing + len(end)
    pieces.append(text[position:])
    return "".join(pieces)
