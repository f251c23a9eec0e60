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
_LONGEST_LINK = 200
_TAIL = 90

_NAME = r"[A-ZÀ-Þ][\w.’'-]+(?: (?:de|van|von|el|al|da|del|la)\b)*(?: [A-ZÀ-Þ][\w.’'-]*){1,3}"
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_WEEKDAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?\b\.?"
_MOMENT = (
    rf"(?:{_MONTH}|{_WEEKDAY}|[AaPp]\.?[Mm]\b\.?|\b(?:[ECMP][SD]?T|GMT|UTC|BST|CES?T|IST|hrs)\b"
    r"|\d{1,4}(?:st|nd|rd|th)?|\b(?:at|on)\b|[,.|/:·•()\s–-])"
)
_STORY = r"(?:story|article|report|post|piece|column|file|page|item|blog|transcript)"

_OPENINGS = {
    Furniture.PROMPT: (
        r"(?:please )?(?:click (?:here|on|the|to)|tap (?:here|on|the)|sign[ -]?up|subscribe)\b"
        r"|(?:log[ -]?in|register) (?:here|now|for free)\b|scroll (?:down|through)\b"
        r"|(?:advertisement|sponsored|promoted)(?:\W*$| (?:content|by)\b.{0,30}$)"
        r"|(?:skip|hide|close) (?:ad|advertisement|caption)\b|(?:video )?ad feedback"
        r"|(?:share|save|print|copy link|comments?|leave a comment|join the conversation)\W*$"
        r"|share (?:this|on|via)\b.{0,60}$|(?:just )?for subscribers:?$"
        r"|(?:like|find|follow|join) us (?:on|at)\b"
        r"|follow [^.]{1,80} on (?:twitter|x\b|facebook|instagram|threads|tiktok|youtube)"
        r"|get .{0,80}\b(?:newsletter|inbox|alerts)\b"
        r"|(?:we|this (?:web)?site) uses? cookies\b|accept (?:all )?cookies"
        r"|we will use the (?:details|information) you|if you wish to object to the use"
        r"|(?:help |please )?support .{0,30}\bjournalism"
        r"|(?:just watched|now playing|up next|replay)\b[^.]{0,200}$"
        r"|all rights reserved|copyright (?:©|\(c\)|\d)|©|this material may not be published"
    ),
    Furniture.LINK: (
        r"(?:read|see|learn|watch|listen|find out|view|hear) (?:more|also|next|now)"
        r"(?:\W*$|:| (?:here|about|at|on|from)\b.{0,80}$)"
        r"|\W{0,3}(?:more|also|related|read|see|watch|listen|gallery|live updates?|photos|video"
        r"|podcasts?|in (?:pictures|photos)|fact check|interactive|quiz|don['’]?t miss"
        r"|recommended|further reading|must read|(?:dig|go) deeper|(?:just )?for subscribers)"
        r"(?: (?:on|from|in|for|about|here|stories|coverage|reading|articles|this|content"
        r"|videos?|links|topics|more|also)\b[^:.]{0,40})?:"
        r"|more from [^.!?]{1,60}$|you (?:may|might) (?:also )?(?:like|be interested)"
        r"|(?-i:[A-Z][A-Z0-9 '’&-]{2,40}): [^.]{10,120}[^.:]$"
        r"|https?://\S+$|www\.\S+$"
    ),
    Furniture.BYLINE: (
        rf"by (?-i:{_NAME}|[A-Z. -]{{5,}})[^.!?]*$"
        r"|(?:contribut(?:ing|ors?)|(?:reporting|written|edited|compiled) by|additional reporting"
        r"|staff reports?|special (?:to|for) the|reporter)\b:[^!?]{0,300}$"
        r"|(?:from )?[^.!?:]{0,60}\b(?:staff|wire|staff and wire) reports\.?$"
        r"|special (?:to|for) [^.!?]{1,60}$"
        rf"|[-–—−―]+ ?(?-i:{_NAME})(?:(?:,? [^.!?:\d]{{1,60}})?|\.)$"
    ),
    Furniture.CREDIT: (
        r"(?:photo(?:graph)?s?|images?|picture|illustration|graphic|credit|video)(?: credit)?"
        r" ?(?:by\b|:|courtesy)"
        r"|\(?(?:photo|image|picture)\b[^.!?]{0,80}$|file (?:photo|-)"
    ),
    Furniture.NOTE: (
        r"\W*(?:editor['’]?s['’]? note|corrections?|clarification|disclaimer|disclosure)\b.{0,20}?:"
        rf"|this (?:\w+ ){{0,2}}{_STORY} (?:has been (?:updated|corrected|edited|clarified|changed)"
        r"|(?:was )?(?:originally|first|last|updated|corrected|published|produced|adapted)"
        r"|is (?:part of|developing|a collaboration|free)|will be updated|appeared)\b"
        r"|this is a (?:developing|breaking) (?:news )?story"
        rf"|(?:\w+: )?(?:an?|the) (?:(?:earlier|previous|prior|shorter|longer) )?version of (?:this"
        rf"|the following) {_STORY}\b"
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
_GLUED_LABEL = re.compile(r"[^.!?:]{2,60}[:?](?!//)(?:[A-Z]|['‘\"“][A-Z])")
_ENDINGS = re.compile(
    rf"(?P<CREDIT>(?:{_NAME}|Pool|Handout|Courtesy)/[A-Z][\w.-]+(?:[ /-]+[A-Z][\w.-]+)*$"
    r"|(?:via|for) (?:AP|AFP|Reuters|Getty Images)\)?$|Getty Images\)?$|\(AP Photo/[^)]*\)$"
    r"|(?i:\((?:photo|image|picture)[^)]*\)|photo by [^.]{3,60}|file photo)\.?$"
    r"|\d\d:\d\d - Source: \S.{0,40}$|Prev(?:ious)? Next$|Hide Caption \d+ of \d+$)"
    rf"|(?P<BYLINE>\bcontributed (?:to (?:this|the) {_STORY}|reporting)\b[^.]{{0,60}}\.?$)"
)
_HANDLE = re.compile(r"@\w+|[\w.-]+@[\w-]+\.\w+|twitter\.com/\w")
_CONTACT = re.compile(
    r"\b(?:follow|reach(?:ed)?|contact|e-?mail(?:ed)?|twitter|call|write to|send|got a)\b|reporter"
    r"|^\S+$",
    re.IGNORECASE,
)
_INVITATION = re.compile(
    r"\b(?:sign(?:ing)?[ -]?up (?:for|here)|subscribe (?:to|here|today|now)|by subscribing"
    r"|with a (?:\S+ )?subscription(?: here)?\.$|click here|tap here|free newsletters?\b"
    r"|earn (?:a|us a|an affiliate) commission|(?:to|in) your inbox)\b",
    re.IGNORECASE,
)
# Each of the words that an invitation or a contact holds; looking for them is cheap.
_AGENCY_TAG = re.compile(r"[^!?]{2,60}\s[—–-]+")


def furniture(line: str) -> Furniture | None:
    """Return what kind of furniture ``line``, a paragraph or a sentence, is; None for prose."""
    if ending := _ENDINGS.search(line, max(0, len(line) - _TAIL)):
        return Furniture[ending.lastgroup or ""]
    if len(line) > _LONGEST:
        return None
    if opening := _OPENING.match(line):
        return Furniture[opening.lastgroup or ""]
    if len(line) <= _LONGEST_LINK and _GLUED_LABEL.match(line):
        return Furniture.LINK
    if _HANDLE.search(line) and _CONTACT.search(line):
        return Furniture.BYLINE
    if _INVITATION.search(line):
        return Furniture.PROMPT
    if _AGENCY_TAG.fullmatch(line):
        return Furniture.STAMP
    return None
