"""`manage.py relevantie`: measures the engines in this database, writes the figures, and keeps the threshold."""

from __future__ import annotations

import json
from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from socialekaart.search import service
from socialekaart.search.relevantie import oordelen
from socialekaart.search.types import EngineFout, Vraag
from tests import factories

VRAAG = '[[vraag]]\nq = "{}"\nklasse = "{}"\ngemeente = "GM9901"\ngoed = {{ {} }}\n'


@pytest.fixture
def bestanden(tmp_path, monkeypatch):
    """Writes both judgement files from short texts."""

    def schrijf(afgesteld: str, blind: str) -> None:
        for deel, tekst in ((oordelen.AFGESTELD, afgesteld), (oordelen.BLIND, blind)):
            pad = tmp_path / f"{deel}.toml"
            pad.write_text(tekst, encoding="utf-8")
            monkeypatch.setitem(oordelen.BESTANDEN, deel, pad)

    return schrijf


@pytest.fixture
def aanbod(organisatie, duinrand):
    for kenmerk, titel in (("X-1", "Kookclub aan de kade"), ("X-2", "Schaken in het park")):
        factories.VoorzieningPageFactory(
            parent=organisatie, title=titel, gemeenten=[duinrand], extern_id=kenmerk
        )
    service.herbouw("embedded")


def meet(tmp_path, *woorden: str) -> tuple[str, dict]:
    uit = StringIO()
    doel = tmp_path / "cijfers" / "relevance.json"
    call_command("relevantie", *woorden, f"--json={doel}", stdout=uit)
    return uit.getvalue(), json.loads(doel.read_text(encoding="utf-8"))


@pytest.mark.django_db
def test_both_parts_are_measured_and_only_the_tuned_one_shows_its_misses(aanbod, bestanden, tmp_path):
    bestanden(
        VRAAG.format("kookclub", "stam", '"X-1" = 3') + VRAAG.format("onvindbaarwoord", "stam", '"X-2" = 3'),
        VRAAG.format("geheimewoord", "synoniem", '"X-2" = 3'),
    )
    tekst, cijfers = meet(tmp_path, "--engine=embedded", "--engine=wagtail")
    assert cijfers["delen"]["afgesteld"]["embedded"]["totaal"]["recall@10"] == pytest.approx(0.5)
    assert cijfers["delen"]["afgesteld"]["wagtail"]["stam"]["mrr"] == pytest.approx(0.5)
    assert cijfers["delen"]["blind"]["embedded"]["synoniem"] == {
        "aantal": 1,
        "recall@10": 0,
        "mrr": 0,
        "ndcg@10": 0,
    }
    assert [misser["q"] for misser in cijfers["missers"]["embedded"]] == ["onvindbaarwoord"]
    assert "X-2 Schaken in het park" in tekst
    assert "geheimewoord" not in tekst + json.dumps(cijfers)
    assert cijfers["overlap"] == {"embedded~wagtail": 1.0}


@pytest.mark.django_db
def test_under_the_threshold_it_fails_after_writing_the_figures(aanbod, bestanden, tmp_path):
    goed = VRAAG.format("kookclub", "stam", '"X-1" = 3')
    bestanden(goed, goed)
    assert "Boven de drempel: embedded" in meet(tmp_path, "--engine=embedded", "--drempel")[0]
    bestanden(VRAAG.format("onvindbaarwoord", "stam", '"X-1" = 3'), goed)
    with pytest.raises(CommandError, match="Onder de drempel: embedded"):
        meet(tmp_path, "--engine=embedded", "--drempel")
    assert (tmp_path / "cijfers" / "relevance.json").exists()


@pytest.mark.django_db
def test_the_baseline_alone_cannot_pass_for_ours(aanbod, bestanden, tmp_path):
    goed = VRAAG.format("kookclub", "stam", '"X-1" = 3')
    bestanden(goed, goed)
    with pytest.raises(CommandError, match="geen eigen engine"):
        meet(tmp_path, "--engine=wagtail", "--drempel")


@pytest.mark.django_db
def test_without_the_demo_it_says_how_to_get_it(duinrand, tmp_path):
    with pytest.raises(CommandError, match=r"manage\.py demo"):
        meet(tmp_path, "--engine=embedded")


@pytest.mark.django_db
def test_an_engine_that_is_away_is_an_error_and_never_measured_through_its_fallback(
    aanbod, bestanden, tmp_path, monkeypatch
):
    class Weg:
        naam = "elasticsearch"

        def search(self, vraag):
            raise EngineFout("geen verbinding")

    monkeypatch.setattr(service, "engine", lambda naam: Weg())
    goed = VRAAG.format("kookclub", "stam", '"X-1" = 3')
    bestanden(goed, goed)
    with pytest.raises(CommandError, match="elasticsearch antwoordt niet: geen verbinding"):
        meet(tmp_path, "--engine=elasticsearch")


@pytest.mark.django_db
def test_two_engines_that_give_something_else_do_not_pass_however_good_each_is(
    aanbod, bestanden, tmp_path, monkeypatch
):
    class Anders:
        """Finds as well, and then something of its own."""

        naam = "elasticsearch"

        def search(self, vraag):
            gewoon = service.embedded.search(vraag)
            erbij = service.embedded.search(Vraag(q="schaken")).treffers
            return replace(gewoon, treffers=(*gewoon.treffers, *erbij))

    monkeypatch.setattr(service, "engine", lambda naam: service.embedded if naam == "embedded" else Anders())
    goed = VRAAG.format("kookclub", "stam", '"X-1" = 3')
    bestanden(goed, goed)
    with pytest.raises(CommandError, match=r"overlap 0\.500"):
        meet(tmp_path, "--engine=embedded", "--engine=elasticsearch", "--drempel")


@pytest.mark.django_db
def test_the_baseline_leaves_out_what_is_not_for_this_municipality(
    aanbod, polderwijk, organisatie, bestanden, tmp_path
):
    factories.VoorzieningPageFactory(
        parent=organisatie, title="Kookclub in de polder", gemeenten=[polderwijk], extern_id="X-3"
    )
    service.herbouw("embedded")
    bestanden(VRAAG.format("polder", "geen-antwoord", ""), VRAAG.format("kookclub", "stam", '"X-1" = 3'))
    _, cijfers = meet(tmp_path, "--engine=wagtail")
    assert cijfers["delen"]["afgesteld"]["wagtail"]["geen-antwoord"]["recall@10"] == 1


@pytest.mark.django_db
@pytest.mark.elasticsearch
def test_both_engines_are_measured_on_a_real_server_and_held_to_the_same(
    elastic, aanbod, bestanden, tmp_path
):
    service.herbouw("elasticsearch")
    vragen = [
        ("kookclub", "stam"),
        ("kook", "begin"),
        ("schaaken", "tikfout"),
        ("kookclub kade", "meer-woorden"),
    ]
    goed = "".join(
        VRAAG.format(q, klasse, f'"{"X-2" if q.startswith("s") else "X-1"}" = 3') for q, klasse in vragen
    )
    bestanden(goed, goed)
    tekst, cijfers = meet(tmp_path, "--drempel")
    assert "Boven de drempel: embedded, elasticsearch" in tekst
    assert cijfers["overlap"]["embedded~elasticsearch"] == 1.0
    for deel in cijfers["delen"].values():
        assert deel["embedded"] == deel["elasticsearch"]
