"""A rebuild of Elasticsearch: no gap, nothing lost, nothing hidden that comes back, and no harm when it is killed.

Real commits and real processes, in a database of their own.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from socialekaart.models import VoorzieningPage
from socialekaart.search import onderhoud, service
from socialekaart.search.elastic import bouw, catchup
from socialekaart.search.elastic.client import alias, client, prefix
from socialekaart.search.models import Achterstand, EngineStand, IndexStand
from socialekaart.search.types import EngineFout, Vraag
from tests.search.conftest import server
from tests.search.hulp import na_commit

pytestmark = pytest.mark.elasticsearch
WORTEL = Path(__file__).parents[2]
AANTAL = 24
KOP = """
import os, random, sys, time
import django
django.setup()
from django.conf import settings
settings.ELASTICSEARCH_URL = os.environ["ELASTICSEARCH_URL"]
from socialekaart.models import VoorzieningPage
from socialekaart.search import onderhoud, service
from socialekaart.search.elastic import bouw, catchup
from socialekaart.search.elastic.client import alias, client, prefix
from socialekaart.search.types import Vraag

def namen():
    "The offers that Elasticsearch holds."
    hits = client(30).search(index=alias(), query={"match_all": {}}, size=1000, source=False)["hits"]["hits"]
    return {hit["_id"] for hit in hits}

def indexen():
    return list(client(30).indices.get(index=f"{prefix()}-*"))
"""
VUL = (
    KOP
    + f"""
from tests import factories
gemeente = factories.GemeenteFactory(code="GM9901", naam="Duinrand")
organisatie = factories.OrganisatiePageFactory(parent=factories.CataloguePageFactory(), title="Welzijn")
for n in range({AANTAL}):
    factories.VoorzieningPageFactory(parent=organisatie, title=f"Koor {{n}}", gemeenten=[gemeente])
service.herbouw("embedded")  # else maintenance does it, since the catalogue has grown much
"""
)
BOUW = KOP + f"catchup.herbouw()\nassert len(namen()) == {AANTAL}"
HERBOUW = (
    KOP
    + """
print("klaar", flush=True)
while True:
    catchup.herbouw()
    print("gebouwd", flush=True)
"""
)
REDACTIE = (
    KOP
    + """
toeval = random.Random(3)
online = set(map(str, VoorzieningPage.objects.live().values_list("pk", flat=True)))
for ronde in range(int(sys.argv[1])):
    pk = toeval.choice(sorted(map(str, VoorzieningPage.objects.values_list("pk", flat=True))))
    pagina = VoorzieningPage.objects.get(pk=pk)
    if pagina.live:
        pagina.unpublish()
        online.discard(pk)
    else:
        pagina.get_latest_revision().publish()
        online.add(pk)
    assert namen() == online, (ronde, pk, namen() ^ online)
    gevonden = service.engine("elasticsearch").search(Vraag("koor", per_pagina=100))
    assert {t.document.id for t in gevonden.treffers} == online, (ronde, pk)
    assert gevonden.totaal == len(online)
print("goed", flush=True)
"""
)
# The process says where it is and stays there, to be killed: `waar` is a method of `Bouw`, before or after its work.
BLIJF_STEKEN = (
    KOP
    + """
waar, wanneer = sys.argv[1:3]
echt = getattr(bouw.Bouw, waar)
def hier(self, *wat, **hoe):
    uit = None if wanneer == "voor" else echt(self, *wat, **hoe)
    print("hier", flush=True)
    time.sleep(600)
    return uit
setattr(bouw.Bouw, waar, hier)
catchup.herbouw()
"""
)
DAARNA = (
    KOP
    + f"""
assert service.zoek(Vraag("koor")).totaal == {AANTAL}
pagina = VoorzieningPage.objects.get(title="Koor 7")
pagina.unpublish()
assert service.zoek(Vraag("koor", per_pagina=100)).totaal == {AANTAL - 1}
onderhoud.haal_in()
assert len(indexen()) == 1, indexen()
antwoord = service.zoek(Vraag("koor", per_pagina=100))
assert (antwoord.engine, antwoord.totaal) == ("elasticsearch", {AANTAL - 1}), antwoord.engine
assert namen() == set(service.embedded.ids())
pagina.get_latest_revision().publish()
assert service.zoek(Vraag("koor")).totaal == {AANTAL}
print("goed", flush=True)
"""
)


@pytest.fixture(scope="module")
def gevulde_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with offers, to copy: migrating is slow."""
    map_ = tmp_path_factory.mktemp("bouw")
    omgeving = os.environ | _omgeving(map_) | {"ELASTICSEARCH_URL": ""}
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity", "0"],
        cwd=WORTEL,
        env=omgeving,
        check=True,
        timeout=300,
    )
    draai(VUL, omgeving)
    return map_


def _omgeving(map_: Path) -> dict[str, str]:
    return {
        "DATABASE_URL": f"sqlite:///{map_ / 'bouw.sqlite3'}",
        "DICHTBIJ_VAR": str(map_),
        "DJANGO_SETTINGS_MODULE": "portal.settings.test",
        "PYTHONPATH": str(WORTEL),
    }


@pytest.fixture
def omgeving(gevulde_database: Path, tmp_path: Path) -> Iterator[dict[str, str]]:
    """A portal with offers in both engines."""
    for bestand in gevulde_database.glob("bouw.sqlite3*"):
        shutil.copy(bestand, tmp_path)
    omgeving = os.environ | {
        **_omgeving(tmp_path),
        "SEARCH_ENGINE": "elasticsearch",
        "ELASTICSEARCH_URL": server(),
        "ELASTICSEARCH_PREFIX": f"bouw-{os.getpid()}-",
        "ELASTICSEARCH_TIMEOUT": "30",
    }
    draai(BOUW, omgeving)
    yield omgeving
    draai(KOP + "bouw.wis()", omgeving)


def begin(code: str, omgeving: dict[str, str], *args: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, *args], env=omgeving, stdout=subprocess.PIPE, text=True, cwd=WORTEL
    )


def draai(code: str, omgeving: dict[str, str], *args: str) -> str:
    uit = subprocess.run(
        [sys.executable, "-c", code, *args],
        env=omgeving,
        capture_output=True,
        text=True,
        timeout=300,
        cwd=WORTEL,
        check=False,
    )
    assert uit.returncode == 0, uit.stderr
    return uit.stdout


def test_editors_hide_and_publish_while_it_is_rebuilt_and_it_is_right_at_every_moment(
    omgeving: dict[str, str],
) -> None:
    bouwer = begin(HERBOUW, omgeving)
    try:
        assert bouwer.stdout is not None
        assert bouwer.stdout.readline().strip() == "klaar"
        assert draai(REDACTIE, omgeving, "40").strip().endswith("goed")
        assert bouwer.poll() is None, "the builder never had to give up"
    finally:
        bouwer.kill()
        rest, _ = bouwer.communicate(timeout=20)
    assert rest.count("gebouwd") >= 3, "it was rebuilt meanwhile"


@pytest.mark.parametrize(
    ("waar", "wanneer"), [("__enter__", "na"), ("schrijf", "na"), ("wissel", "voor"), ("wissel", "na")]
)
def test_killed_at_any_moment_it_answers_and_the_next_maintenance_clears_up(
    omgeving: dict[str, str], waar: str, wanneer: str
) -> None:
    bouwer = begin(BLIJF_STEKEN, omgeving, waar, wanneer)
    assert bouwer.stdout is not None
    assert bouwer.stdout.readline().strip() == "hier"
    bouwer.send_signal(signal.SIGKILL)
    bouwer.wait(20)
    assert draai(DAARNA, omgeving).strip().endswith("goed")


# -- within one process -------------------------------------------------------------------------------------------


@pytest.fixture
def gevuld(elastic: Any, voorziening: VoorzieningPage) -> VoorzieningPage:
    na_commit()
    catchup.verwerk()
    return voorziening


def namen() -> set[str]:
    return set(service.engine("elasticsearch").ids())


@pytest.mark.django_db
def test_maintenance_leaves_alone_what_another_machine_is_building(gevuld: VoorzieningPage) -> None:
    client(10).indices.create(index=f"{alias()}-elders")
    client(10).indices.create(index=f"{prefix()}-oud-1")
    bezig = EngineStand.objects.create(
        naam=bouw.NAAM, reden=f"elders 1 {alias()}-elders", sinds=timezone.now()
    )
    onderhoud.haal_in()
    over = set(client(10).indices.get(index=f"{prefix()}-*"))
    assert f"{alias()}-elders" in over
    assert f"{prefix()}-oud-1" not in over
    EngineStand.objects.filter(pk=bezig.pk).update(sinds=timezone.now() - timedelta(minutes=5))
    onderhoud.haal_in()
    assert len(client(10).indices.get(index=f"{prefix()}-*")) == 1
    assert namen() == {str(gevuld.pk)}


@pytest.mark.django_db
def test_many_rebuilds_after_each_other_do_not_fill_the_server(gevuld: VoorzieningPage) -> None:
    for _ in range(4):
        catchup.herbouw()
    assert len(client(10).indices.get(index=f"{prefix()}-*")) == 2, "the one that answers and the one before"


@pytest.mark.django_db
def test_of_two_rebuilds_the_later_one_wins_and_the_earlier_one_harms_nothing(
    gevuld: VoorzieningPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    echt = bouw.Bouw.ververs
    beurten: list[str] = []

    def intussen(self: bouw.Bouw, *wat: Any) -> None:
        beurten.append(self.naam)
        if len(beurten) == 1:
            catchup.herbouw()
            self.schrijf([])
        echt(self, *wat)

    monkeypatch.setattr(bouw.Bouw, "ververs", intussen)
    with pytest.raises(EngineFout, match="een latere opbouw ging voor"):
        catchup.herbouw()
    assert beurten[0] not in client(10).indices.get(index=f"{prefix()}-*")
    assert list(client(10).indices.get(index=alias())) == [beurten[-1]]
    assert service.zoek(Vraag("koffie")).engine == "elasticsearch"


@pytest.mark.django_db
def test_what_changes_during_a_rebuild_and_is_delivered_to_the_old_index_is_in_the_new_one(
    gevuld: VoorzieningPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    echt = bouw.Bouw.ververs

    def intussen(self: bouw.Bouw, *wat: Any) -> None:
        gevuld.unpublish()
        na_commit()
        echt(self, *wat)

    monkeypatch.setattr(bouw.Bouw, "ververs", intussen)
    catchup.herbouw()
    assert namen() == set()
    assert not Achterstand.objects.exists()


@pytest.mark.django_db
def test_a_rebuild_that_fails_leaves_the_old_index_and_nothing_else(
    gevuld: VoorzieningPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    voor = list(client(10).indices.get(index=f"{prefix()}-*"))

    def stuk(self: bouw.Bouw) -> None:
        raise EngineFout("proef")

    monkeypatch.setattr(bouw.Bouw, "wissel", stuk)
    with pytest.raises(EngineFout, match="proef"):
        catchup.herbouw()
    assert list(client(10).indices.get(index=f"{prefix()}-*")) == voor
    assert not bouw.bezig()
    assert service.zoek(Vraag("koffie")).engine == "elasticsearch"


@pytest.mark.django_db
def test_of_two_deliveries_at_the_same_time_the_slower_does_not_bring_back_what_was_hidden(
    gevuld: VoorzieningPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    gevuld.samenvatting = "Nieuw"
    gevuld.save_revision().publish()
    echt = catchup.ElasticEngine.schrijf
    beurten: list[int] = []

    def traag(self: Any, rijen: Any) -> int:
        lijst = list(rijen)
        if not beurten:
            beurten.append(1)
            gevuld.unpublish()
            na_commit()
            assert namen() == set()
        return echt(self, lijst)

    monkeypatch.setattr(catchup.ElasticEngine, "schrijf", traag)
    na_commit()
    assert namen() == set()
    assert not Achterstand.objects.exists()


@pytest.mark.django_db
def test_the_sweep_heals_every_difference(gevuld: VoorzieningPage, organisatie: Any, duinrand: Any) -> None:
    from tests import factories

    ander = factories.VoorzieningPageFactory(parent=organisatie, title="Breigroep", gemeenten=[duinrand])
    na_commit()
    server_ = client(10)
    server_.update(index=alias(), id=str(gevuld.pk), doc={"vinger": "oud", "titel": "onzin"}, refresh=True)
    server_.delete(index=alias(), id=str(ander.pk), refresh=True)
    server_.index(index=alias(), id="999999", document={"titel": "spook", "alles": "spook"}, refresh=True)
    assert service.herstel()["elasticsearch"] == (2, 1)
    assert service.herstel()["elasticsearch"] == (0, 0)
    assert namen() == {str(gevuld.pk), str(ander.pk)}
    assert service.engine("elasticsearch").search(Vraag("koffie")).totaal >= 1


@pytest.mark.django_db
def test_after_a_rebuild_of_the_embedded_index_the_sweep_takes_its_tokens_over(
    gevuld: VoorzieningPage,
) -> None:
    voor = list(client(10).indices.get(index=alias()))
    assert service.herstel()["elasticsearch"] == (0, 0)
    assert list(client(10).indices.get(index=alias())) == voor
    service.herbouw("embedded")
    assert service.zoek(Vraag("koffie")).engine == "elasticsearch", "meanwhile it answers"
    service.herstel()
    assert list(client(10).indices.get(index=alias())) != voor


@pytest.mark.django_db
def test_a_search_that_began_before_the_swap_still_finds_its_index(gevuld: VoorzieningPage) -> None:
    (oud,) = client(10).indices.get(index=alias())
    catchup.herbouw()
    onderhoud.haal_in()
    assert oud not in client(10).indices.get(index=alias())
    assert client(10).count(index=oud)["count"] == 1
    EngineStand.objects.filter(naam=bouw.GEWISSELD).update(sinds=timezone.now() - timedelta(minutes=2))
    onderhoud.haal_in()
    assert len(client(10).indices.get(index=f"{prefix()}-*")) == 1


@pytest.mark.django_db
def test_without_an_embedded_index_there_is_nothing_to_mirror(elastic: Any) -> None:
    IndexStand.objects.all().delete()
    assert catchup.herbouw() == 0
    assert service.engine("elasticsearch").search(Vraag("koffie")).totaal == 0
