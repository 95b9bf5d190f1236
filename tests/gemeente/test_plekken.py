"""Where somebody is: postcodes, wijken and kernen as people write them, from a local table."""

from __future__ import annotations

import pytest
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import Site

from portal.gemeente.models import Gemeente, GemeenteInstelling, Kern
from portal.gemeente.selectors import (
    OngeldigePostcode,
    andere_instellingen,
    gemeentesites,
    huidige_gemeente,
    instelling,
    normaliseer_postcode,
    zoek_plek,
    zoek_postcode,
)
from tests import factories


@given(
    cijfers=st.integers(1000, 9999),
    letters=st.text("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=2, max_size=2),
    tussen=st.sampled_from(["", " ", "  ", "-", " - "]),
    rand=st.sampled_from(["", " ", "\t", "\n"]),
)
def test_every_way_of_writing_a_postcode_is_one_postcode(
    cijfers: int, letters: str, tussen: str, rand: str
) -> None:
    assert normaliseer_postcode(f"{rand}{cijfers}{tussen}{letters}{rand}") == f"{cijfers}{letters.upper()}"
    assert normaliseer_postcode(f"{rand}{cijfers}{rand}") == str(cijfers)


@given(st.text())
def test_any_other_text_is_refused_in_one_way(tekst: str) -> None:
    try:
        code = normaliseer_postcode(tekst)
    except OngeldigePostcode:
        return
    assert len(code) in {4, 6}
    assert code[0] != "0"
    assert normaliseer_postcode(code) == code


@pytest.mark.django_db
class TestPostcode:
    @pytest.fixture(autouse=True)
    def tabel(self, duinrand: Gemeente) -> None:
        wijk = factories.WijkFactory(
            gemeente=duinrand, naam="Vuurtoren", code="vuurtoren", lat=52.61, lon=3.91
        )
        factories.PostcodeFactory(postcode="1987DB", wijk=wijk)
        factories.PostcodeFactory(postcode="1987", wijk=None, gemeente=duinrand, lat=52.6, lon=3.9)

    def test_a_known_one_is_a_point_with_its_area(self) -> None:
        plek = zoek_postcode(" 1987 db ")
        assert plek is not None
        assert (plek.label, plek.gemeente_naam, plek.wijk_code) == ("1987 DB", "Duinrand", "vuurtoren")
        assert (plek.lat, plek.lon) == (52.61, 3.91)

    def test_near_is_better_than_nothing(self) -> None:
        plek = zoek_postcode("1987ZZ")
        assert plek is not None
        assert (plek.label, plek.wijk_code, plek.lat) == ("1987 ZZ", "", 52.6)

    def test_an_unknown_one_is_none_and_no_postcode_is_an_error(self) -> None:
        assert zoek_postcode("9999 XX") is None
        for tekst in ("", "Duinrand", "198", "0987 AB", "1987 D", "1987DB; DROP TABLE", "1987\0DB"):
            with pytest.raises(OngeldigePostcode):
                zoek_postcode(tekst)


@pytest.mark.django_db
class TestPlek:
    def test_the_name_of_a_wijk_or_kern_will_do(self, duinrand: Gemeente) -> None:
        wijk = factories.WijkFactory(gemeente=duinrand, naam="Vuurtoren")
        Kern.objects.create(gemeente=duinrand, wijk=wijk, naam="Zeezicht", lat=52.5, lon=3.8)
        gevonden = zoek_plek(" vuurTOREN ")
        assert gevonden is not None
        assert gevonden.label == "Vuurtoren"
        kern = zoek_plek("zeezicht")
        assert kern is not None
        assert (kern.label, kern.wijk_naam, kern.lat) == ("Zeezicht", "Vuurtoren", 52.5)

    def test_of_two_equal_names_ones_own_comes_first(self, duinrand: Gemeente, polderwijk: Gemeente) -> None:
        for gemeente in (duinrand, polderwijk):
            factories.WijkFactory(gemeente=gemeente, naam="Centrum", code=f"{gemeente.slug}-centrum")
            Kern.objects.create(gemeente=gemeente, naam="De Hoek", lat=gemeente.lat, lon=gemeente.lon)
        for gemeente in (duinrand, polderwijk):
            for naam in ("centrum", "de hoek"):
                plek = zoek_plek(naam, gemeente)
                assert plek is not None
                assert plek.gemeente_code == gemeente.code, (naam, gemeente)
        assert zoek_plek("centrum") is not None

    def test_an_unknown_name_is_no_place(self) -> None:
        for tekst in ("Atlantis", "", "' OR 1=1 --", "100%", "a\0b"):
            with pytest.raises(OngeldigePostcode):
                zoek_plek(tekst)


@pytest.mark.django_db
class TestSites:
    def test_the_site_says_whose_it_is(
        self, rf: RequestFactory, duinrand: Gemeente, polderwijk: Gemeente
    ) -> None:
        for host, gemeente in {
            "duinrand.localhost": duinrand,
            "polderwijk.localhost:8000": polderwijk,
            "POLDERWIJK.localhost": polderwijk,
            "localhost": duinrand,  # the default site answers any other name
            "127.0.0.1:9000": duinrand,
        }.items():
            assert huidige_gemeente(rf.get("/", headers={"host": host})) == gemeente, host

    def test_it_is_the_site_that_wagtail_would_find(
        self, rf: RequestFactory, duinrand: Gemeente, polderwijk: Gemeente
    ) -> None:
        duin, polder = (GemeenteInstelling.objects.get(gemeente=een).site for een in (duinrand, polderwijk))
        Site.objects.filter(pk=polder.pk).update(hostname=duin.hostname, port=8443)
        for host in (
            "duinrand.localhost",
            "duinrand.localhost:8443",
            "duinrand.localhost:9",
            "elders.nl:8443",
        ):
            verzoek, ander = rf.get("/", headers={"host": host}), rf.get("/", headers={"host": host})
            gevonden = instelling(verzoek)
            assert gevonden is not None
            assert gevonden.site == Site.find_for_request(ander) == Site.find_for_request(verzoek), host

    def test_the_others_are_the_way_over(
        self, rf: RequestFactory, duinrand: Gemeente, polderwijk: Gemeente
    ) -> None:
        verzoek = rf.get("/", headers={"host": "duinrand.localhost"})
        assert [rij.gemeente for rij in andere_instellingen(verzoek)] == [polderwijk]

    def test_a_site_without_settings_has_no_municipality(
        self, rf: RequestFactory, duinrand: Gemeente
    ) -> None:
        kaal = factories.SiteFactory(
            hostname="kaal.localhost", gemeente=factories.GemeenteFactory(naam="Kaal")
        )
        verzoek = rf.get("/", headers={"host": kaal.hostname})
        assert instelling(verzoek) is None
        assert huidige_gemeente(verzoek) is None

    def test_the_default_site_comes_first(self, duinrand: Gemeente, polderwijk: Gemeente) -> None:
        assert next(iter(gemeentesites())) == duinrand.pk
        assert set(gemeentesites()) == {duinrand.pk, polderwijk.pk}
