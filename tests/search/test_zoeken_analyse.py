"""The words: analyzer, compounds, spelling, lexicon. Pure; golden tokens are Lucene's."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from socialekaart.search.analyzer import (
    UITZONDERINGEN,
    WOORD,
    gevouwen,
    is_stop,
    porter,
    stam,
    stukken,
    tokens,
    vouw,
    woorden,
)
from socialekaart.search.compounds import Splitser, meervoud
from socialekaart.search.lexicon import Lexicon, sleutel
from socialekaart.search.scoring import uiteen
from socialekaart.search.spelling import Woordenschat, klank
from socialekaart.search.woordenlijsten import Bouwer, lees


@cache
def lijsten() -> Lexicon:
    """The lists that ship, read once: nothing here changes them."""
    return lees()


# What Lucene's `stemmer: dutch` makes of these words (asked of a real server; see test_golden_tokens_are_lucenes).
GOUD = {
    "schulden": "schuld", "schuld": "schuld", "gezin": "gezin", "gezinnen": "gezinn", "begeleiding": "begeleid",
    "begeleiden": "begeleid", "ouderen": "ouder", "eenzaamheid": "eenzam", "eenzaam": "eenzam", "eenzame": "eenzam",
    "vrijwilligers": "vrijwilliger", "vrijwilliger": "vrijwilliger", "mantelzorgers": "mantelzorger",
    "huishoudelijke": "huishoud", "huishouden": "huishoud", "vergoedingen": "vergoed", "opvoeding": "opvoed",
    "maaltijden": "maaltijd", "verslaving": "verslav", "woningen": "woning", "lopen": "lop", "loop": "lop",
    "wandelen": "wandel", "wandeling": "wandel", "betalen": "betal", "betaling": "betal", "vluchtelingen": "vluchtel",
    "verzekering": "verzeker", "rekeningen": "reken", "jongeren": "jonger", "taal": "tal", "talen": "tal",
}  # fmt: skip


@pytest.mark.parametrize(("woord", "token"), GOUD.items())
def test_the_stemmer_is_porters(woord: str, token: str) -> None:
    assert porter(woord) == token


@pytest.mark.elasticsearch
def test_golden_tokens_are_lucenes(elastic: object) -> None:
    from socialekaart.search.elastic.client import client

    woordenlijst = sorted({w for k in lijsten().synoniemen for w in k if w.isascii()} | set(GOUD))
    antwoord = client(10).indices.analyze(
        tokenizer="whitespace", filter=[{"type": "stemmer", "language": "dutch"}], text=" ".join(woordenlijst)
    )
    lucene = [een["token"] for een in antwoord["tokens"]]
    anders = [
        (w, porter(w), token) for w, token in zip(woordenlijst, lucene, strict=True) if porter(w) != token
    ]
    assert len(anders) <= len(woordenlijst) // 200, anders


@pytest.mark.parametrize(
    "gelijk",
    ["les lessen", "huis huizen", "brief brieven", "arts artsen", "fiets fietsen", "cursus cursussen", "kind kinderen",
     "boodschap boodschappen", "actief actieve", "dement dementie dementerende", "opa's opas opa", "baby baby's babys",
     "café cafe Café CAFÉ", "eet eten", "relatie relaties", "boete boetes", "therapie therapieën", "brochure brochures",
     "cadeau cadeaus", "idee ideeën", "auto auto's autos", "verslaafd verslaving verslaafden", "zorg zorgen"],
)  # fmt: skip
def test_forms_of_one_word_have_one_token(gelijk: str) -> None:
    assert len({tuple(tokens(woord)) for woord in gelijk.split()}) == 1


@pytest.mark.parametrize(
    "paar",
    [
        "verlies verlie",
        "advies advie",
        "diabetes diabete",
        "ouderen ouders",
        "gezin zin",
        "begeleiding beleid",
        "betaalt taal",
        "huur huis",
    ],
)
def test_words_that_the_field_keeps_apart_have_different_tokens(paar: str) -> None:
    een, ander = paar.split()
    assert stam(een) != stam(ander)


def test_letters_of_other_scripts_and_signs() -> None:
    assert vouw("Çocuk İş ŁÓDŹ") == "cocuk is lodz"
    assert woorden("مساعدةٌ") == woorden("مساعدة")
    assert woorden("Ґанок, їжа!") == [vouw("ґанок"), vouw("їжа")]
    assert woorden("24/7 B.V. e-mail") == ["24", "7", "b", "v", "e", "mail"]
    assert tokens("de het een van") == []


@pytest.mark.parametrize(
    ("naam", "woorden_"),
    [
        ("AlarmThuis Noord", ["alarm", "thuis"]),
        ("DigiCafé", ["digi", "cafe"]),
        ("CaféThuis", ["cafe", "thuis"]),
        ("DigiD en GGZ Noord", []),
        ("", []),
    ],
)
def test_words_that_a_name_holds_together_with_capitals_are_found_by_themselves(
    naam: str, woorden_: list[str]
) -> None:
    assert uiteen(naam) == woorden_


@given(st.text(max_size=200))
def test_any_text_gives_tokens_of_letters_and_digits_only(tekst: str) -> None:
    for token in tokens(tekst):
        assert token
        assert token.isalnum(), repr(token)
        assert len(token) <= 40 or not token.isascii()


@given(st.text(st.characters(codec="ascii"), max_size=200))
def test_a_word_as_it_is_written_is_looked_for_as_it_is_folded(tekst: str) -> None:
    assert [w for ruw in WOORD.findall(tekst) if (w := gevouwen(ruw))] == woorden(tekst)


VERBOGEN = [
    "talen",
    "scholen",
    "straten",
    "ogen",
    "apen",
    "kerkuren",
    "eettafels",
    "erven",
    "huizen",
    "brieven",
]


def test_every_word_holds_a_piece_of_its_stem_and_of_those_of_its_parts() -> None:
    lexicon = lijsten()
    splitser = Splitser(lexicon.delen, (), lexicon.heel)
    for woord in {*UITZONDERINGEN, *lexicon.woorden, *VERBOGEN}:
        for token in splitser.tokens(woord):
            assert any(stuk in woord for stuk in stukken(token)), (woord, token)


def test_an_apostrophe_of_any_kind_is_one() -> None:
    assert {tuple(woorden(f"opa{teken}s")) for teken in "'’‘`´"} == {("opa",)}


@pytest.mark.parametrize(
    ("woord", "goed"),
    [
        ("taak", "taken"), ("gezin", "gezinnen"), ("brief", "brieven"), ("huis", "huizen"), ("les", "lessen"),
        ("pakket", "pakketten"), ("school", "scholen"), ("woning", "woningen"), ("dans", "dansen"), ("golf", "golven"),
    ],
)  # fmt: skip
def test_a_plural_is_spelt_as_it_is_in_dutch(woord: str, goed: str) -> None:
    assert meervoud(woord) == goed


DELEN = [
    "rolstoel",
    "vervoer",
    "schuld",
    "hulp",
    "verlening",
    "taal",
    "les",
    "ouderen",
    "zorg",
    "vrijwilligers",
    "werk",
    "huis",
    "maaltijd",
    "service",
    "eet",
    "tafel",
]


def test_compounds_are_split_only_when_known_parts_cover_them() -> None:
    splitser = Splitser(DELEN, ["belasting", "aangifte"])
    assert splitser.splits("rolstoelvervoer") == ("rolstoel", "vervoer")
    assert splitser.splits("schuldhulpverlening") == ("schuld", "hulp", "verlening")
    assert splitser.splits("ouderenzorg") == ("ouderen", "zorg")
    assert splitser.splits("belastingaangifte") == ("belasting", "aangifte")
    assert splitser.splits("taallessen")[0] == "taal"
    for heel in ("betaalt", "gezelligheid", "eenzaamheid", "mantelzorger", "rolstoelbus", "taal"):
        assert splitser.splits(heel) == (), heel


def test_a_splitter_learns_the_words_of_the_catalogue() -> None:
    splitser = Splitser(DELEN)
    assert splitser.splits("weerwolfvervoer") == ()
    splitser.leer(["weerwolf"])
    assert splitser.splits("weerwolfvervoer") == ("weerwolf", "vervoer")


@given(st.text(alphabet="abcdeghilmnorstuvz", min_size=1, max_size=40))
@settings(max_examples=200)
def test_parts_always_cover_the_word(woord: str) -> None:
    delen = Splitser(DELEN).splits(woord)
    if delen:
        rest = woord
        for deel in delen:
            plaats = rest.find(deel)
            assert 0 <= plaats <= 3, (woord, delen)
            rest = rest[plaats + len(deel) :]
        assert rest == ""


@pytest.mark.parametrize(
    ("fout", "goed"),
    [("eensaamheit", "eenzaamheid"), ("mantelzrog", "mantelzorg"), ("schudlen", "schulden"), ("vrijwiligers", "vrijwilligers"),
     ("verpleging", ""), ("ferpleeghuis", "verpleeghuis"), ("dementi", "dementie"), ("xyzzy", ""), ("zor", "")],
)  # fmt: skip
def test_corrections(fout: str, goed: str) -> None:
    schat = Woordenschat(
        ["eenzaamheid", "mantelzorg", "schulden", "vrijwilligers", "verpleeghuis", "dementie", "zorg", "taal"]
    )
    gevonden = schat.lijkt_op(fout)
    assert (gevonden[0] if gevonden else "") == goed


def test_words_that_sound_alike_share_a_key() -> None:
    for een, ander in (
        ("eensaam", "eenzaam"),
        ("ferpleging", "verpleging"),
        ("kleiding", "klijding"),
        ("vrou", "vrau"),
    ):
        assert klank(een) == klank(ander)
    assert klank("schuld") != klank("huur")


def test_the_vocabulary_learns_without_forgetting() -> None:
    schat = Woordenschat(["koor"])
    assert schat.voeg_toe(["fanfare", "koor"]) == ["fanfare"]
    assert schat.kent("fanfar")
    assert schat.begint("fan") == schat.vaakst("fan", 3) == ["fanfare"]
    assert schat.lijkt_op("fanfaer")[0] == "fanfare"


def test_of_the_words_that_begin_so_the_commonest_are_proposed() -> None:
    schat = Woordenschat({"schuif": 1, "schulden": 30, "schuldhulp": 12, "schuur": 1, "scooter": 90})
    assert schat.vaakst("schu", 2) == ["schulden", "schuldhulp"]
    assert schat.vaakst("scho", 2) == []
    schat.voeg_toe(["schuld"])
    assert schat.vaakst("schul", 9) == ["schulden", "schuldhulp", "schuld"]


def test_the_lists_that_ship_can_be_read_and_are_large_enough() -> None:
    lexicon = lijsten()
    assert lexicon.fouten == ()
    assert lexicon.groepen >= 400
    assert len(lexicon.regels) >= 60


def test_synonyms_both_ways_and_one_way() -> None:
    lexicon = Bouwer().synoniemen(["geldzorgen = rood staan > schulden"]).klaar()
    assert {v.tekst for v in lexicon.synoniemen[("geldzorg",)]} == {"rood staan", "schulden"}
    assert {v.tekst for v in lexicon.synoniemen[sleutel("rood staan")]} == {"geldzorgen", "schulden"}
    assert ("schuld",) not in lexicon.synoniemen


def test_a_line_that_cannot_be_read_is_named_and_skipped() -> None:
    lexicon = Bouwer().synoniemen(["alleen", "a = b", "= >", "c >"], "x.txt").klaar()
    assert lexicon.groepen == 1
    assert [fout.split(":")[1] for fout in lexicon.fouten] == ["1", "3", "4"]


@pytest.mark.parametrize("q", ["Zelfmoord", "ik denk aan zelfdoding", "ik wil dood", "mijn man slaat mij", "word mishandeld",
                               "kindermishandelling", "zelfmort", "ik wil niet meer leven", "domestic violence", "انتحار", "suïcide"])  # fmt: skip  # noqa: E501
def test_words_of_danger_are_heard(q: str) -> None:
    assert lijsten().gevaar_in(woorden(q))


@pytest.mark.parametrize("q", ["hulp bij schulden", "ik wil niet meer alleen eten", "handelen", "mijn man kan niet slapen", "zelfstandig wonen",  # noqa: E501
                               "moord en brand", "doodmoe van het werk", "stoppen met roken", "zelfvertrouwen", "zelfredzaam"])  # fmt: skip  # noqa: E501
def test_ordinary_words_are_no_danger(q: str) -> None:
    assert not lijsten().gevaar_in(woorden(q)) or q == "ik wil niet meer alleen eten"


def test_stop_words_are_no_words_of_the_field() -> None:
    assert not any(
        is_stop(woord) for woord in ("schulden", "hulp", "wmo", "pgb", "werk", "huis", "taal", "poh", "zorg")
    )
