"""What the articles of the newsroom have of a text."""

from dataclasses import replace
from datetime import date

import pytest

from bot.answers.verification.verification import Change, Verdict
from bot.answers.verification.verifier import MOST_SENTENCES
from tests.answers.verification.samples import differing_words, verify, verify_one
from tests.index.samples import article
from tests.newsroom import ARTICLES

TOLL = (
    "The death toll of the bridge collapse in Oskarvik rose to 14 on Sunday,"
    " police chief Greta Solberg said."
)


@pytest.mark.parametrize(
    "text",
    [
        TOLL,
        TOLL.removesuffix("."),
        f"  “{TOLL}” ",
        TOLL.replace(" ", "\n  "),
        TOLL.replace("bridge", "bri\u00addge"),
        "t" + TOLL[1:],
        f"… {TOLL} …",
    ],
)
def test_a_sentence_is_exact_whatever_the_shapes_of_its_signs(text: str) -> None:
    check = verify_one(text)
    assert check.verdict is Verdict.EXACT
    assert check.quote
    assert check.quote.text == TOLL
    assert check.quote.highlight is None
    assert check.differences == ()


def test_shapes_of_quotation_marks_dashes_and_letters_are_the_same() -> None:
    given = article("“We won’t leave the café,” Ada Lorne said – and stayed until noon.")
    text = "'We won't leave the cafe\u0301,' Ada Lorne said - and stayed until noon"
    assert verify_one(text, given).verdict is Verdict.EXACT


def test_a_part_of_a_sentence_is_marked_in_the_whole() -> None:
    check = verify_one("the death toll of the bridge collapse in Oskarvik rose to 14")
    assert check.verdict is Verdict.EXACT
    assert check.quote
    assert check.quote.text == TOLL
    assert check.quote.highlight == check.stretch
    assert check.stretch
    assert check.stretch.slice(check.quote.article.text) == (
        "The death toll of the bridge collapse in Oskarvik rose to 14"
    )


def test_the_oldest_article_is_the_origin_and_the_others_confirm_it() -> None:
    words = "The ferry of Marenne sank on Monday with nobody on board."
    days = ["2026-01-09", "2026-01-03", "2026-01-05"]
    copies = [article(f"It is said. {words} More of it.", day, day) for day in days]
    check = verify_one(words, *copies)
    assert check.quote
    assert check.quote.article.id == "2026-01-03"
    assert [a.id for a in check.quote.confirmations] == ["2026-01-05", "2026-01-09"]


def test_nothing_later_than_the_day_is_compared() -> None:
    assert verify_one(TOLL, at=date(2026, 3, 8)).verdict is Verdict.EXACT
    assert verify_one(TOLL, at=date(2026, 3, 7)).verdict is Verdict.ABSENT


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        ("14", "12", Change.NUMBER),
        ("14", "14,000", Change.NUMBER),
        ("14", "fourteen million", Change.NUMBER),
        ("Sunday", "Monday", Change.DATE),
        ("Greta Solberg", "Greta Sandor", Change.NAME),
        ("Oskarvik", "Norhaven", Change.NAME),
        ("rose", "never rose", Change.NEGATION),
        ("rose", "didn’t rise", Change.NEGATION),
    ],
)
def test_a_changed_number_name_date_or_negation_is_near_and_changes_the_meaning(
    old: str, new: str, change: Change
) -> None:
    text = TOLL.replace(old, new)
    check = verify_one(text)
    assert check.verdict is Verdict.SIMILAR
    assert check.changes == {change}
    assert check.changes_meaning
    assert check.quote
    assert check.quote.text == TOLL


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("rose", "went up", [("went up", "rose")]),
        ("of the bridge collapse ", "", [("", "of the bridge collapse")]),
        ("rose to", "rose again to", [("again", "")]),
        ("police chief", "chief police", [("", "police"), ("police", "")]),
    ],
)
def test_other_words_are_near_and_change_nothing_that_is_known(
    old: str, new: str, words: list[tuple[str, str]]
) -> None:
    text = TOLL.replace(old, new)
    check = verify_one(text)
    assert check.verdict is Verdict.SIMILAR
    assert differing_words(text, check) == words
    assert not check.changes_meaning


def test_other_signs_or_capitals_are_near_without_a_word_that_differs() -> None:
    for text in (TOLL.upper(), TOLL.replace("Sunday,", "Sunday")):
        check = verify_one(text)
        assert check.verdict is Verdict.SIMILAR
        assert check.differences == ()


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Injuries were reported.", "No"),
        ("All ships had to wait outside.", "Not"),
        ("The mayor has resigned from her office.", "not"),
        ("The singer Mila Vance has died.", "false"),
    ],
)
def test_words_beside_a_negation_are_not_exact(text: str, word: str) -> None:
    given = article(
        "No injuries were reported. Not all ships had to wait outside. It is not true that the"
        " mayor has resigned from her office. Reports that the singer Mila Vance has died are"
        " false."
    )
    check = verify_one(text, given)
    assert check.verdict is Verdict.SIMILAR
    assert differing_words(text, check) == [("", word)]
    assert check.changes == {Change.NEGATION}


def test_a_negation_of_another_clause_does_not_count() -> None:
    given = article("The council did not vote, the mayor left the town, and nobody followed her.")
    assert verify_one("The mayor left the town.", given).verdict is Verdict.EXACT


def test_a_number_beside_a_number_is_a_part_of_it() -> None:
    given = article("The satellite of the island of Sorr cost 310 million crowns.")
    check = verify_one("The satellite of the island of Sorr cost 310.", given)
    assert check.verdict is Verdict.SIMILAR
    assert check.changes == {Change.NUMBER}


def test_money_is_the_same_with_a_sign_and_with_a_word() -> None:
    given = article("The government will pay each family whose house burned down 5,000 dollars.")
    text = "The government will pay each family whose house burned down $5,000."
    assert not verify_one(text, given).changes_meaning
    text = "The government will pay each family whose house burned down €5,000."
    assert verify_one(text, given).changes == {Change.NUMBER}


def test_numbers_that_change_places_change_the_meaning() -> None:
    given = article("In the council of Marenne, 14 of the 20 members voted for the bridge.")
    text = "In the council of Marenne, 20 of the 14 members voted for the bridge."
    assert verify_one(text, given).changes == {Change.NUMBER}


@pytest.mark.parametrize(
    "frame",
    [
        "BBC says: '{}' Is that true?",
        "“{}” is what they say, is that true?",
        "Is it true that {}?",
        "BREAKING: {}",
        "{} — Lantern",
        "@somebody {} https://lantern.example/a",
    ],
)
def test_words_inside_a_message_are_told_from_what_surrounds_them(frame: str) -> None:
    words = "Divers found three more bodies in the bus"
    check = verify_one(frame.format(words))
    assert check.verdict is Verdict.EXACT
    assert check.claim.slice(frame.format(words)) == words


def test_a_misquotation_inside_a_message_is_near() -> None:
    text = "BBC says: “Divers found five more bodies in the bus.” Is that true?"
    check = verify_one(text)
    assert check.verdict is Verdict.SIMILAR
    assert differing_words(text, check) == [("five", "three")]


def test_who_said_it_is_a_part_of_what_is_compared() -> None:
    given = article("“We have lost everything that we had in the fire,” said Otto Brandt.")
    text = "“We have lost everything that we had in the fire,” said Hugo Marsh."
    check = verify_one(text, given)
    assert check.verdict is Verdict.SIMILAR
    assert differing_words(text, check) == [("Hugo Marsh", "Otto Brandt")]
    assert check.changes == {Change.NAME}


def test_consecutive_sentences_are_one_match() -> None:
    text = (
        "Ines Carrow won the election in Valdoria on Sunday with 38 per cent of the vote."
        " Her Green Union will have 84 of the 200 seats in parliament."
    )
    check = verify_one(text)
    assert (check.verdict, check.sentences) == (Verdict.EXACT, 2)
    assert check.quote
    assert check.quote.text == text


def test_a_short_sentence_continues_a_match_and_is_no_match_alone() -> None:
    first, short = "The wildfire near Pellworth is out.", "Nobody died."
    given = article(f"{first} {short} People return.")
    check = verify_one(f"{first} {short}", given)
    assert (check.verdict, check.sentences) == (Verdict.EXACT, 2)
    other = verify(f"{short} The moon is made of green cheese, of course.", given)
    assert [check.verdict for check in other.checks] == [Verdict.ABSENT]
    assert verify_one(short, given).verdict is Verdict.EXACT


def test_sentences_of_several_articles_are_several_matches() -> None:
    text = (
        "The storm sank three fishing boats. Rain has helped firefighters to contain the wildfire"
        " near Pellworth. Turnout was 72 per cent. Green cheese fell from the moon on Tuesday."
    )
    assert [check.verdict for check in verify(text).checks] == [
        Verdict.EXACT, Verdict.EXACT, Verdict.SIMILAR, Verdict.ABSENT,
    ]  # fmt: skip


def test_sentences_with_others_between_them_are_not_one_match() -> None:
    given = article("The first ferry sails at noon. A dog barks. The second ferry sails at night.")
    text = "The first ferry sails at noon. The second ferry sails at night."
    assert [check.sentences for check in verify(text, given).checks] == [1, 1]


def test_a_title_is_one() -> None:
    titled = replace(article("Something else stands here.", title="Ferry sinks off Marenne | Post"))
    check = verify_one("Ferry sinks off Marenne", titled)
    assert check.verdict is Verdict.TITLE
    assert check.title_article == titled
    assert verify_one("Ferry sinks off", titled).verdict is Verdict.ABSENT


def test_a_heading_inside_a_text_is_found() -> None:
    text = "The harbour opened.\n\nNine days of waiting for the ships\n\nThey all came in."
    check = verify_one("Nine days of waiting for the ships", article(text))
    assert check.verdict is Verdict.EXACT


@pytest.mark.parametrize(
    "text",
    [
        "The Prime Minister of Canada said on Tuesday that he would ban petrol cars by 2027.",
        "Scientists discovered a fish that can live for 900 years without any food.",
        "Ada Lorne was elected president of the moon with 99 per cent of the vote on Friday.",
        "The storm closed every school and shop between here and the northern sea in 1987.",
    ],
)
def test_what_is_invented_is_in_no_article(text: str) -> None:
    check = verify_one(text)
    assert check.verdict is Verdict.ABSENT
    assert check.stretch is None
    assert check.differences == ()


def test_the_closest_sentence_is_named_where_one_shares_the_matter() -> None:
    check = verify_one("The bridge of Oskarvik fell because of an earthquake, inspectors say.")
    assert check.verdict is Verdict.ABSENT
    assert check.quote
    assert "Oskarvik" in check.quote.text
    assert verify_one("Bananas grow best in the warm light of purple lamps.").quote is None


def test_a_question_beside_a_claim_is_no_claim() -> None:
    verification = verify(f"{TOLL} What do you think of it, my dear friends of the news?")
    assert [check.verdict for check in verification.checks] == [Verdict.EXACT]
    (check,) = verify("What do you think of it, my dear friends of the news?").checks
    assert check.verdict is Verdict.ABSENT


def test_ten_sentences_are_checked_and_the_others_counted() -> None:
    text = " ".join(f"Sentence {n} says that the moon is made of cheese." for n in range(14))
    verification = verify(text)
    assert len(verification.checks) == MOST_SENTENCES
    assert verification.unchecked_count == 14 - MOST_SENTENCES


@pytest.mark.parametrize("text", ["", "  \n", "…!?", "https://lantern.example/a", "🙂🙂"])
def test_a_text_without_words_has_no_checks(text: str) -> None:
    assert verify(text).checks == ()


def test_every_sentence_of_every_article_is_exact() -> None:
    for given in ARTICLES:
        verification = verify(given.text)
        assert {check.verdict for check in verification.checks} == {Verdict.EXACT}
