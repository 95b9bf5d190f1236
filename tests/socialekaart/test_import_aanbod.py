"""`manage.py import_aanbod`: what a person who runs it sees, and what is in the catalogue after it."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from openpyxl import Workbook
from wagtail.models import Page, Revision

from portal.gemeente.models import Gemeente, GemeenteInstelling
from socialekaart.models import CataloguePage, LocatiePage, OrganisatiePage, VoorzieningPage
from socialekaart.search import service
from socialekaart.search.types import Vraag
from socialekaart.visibility import zichtbaar
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("eens_gemeenten")]

KOP = (
    "extern_id;organisatie;titel;samenvatting;tekst;leefgebieden;doelgroepen;toegang;kosten;aanmelden;adres;postcode;"
    "plaats;lat;lon;bereik;telefoon;email;website;talen;trefwoorden\n"
)
VOL = (
    'k1;Welzijn Zee;Koffie aan zee;Samen koffie drinken.;Elke week.;"netwerk;dagbesteding";"ouderen";vrij;gratis;'
    'Kom langs.;Dorpsstraat 1;1987 DB;Duinrand;;;"wijk: Helm";0251 123456;info@zee.example;www.zee.example;"nl;en";'
    '"koffie;praten"\n'
)


@pytest.fixture
def portaal(duinrand: Gemeente, polderwijk: Gemeente, catalogus: CataloguePage) -> Gemeente:
    """Two municipalities, a wijk, a postcode and a catalogue."""
    helm = factories.WijkFactory(gemeente=duinrand, code="duinrand-helm", naam="Helm")
    factories.PostcodeFactory(postcode="1987DB", lat=52.9, lon=4.1, gemeente=duinrand, wijk=helm)
    return duinrand


@pytest.fixture
def bestand(tmp_path):
    def maak(tekst: str | bytes, naam: str = "aanbod.csv"):
        pad = tmp_path / naam
        pad.write_bytes(tekst if isinstance(tekst, bytes) else tekst.encode())
        return pad

    return maak


def draai(pad, **opties):
    """Run the command: what it says, and the exit code."""
    uit, fouten = io.StringIO(), io.StringIO()
    try:
        call_command("import_aanbod", pad, stdout=uit, stderr=fouten, **opties)
    except CommandError as fout:
        return uit.getvalue() + fouten.getvalue() + str(fout), fout.returncode
    return uit.getvalue() + fouten.getvalue(), 0


def stand():
    """Everything that an import could touch."""
    return (
        Revision.objects.count(),
        list(
            Page.objects.order_by("pk").values_list(
                "pk", "title", "path", "slug", "live", "last_published_at"
            )
        ),
        list(
            VoorzieningPage.objects.order_by("pk").values_list(
                "pk", "samenvatting", "bereik", "wijken", "plekken__locatie"
            )
        ),
    )


def test_a_full_row_is_live_with_all_that_it_says(portaal, bestand):
    tekst, code = draai(bestand(KOP + VOL))
    assert code == 0
    assert "Nieuw: 1" in tekst
    aanbod = zichtbaar(VoorzieningPage.objects.all()).get()
    assert aanbod.get_parent().title == "Welzijn Zee"
    assert (aanbod.title, aanbod.samenvatting, aanbod.tekst) == (
        "Koffie aan zee",
        "Samen koffie drinken.",
        "Elke week.",
    )
    assert {een.code for een in aanbod.leefgebieden.all()} == {"netwerk", "dagbesteding"}
    assert {een.code for een in aanbod.doelgroepen.all()} == {"ouderen"}
    assert (aanbod.toegang, aanbod.gratis, aanbod.kosten, aanbod.aanmelden) == (
        "vrij",
        True,
        "",
        "Kom langs.",
    )
    assert (aanbod.bereik, [wijk.code for wijk in aanbod.wijken.all()]) == ("wijk", ["duinrand-helm"])
    assert (aanbod.telefoon, aanbod.email, aanbod.website) == (
        "0251 123456",
        "info@zee.example",
        "https://www.zee.example",
    )
    assert (aanbod.talen, aanbod.trefwoorden, aanbod.extern_id) == (["en", "nl"], "koffie; praten", "k1")
    plek = aanbod.plekken.get().locatie
    assert (plek.title, plek.postcode, plek.lat, plek.lon) == (
        "Dorpsstraat 1, Duinrand",
        "1987 DB",
        52.9,
        4.1,
    )
    assert zichtbaar(LocatiePage.objects.filter(pk=plek.pk)).exists()


def test_what_was_imported_is_found_and_what_was_changed_is_found_by_its_new_words(portaal, bestand):
    draai(bestand("organisatie;titel;tekst;bereik\nB;Klusdienst;Wij verven schuttingen.;land\n"))
    assert [een.document.titel for een in service.zoek(Vraag(q="schuttingen")).treffers] == ["Klusdienst"]
    draai(bestand("organisatie;titel;tekst;bereik\nB;Klusdienst;Wij zagen planken.;land\n"))
    assert [een.document.titel for een in service.zoek(Vraag(q="planken")).treffers] == ["Klusdienst"]
    assert not service.zoek(Vraag(q="schuttingen", letterlijk=True)).treffers


def test_a_second_run_changes_nothing(portaal, bestand):
    pad = bestand(KOP + VOL + ";Welzijn Zee;Nog iets" + ";" * 18 + "\n")
    draai(pad)
    eerst = stand()
    tekst, code = draai(pad)
    assert (code, "gelijk: 2" in tekst) == (0, True)
    assert stand() == eerst


def test_a_dry_run_tells_the_same_and_writes_nothing(portaal, bestand):
    pad = bestand(KOP + VOL + ";;zonder organisatie" + ";" * 18 + "\n")
    eerst = stand()
    tekst, code = draai(pad, dry_run=True)
    assert (code, "Nieuw: 1" in tekst, "niets bewaard" in tekst) == (1, True, True)
    assert stand() == eerst


def test_only_organisation_and_title(portaal, bestand):
    _, code = draai(bestand("titel,organisatie\nKlusdienst,Buurtbaas\n"), gemeente="GM9902")
    aanbod = zichtbaar(VoorzieningPage.objects.all()).get()
    assert code == 0
    assert (aanbod.bereik, [een.code for een in aanbod.gemeenten.all()]) == ("gemeente", ["GM9902"])
    assert (aanbod.samenvatting, aanbod.gratis, aanbod.plekken.count()) == ("", None, 0)


def test_where_nobody_knows_whom_it_serves_it_is_found_everywhere_and_claims_nothing(portaal, bestand):
    pad = bestand("titel,organisatie\nKlusdienst,Buurtbaas\n")
    tekst, code = draai(pad)
    assert (code, "Rij 2, let op: bereik: niet bekend" in tekst) == (0, True)
    aanbod = zichtbaar(VoorzieningPage.objects.all()).get()
    assert (aanbod.bereik, aanbod.gemeenten.count(), aanbod.wijken.count()) == ("", 0, 0)
    for gemeente in ("GM9901", "GM9902"):
        (treffer,) = service.zoek(Vraag(q="klusdienst", gemeente=gemeente, alleen_gemeente=True)).treffers
        assert treffer.bedient
    eerst = stand()
    tekst, code = draai(pad)
    assert (code, stand()) == (0, eerst)
    assert "let op" not in tekst, "wat er al staat, is eerder bekeken"


def test_a_long_row_of_unknown_columns_does_not_fill_the_screen(portaal, bestand):
    tekst, _ = draai(bestand("organisatie;titel;" + ";".join(f"k{n}" for n in range(500)) + "\nA;B\n"))
    assert "k0, k1, " in tekst
    assert "(500)" in tekst
    assert "k499" not in tekst


def test_bad_rows_are_named_and_good_ones_live(portaal, bestand):
    tekst, code = draai(
        bestand(
            "organisatie;titel;postcode;bereik;wachtlijst\n"
            "Buurtbaas;Een;1987 DB;land;ja\n"
            "Buurtbaas;;12;maan;\n"
            "\n"
            "Buurtbaas;Twee;;;\n"
        )
    )
    assert code == 1
    assert "Rij 3: titel: " in tekst
    assert "Rij 3: postcode: " in tekst
    assert "Rij 3: bereik: " in tekst
    assert "Onbekende kolommen, overgeslagen: wachtlijst." in tekst
    assert "1 rij is niet ingelezen." in tekst
    assert set(zichtbaar(VoorzieningPage.objects.all()).values_list("title", flat=True)) == {"Een", "Twee"}


def test_extern_id_recognises_an_offer_whose_name_and_organisation_changed(portaal, bestand):
    draai(bestand(KOP + VOL))
    eerst = VoorzieningPage.objects.get()
    tekst, _ = draai(bestand("extern_id;organisatie;titel\nk1;Stichting Zee;Thee aan zee\n"))
    aanbod = VoorzieningPage.objects.get()
    assert "bijgewerkt: 1" in tekst
    assert (aanbod.pk, aanbod.title, aanbod.get_parent().title) == (eerst.pk, "Thee aan zee", "Stichting Zee")
    assert aanbod.samenvatting == "Samen koffie drinken."  # a column that is not in the file says nothing
    assert {een.code for een in aanbod.leefgebieden.all()} == {"netwerk", "dagbesteding"}


def test_without_extern_id_organisation_and_title_recognise_it(portaal, bestand):
    draai(bestand("organisatie;titel;telefoon\nBuurtbaas;Klusdienst;0251 111111\n"))
    draai(bestand("organisatie;titel;telefoon\nBUURTBAAS; klusdienst ;0251 222222\n"))
    assert VoorzieningPage.objects.get().telefoon == "0251 222222"
    assert OrganisatiePage.objects.count() == 1


def test_a_change_is_a_version_that_editors_can_take_back(portaal, bestand):
    draai(bestand("organisatie;titel;telefoon\nBuurtbaas;Klusdienst;0251 111111\n"))
    draai(bestand("organisatie;titel;telefoon\nBuurtbaas;Klusdienst;0251 222222\n"))
    aanbod = VoorzieningPage.objects.get()
    assert aanbod.latest_revision.content["telefoon"] == "0251 222222"
    assert aanbod.live_revision_id == aanbod.latest_revision_id


def test_a_new_number_takes_over_the_offer_of_that_name(portaal, bestand):
    draai(bestand("organisatie;titel\nBuurtbaas;Klusdienst\n"))
    draai(bestand("organisatie;titel;extern_id\nBuurtbaas;Klusdienst;b7\n"))
    assert VoorzieningPage.objects.get().extern_id == "b7"


def test_offers_of_one_name_in_two_wijken_live_side_by_side_by_their_numbers(portaal, bestand):
    pad = bestand("organisatie;titel;extern_id\nBuurtbaas;Inloop;1\nBuurtbaas;Inloop;2\n")
    draai(pad)
    tekst, code = draai(pad)
    assert (code, "gelijk: 2" in tekst) == (0, True)
    assert set(VoorzieningPage.objects.values_list("slug", flat=True)) == {"inloop", "inloop-2"}


def test_the_same_offer_twice_in_a_file_is_told(portaal, bestand):
    tekst, code = draai(bestand("organisatie;titel;telefoon\nBuurtbaas;Inloop;113\nBuurtbaas;inloop;112\n"))
    assert code == 1
    assert "Rij 3: dubbel: rij 2" in tekst
    assert VoorzieningPage.objects.get().telefoon == "113"


def test_what_an_editor_took_offline_stays_offline(portaal, bestand):
    pad = bestand("organisatie;titel;telefoon\nBuurtbaas;Inloop;113\n")
    draai(pad)
    aanbod = VoorzieningPage.objects.get()
    aanbod.save_revision().publish()
    VoorzieningPage.objects.get().unpublish()
    tekst, code = draai(bestand("organisatie;titel;telefoon\nBuurtbaas;Inloop;112\n"))
    assert (code, "offline gelaten: 1" in tekst) == (0, True)
    assert not VoorzieningPage.objects.get().live


def test_a_locked_offer_is_left_alone(portaal, bestand):
    pad = bestand("organisatie;titel\nBuurtbaas;Inloop\n")
    draai(pad)
    VoorzieningPage.objects.update(locked=True)
    tekst, code = draai(pad)
    assert code == 1
    assert "op slot" in tekst


def test_offers_at_one_address_share_a_place_and_a_move_corrects_it(portaal, bestand):
    draai(bestand("organisatie;titel;adres;plaats\nB;Een;Kade 1;Duinrand\nB;Twee;kade 1;Duinrand\n"))
    assert LocatiePage.objects.count() == 1
    draai(bestand("organisatie;titel;adres;plaats\nB;Twee;Kade 9;Duinrand\n"))
    assert {een.title: een.plekken.get().locatie.straat for een in VoorzieningPage.objects.all()} == {
        "Een": "Kade 1",
        "Twee": "Kade 9",
    }
    draai(bestand("organisatie;titel;adres;plaats\nB;Twee;Kade 10;Duinrand\n"))
    assert set(LocatiePage.objects.values_list("straat", flat=True)) == {"Kade 1", "Kade 10"}


def test_a_place_that_an_editor_moved_a_little_keeps_its_point(portaal, bestand):
    pad = bestand(KOP + VOL)
    draai(pad)
    LocatiePage.objects.update(lat=52.91, lon=4.11)
    tekst, _ = draai(pad)
    assert "gelijk: 1" in tekst


def test_through_the_sociaal_team_is_the_fourth_step_of_the_ladder(portaal, bestand):
    draai(bestand("organisatie;titel;toegang\nB;Hulp;via het sociaal team\nB;Inloop;vrij\n"))
    assert dict(VoorzieningPage.objects.values_list("title", "trede")) == {"Hulp": 4, "Inloop": 3}


def test_a_sheet_does_as_well(portaal, bestand):
    boek = Workbook()
    boek.active.append(["Organisatie", "Titel", "Postcode", "Kosten", "Bereik"])
    boek.active.append(["Buurtbaas", "Klusdienst", "1987DB", 0, "Duinrand"])
    uit = io.BytesIO()
    boek.save(uit)
    _, code = draai(bestand(uit.getvalue(), "aanbod.xlsx"))
    aanbod = VoorzieningPage.objects.get()
    assert (code, aanbod.gratis, aanbod.plekken.get().locatie.lat) == (0, True, 52.9)


def test_windows_1252(portaal, bestand):
    draai(bestand("organisatie;titel\nCafé Één;Crèche\n".encode("cp1252")))
    assert VoorzieningPage.objects.get().title == "Crèche"


def test_a_file_that_cannot_be_read(portaal, bestand):
    tekst, code = draai(bestand(b"%PDF-1.7"))
    assert code == 1
    assert "geen tabel" in tekst


def test_a_municipality_that_is_not_there(portaal, bestand):
    tekst, code = draai(bestand("organisatie;titel\nA;B\n"), gemeente="GM0001")
    assert code == 1
    assert "GM9901 (Duinrand)" in tekst


def test_a_portal_without_municipalities_says_what_to_do_first(bestand):
    GemeenteInstelling.objects.all().delete()
    Gemeente.objects.all().delete()
    tekst, code = draai(bestand("organisatie;titel\nA;B\n"))
    assert code == 1
    assert "nog geen gemeente" in tekst


def test_an_empty_portal_gets_its_catalogue_and_vocabulary(duinrand, bestand):
    _, code = draai(bestand("organisatie;titel;leefgebieden\nA;B;taal\n"))
    aanbod = zichtbaar(VoorzieningPage.objects.all()).get()
    assert (code, [een.code for een in aanbod.leefgebieden.all()]) == (0, ["taal"])
    assert CataloguePage.objects.get().live


def test_a_row_that_the_database_refuses_costs_no_other(portaal, bestand, monkeypatch):
    echt = OrganisatiePage.add_child

    def kapot(self, **kwargs):
        if kwargs["instance"].title == "Kapot":
            echt(self, **kwargs)
            raise IntegrityError
        return echt(self, **kwargs)

    monkeypatch.setattr(OrganisatiePage, "add_child", kapot)
    tekst, code = draai(bestand("organisatie;titel\nNieuw;Kapot\nNieuw;Heel\nOud;Ook\n"))
    assert (code, "Rij 2: de database weigert" in tekst) == (1, True)
    assert set(VoorzieningPage.objects.values_list("title", flat=True)) == {"Heel", "Ook"}
    assert set(OrganisatiePage.objects.values_list("title", "numchild")) == {("Nieuw", 1), ("Oud", 1)}
    assert Page.find_problems() == ([], [], [], [], [])


def test_the_number_of_queries_of_an_unchanged_file_does_not_grow_with_it(portaal, bestand):
    regels = [f"Organisatie {nummer % 3};Aanbod {nummer};Kade {nummer % 3}\n" for nummer in range(30)]
    aantallen = []
    for aantal in (3, 30):
        pad = bestand("organisatie;titel;adres\n" + "".join(regels[:aantal]))
        draai(pad)
        with CaptureQueriesContext(connection) as opnieuw:
            draai(pad)
        aantallen.append(len(opnieuw))
    assert aantallen[0] == aantallen[1]
