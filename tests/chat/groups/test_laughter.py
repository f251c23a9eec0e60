import pytest

from bot.chat.groups.laughter import remove_laughter


@pytest.mark.parametrize(
    "text",
    "haha HAHAHAHA hahah hehe hihihi jaja jajajaj xaxa lol LOOOL lmao rofl xD :) :-D ;) :P <3 mdr"
    " kkk rsrsrs wkwkwk www 5555 ахаха ахахах хехе лол χαχα ههههه هاها خخخ חחח हाहाहा 哈哈 呵呵呵"
    " ㅋㅋㅋ ㅎㅎ はははは 笑 1️⃣ haha! 哈哈!!".split(),
)
def test_laughter_is_removed(text: str) -> None:
    assert remove_laughter(text) == ""


@pytest.mark.parametrize(
    "text", "hat Xi ah oh ja no he ok aha WW2 55 k 2026 Java Lola kiwi www.example.com".split()
)
def test_other_words_stay(text: str) -> None:
    assert remove_laughter(text) == text


def test_words_beside_laughter_stay() -> None:
    assert remove_laughter("haha, who won? 😂 :D") == "who won? 😂"
