"""Destinations of RTF: where the text of a group goes."""

from enum import Enum, auto


class Destination(Enum):
    """Where the text of a group goes."""

    BODY = auto()
    TEXT_BOX = auto()
    STYLES = auto()
    FONTS = auto()
    INFO = auto()
    TITLE = auto()
    CREATION_TIME = auto()
    SHAPE = auto()
    OBJECT = auto()
    ALTERNATIVES = auto()
    NOWHERE = auto()

    @property
    def is_body(self) -> bool:
        """Tell whether it is what a reader of the document sees."""
        return self in (Destination.BODY, Destination.TEXT_BOX)

    @property
    def has_text(self) -> bool:
        """Tell whether its text is of use."""
        return self.is_body or self in _TEXTS


_TEXTS = (Destination.STYLES, Destination.TITLE)

_DESTINATIONS = {
    "stylesheet": Destination.STYLES,
    "fonttbl": Destination.FONTS,
    "info": Destination.INFO,
    "object": Destination.OBJECT,
    "do": Destination.SHAPE,
    **dict.fromkeys(
        "colortbl listtable revtbl pict nonshppict shprslt header headerl headerr headerf footer"
        " footerl footerr footerf footnote annotation fldinst fldtype datafield formfield ffname"
        " ffdeftext pn pntext pntxta pntxtb listtext tc xe rxe txe nonesttables filetbl template"
        " ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn private1 objdata objclass objname falt"
        " themedata colorschememapping latentstyles datastore xmlnstbl mmathPict bkmkstart bkmkend"
        " atrfstart atrfend atnid atnauthor atndate atnicn atnref atnparent background sn sv sp"
        " htmltag mhtmltag levelnumbers leveltext".split(),
        Destination.NOWHERE,
    ),
}
_INNER_DESTINATIONS = {
    (Destination.INFO, "title"): Destination.TITLE,
    (Destination.INFO, "creatim"): Destination.CREATION_TIME,
    (Destination.SHAPE, "shptxt"): Destination.TEXT_BOX,
    (Destination.SHAPE, "dptxbxtext"): Destination.TEXT_BOX,
    (Destination.OBJECT, "result"): Destination.BODY,
    (Destination.BODY, "upr"): Destination.ALTERNATIVES,
    (Destination.ALTERNATIVES, "ud"): Destination.BODY,
    (Destination.BODY, "shpinst"): Destination.SHAPE,
    (Destination.TEXT_BOX, "shpinst"): Destination.SHAPE,
}
# They mark themselves as unnecessary, but end the rows of tables in tables.
_TRANSPARENT = frozenset(("nesttableprops",))


def find_destination(
    word: str, destination: Destination, *, is_optional: bool
) -> Destination | None:
    """Return the destination that a control word means in a group of another, if it means one.

    ``is_optional`` tells that readers that do not know the word have to skip its group.
    """
    if destination is Destination.NOWHERE or word in _TRANSPARENT:
        return None
    inner = _INNER_DESTINATIONS.get((destination, word)) or _DESTINATIONS.get(word)
    return inner or (Destination.NOWHERE if is_optional else None)
