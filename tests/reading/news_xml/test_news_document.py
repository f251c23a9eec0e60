from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.articles.article import Article
from bot.articles.findings import Finding, Notice, Rejection
from bot.reading.dates.choose import DATED_BY_NAME
from bot.reading.reader import read

XML = '<?xml version="1.0" encoding="UTF-8"?>'
TEXT = "The harbour opened again on Wednesday.\n\nTwo ferries left."
NITF = f"""{XML}
<!DOCTYPE nitf SYSTEM "http://www.nitf.org/IPTC/NITF/3.3/specification/dtd/nitf-3-3.dtd">
<nitf xml:lang="en"><head><title>Head title</title><docdata management-status="usable">
<date.issue norm="20260107T183000+0100"/></docdata>
<pubdata date.publication="20260107T000000" name="The Gazette" ex-ref="https://gazette.example/1"/>
</head><body><body.head><hedline><hl1>Harbour <em>opens</em> again</hl1><hl2>Two ferries</hl2>
</hedline><byline>By Ann Lee and Bo Berg<byttl>Staff</byttl></byline></body.head><body.content>
<block class="lead_paragraph"><p>The harbour opened again on
Wednesday.</p></block><media media-type="image"><media-caption>A pier.</media-caption></media>
<block><p>Two <person>ferries</person> left.</p></block></body.content>
<body.end><tagline>Ends.</tagline></body.end></body></nitf>"""
G2 = f"""{XML}
<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header><sent>2026-01-09T00:00:00Z</sent>
</header><itemSet><newsItem guid="a" version="2" xml:lang="de"><itemMeta>
<itemClass qcode="ninat:text"/><provider literal="The Gazette"/>
<versionCreated>2026-01-08T09:00:00+01:00</versionCreated>
<firstCreated>2026-01-07T18:30:00+01:00</firstCreated><pubStatus qcode="stat:usable"/></itemMeta>
<contentMeta><contentCreated>2026-01-07T18:00:00+01:00</contentCreated>
<headline>Harbour opens again</headline><creator literal="Ann Lee"/></contentMeta><contentSet>
<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head>
<title>t</title></head><body><p>The harbour opened again on Wednesday.</p><figure><figcaption>A pier
</figcaption></figure><p>Two ferries left.</p></body></html></inlineXML></contentSet></newsItem>
</itemSet></newsMessage>"""
FIRST = f"""{XML}
<NewsML Version="1.2"><NewsEnvelope><DateAndTime>20260109T000000Z</DateAndTime></NewsEnvelope>
<NewsItem><Identification><NewsIdentifier><ProviderId>gazette.example</ProviderId>
<DateId>20260107</DateId></NewsIdentifier></Identification><NewsManagement>
<NewsItemType FormalName="News"/><FirstCreated>20260107T183000+0100</FirstCreated>
<Status FormalName="Usable"/></NewsManagement><NewsComponent><NewsLines>
<HeadLine>Harbour opens again</HeadLine><ByLine>By Ann Lee</ByLine></NewsLines>
<AdministrativeMetadata><Provider><Party FormalName="The Gazette"/></Provider>
</AdministrativeMetadata><ContentItem><DataContent><nitf><body><body.content>
<p>The harbour opened again on Wednesday.</p><p>Two ferries left.</p></body.content></body></nitf>
</DataContent></ContentItem></NewsComponent></NewsItem></NewsML>"""


def _read(folder: Path, text: str, name: str = "a.xml") -> list[Finding]:
    (folder / name).write_text(text, "utf-8")
    return list(read(folder / name))


@pytest.mark.parametrize("text", [NITF, G2, FIRST])
@pytest.mark.parametrize("name", ["a.xml", "a"])
def test_the_formats_of_agencies_are_read(text: str, name: str, tmp_path: Path) -> None:
    (article,) = _read(tmp_path, text, name)
    assert isinstance(article, Article)
    assert (article.title, article.text) == ("Harbour opens again", TEXT)
    assert article.published == date(2026, 1, 7)
    assert article.instant is not None
    assert article.instant.utcoffset() == timedelta(hours=1)
    assert article.source in ("The Gazette", "gazette.example")
    assert article.authors == (("Ann Lee", "Bo Berg") if "<nitf x" in text else ("Ann Lee",))


@pytest.mark.parametrize(
    "text",
    [
        NITF.replace('management-status="usable"', 'management-status="canceled"'),
        G2.replace("stat:usable", "stat:canceled"),
        G2.replace("stat:usable", "stat:withheld"),
        FIRST.replace('"Usable"', '"Embargoed"'),
    ],
)
def test_what_an_agency_withdrew_or_holds_back_is_refused(text: str, tmp_path: Path) -> None:
    (refusal,) = _read(tmp_path, text)
    assert isinstance(refusal, Rejection)
    assert "must not be published" in refusal.reason


def test_pictures_of_a_message_are_counted(tmp_path: Path) -> None:
    picture = G2[G2.index("<newsItem") : G2.index("</itemSet>")].replace(":text", ":picture")
    article, remark = _read(tmp_path, G2.replace("</itemSet>", f"{picture}</itemSet>"))
    assert isinstance(article, Article)
    assert isinstance(remark, Notice)
    assert "(1)" in remark.text


def test_the_day_of_the_paper_counts_before_a_later_issue(tmp_path: Path) -> None:
    later = NITF.replace('norm="20260107T183000+0100"', 'norm="20260301T000000Z"')
    (article,) = _read(tmp_path, later)
    assert isinstance(article, Article)
    assert article.published == date(2026, 1, 7)


def test_a_reuters_item_is_read_without_its_copyright(tmp_path: Path) -> None:
    text = (
        '<?xml version="1.0" encoding="iso-8859-1" ?><newsitem itemid="1" date="2026-01-07"'
        ' xml:lang="en"><title>NORWAY: Harbour opens.</title><headline>Harbour opens</headline>'
        "<byline>Ann Lee</byline><dateline>OSLO 2026-01-07</dateline><text>"
        "<p>The harbour opened again on Wednesday.</p><p>Two ferries left.</p></text>"
        "<copyright>(c) Reuters Limited 2026</copyright><metadata/></newsitem>"
    )
    (article,) = _read(tmp_path, text)
    assert isinstance(article, Article)
    assert (article.title, article.text, article.source) == ("Harbour opens", TEXT, "Reuters")


@pytest.mark.parametrize(
    "record",
    [
        "<article><title>T</title><date>2026-01-07</date><text>{}</text></article>",
        (
            "<row><Headline>T</Headline><pub_date>x</pub_date><pubDate>7 Jan 2026</pubDate>"
            "<body><p>The harbour opened again on Wednesday.</p>"
            "<p>Two ferries left.</p></body></row>"
        ),
        (
            "<doc date='20260107' title='T'><content><![CDATA[<p>The harbour opened again on"
            " Wednesday.</p><p>Two ferries left.</p>]]></content></doc>"
        ),
        "<group><item><title>T</title><date>2026-01-07</date><text>{}</text></item></group>",
    ],
)
def test_elements_named_as_an_article_s_fields_are_read(record: str, tmp_path: Path) -> None:
    text = record.format(TEXT) if "{}" in record else record
    findings = _read(tmp_path, f"{XML}<articles>{text}{text}</articles>")
    assert [type(finding) for finding in findings] == [Article, Article]
    (article, _) = findings
    assert isinstance(article, Article)
    assert (article.title, article.text) == ("T", TEXT)
    assert article.published == date(2026, 1, 7)


def test_the_root_may_be_the_article_and_its_name_the_date(tmp_path: Path) -> None:
    text = f"{XML}<story><title>T</title><author>Ann Lee</author><body>{TEXT}</body></story>"
    remark, article = _read(tmp_path, text, "2026-01-07-a.xml")
    assert remark == Notice(str(tmp_path / "2026-01-07-a.xml"), None, DATED_BY_NAME)
    assert isinstance(article, Article)
    assert article.authors == ("Ann Lee",)


def test_a_broken_record_costs_no_other(tmp_path: Path) -> None:
    record = f"<a><title>T</title><date>2026-01-07</date><text>{TEXT}</text></a>"
    refusal, article = _read(
        tmp_path, f"{XML}<all>\n{record.replace('01-07', '02-30')}\n{record}</all>"
    )
    assert isinstance(refusal, Rejection)
    assert refusal.line == 2
    assert refusal.reason.startswith("article 1: ")
    assert isinstance(article, Article)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<opml version='2.0'><body/></opml>", "a list of feeds"),
        (
            "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'/>",
            "a list of a site's addresses",
        ),
        ("<kml xmlns='http://www.opengis.net/kml/2.2'/>", "a map"),
        ("<svg xmlns='http://www.w3.org/2000/svg'/>", "a picture"),
        ("<?mso-application progid='Excel.Sheet'?><Workbook/>", "a spreadsheet"),
        ("<office:document xmlns:office='o'/>", "a document"),
        ("<catalogue><cd><title>T</title></cd></catalogue>", "<catalogue>"),
    ],
)
def test_other_xml_is_refused_saying_what_it_is(text: str, words: str, tmp_path: Path) -> None:
    (refusal,) = _read(tmp_path, XML + text)
    assert isinstance(refusal, Rejection)
    assert words in refusal.reason


@pytest.mark.parametrize(
    "text",
    [
        XML,
        f"{XML}<a>" + "<b>" * 100_000,
        f"{XML}<nitf>" + "<p>" * 300 + "deep" + "</p>" * 300 + "</nitf>",
        f"{XML}<a " + " ".join(f"b{n}='c'" for n in range(50_000)) + "/>",
        f"{XML}<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
        f"{XML}<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a>&b;</a>",
        f"{XML}<a>\x00\x01\ufffe</a>",
        f"{XML}<!-- never closed",
        f"{XML}<newsitem date='2026-01-07'><text/></newsitem>",
        f"{XML}<newsMessage><newsItem/></newsMessage>",
        f"{XML}<NewsML><NewsItem/></NewsML>",
        f"{XML}<nitf/>",
    ],
)
def test_what_is_broken_or_hostile_is_refused(text: str, tmp_path: Path) -> None:
    findings = [one for one in _read(tmp_path, text) if not isinstance(one, Notice)]
    assert [type(finding) for finding in findings] == [Rejection]


@pytest.mark.parametrize("reference", ["&#xD800;", "&#55296;", "&#x110000;", "&#99999999999;"])
def test_a_reference_to_no_character_is_shown_as_such(reference: str, tmp_path: Path) -> None:
    (article,) = _read(tmp_path, NITF.replace("Two <person>", f"T{reference}wo <person>"))
    assert isinstance(article, Article)
    assert "T\N{REPLACEMENT CHARACTER}wo ferries left." in article.text


@pytest.mark.parametrize("root", ["document", "project", "package", "error", "tv"])
def test_the_name_of_the_root_does_not_hide_an_article(root: str, tmp_path: Path) -> None:
    text = "<title>Pier closed</title><date>2026-02-03</date><text>The pier closed.</text>"
    (article,) = _read(tmp_path, f"{XML}<{root}>{text}</{root}>")
    assert isinstance(article, Article)
    assert (article.title, article.published) == ("Pier closed", date(2026, 2, 3))


def test_a_declaration_with_parts_of_its_own_hides_no_kind(tmp_path: Path) -> None:
    text = f"{XML}<!DOCTYPE opml [<!ATTLIST a b CDATA #IMPLIED>]><opml><body/></opml>"
    (rejection,) = _read(tmp_path, text)
    assert isinstance(rejection, Rejection)
    assert rejection.reason.startswith("it is a list of feeds")
