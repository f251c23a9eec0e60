"""Kinds of XML that hold no articles: what they are, and what to do instead."""

from bot.reading.foreign.text_openings import find_foreign_root

_KINDS = {
    "plist": "a property list",
    "workbook": "a spreadsheet in an old XML format: save it as CSV",
    "worddocument": "a Word document in an old XML format: save it as .docx",
    "package": "an office document or the index of an e-book in XML: save it as .docx or EPUB",
    "document-content": "a part of an OpenDocument file: add the whole file",
    "document": "a document of a format that is not read: save it as .docx, or as text",
    "ncx": "the contents of an e-book: add the whole file",
    "playlist": "a playlist",
    "tv": "a television programme",
    "project": "a program's project",
    "configuration": "a program's settings",
    "xliff": "a translation (XLIFF)",
    "ts": "a translation",
    "smil": "a presentation (SMIL)",
    "tei": "a text in TEI, which is not read: save it as text",
    "pubmedarticleset": "a list of scholarly articles (PubMed), which is not read",
    "oai-pmh": "a library's catalogue (OAI-PMH)",
    "schema": "a description of XML (schema)",
    "stylesheet": "a style sheet (XSLT)",
    "manifest": "a program's manifest",
    "smses": "messages of a phone",
    "packageitem": "a list of other news items (NewsML-G2): add the items themselves",
    "conceptitem": "a list of concepts (NewsML-G2)",
    "knowledgeitem": "a list of concepts (NewsML-G2)",
    "planningitem": "a plan of coverage (NewsML-G2)",
    "envelope": "a message between programs (SOAP)",
    "methodresponse": "an answer to a program (XML-RPC)",
    "error": "a server's error message: fetch the file again",
}


def describe_kind(name: str) -> str:
    """Return what XML with such a root is and what to do, empty where it is unknown."""
    key = name.rpartition(":")[2].lower()
    if key in _KINDS:
        return _KINDS[key]
    foreign_format = find_foreign_root(key)
    return f"{foreign_format.kind}: {foreign_format.advice}" if foreign_format else ""
