"""Labels: the names that press databases put before an article's facts, in several languages."""

import enum
import re


class Role(enum.Enum):
    """What the words after a label are."""

    TITLE = "title"
    SOURCE = "source"
    DATE = "published"
    AUTHORS = "authors"
    TEXT = "text"
    URL = "url"
    HEAD = "head"
    """Something above the text that is none of an article's fields."""
    TAIL = "tail"
    """Something below the text that is none of it."""


_NAMES: dict[Role, str] = {
    Role.TITLE: "headline, title, titel, titre, título, titolo, überschrift, schlagzeile, otsikko",
    Role.SOURCE: (
        "publication title, publication, source title, zeitung, quelle, journal, bron, fuente,"
        " fonte, publication info, source"
    ),
    Role.DATE: (
        "publication date, pub date, date, datum, date de publication, fecha, data, issue date,"
        " erscheinungsdatum, publicatiedatum"
    ),
    Role.AUTHORS: (
        "byline, author, authors, author(s), autor, autoren, autor(en), auteur, auteurs, auteur(s),"
        " autore, verfasser, verfasser/in, door, by-line, autores, signature"
    ),
    Role.TEXT: (
        "body, full text, text, volltext, texte intégral, texto completo, corps, textkörper,"
        " testo, tekst, cuerpo, corpo"
    ),
    Role.URL: "url, document url, link, dauerhafte adresse des dokuments, permalink",
    Role.HEAD: (
        "section, rubrik, ressort, rubrik/ressort, rubrique, sectie, rubriek, sección, sezione,"
        " length, länge, longueur, lengte, longitud, lunghezza, dateline, ort, datumszeile,"
        " highlight, encart, hervorhebung, series, edition, ausgabe, distribution, page, seite,"
        " abstract, links, subtitle, untertitel, kicker, teaser, column, volume, issue, first page,"
        " pages, seite(n), word count, publication year, document type, copyright,"
        " publication-type"
    ),
    Role.TAIL: (
        "load-date, loaddate, ladedatum, update, date-chargement, datum-geladen, fecha-carga,"
        " language, sprache, langue, taal, idioma, lingua, publication-type, type-publication,"
        " publikationstyp, zeitungstyp, type-publicatie, journal-code, journal code, document-type,"
        " document type, subject, sujet, thema, schlagwörter, onderwerp, organization,"
        " organisation, company, firma, unternehmen, société, bedrijf, ticker, industry, branche,"
        " secteur, geographic, geographie, localisation-geo, geografie, person, personen, personne,"
        " graphic, grafik, graphique, image, photo, correction, correction-date, update-date,"
        " acc-no, accession number, city, state, country, classification, issn, e-issn, isin,"
        " dokumentnummer, document number, numéro de document, alle rechte vorbehalten,"
        " identifier / keyword, identifier/keyword, company / organization, location, people,"
        " business indexing term, credit, publisher, place of publication, country of publication,"
        " publication subject, source type, language of publication, proquest document id,"
        " last updated, database, number of pages, copyright, ean, naics, sic, product name,"
        " url, document url, dauerhafte adresse des dokuments, publication year, first page,"
        " publication title, publication date, notes, note(s), illustration(s), isbn, id,"
        " document feature, section, pages, column, dateline, title, supplement, edition, day,"
        " e-mail"
    ),
}

_LABEL = re.compile(r"([^\W\d_][\w ()/.’'-]{0,40}?)\s?:(?:\s+|$)(.*)", re.DOTALL)


def _tabulate(*roles: Role) -> dict[str, Role]:
    return {name.strip(): role for role in reversed(roles) for name in _NAMES[role].split(",")}


HEAD_LABELS = _tabulate(
    Role.TITLE, Role.SOURCE, Role.DATE, Role.AUTHORS, Role.TEXT, Role.URL, Role.HEAD
)
"""The roles of labels above a text."""
TAIL_LABELS = _tabulate(Role.TAIL)
"""The labels below a text."""


def split_label(line: str) -> tuple[str, str]:
    """Return a line's label in lower case, and the words after it; no label where it has none."""
    match = _LABEL.match(line)
    return ("", line) if match is None else (" ".join(match[1].casefold().split()), match[2])


def has_label(line: str) -> bool:
    """Tell whether a line begins with the label of a press database."""
    label = split_label(line)[0]
    return label in HEAD_LABELS or label in TAIL_LABELS
