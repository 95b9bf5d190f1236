"""What is kept of what somebody typed holds the words that are missing, and nothing that says who missed them."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from socialekaart.gemist.masker import MAX_REACTIE, MAX_TEKENS, MAX_WOORDEN, WEG, reactie, zoekvraag

BEKEND = frozenset(
    {"hulp", "bij", "schulden", "formulieren", "voor", "mijn", "moeder", "kan", "niet", "meer", "koken"}
    | {"wonen", "in", "de", "dokter", "bel", "mij", "ik"}
)


def bekend(woord: str) -> bool:
    return woord.lower() in BEKEND


@pytest.mark.parametrize(
    "getypt, bewaard",
    [
        ("Wolclub", "wolclub"),
        ("  pizza   BESTELLEN ", "pizza bestellen"),
        ("bel 06 12 34 56 78", "bel …"),
        ("bel mij: +31(0)6-12345678!", "bel mij …"),
        ("jan@voorbeeld.nl formulieren", "… formulieren"),
        ("jan @ voorbeeld.nl formulieren", "… formulieren"),
        ("jan (at) voorbeeld formulieren", "… formulieren"),
        ("www.voorbeeld.nl wolclub", "… wolclub"),
        ("wonen in 1987 DB", "wonen in …"),
        ("wonen in 1987db", "wonen in …"),
        ("wonen Kerkstraat 12a", "wonen …"),
        ("bsn 123456782", "bsn …"),
        ("bsn 1234.56.782", "bsn …"),
        ("\uff10\uff16\uff11\uff12 wolclub", "… wolclub"),
        ("\u0660\u0661\u0662 wolclub", "… wolclub"),
        ("hulp voor Jansen", "hulp voor …"),
        ("Piet Jansen", ""),
        ("mevrouw jansen hulp", "mevrouw … hulp"),
        ("mevrouw van der berg", "mevrouw van der …"),
        ("ik heet piet", "ik heet …"),
        ("=HYPERLINK(x) wolclub", "hyperlink-x wolclub"),
        ("a > b # c", "a b c"),
        ("ondersteuning bij het GGZ", "ondersteuning bij het ggz"),
        ("دعم مالي", "دعم مالي"),
        ("12345", ""),
        ("???", ""),
        ("", ""),
    ],
)
def test_a_search_keeps_the_words_that_matter(getypt: str, bewaard: str) -> None:
    assert zoekvraag(getypt, bekend) == bewaard


def test_of_a_story_only_words_of_the_portal_stay() -> None:
    verhaal = "mijn moeder willemien kan niet meer koken sinds oom bertus overleed"
    assert zoekvraag(verhaal, bekend) == "mijn moeder … kan niet meer koken …"


def test_a_note_keeps_its_form_without_numbers_addresses_and_names() -> None:
    getypt = "Ik zocht een breiclub voor mijn moeder.\nBel Piet Jansen: 0612345678 of piet@voorbeeld.nl"
    assert reactie(getypt, bekend) == "Ik zocht een breiclub voor mijn moeder. Bel … of …"


def _cijfers(tekst: str) -> list[str]:
    return [teken for teken in tekst if teken.isdigit() or unicodedata.category(teken).startswith("N")]


DELEN = st.one_of(
    st.text(),
    st.from_regex(r"[\w.+-]{1,12}@[\w-]{1,10}\.[a-z]{2,3}", fullmatch=True),
    st.from_regex(r"(\+31|0)6[ -]?[0-9]{2}[ -]?[0-9]{2}[ -]?[0-9]{4}", fullmatch=True),
    st.from_regex(r"[1-9][0-9]{3} ?[A-Za-z]{2}", fullmatch=True),
    st.from_regex(r"[0-9]{9}", fullmatch=True),
)
TEKST = st.lists(DELEN, max_size=12).map(" ".join)


@given(TEKST, st.booleans())
@example("a\uff20b", False)
@example("x²", True)
@example("Ⅷ½", True)
@example("\ufe6b" * 3, True)
def test_no_digit_and_no_at_sign_survives(tekst: str, alles_bekend: bool) -> None:
    for masker in (zoekvraag, reactie):
        uit = masker(tekst, lambda woord: alles_bekend)
        assert _cijfers(uit) == []
        assert "@" not in uit
        assert uit.isprintable()


@given(TEKST)
def test_lengths_are_those_of_the_columns(tekst: str) -> None:
    assert len(zoekvraag(tekst, bekend)) <= MAX_TEKENS
    assert len(reactie(tekst * 5, bekend)) <= MAX_REACTIE


@given(st.lists(st.text("abcdefg", min_size=1, max_size=9), min_size=MAX_WOORDEN + 1, max_size=20))
def test_a_long_question_of_unknown_words_leaves_nothing(woorden: list[str]) -> None:
    assert zoekvraag(" ".join(woorden), lambda woord: False) == ""


@given(st.lists(st.text("abcdefgh", min_size=2, max_size=9), min_size=1, max_size=MAX_WOORDEN))
def test_a_few_plain_words_are_kept_as_they_are(woorden: list[str]) -> None:
    zonder_aanhef = [woord for woord in woorden if woord != "fam"]
    assert zoekvraag(" ".join(zonder_aanhef), lambda woord: False) == " ".join(zonder_aanhef)
    assert WEG not in zoekvraag(" ".join(zonder_aanhef), lambda woord: False)
