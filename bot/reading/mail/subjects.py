"""Subjects of mails: the marks of a reply or of forwarding before them."""

import re

# Short marks of one language are only meant in the letters in which its programs write them.
_FORWARD = (
    r"(?:(?i:fwd?|fwd?\s*\[\d+\])|WG|TR|RV|I|ENC|Enc|VB|VS|Vs|VL|PD|Doorst|DOORST|Videresend|Redir\."
    r"|İLT|İlt|YNL|Továbbítás|Пересл|Переслано|Пересланное|FS|转发|轉寄|転送|전달)"
)
_REPLY = (
    r"(?:(?i:re|re\s*\[\d+\])|AW|Aw|Antw|ANTW|SV|Sv|Odp|ODP|RES|Res|R|RIF|Rif|YNT|Ynt|Vá|VÁ|BLS|Vast"
    r"|Ответ|Відп|回复|回覆|答复|返信|답장)"
)
_FORWARD_MARKS = re.compile(rf"\s*\[?\s*(?:(?:{_FORWARD}|{_REPLY})\s?[:：]\s*)+")
_IS_FORWARD = re.compile(rf"\s*\[?\s*(?:{_REPLY}\s?[:：]\s*)*{_FORWARD}\s?[:：]")
_IS_REPLY = re.compile(rf"\s*{_REPLY}\s?[:：]")
_BEYOND_DOUBT = re.compile(r"\s*\[?\s*(?:fwd?|wg|转发|轉寄|転送|전달)\s?[:：]", re.IGNORECASE)


def is_forward(subject: str) -> bool:
    """Tell whether a subject is marked as forwarded; some marks may also be words."""
    return bool(_IS_FORWARD.match(subject))


def is_surely_forward(subject: str) -> bool:
    """Tell whether a subject has a mark that nothing but forwarding writes."""
    return bool(_BEYOND_DOUBT.match(subject))


def is_reply(subject: str) -> bool:
    """Tell whether a subject is marked as a reply."""
    return bool(_IS_REPLY.match(subject)) and not is_forward(subject)


def strip_marks(subject: str) -> str:
    """Return a subject without the marks of forwarding before it."""
    mark = _FORWARD_MARKS.match(subject)
    if mark is None or not is_forward(subject):
        return subject
    bare = subject[mark.end() :].strip()
    return (bare.removesuffix("]") if "[" in mark[0] else bare) or subject
