"""Secret redaction: texts without tokens and passwords, however these are written."""

import base64
import html
import re
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from urllib.parse import quote, unquote

REDACTION = "[secret]"

_LONGEST_TEXT = 100_000  # characters; a line keeps far less
_SHORTEST_SECRET = 4
"""A shorter one is redacted only where it stands by itself: it may be a part of many words."""
_SHORTEST_BASE64 = 6
_LONGEST_SECRET = 2_000  # characters, also where each is escaped

_ESCAPE_SIGNS = frozenset("%\\&\n")
_VALUE_SIGNS = frozenset(":=%\\&,\t")

# All repetitions are bounded: a hostile text must not take long.
_COLON = r"(?::|%(?:25){0,4}3[aA]|\\{1,8}x3a|\\{1,8}u003[aA]|&#(?:58|x3[aA]);)"
_NAMES = (
    r"(?:x-telegram-bot-api-secret-token|secret[_-]token|authorization|password|passwd|"
    r"api[_-]?key|access[_-]token|bot[_-]token|token)"
)
_QUOTE = r"\\{0,8}[\"']"
# Each with what stands before the secret, which is kept.
_PATTERNS = (
    # A bot's token, whosever it is.
    rf"()(?<![0-9])[0-9]{{6,}}{_COLON}(?:\\?\r?\n[ \t]{{0,80}})?[A-Za-z0-9_-]{{30,}}",
    # A user's name and password in a URL. The documentation's example is no secret.
    rf"(//)(?!name:password@)[^\s/?#@\"'<>]{{0,200}}?{_COLON}[^\s/?#@\"'<>]{{0,200}}(?=@)",
    r"(\b(?:[Bb]asic|[Bb]earer)[ \t]{1,8})[A-Za-z0-9+/_=.~-]{6,}",
    # Values of headers and arguments whose names say it, as in a dict and as in a call.
    rf"""((?<=["'])(?i:{_NAMES}){_QUOTE}\s{{0,8}}[:=,]\s{{0,8}}b?{_QUOTE})[^"']+""",
    rf"""(\b{_NAMES}=\\{{0,8}}["']?)[^\s"'&,)\]}}\\]+""",
    r"(\b(?i:x-telegram-bot-api-secret-token)\s{0,8}:\s{0,8})[^\s\"',]+",
)


@cache
def _compile_patterns() -> tuple[re.Pattern[str], ...]:
    """Return the patterns; a command that logs nothing need not wait for it."""
    return tuple(map(re.compile, _PATTERNS))


class SecretRedactor:
    """Replace secrets in texts: those that it is told, and what looks like a token or a password.

    A secret is also recognized where some of its characters are escaped as in a URL, in JSON, in
    HTML or by ``repr``, where a line was broken inside it, and inside Base64.
    """

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        self._secrets = tuple(secrets)

    def add_secret(self, secret: str) -> None:
        """Replace one more secret from now on."""
        self._secrets = (*self._secrets, secret)
        for name in ("_values", "_plain", "_has_short_value", "_pattern"):
            self.__dict__.pop(name, None)

    def redact(self, text: str) -> str:
        """Return ``text``, at most 100,000 characters of it, without secrets."""
        if len(text) > _LONGEST_TEXT:
            # The end may be a part of a secret, which is not recognized.
            return self.redact(text[:_LONGEST_TEXT])[:-_LONGEST_SECRET]
        for secret in self._plain:
            if secret in text:
                text = text.replace(secret, REDACTION)
        if self._values and (self._has_short_value or not _ESCAPE_SIGNS.isdisjoint(text)):
            text = self._pattern.sub(REDACTION, text)
        if not _VALUE_SIGNS.isdisjoint(text) or "asic " in text or "earer " in text:
            for pattern in _compile_patterns():
                text = pattern.sub(rf"\1{REDACTION}", text)
        return text

    @cached_property
    def _values(self) -> list[str]:
        """The secrets and their parts, the longest first: a part of it may be another one."""
        values = {part for secret in self._secrets for part in _list_parts(secret.strip())}
        return sorted(values, key=len, reverse=True)

    @cached_property
    def _plain(self) -> list[str]:
        """What a text must not contain as it is: the values, and these in Base64."""
        forms = {value for value in self._values if len(value) >= _SHORTEST_SECRET}
        forms |= {code for value in self._values for code in _list_base64(value)}
        return sorted(forms, key=len, reverse=True)

    @cached_property
    def _has_short_value(self) -> bool:
        return len(self._values[-1]) < _SHORTEST_SECRET

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        """The values in all ways of writing."""
        return _compile(self._values)


def _list_parts(secret: str) -> Iterator[str]:
    """Yield a secret and those of its parts that are secrets by themselves.

    Of a bot's token that is what is behind the colon, of a URL its user's password.
    """
    if not secret:
        return
    scheme, has_scheme, address = secret.partition("://")
    if not has_scheme:
        yield secret
        number, colon, key = secret.partition(":")
        if colon and number.isdecimal() and key:
            yield key
        return
    user, at, _ = re.split("[/?#]", address, maxsplit=1)[0].rpartition("@")
    if not at:  # a password may hold a slash that nobody escaped
        user, at, _ = address.rpartition("@")
    if not at:
        return
    yield f"{scheme}://{address}"
    name, _, password = user.partition(":")
    for text in {password, unquote(password)} - {""}:
        yield text
        yield f"{unquote(name)}:{text}"


def _compile(secrets: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern of secrets, however they are written; a short one only by itself."""
    forms = []
    for secret in secrets:
        form = r"(?:\\{0,8}\r?\n[ \t|]{0,80})?".join(map(_write_forms, secret))
        forms.append(form if len(secret) >= _SHORTEST_SECRET else rf"(?<!\w){form}(?!\w)")
    return re.compile("|".join(forms) or r"\b\B")


def _write_forms(character: str) -> str:
    """Return a pattern of all ways in which a character is written."""
    number = ord(character)
    units = character.encode("utf-16-be", "surrogatepass").hex(" ", 2).split()
    octets = character.encode("utf-8", "surrogatepass").hex(" ").split()
    forms = [
        re.escape(character),
        "".join(rf"%(?:25){{0,4}}{_fold(octet)}" for octet in octets),
        "".join(rf"\\{{1,8}}u{_fold(unit)}" for unit in units),
        "".join(rf"\\{{1,8}}x{_fold(octet)}" for octet in octets),  # in the repr of bytes
        rf"\\{{1,8}}U{_fold(f'{number:08x}')}",
        rf"&#0{{0,8}}{number};",
        rf"&#[xX]0{{0,8}}{_fold(f'{number:x}')};",
    ]
    if 0x80 <= number <= 0xFF:
        forms.append(rf"\\{{1,8}}x{number:02x}")
    if not character.isalnum():
        forms.append(r"\\{1,8}" + re.escape(character))
    if character == " ":
        forms.append(r"\+")  # in the query of a URL
    if html.escape(character) != character:
        forms.append(html.escape(character))
    return f"(?:{'|'.join(forms)})"


def _fold(digits: str) -> str:
    return "".join(f"[{digit}{digit.upper()}]" if digit.isalpha() else digit for digit in digits)


def _list_base64(secret: str) -> Iterator[str]:
    """Yield what is in Base64 of any text that holds a secret."""
    data = secret.encode("utf-8", "surrogatepass")
    codes = {base64.b64encode(data).decode()}
    for shift in range(3):
        code = base64.b64encode(b"\0" * shift + data).decode()
        # Some bits of the first and the last character are of what stands beside the secret.
        end = len(code) - (0, 3, 2)[(shift + len(data)) % 3]
        codes.add(code[(0, 2, 3)[shift] : end])
    for code in codes:
        if len(code) >= _SHORTEST_BASE64:
            yield code
            yield code.replace("+", "-").replace("/", "_")
            yield quote(code, safe="")
