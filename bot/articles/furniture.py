"""Furniture: what a page puts around its prose and what is never quoted.

Bylines, photo credits, links to other articles, prompts to share or subscribe, time stamps,
notes on the page itself. The rules name no publisher and no person; their measured precision
and recall stand in docs/segmentation.md.
"""

import re
from enum import StrEnum


class Furniture(StrEnum):
    """What a line is when it is no prose."""

    PROMPT = "prompt"
    LINK = "link"
    BYLINE = "byline"
    CREDIT = "credit"
    NOTE = "note"
    STAMP = "stamp"


_LONGEST = 600
_CREDIT_LENGTH = 90

_NAME = r"[A-Z][\w.’'-]+(?: (?:de|van|von|el|al|da|del|la)\b)*(?: [A-Z][\w.’'-]*){1,3}"
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_WEEKDAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?\b\.?"
_MOMENT = (
    rf"(?:{_MONTH}|{_WEEKDAY}|\b[ap]\.?m\b\.?|\b(?:[ECMP][SD]?T|GMT|UTC|BST|CES?T|IST|hrs)\b"
    r"|\d{1,4}(?:st|nd|rd|th)?|\b(?:at|on)\b|[,.|/:·•()\s–-])"
)
_STORY = r"(?:story|article|report|post|piece|column|file|page|item|blog|transcript)"

_OPENINGS = {
    Furniture.PROMPT: (
        r"(?:please )?(?:click|tap|sign[ -]?up|subscribe|log[ -]?in|register|scroll|swipe)\b"
        r"|(?:advertisement|sponsored|promoted)(?:\W*$| (?:content|by)\b.{0,30}$)"
        r"|(?:skip|hide|close) (?:ad|advertisement|caption)\b|(?:video )?ad feedback"
        r"|(?:share|save|print|copy link|comments?|leave a comment|join the conversation)\W*$"
        r"|share (?:this|on|via)\b.{0,60}$"
        r"|(?:like|find|follow|join) us (?:on|at)\b|follow .{1,80} on "
        r"|get .{0,80}\b(?:newsletter|inbox|alerts)\b"
        r"|(?:we|this (?:web)?site) uses? cookies\b|accept (?:all )?cookies"
        r"|support (?:local|our|independent) journalism"
        r"|(?:just watched|now playing|up next|replay)\b.{0,160}$"
        r"|all rights reserved|copyright\b|©|this material may not be published"
    ),
    Furniture.LINK: (
        r"(?:read|see|learn|watch|listen|find out|view|hear) (?:more|also|next|now)"
        r"(?:\W*$|:| (?:here|about|at|on|from)\b.{0,80}$)"
        r"|(?:more|also|related|read|see|watch|listen|opinion|analysis|explainer|podcasts?|gallery"
        r"|live updates?|photos|video|in (?:pictures|photos)|fact check|exclusive|interactive|quiz"
        r"|don['’]?t miss|recommended|further reading|must read|background|(?:dig|go) deeper"
        r"|(?:just )?for subscribers)(?: (?:on|from|in|for|about|here|stories|coverage|reading"
        r"|articles|this|content|videos?|links|topics)\b[^:.]{0,40})?:"
        r"|you (?:may|might) (?:also )?(?:like|be interested)"
        r"|https?://\S+$|www\.\S+$"
    ),
    Furniture.BYLINE: (
        rf"by (?-i:{_NAME}|[A-Z. -]{{5,}})[^.!?]*$"
        r"|(?:contribut(?:ing|ors?)|(?:reporting|written|edited|compiled) by|additional reporting"
        r"|staff reports?|from staff|special (?:to|for) the)\b[^.!?]{0,200}\.?$"
        rf"|[-–—−]+ ?(?-i:{_NAME})(?:,? [^.!?]{{1,60}})?\.?$"
    ),
    Furniture.CREDIT: (
        r"(?:photo(?:graph)?s?|images?|picture|illustration|graphic|credit|video)(?: credit)?"
        r" ?(?:by\b|:|courtesy)"
        r"|\(?(?:photo|image|picture)\b[^.!?]{0,80}$|file (?:photo|-)"
    ),
    Furniture.NOTE: (
        r"\W*(?:editor['’]?s['’]? note|correction|clarification|disclaimer|disclosure)\b.{0,20}?:"
        rf"|this (?:\w+ ){{0,2}}{_STORY} (?:has been|was|is|will be|first|originally|contains"
        r"|appeared|may)\b"
        rf"|(?:an?|the) (?:(?:earlier|previous|prior|shorter|longer) )?version of this {_STORY}\b"
        r"|(?:our|the) fact[- ]check (?:work|sources?)\b|the (?:views|opinions) (?:and \w+ )?expr"
    ),
    Furniture.STAMP: (
        r"(?:first |last |originally )?(?:updated|published|posted|modified|created|corrected)\b"
        rf"(?-i:{_MOMENT})++$"
        r"|(?:updated|published|posted)\b.{0,30}\bago$"
        r"|\d+ (?:min(?:ute)?s?|hours?|days?) (?:ago|read)$"
        rf"|(?-i:{_MOMENT}){{2,}}+$|[\W\d_]+$"
    ),
}
_OPENING = re.compile(
    "|".join(f"(?P<{kind.name}>{rules})" for kind, rules in _OPENINGS.items()), re.IGNORECASE
)
# A label and a headline without a space between them: how crawls glue a link to its tag.
_GLUED_LABEL = re.compile(r"[^.!?:]{2,60}:(?!//)(?:[^\W\d_]|['‘\"“][A-Z])")
_CREDIT_AT_END = re.compile(
    rf"(?:{_NAME}|Pool|Handout|Courtesy)/[A-Z][\w.-]+(?:[ /-][A-Z][\w.-]+)*(?:/File)?$"
    r"|(?:via|for) (?:AP|AFP|Reuters|Getty Images)\)?$|Getty Images\)?$|\(AP Photo/[^)]*\)$"
    r"|(?i:\((?:photo|image|picture)[^)]*\)|photo by [^.]{3,60}|file photo)\.?$"
)
_GALLERY = re.compile(r"(?:Prev(?:ious)? Next|Hide Caption \d+ of \d+)\W*$")
_HANDLE = re.compile(r"(?<!\w)@\w+|[\w.-]+@[\w-]+\.\w+")
_CONTACT = re.compile(
    r"\b(?:follow|reach(?:ed)?|contact|e-?mail(?:ed)?|twitter|call|write to|send|got a)\b",
    re.IGNORECASE,
)
_INVITATION = re.compile(
    r"\b(?:sign(?:ing)?[ -]?up (?:for|here)|subscribe (?:to|here|today|now)|click here|tap here"
    r"|earn (?:a|us a|an affiliate) commission|(?:to|in) your inbox)\b",
    re.IGNORECASE,
)
_AGENCY_TAG = re.compile(r"[^.!?]{2,60}\s[—–-]+")


def furniture(line: str) -> Furniture | None:
    """Return what kind of furniture ``line``, a paragraph or a sentence, is; None for prose."""
    if _GALLERY.search(line, max(0, len(line) - _CREDIT_LENGTH)):
        return Furniture.CREDIT
    if len(line) > _LONGEST:
        return None
    if opening := _OPENING.match(line):
        return Furniture[opening.lastgroup or ""]
    if _GLUED_LABEL.match(line):
        return Furniture.LINK
    if _CREDIT_AT_END.search(line, max(0, len(line) - _CREDIT_LENGTH)):
        return Furniture.CREDIT
    if "@" in line and _HANDLE.search(line) and _CONTACT.search(line):
        return Furniture.BYLINE
    if _INVITATION.search(line):
        return Furniture.PROMPT
    if _AGENCY_TAG.fullmatch(line):
        return Furniture.STAMP
    return None
