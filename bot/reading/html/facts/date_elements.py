"""Date elements: what a page marks as its day of publication, or of a change."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from bot.reading.html.facts.unix_time import convert_epoch
from bot.reading.html.parsing import load_xpath, remove_elements

# What surrounds an article, and what is about somebody or something else than its publication.
_SURROUNDING_TAGS = frozenset(("nav", "aside", "footer"))
_SURROUNDING_NAMES = re.compile(
    "(^|[ _-])(related|similar|recent"
    "|latest|popular|trending|sidebar|widget|teaser|cards?|comments?|breadcrumbs?|footer|nav|menu"
    "|repl(y|ies)|reactions?|commentlist|commentaires?|kommentare?|comentarios?|recommend(ed|ations)"
    "|archives?|calendar|upcoming|born|birth|birthday|birthdate|bday|dob|dtstart|dtend|deadline"
    "|most-?read|read-?(more|next|also)|see-?also|wm-ipp)s?($|[ _-])"
    # The head of the whole page shows the day of the visit.
    "|(^|[ _-])(masthead|top-?bar|site-?header|header-?top"
    "|top-?header|top-?nav|navbar|(header|current|todays?|system|server|live)-?(date|time|clock)"
    "|(date|time)-?(now|today)|today|heute|aujourd-?hui|hoy|oggi|fecha-?actual"
    "|data-?atual)($|[ _-])",
    re.IGNORECASE,
)
_SURROUNDING_PROPERTIES = re.compile(
    "(^| )(comment|birthDate|deathDate|foundingDate|startDate|endDate"
    "|doorTime|validThrough|validFrom|uploadDate|copyrightYear|expires)($| )"
)
_SURROUNDING_TYPES = re.compile("/(Comment|UserComments|Event|Person|[A-Z][a-z]+Event)$")
_TIMES = "//time[not(ancestor::li)]"
_MARKS = "//*[@itemprop or @property or self::time or self::abbr][not(self::meta)]"
_MARKING_PROPERTY = re.compile("(^|[ :/])(datePublished|issued)($| )")
_MARKING_CLASS = re.compile(
    "(^| )(published|entry-date|dt-published"
    "|(post|article|story|publish(ed)?|publication)(_|-|__)?(date|time))( |$)"
)
_META_MARKS = "//meta[contains(concat(' ', normalize-space(@itemprop), ' '), ' datePublished ')]"
_EPOCH_NAMES = (
    "timestamp time published publish-date publishdate pubdate published-at published-date"
    " publication-date datetime date unixtime unix utc utime epoch date-published datepublished"
    " article-date created seconds timestamp-ms publish-time publishtime published-time ts posted"
    " first-published"
).split()
_EPOCHS = f"//*[{' or '.join(f'@data-{name}' for name in _EPOCH_NAMES)}][not(ancestor-or-self::li)]"
_CHANGE_NAMES = re.compile(
    r"(?:^|[\s_:-])(?:update[ds]?|updating|modified|modify|modification|revised|changed|date-?modified"
    r"|last-?mod|last-?updated?|aktualisier\w*|geaendert|maj|actualizad\w+|aggiornat\w+)(?:$|[\s_-])"
    r"|dateModified|updatedAt|dt-updated|lastUpdate|(?:Updated|Modified)(?:Date|Time)?(?:$|[\s_-])",
)
CHANGE_WORDS = re.compile(
    r"(?<![\w-])(?:(?:last )?(?:re-?)?(?:updat|modif|revis)\w*|last (?:changed|edited|reviewed)"
    r"|corrected|aktuali[sz]\w*|geändert|überarbeitet|bearbeitet|letzte änderung"
    r"|mise? à jour|màj|actualizad\w+|actualización|actualitzat|actualizat"
    r"|atualizad\w+|atualização|aggiornat\w+|aggiornamento|bijgewerkt|gewijzigd"
    r"|laatste wijziging|uppdaterad\w*|ändrad|oppdatert|sist endret|opdateret|päivitetty|muokattu"
    r"|uppfært|zaktualizowan\w+|aktualizov\w+|upraveno|frissítve|módosítva"
    r"|обновл[её]н\w*|измен[её]н\w*|оновлен\w*|змінен\w*|актуализиран\w*|ажурирано"
    r"|ενημερώθηκε|τελευταία ενημέρωση|(?:son )?güncelle\w*|diperbarui|cập nhật)"
    r"|تحديث|עודכן|更新|修改|수정|업데이트|अपडेट|อัปเดต|อัพเดท",
    re.IGNORECASE,
)
"""Words that say of a date that it is that of a change."""
PUBLICATION_WORDS = re.compile(
    r"\b(?:publi|pubbli|gepubl|veröffentl|erstellt|erschienen|posted|issued|released|first"
    r"|originally|created|udgivet|julkaistu|opublikowan|zveřejněno|megjelent"
    r"|опубликован|опублікован|публикуван|yayın|δημοσιεύ|diterbitkan|objavljeno)"
    r"|نشر|פורסם|发布|發布|發佈|公開|掲載|입력|등록|प्रकाशित|เผยแพร่",
    re.IGNORECASE,
)
"""Words that say of a date that it is that of the publication."""
_INLINE = frozenset("span time abbr a b strong em small i label font u".split())
_LABEL_LENGTH = 40
_LONGEST = 120
_MOST_ELEMENTS = 400
_MOST_NODES = 2_000
_MOST_HEADINGS = 5


# Whose days of publication are not the article's.
_FOREIGN = re.compile(
    r"(?:^|[\s_-])(?:related|similar|comment|comments|replies|reply|reactions?|kommentare?"
    r"|commentaires?|comentarios?|recommend(?:ed|ations)|teasers?)(?:$|[\s_-])",
    re.IGNORECASE,
)
_FOREIGN_KIND = re.compile(r"/(?:Comment|UserComments|Person|Event|Review|[A-Z][a-z]+Event)$")


@dataclass(frozen=True, slots=True)
class DateElements:
    """Dates in a page's elements, as they are written.

    times: of its time elements, those beside the headline alone if all do not agree
    changes: where it marks them as the day of a change
    epochs: in its elements' attributes, as counts of seconds, if they agree
    """

    times: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    epochs: tuple[str, ...] = ()


def read_date_elements(root: Any) -> DateElements:
    """Read the dates in the elements of a page that is without its surroundings."""
    times = load_xpath(_TIMES)(root)[:_MOST_ELEMENTS]
    changes = [time for time in times if is_change(time)]
    times = [time for time in times if time not in changes]
    return DateElements(
        times=_agree(time.get("datetime", "") for time in times)
        or _agree(time.get("datetime", "") for time in _beside_title(root, times)),
        changes=_agree(map(_value, changes)),
        epochs=_agree(_epochs(root)),
    )


def find_marked_dates(root: Any) -> tuple[str, ...]:
    """Return the date that a page marks as that of its publication, where all such agree."""
    elements = [
        item
        for item in islice(filter(_is_marked, load_xpath(_MARKS)(root)), _MOST_ELEMENTS)
        if not _is_foreign(item)
        and (item.get("itemprop") or item.get("property") or not is_change(item))
    ]
    return _agree(map(_value, _scope(elements + load_xpath(_META_MARKS)(root))))


def strip_surroundings(root: Any) -> Any:
    """Remove from a tree what surrounds its article, and return the tree."""
    # Loading it takes longer than most commands run.
    from lxml import etree

    # Names repeat, and are looked up much sooner than matched.
    names: dict[str, bool] = {}
    elements = [item for item in root.iter(etree.Element) if _is_surrounding(item, names)]
    remove_elements(
        element
        for element in elements
        if element.tag not in {"html", "body"} and element.find(".//h1") is None
    )
    return root


def _is_surrounding(element: Any, names: dict[str, bool]) -> bool:
    if element.tag in _SURROUNDING_TAGS:
        return True
    name = f"{element.get('class', '')} {element.get('id', '')}"
    if name not in names:
        names[name] = bool(_SURROUNDING_NAMES.search(name))
    if names[name]:
        return True
    properties, kind = element.get("itemprop"), element.get("itemtype")
    return bool(
        (properties and _SURROUNDING_PROPERTIES.search(properties))
        or (kind and _SURROUNDING_TYPES.search(kind))
        or (
            element.tag == "header" and next(element.iterancestors("article", "main"), None) is None
        )
    )


def _is_marked(element: Any) -> bool:
    """Tell whether an element is marked as the day of a publication."""
    if "datePublished" in element.get("itemprop", "").split():
        return True
    if _MARKING_PROPERTY.search(element.get("property", "")):
        return True
    is_date = element.tag in {"time", "abbr"}
    has_class = is_date and bool(_MARKING_CLASS.search(element.get("class", "")))
    return has_class or (element.tag == "time" and "pubdate" in element.attrib)


def is_change(element: Any) -> bool:
    """Tell whether a date's element, or what it stands behind, says that it is a change's."""
    names = " ".join(element.get(name, "") for name in ("class", "itemprop", "property", "id"))
    if _CHANGE_NAMES.search(names):
        return not re.search(r"publish", names, re.IGNORECASE)
    text = _text_of(element)
    if len(text) <= _LONGEST and CHANGE_WORDS.search(text):
        return not PUBLICATION_WORDS.search(text)
    label = _words_before(element)
    change = [match.end() for match in CHANGE_WORDS.finditer(label)]
    publication = [match.end() for match in PUBLICATION_WORDS.finditer(label)]
    return bool(change) and max(change) > max(publication, default=0)


def element_text(element: Any) -> str:
    """Return the text of an element with single spaces."""
    return " ".join("".join(element.itertext()).split())


def _words_before(element: Any) -> str:
    """Return the words of the same line before an element, or else the short line above it."""
    # Loading it takes longer than most commands run.
    from lxml import etree

    block = next((scope for scope in element.iterancestors() if scope.tag not in _INLINE), None)
    if block is None:
        return ""
    words: list[str] = []
    for count, (event, node) in enumerate(etree.iterwalk(block, events=("start", "end"))):
        if node is element or count > _MOST_NODES:
            break
        words.append(" ")
        words.append((node.text if event == "start" else node.tail) or "")
    label = " ".join("".join(words).split())
    neighbour = block.getprevious()
    if not label and neighbour is not None:
        label = _text_of(neighbour)
        label = label if len(label) <= _LABEL_LENGTH else ""
    return label[-_LABEL_LENGTH:]


def _is_foreign(element: Any) -> bool:
    """Tell whether an element is part of a comment, or of what is not the article."""
    for scope in element.iterancestors():
        if scope.tag in {"nav", "aside"} or _FOREIGN_KIND.search(scope.get("itemtype", "")):
            return True
        if scope.tag not in {"html", "body"} and _FOREIGN.search(
            f"{scope.get('class', '')} {scope.get('id', '')}"
        ):
            return scope.find(".//h1") is None
    return False


def _text_of(element: Any) -> str:
    return element_text(element) if isinstance(element.tag, str) else ""


def _scope(elements: list[Any]) -> list[Any]:
    """Return the elements in the same article as the headline, where there are several."""
    if len(elements) < 2:
        return elements
    scopes = {element: frozenset(element.iterancestors()) for element in elements}
    headings = elements[0].getroottree().getroot().iter("h1")
    for heading in islice(headings, _MOST_HEADINGS):
        for scope in heading.iterancestors():
            inside = [element for element in elements if scope in scopes[element]]
            if inside:
                return inside
    return elements


def _beside_title(root: Any, times: list[Any]) -> list[Any]:
    """Return the first time elements behind the headline, up to the first long paragraph."""
    headings = list(root.iter("h1"))
    if len(headings) != 1:
        return []
    candidates = frozenset(times)
    selection: list[Any] = []
    is_below = False
    for element in root.iter():
        if element is headings[0]:
            is_below = True
        elif is_below and element.tag == "p" and len(element_text(element)) > _LONGEST:
            break
        elif is_below and element in candidates:
            selection.append(element)
    return selection


def _value(element: Any) -> str:
    values = (element.get(name, "").strip() for name in ("content", "datetime", "title"))
    return next(filter(None, values), "") or _text_of(element)


def _epochs(root: Any) -> Iterator[str]:
    for element in load_xpath(_EPOCHS)(root)[:_MOST_ELEMENTS]:
        if not is_change(element):
            for name in _EPOCH_NAMES:
                yield convert_epoch(element.get(f"data-{name}", ""))


def _agree(dates: Iterable[str]) -> tuple[str, ...]:
    """Return the first of the dates where all are of one day, as they are written."""
    values = [date for date in dates if date]
    return (values[0],) if len({value[:10] for value in values}) == 1 else ()
