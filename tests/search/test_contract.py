"""What every engine does alike."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from socialekaart.search.types import Document, Plek, Vraag
from tests import factories
from tests.search.hulp import BUUR, GM, Index

Maak = Callable[..., Document]
NU = datetime(2026, 3, 4, 10, 0, tzinfo=UTC)


def test_a_word_is_found_in_every_form_and_field(index: Index, doc: Maak) -> None:
    index.vul(
        doc("1", "Fietsles voor vrouwen"),
        doc("2", "Sportclub", samenvatting="Wij fietsen elke week"),
        doc("3", "Iets anders", trefwoorden=("fiets",)),
        doc("4", "Nog iets", tekst="Kom op de fiets."),
        doc("5", "Koor"),
    )
    assert set(index.ids("fietsen", letterlijk=True)) == {"1", "2", "3", "4"}
    assert set(index.ids("gefietst op een fiets")) == {"1", "2", "3", "4"}
    assert "5" not in index.ids("fiets")


def test_the_title_weighs_more_than_tags_summary_and_text(index: Index, doc: Maak) -> None:
    index.vul(
        doc("tekst", "Alfa", tekst="wandelen"),
        doc("samenvatting", "Beta", samenvatting="wandelen"),
        doc("trefwoord", "Gamma", trefwoorden=("wandelen",)),
        doc("titel", "Wandelen"),
    )
    assert index.ids("wandelen") == ["titel", "trefwoord", "samenvatting", "tekst"]


def test_compounds_are_found_by_their_parts_and_the_other_way_round(index: Index, doc: Maak) -> None:
    index.vul(
        doc("heel", "Rolstoelvervoer"),
        doc("los", "Vervoer voor mensen in een rolstoel"),
        doc("geen", "Rolstoel lenen"),
    )
    for vraag in ("rolstoelvervoer", "vervoer rolstoel", "rolstoel vervoer", "vervoer voor rolstoelen"):
        assert set(index.ids(vraag)[:2]) == {"heel", "los"}, vraag


def test_synonyms_lead_from_everyday_words_to_the_terms_of_the_field(index: Index, doc: Maak) -> None:
    index.vul(
        doc("1", "Huishoudelijke ondersteuning"), doc("2", "Schuldhulpverlening"), doc("3", "Voedselbank")
    )
    assert index.ids("poetshulp")[0] == "1"
    assert index.ids("geldzorgen")[0] == "2"
    assert index.ids("debts")[0] == "2"
    assert index.zoek("geldzorgen").ook_gezocht_op
    assert index.ids("poetshulp", letterlijk=True) == []


def test_the_word_itself_goes_before_its_synonym(index: Index, doc: Maak) -> None:
    index.vul(doc("syn", "Schulden"), doc("zelf", "Geldzorgen"))
    assert index.ids("geldzorgen") == ["zelf", "syn"]


def test_a_sentence_is_understood(index: Index, doc: Maak) -> None:
    index.vul(
        doc("eten", "Maaltijdservice"), doc("huur", "Hulp bij huurachterstand"), doc("koor", "Mannenkoor")
    )
    assert index.ids("mijn vader kan niet meer zelf koken") == ["eten"]
    assert index.ids("ik kan de huur niet betalen") == ["huur"]


def test_a_slip_of_the_pen_is_corrected_and_said(index: Index, doc: Maak) -> None:
    index.vul(doc("1", "Mantelzorg"), doc("2", "Eenzaamheid"))
    resultaat = index.zoek("mantelzrog")
    assert [t.document.id for t in resultaat.treffers] == ["1"]
    assert resultaat.suggestie == "mantelzorg"
    assert index.ids("eensaamheit") == ["2"]


def test_the_beginning_of_a_word_is_enough(index: Index, doc: Maak) -> None:
    index.vul(doc("1", "Formulierenbrigade"), doc("2", "Koor"))
    assert index.ids("formulierenbri") == ["1"]


def test_what_nobody_offers_gives_nothing_rather_than_noise(index: Index, doc: Maak) -> None:
    index.vul(doc("1", "Boodschappen", tekst="U kunt bij ons bestellen."), doc("2", "Maaltijden bestellen"))
    assert index.zoek("pizza bestellen").totaal == 0
    assert index.zoek("???").totaal == 0


def test_with_too_few_hits_part_of_the_words_is_enough_and_it_says_so(index: Index, doc: Maak) -> None:
    index.vul(doc("1", "Schilderen"), doc("2", "Zwemmen"), doc("3", "Koor"))
    resultaat = index.zoek("schilderen zwemmen")
    assert {t.document.id for t in resultaat.treffers} == {"1", "2"}
    assert resultaat.versoepeld
    assert not index.zoek("schilderen").versoepeld


def test_facets_count_under_the_other_choices_and_never_lead_to_nothing(index: Index, doc: Maak) -> None:
    index.vul(
        doc("1", "Hulp een", leefgebieden={"wonen"}, gratis=True, vormen={"thuis"}),
        doc("2", "Hulp twee", leefgebieden={"wonen", "taal"}, gratis=False, vormen={"plek"}),
        doc("3", "Hulp drie", leefgebieden={"taal"}, gratis=True, vormen={"plek"}),
    )
    resultaat = index.zoek("hulp", leefgebied=frozenset({"wonen"}))
    telling = {
        naam: {w.waarde: w.aantal for w in facet.waarden} for naam, facet in resultaat.facetten.items()
    }
    assert resultaat.totaal == 2
    assert telling["leefgebied"] == {"wonen": 2, "taal": 2}
    assert telling["vorm"] == {"thuis": 1, "plek": 1}
    assert telling["gratis"] == {"ja": 1}
    assert telling["doelgroep"] == {}
    for naam, waarden in telling.items():
        for waarde, aantal in waarden.items():
            keuzes = (
                {naam: frozenset({waarde})}
                if naam == "leefgebied"
                else {naam: frozenset({waarde}), "leefgebied": frozenset({"wonen"})}
            )
            assert index.zoek("hulp", **keuzes).totaal == aantal, (naam, waarde)


def test_a_chosen_value_without_hits_is_still_shown_so_that_it_can_be_undone(index: Index, doc: Maak) -> None:
    index.vul(doc("1", "Koor", leefgebieden={"netwerk"}))
    resultaat = index.zoek("", leefgebied=frozenset({"wonen"}))
    (wonen,) = [w for w in resultaat.facetten["leefgebied"].waarden if w.waarde == "wonen"]
    assert (resultaat.totaal, wonen.aantal, wonen.gekozen) == (0, 0, True)


def test_open_now_and_parts_of_the_day(index: Index, doc: Maak) -> None:
    nu = int(NU.timestamp())
    index.vul(
        doc("open", "Inloop een", open_tijden=((nu - 60, nu + 60),), dagdelen={"ochtend"}),
        doc("straks", "Inloop twee", open_tijden=((nu + 60, nu + 120),), dagdelen={"avond"}),
        doc("net dicht", "Inloop drie", open_tijden=((nu - 60, nu),)),
    )
    assert index.ids("inloop", nu_open=frozenset({"ja"}), moment=NU) == ["open"]
    assert index.ids("inloop", nu_open=frozenset({"ja"}), moment=NU + timedelta(seconds=90)) == ["straks"]
    assert index.ids("inloop", dagdeel=frozenset({"avond"}), moment=NU) == ["straks"]
    assert {w.waarde: w.aantal for w in index.zoek("inloop", moment=NU).facetten["nu_open"].waarden} == {
        "ja": 1
    }


def test_what_expires_is_checked_in_the_query_itself(index: Index, doc: Maak) -> None:
    index.vul(
        doc("altijd", "Koor"),
        doc("tot", "Koor tot", zichtbaar_tot=NU),
        doc("van", "Koor van", zichtbaar_van=NU),
    )
    assert set(index.ids("koor", moment=NU - timedelta(seconds=1))) == {"altijd", "tot"}
    assert set(index.ids("koor", moment=NU)) == {"altijd", "van"}
    facetten = index.zoek("koor", moment=NU).facetten["bereik"].waarden
    assert [w.aantal for w in facetten] == [2]


def test_what_does_not_serve_this_municipality_never_ranks_above_what_does(index: Index, doc: Maak) -> None:
    index.vul(
        doc("buur", "Voedselbank", gemeenten={BUUR}, trefwoorden=("voedselbank",), plek=(52.0, 4.0)),
        doc("hier", "Eten", tekst="voedselbank", plek=(52.9, 4.9)),
        doc("land", "Landelijke lijn", bereik="land", gemeenten=(), samenvatting="voedselbank"),
    )
    for extra in ({}, {"plek": Plek(52.0, 4.0)}, {"plek": Plek(52.0, 4.0), "sorteer": "afstand"}):
        rij = index.zoek("voedselbank", gemeente=GM, letterlijk=True, **extra)  # type: ignore[arg-type]
        assert rij.treffers[-1].document.id == "buur"
        assert [t.bedient for t in rij.treffers] == [True, True, False]
    assert set(index.ids("voedselbank", gemeente=GM, alleen_gemeente=True)) == {"hier", "land"}
    assert index.ids("voedselbank", gemeente=BUUR)[-1] == "hier"


def test_nearer_goes_first_among_equals_and_distance_is_told(index: Index, doc: Maak) -> None:
    index.vul(
        doc("ver", "Koor A", plek=(52.50, 4.60)),
        doc("dicht", "Koor B", plek=(52.40, 4.60)),
        doc("geen plek", "Koor C"),
    )
    rij = index.zoek("koor", plek=Plek(52.40, 4.61), gemeente=GM).treffers
    assert rij[0].document.id == "dicht"
    assert rij[0].afstand_m == pytest.approx(679, abs=5)
    assert rij[0].dichtstbij is not None
    assert index.ids("koor", plek=Plek(52.40, 4.61), sorteer="afstand") == ["dicht", "ver", "geen plek"]
    assert index.ids("", plek=Plek(52.40, 4.61), sorteer="afstand") == ["dicht", "ver", "geen plek"]


def test_an_offer_for_another_wijk_comes_after_one_for_mine(index: Index, doc: Maak) -> None:
    index.vul(
        doc("anders", "Buurtkamer A", bereik="wijk", wijken={"W2"}, plek=(52.4, 4.6)),
        doc("mijn", "Buurtkamer B", bereik="wijk", wijken={"W1"}, plek=(52.4, 4.6)),
    )
    assert index.ids("buurtkamer", plek=Plek(52.4, 4.6, "W1"), gemeente=GM) == ["mijn", "anders"]


def test_offers_that_differ_only_by_wijk_all_stay(index: Index, doc: Maak) -> None:
    index.vul(*(doc(f"{n}", "Buurtkamer", bereik="wijk", wijken={f"W{n}"}) for n in range(6)))
    assert len(index.ids("buurtkamer")) == 6


def test_fresher_goes_first_among_equals(index: Index, doc: Maak) -> None:
    index.vul(
        doc("oud", "Koor A", gecontroleerd_op=date(2024, 1, 1)),
        doc("vers", "Koor B", gecontroleerd_op=date(2026, 2, 1)),
    )
    assert index.ids("koor", moment=NU) == ["vers", "oud"]
    assert index.ids("", moment=NU) == ["vers", "oud"]


def test_pages_follow_on_each_other_without_overlap(index: Index, doc: Maak) -> None:
    index.vul(*(doc(f"{n:02}", f"Koor {n:02}", tekst="zingen") for n in range(23)))
    for q in ("koor", ""):
        paginas = [index.zoek(q, pagina=n, per_pagina=10) for n in (1, 2, 3, 4)]
        rij = [t.document.id for pagina in paginas for t in pagina.treffers]
        assert rij == [f"{n:02}" for n in range(23)]
        assert [p.totaal for p in paginas] == [23] * 4
        assert paginas[0].paginas == 3


def test_words_of_danger_are_named_whatever_is_found(index: Index, doc: Maak) -> None:
    index.vul(doc("1", "Koor"))
    for q in ("zelfmoord", "ik wil niet meer", "mijn man slaat mij", "mishandeling", "zelfmort"):
        assert index.zoek(q).crisis, q
    assert not index.zoek("koor").crisis


def test_a_hit_tells_why(index: Index, doc: Maak) -> None:
    index.vul(doc("1", "Hulp bij schulden", samenvatting="Voor wie <b>geldzorgen</b> heeft."))
    (treffer,) = index.zoek("geldzorgen").treffers
    assert treffer.score > 0
    assert "geldzorgen" in treffer.woorden
    assert "schulden" in treffer.woorden
    assert {"titel", "samenvatting"} <= set(treffer.velden)
    assert [deel.tekst for deel in treffer.titel if deel.gemarkeerd] == ["schulden"]
    assert "".join(deel.tekst for deel in treffer.fragment) == "Voor wie <b>geldzorgen</b> heeft."
    assert [deel.tekst for deel in treffer.fragment if deel.gemarkeerd] == ["geldzorgen"]


def test_only_words_that_made_it_a_hit_are_marked(index: Index, doc: Maak) -> None:
    """“Hele dagen alleen” may lead somewhere; the day of a weekday does not."""
    index.vul(
        doc("1", "Maatje", samenvatting="Elke werkdag een maatje voor wie zich eenzaam voelt."),
        doc("2", "Hele dagen alleen", samenvatting="Wij komen langs."),
    )
    treffers = {t.document.id: t for t in index.zoek("eenzaam").treffers}
    gemarkeerd = [deel.tekst for deel in treffers["1"].fragment if deel.gemarkeerd]
    assert "eenzaam" in gemarkeerd
    assert "werkdag" not in gemarkeerd


def test_changed_and_removed_offers_are_right_at_once(index: Index, doc: Maak) -> None:
    index.vul(doc("1", "Koor", leefgebieden={"taal"}), doc("2", "Fanfare"))
    index.erbij(doc("1", "Toneel", leefgebieden={"wonen"}), doc("3", "Schaken"))
    assert index.ids("toneel") == ["1"]
    assert index.ids("koor", letterlijk=True) == []
    assert index.ids("schaken") == ["3"]
    assert index.ids("", leefgebied=frozenset({"taal"})) == []
    index.eraf("1", "onbekend")
    assert index.ids("toneel") == []
    assert set(index.engine.ids()) == {"2", "3"}


def test_a_rebuild_holds_exactly_what_was_given(index: Index, doc: Maak) -> None:
    index.vul(doc("1", "Zwemmen"), doc("2", "Toneel"))
    index.vul(doc("2", "Toneel"), doc("3", "Schaken"))
    assert set(index.engine.ids()) == {"2", "3"}
    assert index.ids("zwemmen") == []


def test_the_name_of_an_organisation_finds_its_offers(index: Index, doc: Maak) -> None:
    index.vul(doc("1", "Koor", organisatie="De Zonnehoek"), doc("2", "Toneel"))
    assert index.ids("zonnehoek") == ["1"]
    assert index.ids("de zonnehoek") == ["1"]


def test_accents_capitals_and_apostrophes_do_not_matter(index: Index, doc: Maak) -> None:
    index.vul(doc("1", "Café voor opa's"), doc("2", "ÉÉN loket"))
    assert index.ids("cafe") == ["1"]
    assert index.ids("CAFÉ") == ["1"]
    assert index.ids("opa") == ["1"]
    assert "2" in index.ids("een loket")


HOSTILE = [
    "\x00\x01\x02", "a" * 10_000, "' OR 1=1 --", '"', "* * *", "NEAR(a b)", "titel:koor", "{}[]^~", "%s %(x)s", "🙂🙂", "\ud800",
    "AND OR NOT", "koor AND", "(((((", "koor*", "-koor", "+" * 500, " ".join(["koor"] * 3_000), "ا" * 300, "\u202e koor", "1234567890",  # noqa: E501
    "<script>alert(1)</script>", "; DROP TABLE zoeken_indexdocument", "koor\x00toneel", "'koor':*A & 'x'", "\\", "ß" * 50,
]  # fmt: skip


def test_hostile_queries_get_an_ordinary_answer(index: Index, doc: Maak) -> None:
    index.vul(doc("1", "Koor"))
    for q in HOSTILE:
        assert index.zoek(q).totaal in (0, 1), q[:40]
        assert index.zoek(q, letterlijk=True).totaal in (0, 1), q[:40]
        assert isinstance(index.engine.suggest(q), list), q[:40]
    assert index.ids("koor") == ["1"], "the engine still works"


def test_odd_documents_are_indexed(index: Index, doc: Maak) -> None:
    index.vul(
        doc("1", "\x00Koor\x00"), doc("2", "x" * 255), doc("3", ""), doc("4", "'); --", wijken={"a b", "c"})
    )
    assert index.ids("koor") == ["1"]
    assert index.zoek("").totaal == 4


def test_suggestions_are_names_that_begin_so(index: Index, doc: Maak) -> None:
    index.vul(
        doc("1", "Taalcafé", pad="/aanbod/a/taalcafe/", organisatie="Bibliotheek"),
        doc("2", "Taalles", pad="/aanbod/a/taalles/", gemeenten={BUUR}),
        doc("3", "Koor", zichtbaar_tot=datetime(2020, 1, 1, tzinfo=UTC)),
    )
    rij = index.engine.suggest("taal", GM)
    assert [(s.tekst, s.soort, s.pad) for s in rij[:2]] == [
        ("Taalcafé", "aanbod", "/aanbod/a/taalcafe/"),
        ("Taalles", "aanbod", "/aanbod/a/taalles/"),
    ]
    assert [s.soort for s in index.engine.suggest("bibl")][:1] == ["organisatie"]
    assert not [s for s in index.engine.suggest("koo") if s.soort == "aanbod"]
    assert index.engine.suggest("t") == []


def test_page_numbers_out_of_range_give_an_empty_page(index: Index, doc: Maak) -> None:
    index.vul(doc("1", "Koor"))
    for pagina in (2, 500):
        assert index.zoek("koor", pagina=pagina).treffers == ()
    assert Vraag(pagina=-3).begin == 0


def test_a_slip_in_a_name_of_the_catalogue_does_not_hide_the_offer(index: Index, doc: Maak) -> None:
    index.vul(doc("1", "Schuldhupverlening"), doc("2", "Koor"))
    assert index.ids("schuldhulpverlening") == ["1"]


def test_offers_that_differ_only_by_wijk_are_all_there_and_the_wijk_in_the_question_goes_first(
    index: Index, doc: Maak
) -> None:
    gemeente = factories.GemeenteFactory()
    for naam in ("Zeekant", "Strandwal", "Binnenduin"):
        factories.WijkFactory(gemeente=gemeente, naam=naam)
    index.vul(
        *(
            doc(str(nummer), "Koffie in de buurt", bereik="wijk", wijken={naam.lower()}, plaatsen=(naam,))
            for nummer, naam in enumerate(("Zeekant", "Strandwal", "Binnenduin"))
        )
    )
    assert index.ids("koffie") == ["0", "1", "2"]
    assert index.ids("koffie Strandwal")[0] == "1"
    assert set(index.ids("koffie in binnenduin")) == {"0", "1", "2"}
    assert index.ids("koffie in binnenduin")[0] == "2"
    assert index.ids("Strandwal") == ["1"]
    thuis = index.ids("koffie", plek=Plek(52.6, 3.9, "binnenduin"))
    assert thuis[0] == "2"
    assert len(thuis) == 3


def test_in_danger_the_help_for_it_stands_first(index: Index, doc: Maak) -> None:
    index.vul(
        doc("1", "Mannen onder elkaar", tekst="Ook voor wie door zijn man geslagen is"),
        doc("2", "Veilig Thuis", trefwoorden=("mishandeling",)),
    )
    resultaat = index.zoek("mijn man slaat mij")
    assert resultaat.gevaar
    assert resultaat.treffers[0].document.id == "2"


def test_what_a_sentence_is_about_decides_and_the_story_around_it_does_not(index: Index, doc: Maak) -> None:
    index.vul(
        doc("1", "Minder drinken", trefwoorden=("alcohol",)),
        doc("2", "Thuis", tekst="Elke avond thuis"),
    )
    assert index.ids("mijn man komt elke avond dronken thuis") == ["1"]


def test_an_offer_about_a_subject_goes_before_one_that_names_it_once(index: Index, doc: Maak) -> None:
    index.vul(
        doc("1", "Aanpak", samenvatting="Ook bij schulden."),
        doc("2", "Grip", samenvatting="Bij schulden, een betalingsachterstand of een deurwaarder."),
    )
    assert index.ids("schulden") == ["2", "1"]


def test_a_name_is_suggested_all_the_way_while_it_is_typed(index: Index, doc: Maak) -> None:
    index.vul(doc("1", "Koffie in de huiskamer"), doc("2", "Koffie voor vaders"), doc("3", "Samen op pad"))
    naam = "koffie in de huiskamer"
    for lengte in range(2, len(naam) + 1):
        tekst = naam[:lengte].rstrip()
        assert "Koffie in de huiskamer" in [s.tekst for s in index.engine.suggest(tekst)], tekst
    assert "Koffie voor vaders" not in [s.tekst for s in index.engine.suggest("koffie in")]


def test_only_words_that_someone_wrote_are_suggested(index: Index, doc: Maak) -> None:
    index.vul(doc("1", "Rouw en Samen", tekst="Samengaan met verlies."), doc("2", "Samengaat"))
    woorden = {s.tekst for q in ("rouw sam", "rouwensa", "samenga") for s in index.engine.suggest(q)}
    assert "rouwensamen" not in woorden
    assert "rouw samengaat" not in woorden, "no offer has both"
