import string
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.feeds.feed_errors import FeedError
from bot.feeds.feed_ids import LONGEST_ID, choose_feed_id, is_safe_id
from bot.feeds.opml import read_opml, write_opml
from bot.feeds.subscription import Subscription

_WORDS = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cn"), exclude_characters="/￾￿"), max_size=40
).map(lambda words: " ".join(words.split()))
_HOSTS = st.text(string.ascii_lowercase + string.digits, min_size=1, max_size=12)
_FOLDERS = st.lists(_WORDS.filter(bool), max_size=3).map("/".join)
_NUMBERS = st.none() | st.integers(1, 5000)
_SUBSCRIPTIONS = st.lists(
    st.builds(
        Subscription,
        id=st.just(""),
        address=st.builds("https://{}.example/{}?a=1&b=2".format, _HOSTS, _HOSTS),
        title=_WORDS,
        site=st.sampled_from(["", "https://example.org/"]),
        language=st.sampled_from(["", "de", "pt-BR"]),
        is_paused=st.booleans(),
        reads_pages=st.booleans(),
        keep_days=_NUMBERS,
        first_entries=st.integers(0, 100),
        minutes=_NUMBERS,
        folder=_FOLDERS,
        other_attributes=st.sampled_from(
            [(), (("isComment", "false"),), (("{https://freshrss.org/opml}cssFullContent", "#a"),)]
        ),
    ),
    max_size=8,
    unique_by=lambda subscription: subscription.address_key,
)


@given(_SUBSCRIPTIONS)
def test_a_list_that_is_written_is_read_as_it_was(subscriptions: list[Subscription]) -> None:
    first = read_opml(write_opml(subscriptions))
    by_address = {subscription.address: subscription for subscription in first}
    assert by_address.keys() == {subscription.address for subscription in subscriptions}
    for subscription in subscriptions:
        other = by_address[subscription.address]
        assert subscription == replace(other, id="")
    assert sorted(read_opml(write_opml(first)), key=_address) == sorted(first, key=_address)
    assert len({subscription.id for subscription in first}) == len(first)


def _address(subscription: Subscription) -> str:
    return subscription.address


@given(st.lists(st.text(max_size=50), max_size=8))
def test_ids_are_safe_and_unique_in_any_script(titles: list[str]) -> None:
    ids: list[str] = []
    for title in titles:
        ids.append(choose_feed_id(title, "https://www.example.org/rss", ids))
    assert all(map(is_safe_id, ids))
    assert all(len(feed_id.encode()) <= LONGEST_ID for feed_id in ids)
    assert len({feed_id.casefold() for feed_id in ids}) == len(ids)


@pytest.mark.parametrize(
    ("title", "feed_id"),
    [
        ("The Guardian", "the-guardian"),
        ("Der Spiegel – Schlagzeilen", "der-spiegel-schlagzeilen"),
        ("Новости", "новости"),
        ("朝日新聞", "朝日新聞"),
        ("हिन्दी समाचार", "हिन्दी-समाचार"),
        ("../../etc/passwd", "etc-passwd"),
        ("   ", "example-org"),
        ("CON", "feed-con"),
        ("!?", "example-org"),
    ],
)
def test_an_id_is_made_of_the_title_or_the_host(title: str, feed_id: str) -> None:
    assert choose_feed_id(title, "https://www.example.org/rss", ()) == feed_id


FEEDLY = """<?xml version="1.0" encoding="UTF-8"?>
<opml version="1.0"><head><title>Ada subscriptions in feedly Cloud</title></head><body>
<outline text="News" title="News">
  <outline type="rss" text="Ferry Times" title="Ferry Times"
    xmlUrl="https://ferry.example/rss?a=1&b=2" htmlUrl="https://ferry.example"/>
  <outline text="Local &amp; near"><outline type="rss" text="Harbour" xmlUrl="feed://harbour.example/atom"/></outline>
</outline></body></opml>"""
FRESHRSS = """<?xml version="1.0" encoding="UTF-8"?>
<opml xmlns:frss="https://freshrss.org/opml" version="2.0"><head><title>x</title></head><body>
<outline text="Harbour" type="rss" xmlUrl="https://harbour.example/atom" htmlUrl="https://h.example/"
  description="Ships" frss:priority="important" category="/Sea/Ships,/Other"/></body></opml>"""
MINIFLUX = """<opml version="2.0"><body><outline text="All"><outline title="Harbour" text="Harbour"
  xmlUrl="//harbour.example/atom" type="rss"></outline></outline></body></opml>"""
OLD = """\ufeff<!DOCTYPE opml><OPML VERSION="1.1"><BODY>
<OUTLINE TEXT="Harbour" XMLURL="harbour.example/atom" HTMLURL="https://h.example/"/>
<OUTLINE TEXT="a page" type="link" url="https://h.example/"/></BODY></OPML>"""


def test_the_lists_of_readers_are_read_with_their_folders() -> None:
    first, second = read_opml(FEEDLY)
    assert (first.id, first.title, first.address) == (
        "ferry-times", "Ferry Times", "https://ferry.example/rss?a=1&b=2",
    )  # fmt: skip
    assert (second.title, second.folder) == ("Harbour", "News/Local & near")
    assert second.address == "https://harbour.example/atom"
    (harbour,) = read_opml(FRESHRSS)
    assert harbour.folder == "Sea/Ships"
    assert ("description", "Ships") in harbour.other_attributes
    assert 'frss:priority="important"' in write_opml([harbour])
    assert read_opml(write_opml([harbour])) == (harbour,)


@pytest.mark.parametrize("text", [MINIFLUX, OLD])
def test_addresses_are_read_however_they_are_written(text: str) -> None:
    (harbour,) = read_opml(text)
    assert (harbour.title, harbour.address) == ("Harbour", "https://harbour.example/atom")


def test_settings_written_by_hand_are_read_without_a_declaration() -> None:
    (feed,) = read_opml(
        '<opml version="2.0"><body><outline text="A" xmlUrl="https://a.example/"'
        ' dateline:id="../a" dateline:keep-days="90" dateline:paused="Yes"'
        ' dateline:minutes="soon" dateline:other="x"/></body></opml>'
    )
    assert (feed.id, feed.keep_days, feed.is_paused, feed.minutes) == ("a", 90, True, None)
    assert 'dateline:other="x"' in write_opml([feed])


def test_a_feed_that_is_listed_twice_counts_once() -> None:
    outline = '<outline text="{}" xmlUrl="{}://a.example/rss"/>'
    body = outline.format("A", "https") + outline.format("B", "http")
    (feed,) = read_opml(f"<opml><body>{body}</body></opml>")
    assert feed.title == "A"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('<!DOCTYPE x [<!ENTITY a "aaaa">]><opml><body>&a;</body></opml>', "entities"),
        ("<opml>" + "<outline>" * 2_000, "deep"),
        ("<opml><body><outline text='a'", "line 1"),
        ("<html><body/></html>", "no list of feeds"),
        ("not XML at all", "no sound XML"),
        ("<opml>\0</opml>", "no sound XML"),
        ("x" * (9 * 1024 * 1024), "larger"),
    ],
)
def test_a_hostile_or_broken_list_is_refused_in_words(text: str, words: str) -> None:
    with pytest.raises(FeedError, match=words):
        read_opml(text)


def test_a_list_with_far_too_many_feeds_is_refused() -> None:
    outlines = "".join(f'<outline xmlUrl="https://a.example/{n}"/>' for n in range(20_001))
    with pytest.raises(FeedError, match="more than 20,000 feeds"):
        read_opml(f"<opml><body>{outlines}</body></opml>")


@pytest.mark.parametrize("address", ["file:///etc/passwd", "javascript:alert(1)", "https://", ""])
def test_what_is_no_web_address_is_no_feed(address: str) -> None:
    assert read_opml(f'<opml><body><outline xmlUrl="{address}"/></body></opml>') == ()
