"""An offer outlives the process, but not its hours, and is only its own chat's."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from bot.chat.admin.feeds.offer_store import OfferStore
from tests.chat.admin.feeds.feed_examples import GAZETTE, make_preview


def test_an_offer_is_there_after_a_restart_without_what_was_in_the_feed(tmp_path: Path) -> None:
    store, preview = OfferStore(tmp_path), make_preview(2)
    offer = store.create(7, [preview], links=["https://gazette.example/sport.xml"])
    assert store.get_previews(offer) == (preview,)
    later_store = OfferStore(tmp_path)
    later_offer = later_store.get(offer.id, 7)
    assert later_offer == offer
    assert offer.addresses == [GAZETTE.address]
    assert later_store.get_previews(offer) == ()


def test_an_offer_is_not_another_chats(tmp_path: Path) -> None:
    offer = OfferStore(tmp_path).create(7, opml="<opml/>")
    assert OfferStore(tmp_path).get(offer.id, 8) is None


def test_nothing_is_left_of_an_offer_that_was_declined(tmp_path: Path) -> None:
    store = OfferStore(tmp_path)
    offer = store.create(7, [make_preview(2)])
    store.discard(offer)
    store.discard(offer)
    assert list(tmp_path.iterdir()) == []
    assert (store.get(offer.id, 7), store.get_previews(offer)) == (None, ())


def test_nothing_is_left_after_its_hours(tmp_path: Path) -> None:
    store = OfferStore(tmp_path)
    offer = store.create(7, [make_preview(2)])
    store.purge(hours=-1)
    assert list(tmp_path.iterdir()) == []
    assert store.get_previews(offer) == ()


def test_a_damaged_offer_is_none(tmp_path: Path) -> None:
    store = OfferStore(tmp_path)
    offer = store.create(7)
    (tmp_path / f"{offer.id}.json").write_text("{")
    assert store.get(offer.id, 7) is None


@given(st.text(max_size=60))
def test_a_forged_name_opens_no_file(name: str) -> None:
    assert OfferStore(Path("/nowhere")).get(name, 7) is None
