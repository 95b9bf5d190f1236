"""One row of a file: what is understood, and every reason why a row is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialekaart.exchange.gebieden import Bediend, Gebieden, OnbekendBereik, Punt, WijkInfo, lees_bereik
from socialekaart.exchange.lezer import KOLOMMEN
from socialekaart.exchange.rij import Afgekeurd, controleer

GEBIEDEN = Gebieden(
    gemeenten={"GM9901": ("Duinrand", "duinrand"), "GM9902": ("Polderwijk", "polderwijk")},
    wijken=(
        WijkInfo("duinrand-helm", "GM9901", ("Helm", "Helmdorp")),
        WijkInfo("duinrand-zeekant", "GM9901", ("Zeekant",)),
        WijkInfo("duinrand-centrum", "GM9901", ("Centrum",)),
        WijkInfo("polderwijk-centrum", "GM9902", ("Centrum",)),
    ),
    postcodes={"1987DB": Punt(53.1, 4.1, "GM9901", "duinrand-helm"), "1990": Punt(53.2, 4.2, "GM9902")},
)


def rij(**waarden):
    return controleer(2, {"organisatie": "Welzijn", "titel": "Koffie"} | waarden, GEBIEDEN)


def redenen(**waarden):
    with pytest.raises(Afgekeurd) as fout:
        rij(**waarden)
    return fout.value.redenen


def test_only_organisation_and_title_are_required():
    kaal = rij()
    assert (kaal.organisatie, kaal.titel, kaal.samenvatting, kaal.gratis) == ("Welzijn", "Koffie", "", None)
    assert redenen(organisatie=" ", titel="") == [
        "organisatie: dit is verplicht, maar leeg. Herhaal de naam op elke rij.",
        "titel: dit is verplicht, maar leeg.",
    ]


def test_all_reasons_of_a_row_come_at_once():
    fouten = redenen(
        titel="", postcode="12", email="x", website="javascript:alert(1)", lat="53", leefgebieden="vissen"
    )
    assert sorted(fout.split(":")[0] for fout in fouten) == sorted(
        ["titel", "postcode", "email", "website", "lat", "leefgebieden"]
    )


@pytest.mark.parametrize(
    ("cel", "codes"),
    [
        ("financien;taal", ("financien", "taal")),
        ("Financiën; Geld en schulden", ("financien",)),
        ("WONEN | Sociaal netwerk", ("netwerk", "wonen")),
        ("Vervoer, huishouden", ("huishouden", "mobiliteit")),
        ("", ()),
    ],
)
def test_leefgebieden_by_code_or_dutch_name(cel, codes):
    assert rij(leefgebieden=cel).leefgebieden == codes


def test_doelgroepen_by_code_or_name_and_everybody_is_nobody_in_particular():
    assert rij(doelgroepen="Senioren;mantelzorgers;Mensen met weinig geld").doelgroepen == (
        "mantelzorgers",
        "minima",
        "ouderen",
    )
    assert rij(doelgroepen="Iedereen").doelgroepen == ()
    assert "‘marsmannen’" in redenen(doelgroepen="ouderen;marsmannen")[0]


@pytest.mark.parametrize(
    ("cel", "code"),
    [
        ("vrij", "vrij"),
        ("Vrij toegankelijk", "vrij"),
        ("Zo binnenlopen", "vrij"),
        ("Na aanmelding", "aanmelden"),
        ("Met verwijzing", "verwijzing"),
        ("Via het sociaal team", "melding"),
        ("", ""),
    ],
)
def test_access_by_code_or_words(cel, code):
    assert rij(toegang=cel).toegang == code


@pytest.mark.parametrize(
    ("cel", "gratis", "kosten"),
    [
        ("gratis", True, ""),
        ("Gratis ", True, ""),
        ("0", True, ""),
        ("€ 0,00", True, ""),
        ("", None, ""),
        ("4.5", False, "€ 4,50"),
        ("€ 5", False, "€ 5,00"),
        ("€ 2,50 per keer", False, "€ 2,50 per keer"),
        ("Gratis voor minima", None, "Gratis voor minima"),
        ("naar inkomen", None, "naar inkomen"),
    ],
)
def test_cost(cel, gratis, kosten):
    goed = rij(kosten=cel)
    assert (goed.gratis, goed.kosten) == (gratis, kosten)


@pytest.mark.parametrize(
    ("kolom", "cel", "waarde"),
    [
        ("telefoon", "612345678", "0612345678"),
        ("telefoon", "tel:0251 - 123 456", "0251 - 123 456"),
        ("telefoon", "113", "113"),
        ("email", "mailto:info@welzijn.example", "info@welzijn.example"),
        ("website", "www.welzijn.example/koffie", "https://www.welzijn.example/koffie"),
        ("website", "http://welzijn.example", "http://welzijn.example"),
        ("postcode", "1987db", "1987 DB"),
        ("postcode", "1987", "1987"),
        ("trefwoorden", "koffie; praten;koffie", "koffie; praten"),
        ("talen", "Nederlands;EN;Arabisch;gebarentaal", ("ar", "en", "ngt", "nl")),
        ("tekst", "<p>Kom <b>langs</b>.</p><ul><li>Koffie</li><li>Thee &amp; taart</li></ul>",
         "Kom langs.\n\n- Koffie\n- Thee & taart"),
        ("tekst", "Jan & Piet: 3 < 4", "Jan & Piet: 3 < 4"),
    ],
)  # fmt: skip
def test_values_are_tidied(kolom, cel, waarde):
    assert getattr(rij(**{kolom: cel}), kolom) == waarde


@pytest.mark.parametrize(
    ("kolom", "cel"),
    [
        ("telefoon", "bel Jan"),
        ("telefoon", "0251 123456 of 0251 654321"),
        ("email", "info@"),
        ("email", "a@b.nl, c@d.nl"),
        ("website", "javascript:alert(1)"),
        ("website", "zie de folder"),
        ("postcode", "0123 AB"),
        ("lat", "noord"),
        ("talen", "klingon"),
        ("toegang", "misschien"),
        ("extern_id", "x" * 101),
        ("titel", "x" * 201),
    ],
)
def test_a_value_that_makes_no_sense_is_named_with_its_column(kolom, cel):
    assert any(reden.startswith(f"{kolom}: ") for reden in redenen(**{kolom: cel}))


def test_a_long_summary_is_shortened_and_kept_whole_in_the_text():
    lang = "Dit is een eerste zin die wel wat vertelt over het aanbod zelf. " + "woord " * 80
    goed = rij(samenvatting=lang, tekst="Meer.")
    assert len(goed.samenvatting) <= 300
    assert goed.samenvatting.endswith((".", "…"))
    assert goed.tekst.startswith(lang.strip())
    assert goed.tekst.endswith("Meer.")
    assert "samenvatting" in goed.opmerkingen[0]


def test_the_point_of_the_postcode_fills_a_missing_one_and_never_replaces_a_given_one():
    assert (rij(postcode="1987 DB").lat, rij(postcode="1987 DB").lon) == (53.1, 4.1)
    assert rij(postcode="1990 XX").lat == 53.2  # from its four digits
    assert rij(postcode="9999 ZZ").lat is None
    gegeven = rij(postcode="1987 DB", lat="53,5", lon="4.5")
    assert (gegeven.lat, gegeven.lon, gegeven.punt_gegeven) == (53.5, 4.5, True)


def test_a_postcode_that_is_not_in_the_table_is_said_so_and_no_reason_to_refuse():
    (opmerking,) = rij(postcode="9999 ZZ").opmerkingen
    assert "9999 ZZ staat niet in de postcodetabel" in opmerking
    assert rij(postcode="9999 ZZ", lat="53,5", lon="4.5").opmerkingen == ()
    assert rij(postcode="1987 DB").opmerkingen == ()


def test_half_a_point_and_a_swapped_one_are_refused():
    assert redenen(lat="53.1") == ["lat: vul ook lon in."]
    assert redenen(lat="4.1", lon="53.1") == ["lat: lat en lon lijken verwisseld."]


@pytest.mark.parametrize(
    ("cel", "bereik", "gemeenten", "wijken"),
    [
        ("wijk: helm;zeekant", "wijk", (), ("duinrand-helm", "duinrand-zeekant")),
        ("WIJKEN: Helmdorp, duinrand-zeekant", "wijk", (), ("duinrand-helm", "duinrand-zeekant")),
        ("wijk Helm", "wijk", (), ("duinrand-helm",)),
        ("Helm", "wijk", (), ("duinrand-helm",)),
        ("gemeente: GM9901;GM9902", "gemeente", ("GM9901", "GM9902"), ()),
        ("gemeente: Polderwijk", "gemeente", ("GM9902",), ()),
        ("gm9901", "gemeente", ("GM9901",), ()),
        ("Duinrand en omgeving", None, (), ()),
        ("regio", "regio", ("GM9901", "GM9902"), ()),
        ("regio: Duinrand", "regio", ("GM9901",), ()),
        ("land", "land", (), ()),
        ("Landelijk", "land", (), ()),
        ("heel Nederland", "land", (), ()),
        ("ONLINE", "online", (), ()),
        ("wijk: centrum", None, (), ()),
        ("wijk: polderwijk-centrum", "wijk", (), ("polderwijk-centrum",)),
        ("wijk: Atlantis", None, (), ()),
        ("gemeente: GM0001", None, (), ()),
        ("melkweg", None, (), ()),
        ("melkweg: GM9901", None, (), ()),
    ],
)
def test_area_served(cel, bereik, gemeenten, wijken):
    if bereik is None:
        with pytest.raises(OnbekendBereik):
            lees_bereik(cel, GEBIEDEN)
    else:
        assert lees_bereik(cel, GEBIEDEN) == Bediend(bereik, gemeenten, wijken)


def test_a_wijk_without_a_name_is_that_of_the_postcode_or_the_town_else_the_municipality_with_a_remark():
    assert lees_bereik("wijk", GEBIEDEN, GEBIEDEN.punt("1987DB")).wijken == ("duinrand-helm",)
    assert lees_bereik("wijk", GEBIEDEN, plaats="Helmdorp").wijken == ("duinrand-helm",)
    met = Gebieden(GEBIEDEN.gemeenten, GEBIEDEN.wijken, standaard="GM9902")
    onbekend = lees_bereik("wijk", met, plaats="Atlantis")
    assert (onbekend.bereik, onbekend.gemeenten) == ("gemeente", ("GM9902",))
    assert "welke wijk" in onbekend.opmerking


def test_a_name_of_two_municipalities_is_that_of_the_one_asked_for():
    met = Gebieden(GEBIEDEN.gemeenten, GEBIEDEN.wijken, standaard="GM9902")
    assert lees_bereik("wijk: Centrum", met).wijken == ("polderwijk-centrum",)


def test_no_area_is_the_municipality_asked_for_else_that_of_the_postcode_else_not_known_and_said_so():
    punt = GEBIEDEN.punt("1987DB")
    met = Gebieden(GEBIEDEN.gemeenten, GEBIEDEN.wijken, standaard="GM9902")
    assert lees_bereik("", met, punt) == Bediend("gemeente", ("GM9902",))
    assert lees_bereik("", GEBIEDEN, punt) == Bediend("gemeente", ("GM9901",))
    onbekend = lees_bereik("", GEBIEDEN)
    assert (onbekend.bereik, onbekend.gemeenten, onbekend.wijken) == ("", (), ())
    assert onbekend.opmerking
    alle = lees_bereik("gemeente", GEBIEDEN)
    assert (alle.bereik, alle.gemeenten) == ("gemeente", ("GM9901", "GM9902"))
    assert alle.opmerking
    assert lees_bereik("wijk", GEBIEDEN, punt).wijken == ("duinrand-helm",)


@given(st.dictionaries(st.sampled_from(KOLOMMEN), st.text(max_size=40), max_size=21))
def test_any_cells_give_a_clean_row_or_reasons_in_words(waarden):
    try:
        goed = controleer(2, waarden, GEBIEDEN)
    except Afgekeurd as fout:
        redenen = fout.redenen
        goed = None
    if goed is None:
        assert redenen
        assert all(reden.split(":")[0] in KOLOMMEN and reden.endswith((".", "…")) for reden in redenen)
    else:
        assert goed.organisatie
        assert goed.titel
        assert len(goed.samenvatting) <= 300
        assert (goed.lat is None) == (goed.lon is None)
        assert not goed.website or goed.website.startswith(("http://", "https://"))
        nogmaals = {
            "organisatie": goed.organisatie,
            "titel": goed.titel,
            "tekst": goed.tekst,
            "telefoon": goed.telefoon,
        }
        assert controleer(2, nogmaals, GEBIEDEN).telefoon == goed.telefoon
