"""Addresses: the one form of an article's address, however people and apps write it."""

import re
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

_LONGEST = 8000
"""Characters; Lucene refuses a keyword of more than 32,766 bytes."""

_SCHEMES = frozenset(("http", "https"))
_DEFAULT_PORTS = frozenset((None, 80, 443))
_WITHOUT_SCHEME = re.compile(r"[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:[/?#]\S*)?")
_VARIANTS = re.compile(r"(?:(?:www|m|mobile|amp)\.(?=[^.]+\.))+")
_PATH_VARIANTS = ("/", "/amp", ".amp")
_ESCAPE = re.compile(r"%[0-9A-Fa-f]{2}")
_PLAIN_CHARACTER = re.compile(r"[A-Za-z0-9._~-]")
_SAFE = "%/:?#[]@!$&'()*+,;=~|"

# What apps and newsletters add to an address, to see who follows it.
_TRACKING_PARAMETER = re.compile(
    r"utm_\w+|at_(?:medium|campaign|link|format|ptr|bbc)\w*|ns_(?:source|mchannel|campaign)|_g[al]"
    r"|[a-z]{0,3}clid|msclkid|gclsrc|[gw]braid|igsh(?:id)?|mc_[ce]id|mkt_tok|hsa_\w+|_hs\w+"
    r"|ref|ref_?(?:src|url)|cmp(?:id)?|s_cid|ocid|ito|icid|smid|smtyp|xtor|wt_z?mc|spm"
    r"|share_\w+|sharetype|__twitter_impression|guccounter|guce_\w+|traffic_source|amp|outputtype",
    re.IGNORECASE,
)


def normalize_address(url: str) -> str:
    """Return what all forms of a web address share, empty where ``url`` is none.

    The scheme, a host's ``www.`` or ``m.``, the fragment, what only tracks readers and how
    characters are escaped make no difference; other parameters do, in any order.
    """
    url = url.strip()
    if len(url) > _LONGEST:
        return ""
    if "://" not in url and _WITHOUT_SCHEME.fullmatch(url):
        url = f"https://{url}"
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    if parts.scheme not in _SCHEMES or not host:
        return ""
    address = "".join(
        (
            _normalize_host(host),
            "" if port in _DEFAULT_PORTS else f":{port}",
            _normalize_path(parts.path),
            _normalize_query(parts.query),
        )
    )
    return address if len(address) <= _LONGEST else ""


def _normalize_host(host: str) -> str:
    try:
        host = host.encode("idna").decode("ascii")
    except UnicodeError:
        host = quote(host, safe=_SAFE, errors="replace")
    host = host.casefold().rstrip(".")
    variant = _VARIANTS.match(host)
    return host[variant.end() :] if variant else host


def _normalize_path(path: str) -> str:
    path = _normalize_escapes(path)
    while path.endswith(_PATH_VARIANTS):
        path = path.rstrip("/").removesuffix("/amp").removesuffix(".amp")
    return path


def _normalize_query(query: str) -> str:
    try:
        pairs = parse_qsl(query, keep_blank_values=True, errors="replace")
    except ValueError:  # more fields than an address has
        return f"?{_normalize_escapes(query)}"
    kept_pairs = sorted(pair for pair in pairs if not _TRACKING_PARAMETER.fullmatch(pair[0]))
    return f"?{urlencode(kept_pairs, errors='replace')}" if kept_pairs else ""


def _normalize_escapes(text: str) -> str:
    """Return ``text`` with escapes where they are needed, in capitals, and nowhere else."""
    return _ESCAPE.sub(_normalize_escape, quote(text, safe=_SAFE, errors="replace"))


def _normalize_escape(match: re.Match[str]) -> str:
    character = chr(int(match[0][1:], 16))
    return character if _PLAIN_CHARACTER.fullmatch(character) else match[0].upper()
