"""A melding and its messages are one transaction; delivery is at least once, and mails say nothing."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from forms import actions, outbox
from forms.models import Melding, MeldingInhoud, OutboxBericht, Persoon, Soort, Statuswissel
from portal.shell import health, maintenance

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("eens_gemeenten")]


def inzending(teams: SimpleNamespace, **anders: Any) -> actions.Inzending:
    gewoon = {
        "inzending": "token-1",
        "soort": Soort.NAMENS,
        "gemeente": teams.duin.gemeente,
        "inhoud": {"situatie": "Zij valt vaak. ZEEPAARDJE", "gevaar": "nee", "hulp_nu": "HULPTEKST"},
        "betrokkene": {"naam": "Bep Betrokkene", "leeftijd": 81},
        "melder": {"naam": "Mia Melder", "telefoon": "0611111111", "email": "mia@voorbeeld.example"},
        "basis_url": "http://duinrand.localhost",
        "onderwerpen": ("lichamelijk",),
    }
    return actions.Inzending(**(gewoon | anders))


@pytest.fixture
def kapotte_post(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The mail server is away until `.maak()` mends it."""
    echt = mail.EmailMessage.send
    stand = SimpleNamespace(stuk=True, maak=lambda: setattr(stand, "stuk", False))

    def send(self: Any, *args: Any, **kwargs: Any) -> int:
        if stand.stuk:
            raise ConnectionRefusedError("server away, secret ZEEPAARDJE in the text")
        return int(echt(self, *args, **kwargs))

    monkeypatch.setattr(mail.EmailMessage, "send", send)
    return stand


def test_mislukt_de_outbox_dan_is_er_ook_geen_melding(
    teams: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stuk(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("disk full")

    monkeypatch.setattr(OutboxBericht.objects, "create", stuk)
    with pytest.raises(RuntimeError):
        actions.dien_in(inzending(teams))
    for model in (Melding, MeldingInhoud, Persoon, Statuswissel, OutboxBericht):
        assert not model.objects.exists(), model


def test_na_het_vastleggen_gaan_beide_mails_uit(
    teams: SimpleNamespace, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        melding = actions.dien_in(inzending(teams))
        assert mail.outbox == [], "nothing before the commit"
    assert sorted(m.to[0] for m in mail.outbox) == ["duin@team.example", "mia@voorbeeld.example"]
    assert not OutboxBericht.objects.onverzonden().exists()
    kop = {m.extra_headers["Message-ID"] for m in mail.outbox}
    assert all(melding.referentie in waarde for waarde in kop)
    assert len(kop) == 2


def test_mails_bevatten_alleen_kenmerk_telefoon_en_link(
    teams: SimpleNamespace, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        melding = actions.dien_in(inzending(teams, spoed=True))
    for bericht in mail.outbox:
        alles = f"{bericht.subject}\n{bericht.body}"
        assert melding.referentie in alles
        assert teams.duin.telefoon in alles
        assert "http://duinrand.localhost/" in alles
        for verboden in (
            "ZEEPAARDJE",
            "HULPTEKST",
            "Bep",
            "Mia",
            "0611111111",
            "81",
            "spoed",
            "melding van",
            "lichamelijk",
        ):
            assert verboden.lower() not in alles.lower().replace("/beheer/meldingen/", ""), verboden
    assert len(mail.outbox) == 2


def test_wie_geen_mailadres_geeft_krijgt_geen_mail(teams: SimpleNamespace) -> None:
    actions.dien_in(inzending(teams, melder={"naam": "Mia", "telefoon": "0611111111"}))
    assert [b.soort for b in OutboxBericht.objects.all()] == ["team"]


def test_bij_een_melding_voor_jezelf_krijgt_de_betrokkene_de_bevestiging(teams: SimpleNamespace) -> None:
    actions.dien_in(
        inzending(teams, soort=Soort.MELDING, melder=None, betrokkene={"email": "zelf@voorbeeld.example"})
    )
    assert outbox.maak_mail(OutboxBericht.objects.get(soort="bevestiging")).to == ["zelf@voorbeeld.example"]


def test_wat_bij_het_vastleggen_verloren_ging_vindt_de_veger(teams: SimpleNamespace) -> None:
    actions.dien_in(inzending(teams))  # no on_commit runs here: as if the process died right after the commit
    assert mail.outbox == []
    assert outbox.veeg() == "2 van 2 berichten verzonden"
    assert len(mail.outbox) == 2
    assert outbox.veeg() == "0 van 0 berichten verzonden"
    assert len(mail.outbox) == 2, "running it twice sends nothing twice"


def test_een_kapotte_mailserver_wordt_later_opnieuw_geprobeerd(
    teams: SimpleNamespace, kapotte_post: Any, caplog: pytest.LogCaptureFixture
) -> None:
    actions.dien_in(inzending(teams))
    assert outbox.veeg() == "0 van 2 berichten verzonden"
    rij = OutboxBericht.objects.first()
    assert (rij.pogingen, rij.laatste_fout) == (1, "ConnectionRefusedError")
    assert rij.volgende_poging > timezone.now()
    assert "ZEEPAARDJE" not in caplog.text
    assert outbox.veeg() == "0 van 0 berichten verzonden", "not before its time"
    kapotte_post.maak()
    OutboxBericht.objects.update(volgende_poging=timezone.now())
    assert outbox.veeg() == "2 van 2 berichten verzonden"


def test_opgeven_bestaat_niet(teams: SimpleNamespace, kapotte_post: Any) -> None:
    actions.dien_in(inzending(teams))
    for _keer in range(12):
        OutboxBericht.objects.update(volgende_poging=timezone.now())
        outbox.veeg()
    rij = OutboxBericht.objects.first()
    assert rij.pogingen == 12
    assert rij.volgende_poging - timezone.now() <= timedelta(hours=6)


def test_wie_een_bericht_in_handen_heeft_deelt_het_niet(teams: SimpleNamespace) -> None:
    actions.dien_in(inzending(teams))
    rij = OutboxBericht.objects.first()
    OutboxBericht.objects.filter(pk=rij.pk).update(volgende_poging=timezone.now() + outbox.HUUR)
    assert outbox.verstuur(rij.pk) is False, "another worker is at it"
    assert mail.outbox == []


def test_gezondheid_en_onderhoud_kennen_de_outbox(teams: SimpleNamespace) -> None:
    assert "outbox" in maintenance.names(nightly=False)
    actions.dien_in(inzending(teams))
    deel = health.report()[1]["onderdelen"]
    assert deel["outbox"] == {"status": "ok", "wachtend": 2, "te_laat": 0}
    assert deel["routering"]["status"] == "ok"
    OutboxBericht.objects.update(gemaakt=timezone.now() - timedelta(hours=1))
    assert health.report()[1]["onderdelen"]["outbox"]["status"] == "degraded"


def test_twee_keer_indienen_geeft_dezelfde_melding(teams: SimpleNamespace) -> None:
    assert actions.dien_in(inzending(teams)) == actions.dien_in(inzending(teams))
    assert Melding.objects.count() == 1


def test_een_kenmerk_dat_al_bestaat_wordt_overgeslagen(
    teams: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    eerste = actions.dien_in(inzending(teams))
    rij = iter([eerste.referentie, "K7M4-XR99"])
    monkeypatch.setattr(actions, "nieuw_kenmerk", lambda: next(rij))
    tweede = actions.dien_in(inzending(teams, inzending="token-2"))
    assert tweede.referentie == "K7M4-XR99"


def test_de_route_kijkt_naar_leeftijd_wijk_en_onderwerp(teams: SimpleNamespace) -> None:
    def team(token: str, **anders: Any) -> Any:
        return actions.dien_in(inzending(teams, inzending=token, **anders)).team

    assert team("a", betrokkene={"leeftijd": 14}) == teams.jeugd
    assert team("b", wijk=teams.strand, onderwerpen=("wonen",)) == teams.hulppunt
    assert team("c", gemeente=teams.polder.gemeente) == teams.polder
    assert team("d", betrokkene={}) == teams.duin, "nothing known: the last rule"


def test_een_kapotte_routetabel_verliest_geen_melding(
    teams: SimpleNamespace, caplog: pytest.LogCaptureFixture
) -> None:
    from forms.models import RouteRegel

    RouteRegel.objects.filter(gemeente=None).delete()
    with caplog.at_level("ERROR", logger="dichtbij.melden"):
        melding = actions.dien_in(inzending(teams, gemeente=teams.polder.gemeente))
    assert melding.team == teams.polder
    deel = health.report()[1]["onderdelen"]["routering"]
    assert deel["status"] == "degraded"
    assert "laatste regel moet altijd passen" in deel["problemen"][0]


def test_de_link_in_de_mail_wijst_naar_een_bladzijde_zonder_inhoud(
    client: Client, teams: SimpleNamespace
) -> None:
    actions.dien_in(inzending(teams))
    tekst = outbox.maak_mail(OutboxBericht.objects.get(soort="bevestiging")).body
    adres = tekst.split("http://duinrand.localhost")[1].split()[0]
    antwoord = client.get(adres)
    assert antwoord.status_code == 200
    assert "zes weken" in antwoord.content.decode()
