"""The self-check as a visitor walks it: questions, help at once, the result, and nothing left behind."""

from __future__ import annotations

import json
import logging
import re
from typing import Any

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.test import Client

from forms.actions import maak_team
from forms.overdracht import aangeboden
from portal.gemeente.models import Gemeente
from portal.shell import runs
from selfcheck import aanbod
from selfcheck.actions import trek_in
from selfcheck.models import ZelfcheckVersie
from socialekaart.search.types import Document, Punt, Resultaat, Treffer, Vraag
from tests import factories
from tests.selfcheck.reis import Reis

pytestmark = pytest.mark.usefixtures("eens_gemeenten", "versie")

GOED = {
    "voor_wie": "mij", "veilig": "veilig", "lichaam": "last", "thuis": "lukt", "hoofd": "goed", "mensen": "genoeg",
    "geld": "rond", "wonen": "past", "onderweg": "ja", "dag": "genoeg", "taal": "ja", "kinderen": "geen",
}  # fmt: skip
VERVOER = {**GOED, "onderweg": "niet_alleen", "mensen": "paar"}


@pytest.fixture(autouse=True)
def kaart(monkeypatch: pytest.MonkeyPatch) -> list[Vraag]:
    """A directory with one offer about transport; remembers what was asked."""
    gevraagd: list[Vraag] = []
    bus = Document(
        id="1",
        titel="Buurtbus De Golf",
        organisatie="Welzijn",
        pad="/aanbod/welzijn/buurtbus/",
        vormen=frozenset({"plek"}),
    )

    def zoek(vraag: Vraag) -> Resultaat:
        gevraagd.append(vraag)
        if "mobiliteit" not in vraag.leefgebied:
            return Resultaat()
        return Resultaat(
            treffers=(Treffer(bus, 1.0, afstand_m=650.0, dichtstbij=Punt(52.6, 3.9, "De Helm")),), totaal=1
        )

    monkeypatch.setattr(aanbod.service, "zoek", zoek)
    return gevraagd


@pytest.fixture
def plek(duinrand: Gemeente) -> None:
    wijk = factories.WijkFactory(gemeente=duinrand, code="W1", naam="De Duinen")
    factories.PostcodeFactory(postcode="1987DB", gemeente=duinrand, wijk=wijk, lat=52.6, lon=3.9)
    factories.PostcodeFactory(postcode="1987", gemeente=duinrand, wijk=None, lat=52.6, lon=3.9)


def test_from_the_first_question_to_a_result_with_reasons_and_offers(client: Client, plek: None) -> None:
    reis = Reis(client).begin()
    assert reis.h1 == "Voor wie vult u dit in?"
    reis.beantwoord(VERVOER)
    assert reis.h1 == "Waar zoekt u hulp?"
    reis.postcode("1987 db")
    assert reis.h1 == "Dit kunt u doen"
    koppen = [li.h2.get_text(strip=True) for li in reis.pagina.select("ol.ladder > li")]
    assert koppen == [
        "Samen met mensen om u heen",
        "Vrij toegankelijk in de buurt",
        "Hulp van het sociaal team",
    ]
    assert "U ziet dit omdat u bij Vervoer koos: Alleen lukt het niet" in reis.tekst
    assert reis.link("Buurtbus De Golf") == "/aanbod/welzijn/buurtbus/"
    assert "650 meter" in reis.tekst
    assert "0123 45 67 00" in reis.tekst


def test_the_result_may_be_refreshed_and_the_last_answer_sent_again(client: Client) -> None:
    reis = Reis(client).begin().beantwoord(GOED)
    laatste = reis.adres
    reis.postcode()
    uitkomst = reis.adres
    eerste_keer = reis.tekst
    assert reis.get(uitkomst).tekst == eerste_keer
    assert reis.get(laatste).postcode().adres == uitkomst


def test_an_offer_is_shown_once_and_a_hole_in_the_directory_gets_words(client: Client) -> None:
    reis = Reis(client).begin().beantwoord({**VERVOER, "taal": "brieven"}).postcode()
    assert reis.tekst.count("Buurtbus De Golf") == 1
    assert "Bel het sociaal team. Zij weten wie dit bij u in de buurt doet." in reis.tekst


def test_when_the_search_fails_the_result_still_comes(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def kapot(vraag: Vraag) -> Resultaat:
        raise ConnectionError

    monkeypatch.setattr(aanbod.service, "zoek", kapot)
    reis = Reis(client).begin().beantwoord(VERVOER).postcode()
    assert reis.response.status_code == 200
    assert "Zij weten wie dit bij u in de buurt doet" in reis.tekst


class TestSafety:
    def test_an_unsafe_answer_leads_at_once_to_help(self, client: Client) -> None:
        reis = Reis(client).begin().kies("mij").kies("onveilig")
        nummers = [a["href"] for a in reis.pagina.select(".crisiskaart a")]
        assert nummers == ["tel:112", "tel:08002000"]
        assert reis.h1.startswith("Bel nu")
        assert reis.pagina.select("ol.ladder") == []

    def test_going_on_is_by_own_choice_and_help_comes_first_in_the_result(self, client: Client) -> None:
        reis = Reis(client).begin().kies("mij").kies("niet_leven")
        reis.get(reis.link("Toch verder"))
        assert reis.h1 == "Hoe gaat het met uw lichaam?"
        reis.beantwoord({k: v for k, v in GOED.items() if k not in {"voor_wie", "veilig"}}).postcode()
        nummers = [a["href"] for a in reis.pagina.select(".crisiskaart a")]
        assert nummers[:2] == ["tel:113", "tel:112"]
        assert reis.tekst.index("Eerst dit") < reis.tekst.index("Zelf")

    def test_the_young_also_get_the_kindertelefoon_and_are_addressed_as_young(self, client: Client) -> None:
        reis = Reis(client).begin().kies("jongere")
        assert reis.h1 == "Ben je veilig?"
        reis.kies("onveilig")
        assert "tel:08000432" in [a["href"] for a in reis.pagina.select(".crisiskaart a")]
        assert "U hoeft" not in reis.tekst

    def test_the_number_of_the_local_gp_post_is_the_municipalitys(
        self, client: Client, duinrand: Gemeente
    ) -> None:
        duinrand.instellingen.update(huisartsenpost="0123 45 67 99")
        reis = Reis(client).begin().kies("mij").kies("niet_leven")
        assert "0123 45 67 99" in reis.tekst

    def test_neither_address_nor_title_tells_what_was_answered(self, client: Client) -> None:
        """The history of a shared device must not give somebody away."""
        reis = Reis(client).begin()
        paginas = [(reis.adres, reis.pagina.title.string)]
        for optie in ("mij", "onveilig"):
            reis.kies(optie)
            paginas.append((reis.adres, reis.pagina.title.string))
        for adres, titel in paginas:
            assert re.fullmatch(r"/zelfcheck/rondkijken/[\w-]{16}/[0-9a-f]{20}/", adres)
            assert not re.search("veilig|gevaar|bel|nu", titel.lower().replace("duinrand", "")), titel

    def test_every_page_has_the_quick_exit(self, client: Client) -> None:
        reis = Reis(client).begin()
        for optie in ("mij", "onveilig"):
            assert reis.link("Snel weg").startswith("https://")
            reis.kies(optie)
        assert reis.link("Snel weg").startswith("https://")


class TestBackAndTabs:
    def test_two_tabs_are_two_runs(self, client: Client) -> None:
        een, twee = Reis(client).begin().kies("mij"), Reis(client).begin().kies("ander")
        assert een.get(een.adres).h1 == "Bent u veilig?"
        assert twee.get(twee.adres).h1.startswith("Is er nu gevaar")

    def test_back_is_a_link_that_shows_what_was_chosen(self, client: Client) -> None:
        reis = Reis(client).begin().kies("mij")
        reis.get(reis.link("Vorige vraag"))
        assert reis.pagina.find("input", checked=True)["value"] == "mij"

    def test_a_changed_answer_takes_the_follow_up_away_and_it_counts_no_more(self, client: Client) -> None:
        schuld = {**GOED, "geld": "achterstand"}
        volgorde = {
            k: schuld[k] for k in ("voor_wie", "veilig", "lichaam", "thuis", "hoofd", "mensen", "geld")
        }
        reis = Reis(client).begin().beantwoord(volgorde)
        assert reis.h1 == "Staat er iets te gebeuren?"
        reis.kies("uit_huis").beantwoord(
            {k: GOED[k] for k in ("wonen", "onderweg", "dag", "taal", "kinderen")}
        ).postcode()
        assert "Bel vandaag het sociaal team" in reis.tekst
        geld = next(
            a["href"]
            for a in reis.pagina.select("dl a")
            if "Geld" in a.get_text() and "haast" not in a.get_text()
        )
        reis.get(geld).kies("rond")
        assert reis.h1 == "Dit kunt u doen"
        assert "Bel vandaag" not in reis.tekst

    def test_a_changed_answer_that_opens_a_question_asks_it_first(self, client: Client) -> None:
        reis = Reis(client).begin().beantwoord(GOED).postcode()
        geld = next(a["href"] for a in reis.pagina.select("dl a") if "Geld" in a.get_text())
        reis.get(geld).kies("achterstand")
        assert reis.h1 == "Staat er iets te gebeuren?"
        assert reis.get(reis.pagina_van("uitkomst")).h1 == "Staat er iets te gebeuren?"

    def test_the_result_before_the_end_leads_to_what_is_open(self, client: Client) -> None:
        reis = Reis(client).begin().kies("mij")
        assert reis.get(reis.pagina_van("uitkomst")).h1 == "Bent u veilig?"
        assert reis.get(reis.stap("taal")).h1 == "Bent u veilig?"

    def test_the_other_language_keeps_the_answers(self, client: Client) -> None:
        reis = Reis(client).begin().kies("mij")
        reis.get("/en" + reis.adres)
        assert reis.h1 == "Are you safe?"
        reis.prefix = "/en"
        reis.beantwoord({k: v for k, v in VERVOER.items() if k != "voor_wie"}).postcode()
        assert reis.adres.startswith("/en/zelfcheck/")
        assert "Share a ride" in reis.tekst


class TestOddRequests:
    @pytest.mark.parametrize("stap", ["onveilig", "0" * 20, "veilig", "%00"])
    def test_an_unknown_step_is_a_400_with_a_way_on(self, client: Client, stap: str) -> None:
        reis = Reis(client).begin()
        response = client.get(f"/zelfcheck/rondkijken/{reis.run}/{stap}/")
        assert response.status_code == 400
        assert "<h1" in response.content.decode()

    def test_a_changed_form_is_a_400(self, client: Client) -> None:
        reis = Reis(client).begin()
        assert client.post(reis.adres, {}).status_code == 400
        assert client.post(reis.adres, {f"zelfcheck_{reis.run}-current_step": "done"}).status_code == 400

    def test_an_option_of_another_question_is_an_error_at_the_field(self, client: Client) -> None:
        reis = Reis(client).begin()
        naam = reis.pagina.find("input", type="radio")["name"]
        reis.verder({naam: "<script>"})
        assert "Kies een antwoord uit de lijst" in reis.tekst
        assert reis.pagina.title.string.startswith("Fout:")
        reis.verder()
        assert "Kies een van de antwoorden" in reis.tekst

    @pytest.mark.parametrize("adres", ["/zelfcheck/bestaat-niet/start/", "/zelfcheck/rondkijken/x/y/z/"])
    def test_what_does_not_exist_is_a_404(self, client: Client, adres: str) -> None:
        assert client.post(adres).status_code == 404

    def test_a_run_under_another_flow_or_of_somebody_else_is_gone(self, client: Client) -> None:
        reis = Reis(client).begin()
        assert client.get(reis.adres.replace("rondkijken", "anders")).status_code == 410
        assert Client().get(reis.adres).status_code == 410

    def test_after_an_hour_alone_the_answers_are_gone_with_a_plain_page(
        self, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        reis = Reis(client).begin().kies("mij")
        straks = runs._now() + 3601
        monkeypatch.setattr(runs, "_now", lambda: straks)
        assert reis.get(reis.adres).response.status_code == 410
        assert "Deze vragen staan niet meer open" in reis.tekst
        assert f"wizard_zelfcheck_{reis.adres.split('/')[3]}" not in client.session

    def test_a_withdrawn_version_ends_its_runs(self, client: Client) -> None:
        reis = Reis(client).begin().kies("mij")
        trek_in(ZelfcheckVersie.objects.get())
        assert reis.get(reis.adres).response.status_code == 410
        assert "even niet" in Reis(client).tekst

    def test_a_run_keeps_the_version_with_which_it_began(
        self, client: Client, stroomdata: dict[str, Any]
    ) -> None:
        from selfcheck.actions import publiceer
        from selfcheck.models import Zelfcheck

        reis = Reis(client).begin()
        stroomdata["teksten"]["nl"]["vraag.veilig.tekst"] = "Nieuwe vraag?"
        publiceer(Zelfcheck.objects.get(), stroomdata)
        assert reis.kies("mij").h1 == "Bent u veilig?"
        assert Reis(client).begin().kies("mij").h1 == "Nieuwe vraag?"

    @pytest.mark.parametrize("tekst", ["12", "ABCD", "1987 DB en meer", "\x00", "９９９９ ZZ", "' OR 1=1"])
    def test_no_postcode_at_all_is_an_error_at_the_field(self, client: Client, tekst: str) -> None:
        reis = Reis(client).begin().beantwoord(GOED).postcode(tekst)
        assert reis.response.status_code == 200
        assert reis.pagina.select(".utrecht-form-field-error-message")

    def test_an_unknown_postcode_gets_an_answer_that_helps(self, client: Client) -> None:
        reis = Reis(client).begin().beantwoord(VERVOER).postcode("9999 ZZ")
        assert "Deze postcode kennen we niet" in reis.tekst
        assert "Buurtbus De Golf" in reis.tekst

    def test_a_postcode_of_the_neighbours_is_named(self, client: Client, polderwijk: Gemeente) -> None:
        factories.PostcodeFactory(postcode="1989", gemeente=polderwijk, wijk=None, lat=52.5, lon=4.0)
        reis = Reis(client).begin().beantwoord(VERVOER).postcode("1989")
        assert "Deze postcode hoort bij Polderwijk" in reis.tekst


class TestPrivacy:
    def test_the_list_sets_no_cookie(self, client: Client) -> None:
        client.get("/zelfcheck/")
        client.get("/zelfcheck/rondkijken/start/")
        assert not client.cookies

    def test_starting_needs_no_cookie_and_answering_needs_the_token(self) -> None:
        streng = Client(enforce_csrf_checks=True)
        reis = Reis(streng).begin()
        assert reis.h1 == "Voor wie vult u dit in?"
        assert reis.kies("mij").h1 == "Bent u veilig?"
        formulier = reis.pagina.find("div", class_="vraag__knoppen").find_parent("form")
        formulier.find("input", attrs={"name": "csrfmiddlewaretoken"}).decompose()
        assert reis.kies("veilig").response.status_code == 403

    def test_nothing_is_written_but_the_session(self, client: Client) -> None:
        def rows() -> dict[str, int]:
            modellen = [m for m in apps.get_models() if m is not Session and m._meta.managed]
            return {m._meta.label: m._default_manager.count() for m in modellen}

        voor = rows()
        Reis(client).begin().beantwoord(VERVOER).postcode("1987 DB")
        assert rows() == voor
        assert Session.objects.count() == 1

    def test_of_a_postcode_only_the_digits_and_the_wijk_are_kept(
        self, client: Client, plek: None, kaart: list[Vraag]
    ) -> None:
        Reis(client).begin().beantwoord(VERVOER).postcode("1987 DB")
        sessie = json.dumps(dict(client.session))
        assert "DB" not in sessie
        assert '"W1"' in sessie
        assert {vraag.plek.wijk for vraag in kaart if vraag.plek} == {"W1"}
        assert {vraag.gemeente for vraag in kaart} == {"GM9901"}

    def test_no_answer_reaches_the_log(self, client: Client, caplog: pytest.LogCaptureFixture) -> None:
        with caplog.at_level(logging.DEBUG):
            Reis(client).begin().kies("mij").kies("onveilig")
            caplog_zonder_sql = [r.getMessage() for r in caplog.records if r.name != "django.db.backends"]
        assert not [regel for regel in caplog_zonder_sql if "onveilig" in regel]

    def test_wiping_leaves_nothing_behind(self, client: Client) -> None:
        reis = Reis(client).begin().beantwoord(VERVOER).postcode()
        reis.post(reis.pagina_van("wissen"))
        assert "Uw antwoorden zijn gewist" in reis.tekst
        assert dict(client.session) == {}
        assert Session.objects.count() == 0

    def test_wiping_also_forgets_what_was_laid_ready_for_a_melding(
        self, client: Client, duinrand: Gemeente
    ) -> None:
        maak_team("Sociaal team", duinrand, "0123 45 67 00", "team@team.example")
        reis = Reis(client).begin().beantwoord(VERVOER).postcode()
        wissen = reis.pagina_van("wissen")
        reis.post(reis.pagina_van("meenemen"))
        client.post("/melden/start/", {"soort": "melding"})
        assert "Alleen lukt het niet" in str(dict(client.session.items()))
        client.post(wissen)
        assert aangeboden(client.session) == []
        assert "Alleen lukt het niet" not in str(dict(client.session.items()))

    def test_wiping_one_run_keeps_the_other_tab(self, client: Client) -> None:
        een, twee = Reis(client).begin().kies("mij"), Reis(client).begin().kies("mij")
        een.post(een.pagina_van("wissen"))
        assert twee.get(twee.adres).h1 == "Bent u veilig?"

    def test_the_paper_says_when_and_with_which_version_it_was_made(self, client: Client) -> None:
        reis = Reis(client).begin().beantwoord(GOED).postcode()
        papier = reis.pagina.main.find(class_="alleen-print").get_text(" ", strip=True)
        assert re.fullmatch(r"Gemaakt op \d+ \w+ \d{4}, met versie 1 van de zelfcheck\.", papier)

    def test_pages_of_a_run_are_kept_by_nobody(self, client: Client) -> None:
        reis = Reis(client).begin().beantwoord(GOED).postcode()
        for adres in (reis.adres, reis.stap("veilig")):
            assert "no-store" in client.get(adres)["Cache-Control"]


class TestToTheTeam:
    def test_answers_are_offered_to_the_melding_and_never_sent(self, client: Client) -> None:
        reis = Reis(client).begin().beantwoord({**VERVOER, "geld": "zeg_niet"}).postcode()
        reis.post(reis.pagina_van("meenemen"))
        assert reis.adres == "/melden/?voor=melding"
        items = aangeboden(client.session)
        assert ("Komt u waar u wilt zijn?", "Alleen lukt het niet") in [
            (item["vraag"], item["antwoord"]) for item in items
        ]
        assert not [item for item in items if item["vraag"] == "Lukt het om rond te komen?"]

    def test_the_visitor_approves_in_their_own_language_what_the_team_reads_in_dutch(
        self, client: Client
    ) -> None:
        reis = Reis(client, "/en").begin().beantwoord(VERVOER).postcode()
        reis.post(reis.pagina_van("meenemen"))
        vervoer = next(item for item in aangeboden(client.session) if item["antwoord"] == "Not alone")
        assert vervoer["vraag"] == "Can you get where you want to be?"
        assert vervoer["vraag_team"] == "Komt u waar u wilt zijn?"
        assert vervoer["antwoord_team"] == "Alleen lukt het niet"

    def test_who_worries_about_somebody_comes_to_the_signal(self, client: Client) -> None:
        reis = (
            Reis(client)
            .begin()
            .beantwoord(
                {
                    "voor_wie": "ander",
                    "veilig_ander": "geen",
                    "thuis": "mis",
                    "mensen": "niemand",
                    "onderweg": "ja",
                    "taal": "ja",
                }
            )
        )
        reis.postcode().post(reis.pagina_van("meenemen"))
        assert reis.adres == "/melden/?voor=signaal"

    def test_taking_along_is_never_done_by_a_link(self, client: Client) -> None:
        reis = Reis(client).begin().beantwoord(GOED).postcode()
        for naam in ("meenemen", "wissen"):
            assert client.get(reis.pagina_van(naam)).status_code == 405


def test_not_knowing_anything_leads_to_a_person_first(client: Client) -> None:
    reis = Reis(client).begin().kies("mij")
    while reis.h1 != "Waar zoekt u hulp?":
        reis.kies("weet_niet")
    reis.postcode()
    assert reis.tekst.index("Liever iemand spreken?") < reis.tekst.index("Praat met iemand die meedenkt")


def test_the_picture_and_the_table_say_the_same_and_show_no_score(client: Client) -> None:
    reis = Reis(client).begin().beantwoord(VERVOER).postcode()
    delen = reis.pagina.select(".cirkel path")
    rijen = reis.pagina.select(".cirkel tbody tr")
    assert len(delen) == len(rijen) > 5
    for deel, rij in zip(delen, rijen, strict=True):
        assert (
            deel["class"][-1].rpartition("--")[2]
            == rij.select_one(".cirkel__staal")["class"][-1].rpartition("--")[2]
        )
    assert "Vervoer Lukt niet alleen" in re.sub(
        r"\s+", " ", reis.pagina.select_one(".cirkel table").get_text(" ")
    )


def test_dutch_offers_say_so_on_the_english_result(client: Client) -> None:
    reis = Reis(client, "/en").begin().beantwoord(VERVOER).postcode()
    assert "Buurtbus De Golf" in reis.tekst
    assert "Text in Dutch" in reis.tekst
    assert reis.pagina.find("a", string="Buurtbus De Golf")["lang"] == "nl"


def test_what_was_found_before_is_no_hole_in_the_directory(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two outcomes that find the same: the second one links to more, and does not say that there is nothing."""
    alles = Treffer(Document(id="1", titel="Van alles"), 1.0)
    monkeypatch.setattr(aanbod.service, "zoek", lambda vraag: Resultaat(treffers=(alles,), totaal=1))
    reis = Reis(client).begin().beantwoord({**VERVOER, "taal": "brieven"}).postcode()
    assert reis.tekst.count("Van alles") == 1
    assert "Zij weten wie dit" not in reis.tekst


def test_what_cannot_wait_stands_above_the_ladder(client: Client) -> None:
    reis = (
        Reis(client).begin().beantwoord({**GOED, "geld": "achterstand", "geld_spoed": "uit_huis"}).postcode()
    )
    assert reis.tekst.index("Bel vandaag het sociaal team") < reis.tekst.index("Uw geld op een rij")
    assert "Bel vandaag" not in Reis(client).begin().beantwoord(GOED).postcode().tekst


def test_more_of_the_same_is_one_link_away_without_the_postcode(client: Client) -> None:
    reis = Reis(client).begin().beantwoord(VERVOER).postcode("1987 DB")
    assert reis.link("Meer hiervan") == "/zoeken/?q=vervoer&leefgebied=mobiliteit"
