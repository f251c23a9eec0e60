"""Boilerplate: what a page puts around its prose, which is never quoted.

Bylines, photo credits, links to other articles, prompts to share or subscribe, time stamps,
notes on the page itself. The rules name no publisher and no person; docs/segmentation.md gives
their measured precision and recall.
"""

import re
from enum import StrEnum


class Boilerplate(StrEnum):
    """The class of a line that is not prose."""

    PROMPT = "prompt"
    LINK = "link"
    BYLINE = "byline"
    CREDIT = "credit"
    NOTE = "note"
    STAMP = "stamp"


_MAX_LENGTH = 600
_MAX_LINK = 200
_MAX_MENTION = 300
_TAIL = 90

_NAME = r"[A-ZÀ-Þ][\w.’'-]+(?: (?:de|van|von|el|al|da|del|la)\b)*(?: [A-ZÀ-Þ][\w.’'-]*){1,3}"
_MOMENT = (
    r"(?:(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b"
    r"|(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b"
    r"|[ap]\.?m\b|(?:[ecmp][sd]?t|gmt|utc|bst|ces?t|ist|hrs|at|on)\b"
    r"|\d{1,4}(?:st|nd|rd|th)?|[,.|/:·•()\s–-])"
)
_STORY = r"(?:story|article|report|post|piece|column|file|page|item|blog|transcript)"

# Matched against the line in lower case, which is several times as fast as ignoring case.
_OPENINGS = {
    Boilerplate.PROMPT: (
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
        r"|(?:just watched|must watch|replay more videos|video player was slow"
        r"|how relevant is this ad)\b"
        r"|(?:now playing|up next)\b[^.]{0,160}$"
        r"|all rights reserved|copyright (?:©|\(c\)|\d)|©|this material may not be published"
    ),
    Boilerplate.LINK: (
        r"(?:read|see|learn|watch|listen|find out|view|hear) (?:more|also|next|now)"
        r"(?:\W*$|:| (?:here|about|at|on|from)\b.{0,80}$)"
        r"|\W{0,3}(?:more|also|related|read|see|watch|listen|gallery|live updates?|photos|video"
        r"|podcasts?|in (?:pictures|photos)|fact check|interactive|quiz|don['’]?t miss"
        r"|recommended|further reading|must read|(?:dig|go) deeper|(?:just )?for subscribers)"
        r"(?: (?:on|from|in|for|about|here|stories|coverage|reading|articles|this|content"
        r"|videos?|links|topics|more|also)\b[^:.]{0,25})?:"
        r"|more from [^.!?]{1,60}$|you (?:may|might) (?:also )?(?:like|be interested)"
        r"|https?://\S+$|www\.\S+$"
    ),
    Boilerplate.BYLINE: (
        r"(?:contribut(?:ing|ors?)|(?:reporting|written|edited|compiled) by|additional reporting"
        r"|staff reports?|special (?:to|for) the|reporter)\b:[^!?]{0,300}$"
        r"|special (?:to|for) [^.!?]{1,60}$"
    ),
    Boilerplate.CREDIT: (
        r"(?:photo(?:graph)?s?|images?|picture|illustration|graphic|credit|video)(?: credit)?"
        r" ?(?:by\b|:|courtesy)"
        r"|\(?(?:photo|image|picture)\b[^.!?]{0,80}$|file (?:photo|-)"
    ),
    Boilerplate.NOTE: (
        r"\W*(?:editor['’]?s['’]? note|corrections?|clarification|disclaimer|disclosure)\b.{0,20}?:"
        rf"|this (?:\w+ ){{0,2}}{_STORY} (?:has been (?:updated|corrected|edited|clarified|changed)"
        r"|(?:was )?(?:originally|first|last|updated|corrected|published|produced|adapted)"
        r"|is (?:part of|developing|a collaboration|free)|will be updated|appeared)\b"
        r"|this is a (?:developing|breaking) (?:news )?story"
        rf"|(?:\w+: )?(?:an?|the) (?:(?:earlier|previous|prior|shorter|longer) )?version of (?:this"
        rf"|the following) {_STORY}\b"
        r"|(?:our|the) fact[- ]check (?:work|sources?)\b|the (?:views|opinions) (?:and \w+ )?expr"
    ),
    Boilerplate.STAMP: (
        r"(?:first |last |originally )?(?:updated|published|posted|modified|created|corrected)\b"
        rf"(?>{_MOMENT}+)$"
        r"|(?:updated|published|posted)\b.{0,30}\bago$"
        r"|\d+ (?:min(?:ute)?s?|hours?|days?) (?:ago|read)$"
        rf"|(?>{_MOMENT}{{2,}})$|[\W\d_]+$"
    ),
}
_OPENING = re.compile("|".join(f"(?P<{kind.name}>{rules})" for kind, rules in _OPENINGS.items()))
_BYLINE = re.compile(
    rf"(?:By|BY|by) (?:{_NAME}|[A-Z. -]{{5,}})[^.!?]*$"
    rf"|[-–—−―]+ ?{_NAME}(?:(?:,? [^.!?:\d]{{1,60}})?|\.)$"
)
# A label in capitals before a headline, or one without a space between them: crawlers glue a
# link to its tag like that.
_LINK_LABEL = re.compile(
    r"[A-Z][A-Z0-9 '’&-]{2,40}: [^.]{10,120}[^.:]$"
    r"|[^.!?:]{2,60}(?::|\?:?)(?:[A-Z]|['‘\"“][A-Z])"
)
_CREDIT_AT_END = re.compile(
    rf"(?:{_NAME}|Pool|Handout|Courtesy)/[A-Z][\w.-]+(?:[ /-]+[A-Z][\w.-]+)*$"
    r"|(?:via|for) (?:AP|AFP|Reuters|Getty Images)\)?$|Getty Images\)?$|\(AP Photo/[^)]*\)$"
    r"|(?i:\((?:photo|image|picture)[^)]*\)|photo by [^.]{3,60}|file photo)$"
    r"|\d\d:\d\d - Source: \S.{0,40}$|Prev(?:ious)? Next$|Hide Caption \d+ of \d+$"
)
_CONTRIBUTORS = re.compile(
    rf"\bcontributed (?:to (?:this|the) {_STORY}|reporting)\b[^.]{{0,60}}\.?$"
    r"|^[^.!?:]{0,60}\b(?:staff|wire) reports\.?$"
)
_CONTACT = re.compile(
    r"\b(?:follow|contact|e-?mail(?:ed)?|reach(?:ed)?|write to|call|reporter)\b.{0,80}?@\w"
    r"|\btwitter:? ?(?:at ?)?@|^\S*@\S+$|twitter\.com/\w+\W*$",
    re.IGNORECASE,
)
_INVITATION = re.compile(
    r"\bsign(?:ing)?[ -]?up (?:here|for (?:our|the .{1,40} newsletter))\b|by subscribing\b"
    r"|\bsubscribe (?:to .{0,40}(?:here|today|now)|here|today|now)\b|\b(?:click|tap) here\b"
    r"|\bwith a (?:\S+ )?subscription(?: here)?\.$|\bsubscription here\b|\bfree newsletters?\b"
    r"|\bearn (?:a|us a|an affiliate) commission|\b(?:to|in) your inbox\b",
    re.IGNORECASE,
)
_AGENCY_TAG = re.compile(r"[^!?]{2,60}\s[—–-]+")


def find_boilerplate(line: str, *, is_line: bool = True) -> Boilerplate | None:
    """Return the class of boilerplate that ``line`` is; None for prose.

    ``line`` is not empty and has no white space around it. Pass ``is_line=False`` for a sentence
    of a longer paragraph: there, a label before a colon does not make it a link.
    """
    if line[-1] != "." and _may_credit(tail := line[-_TAIL:]) and _CREDIT_AT_END.search(tail):
        return Boilerplate.CREDIT
    if len(line) > _MAX_LENGTH:
        return None
    if opening := _OPENING.match(line.lower()):
        return Boilerplate[opening.lastgroup or ""]
    if line[0] in "Bb-–—−―" and _BYLINE.match(line):
        return Boilerplate.BYLINE
    if is_line and len(line) <= _MAX_LINK and _LINK_LABEL.match(line):
        return Boilerplate.LINK
    if line[-1] in "—–-" and _AGENCY_TAG.fullmatch(line):
        return Boilerplate.STAMP
    return _find_mention(line) if len(line) <= _MAX_MENTION else None


def _find_mention(line: str) -> Boilerplate | None:
    """Return the class of a line with a contact or an invitation anywhere in it."""
    if ("@" in line or "twitter.com" in line) and _CONTACT.search(line):
        return Boilerplate.BYLINE
    if ("contributed" in line or " reports" in line) and _CONTRIBUTORS.search(line):
        return Boilerplate.BYLINE
    if _may_invite(line) and _INVITATION.search(line):
        return Boilerplate.PROMPT
    return None


def _may_credit(tail: str) -> bool:
    """Tell whether the end of a line has what every credit has: a cheap test first."""
    lower = tail.lower()
    return (
        "/" in tail or "photo" in lower or "image" in lower or "picture" in lower
        or "AP" in tail or "AFP" in tail or "Reuters" in tail
        or " - Source: " in tail or " Next" in tail or "Caption" in tail
    )  # fmt: skip


def _may_invite(line: str) -> bool:
    """Tell whether a line has what every invitation has: a cheap test first."""
    return (
        "ign up" in line or "ign-up" in line or "igning" in line or "ubscri" in line
        or "ick here" in line or "ap here" in line or "ewslett" in line
        or "ommission" in line or "inbox" in line
    )  # fmt: skip
