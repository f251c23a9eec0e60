from bot.chat.storage.admins.unanswered_store import UnansweredTopic
from bot.chat.unanswered.topic_choice import choose_topics


def choose(*topics: tuple[str, int]) -> list[tuple[str, int]]:
    choice = choose_topics(UnansweredTopic(tuple(words.split()), n) for words, n in topics)
    return [(" ".join(topic.words), topic.count) for topic in choice]


def test_words_that_belong_together_are_one_line() -> None:
    parts = [("a", 3), ("b", 3), ("c", 3), ("a b", 3), ("a c", 3), ("b c", 3), ("a b c", 3)]
    assert choose(*parts) == [("a b c", 3)]


def test_a_word_stands_alone_where_it_was_asked_for_much_more_often() -> None:
    assert choose(("tram", 9), ("crash", 2), ("tram crash", 2)) == [("tram", 9), ("tram crash", 2)]
    assert choose(("tram", 3), ("crash", 2), ("tram crash", 2)) == [("tram crash", 2)]


def test_questions_that_share_most_words_are_one_line_and_others_two() -> None:
    assert choose(("a b c d e", 2), ("d e f g", 2)) == [("a b c d e", 2), ("d e f g", 2)]
    assert choose(("a b c", 3), ("b c d", 3), ("d e", 2)) == [("a b c", 3), ("d e", 2)]


def test_the_most_frequent_come_first_and_there_are_not_too_many() -> None:
    choice = choose(*((f"w{number}", number) for number in range(1, 50)))
    assert choice[0] == ("w49", 49)
    assert len(choice) == 20
