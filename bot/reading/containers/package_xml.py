"""XML trees of documents, read without entities, networks or files."""

from typing import Any

from bot.articles.findings import ArticleError
from bot.reading.limits import ReadLimits
from bot.reading.source import escape_unprintable


def parse_xml_tree(data: bytes, limits: ReadLimits, kind: str) -> Any:
    """Return the root of an XML document; raise ArticleError where it is broken or unsafe.

    ``kind`` is what the file is, in words.
    """
    # Loading it takes longer than most commands run.
    from lxml import etree

    # They may expand to gigabytes, or to a local file. UTF-16 has a NUL between letters.
    if b"<!ENTITY" in data.replace(b"\0", b"").upper():
        raise ArticleError("it declares its own XML entities, which no such document needs")
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError) as error:
        description = escape_unprintable(str(error))[:200]
        raise ArticleError(f"it cannot be read as {kind} ({description}): save it again") from None
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > limits.depth:
            raise ArticleError("its XML is nested too deeply")
    return root
