from pathlib import Path

import pytest

from bot.articles.article import Article
from bot.articles.findings import Rejection
from tests.reading.records.record_files import (
    list_reasons,
    list_remarks,
    read_articles,
    read_value,
)

TEXT = "The harbour opened again on Wednesday.\n\nTwo ferries left."
HTML = "<p>The harbour opened again on Wednesday.</p><p>Two ferries left.</p>"
ARTICLE = {"title": "Harbour", "date": "2026-01-07", "text": TEXT}
URL = "https://www.gazette.example/1"
SPANS = [{"_type": "span", "text": "The harbour opened "}, {"text": "again on Wednesday."}]

SHAPES: dict[str, object] = {
    "gnews": {"totalArticles": 1, "articles": [ARTICLE]},
    "mediastack": {
        "pagination": {"limit": 1},
        "data": [{"title": "Harbour", "description": TEXT, "published_at": "2026-01-07T18:30:00Z"}],
    },
    "elasticsearch": {
        "took": 1,
        "hits": {"hits": [{"_index": "n", "_id": "a", "_source": ARTICLE}]},
    },
    "solr": {
        "response": {"docs": [{"title": ["Harbour"], "content": [TEXT], "date": ["2026-01-07"]}]}
    },
    "split": {"columns": list(ARTICLE), "index": [0], "data": [list(ARTICLE.values())]},
    "pandas table": {"schema": {"fields": [{"name": "index"}]}, "data": [{"index": 0, **ARTICLE}]},
    "pandas index": {"0": ARTICLE},
    "columns": {name: {"0": value} for name, value in ARTICLE.items()},
    "by address": {URL: ARTICLE},
    "by day": {"2026-01-07": [{"title": "Harbour", "text": TEXT}]},
    "google sheets": {"range": "A1:C2", "values": [list(ARTICLE), list(ARTICLE.values())]},
    "list of lists": [list(ARTICLE), list(ARTICLE.values())],
    "dataset viewer": {"features": [{"name": "title"}], "rows": [{"row_idx": 0, "row": ARTICLE}]},
    "django": [
        {
            "model": "a",
            "pk": 1,
            "fields": {"title": "Harbour", "pub_date": "2026-01-07", "body": TEXT},
        }
    ],
    "strapi": {
        "data": [
            {
                "id": 1,
                "attributes": {"title": "Harbour", "content": TEXT, "publishedAt": "2026-01-07"},
            }
        ]
    },
    "graphql": {
        "data": {"posts": {"edges": [{"node": {**ARTICLE, "text": None, "content": HTML}}]}}
    },
    "mongodb": {"_id": {"$oid": "5"}, **ARTICLE, "date": {"$date": "2026-01-07T18:30:00Z"}},
    "langchain": [
        {"pageContent": TEXT, "metadata": {"title": "Harbour", "publish_date": "2026-01-07"}}
    ],
    "contentful": {
        "items": [
            {
                "sys": {"id": "a"},
                "fields": {
                    "title": {"en-US": "Harbour"},
                    "date": {"en-US": "2026-01-07"},
                    "body": {
                        "en-US": {
                            "nodeType": "document",
                            "content": [
                                {
                                    "nodeType": "paragraph",
                                    "content": [{"nodeType": "text", "value": part}],
                                }
                                for part in TEXT.split("\n\n")
                            ],
                        }
                    },
                },
            }
        ]
    },
    "portable text": [
        {
            **ARTICLE,
            "text": [
                {"_type": "block", "children": SPANS},
                {"_type": "block", "children": [{"text": "Two ferries left."}]},
            ],
        }
    ],
    "linked data": {
        "@graph": [
            {"@type": "WebSite", "name": "Site", "description": "News"},
            {
                "@type": ["NewsArticle"],
                "headline": "Harbour",
                "datePublished": "2026-01-07",
                "articleBody": TEXT,
            },
        ]
    },
    "rss as json": {
        "rss": {
            "channel": {
                "title": "G",
                "description": "News",
                "pubDate": "2026-01-08",
                "item": [{"title": "Harbour", "pubDate": "2026-01-07", "description": HTML}],
            }
        }
    },
    "badgerfish": {
        "entry": [
            {"title": {"$t": "Harbour"}, "published": {"$t": "2026-01-07"}, "content": {"$t": HTML}}
        ]
    },
    "event registry": {
        "articles": {
            "results": [
                {
                    "lang": "eng",
                    "date": "2026-01-07",
                    "time": "18:30:00",
                    "title": "Harbour",
                    "body": TEXT,
                }
            ]
        }
    },
    "single": {
        "status": "ok",
        "article": {"Title": "Harbour", "PublishDate": "2026-01-07", "Body": TEXT},
    },
    "flattened": [{"_source.title": "Harbour", "_source.date": "2026-01-07", "_source.body": TEXT}],
    "guardian": {
        "response": {
            "content": {
                "webTitle": "Harbour",
                "webPublicationDate": "2026-01-07T18:30:00Z",
                "blocks": {"body": [{"bodyHtml": f"<p>{part}</p>"} for part in TEXT.split("\n\n")]},
            }
        }
    },
    "arc": {
        "type": "story",
        "headlines": {"basic": "Harbour"},
        "display_date": "2026-01-07T18:30:00Z",
        "content_elements": [{"type": "text", "content": part} for part in TEXT.split("\n\n")],
    },
    "dynamodb": {"Items": [{name: {"S": value} for name, value in ARTICLE.items()}]},
    "notion": {
        "results": [
            {
                "properties": {
                    "Title": {"title": [{"plain_text": "Harbour"}]},
                    "Date": {"date": {"start": "2026-01-07"}},
                    "Text": {"rich_text": [{"type": "text", "plain_text": TEXT}]},
                }
            }
        ]
    },
    "phpmyadmin": [
        {"type": "header", "version": "5"},
        {"type": "database", "name": "cms"},
        {"type": "table", "name": "articles", "database": "cms", "data": [ARTICLE]},
    ],
    "pages": [{"articles": [ARTICLE]}],
}


@pytest.mark.parametrize("shape", SHAPES)
def test_an_article_is_found_in_what_services_and_programs_write(
    shape: str, tmp_path: Path
) -> None:
    (article,) = read_articles(tmp_path, SHAPES[shape])
    assert (article.title, str(article.published)) == ("Harbour", "2026-01-07")
    assert article.text == TEXT


@pytest.mark.parametrize(
    ("value", "source"),
    [
        ({"title": "The Gazette", "items": [{**ARTICLE, "url": URL}]}, "The Gazette"),
        ({"status": "ok", "source": "the-gazette", "articles": [ARTICLE]}, "the-gazette"),
        ({"feed": {"title": "The Gazette"}, "entries": [ARTICLE]}, "The Gazette"),
        ({"title": "Links", "items": [{**ARTICLE, "source": {"name": "Herald"}}]}, "Herald"),
        ([{**ARTICLE, "url": URL}], "gazette.example"),
        ([{**ARTICLE, "source": URL}], "gazette.example"),
        ([{**ARTICLE, "source": URL, "site_name": "The Gazette"}], "The Gazette"),
        (
            [{**ARTICLE, "domain": "www.gazette.example", "url": "https://x.example"}],
            "gazette.example",
        ),
        ([{**ARTICLE, "provider": [{"name": "The Gazette"}]}], "The Gazette"),
        ([{**ARTICLE, "source": 7, "link": URL}], "gazette.example"),
        ({"name": "news", "type": "table", "database": "cms", "data": [ARTICLE]}, ""),
    ],
)
def test_the_source_is_the_best_that_is_known(value: object, source: str, tmp_path: Path) -> None:
    (article,) = read_articles(tmp_path, value)
    assert article.source == source


def test_the_name_of_a_collection_from_many_sites_is_no_source(tmp_path: Path) -> None:
    items = [{**ARTICLE, "url": f"https://{name}.example/1"} for name in ("a", "b")]
    articles = read_articles(tmp_path, {"title": "My links", "items": items})
    assert [article.source for article in articles] == ["a.example", "b.example"]


def test_linked_data_names_people_elsewhere(tmp_path: Path) -> None:
    graph = [
        {"@type": "NewsArticle", **ARTICLE, "author": {"@id": "#ann"}, "publisher": {"@id": "#g"}},
        {"@id": "#ann", "@type": "Person", "name": "Ann Lee"},
        {"@id": "#g", "@type": "Organization", "name": "The Gazette"},
    ]
    (article,) = read_articles(tmp_path, {"@graph": graph})
    assert (article.authors, article.source) == (("Ann Lee",), "The Gazette")


def test_lists_of_all_sections_are_read_and_comments_are_not(tmp_path: Path) -> None:
    story = {**ARTICLE, "comments": [{**ARTICLE, "title": "Comment"}]}
    value = {
        "world": [story],
        "local": [{**ARTICLE, "title": "Local"}],
        "tags": [{"name": "x", "description": "y"}],
    }
    assert [article.title for article in read_articles(tmp_path, value)] == ["Harbour", "Local"]


def test_a_record_in_a_list_is_rejected_with_its_line(tmp_path: Path) -> None:
    story = '{"title": "A", "date": "2026-01-07", "text": "Prose."}'
    text = f'{{"status": "ok",\n"articles": [\n{story},\n{{"title": "B", "text": "x"}},\n{story}]}}'
    first, rejection, last = read_value(tmp_path, text)
    assert isinstance(first, Article)
    assert isinstance(rejection, Rejection)
    assert (rejection.line, "its fields are title, text" in rejection.reason) == (4, True)
    assert isinstance(last, Article)


def test_a_list_in_a_broken_object_is_read(tmp_path: Path) -> None:
    story = '{"title": "A", "date": "2026-01-07", "text": "Prose."}'
    text = f'{{"status": "ok", "articles": [\n{story},\n{{"title": oops}},\n{story}\n], "x": }}'
    first, rejection, last = read_value(tmp_path, text)
    assert isinstance(first, Article)
    assert isinstance(rejection, Rejection)
    assert rejection.line == 3
    assert isinstance(last, Article)


def test_a_list_that_breaks_off_says_so(tmp_path: Path) -> None:
    text = '{"articles": [\n{"date": "2026-01-07", "text": "Prose."},\n{"date": "2026'
    first, rejection = read_value(tmp_path, text)
    assert isinstance(first, Article)
    assert isinstance(rejection, Rejection)
    assert rejection.truncated


def test_objects_one_after_another_are_read(tmp_path: Path) -> None:
    text = (
        '{\n "date": "2026-01-07",\n "text": "One."\n}\n{\n "date": "2026-01-08", "text": "Two."\n}'
    )
    assert [article.text for article in read_articles(tmp_path, text)] == ["One.", "Two."]


def test_a_refusal_shows_the_fields_once(tmp_path: Path) -> None:
    rows = [{"id": number, "name": "H", "when": "2026"} for number in range(3)]
    (reason,) = list_reasons(read_value(tmp_path, {"results": rows}))
    assert reason == (
        "it has no text: its fields are id, name, when; a text is needed, under a name such as"
        " text, body or content"
    )


def test_lines_may_be_responses_and_commands_of_a_search_engine(tmp_path: Path) -> None:
    text = '{"index": {"_id": "1"}}\n{"date": "2026-01-07", "text": "One."}\n'
    text += '{"articles": [{"date": "2026-01-08", "text": "Two."}]}\n'
    articles = read_articles(tmp_path, text, "a.jsonl")
    assert [article.text for article in articles] == ["One.", "Two."]


def test_the_dates_of_a_document_show_their_order(tmp_path: Path) -> None:
    rows = [{"date": date, "text": "Prose."} for date in ("07/01/2026", "13/01/2026")]
    assert [article.published.month for article in read_articles(tmp_path, rows)] == [1, 1]


def test_a_name_dates_records_without_a_date(tmp_path: Path) -> None:
    findings = read_value(tmp_path, [{"title": "A", "text": "Prose."}], "2026-01-07-a.json")
    assert list_remarks(findings) == ["dated by its file name"]
    (reason,) = list_reasons(
        read_value(tmp_path, [{"text": "P.", "date": ""}], "2026-01-07-b.json")
    )
    assert reason.startswith("it has no date")
