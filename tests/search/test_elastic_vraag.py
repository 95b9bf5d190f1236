"""What Elasticsearch is asked, as JSON to read: a handful of typical questions.

Differs a body on purpose? `SCHRIJF_VRAGEN=1 make test-elasticsearch` writes the files anew; read what changed.
"""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from socialekaart.search import scoring, service
from socialekaart.search.elastic import catchup, query, suggesties
from socialekaart.search.elastic.client import alias, client
from socialekaart.search.plan import Alternatief, Eenheid, Plan
from socialekaart.search.types import Plek, Vraag

MAP = Path(__file__).with_name("elastic_vragen")
NU = datetime(2026, 3, 4, 10, 0, tzinfo=UTC)
KOFFIE = Eenheid("koffie", (Alternatief(("koffie",)),))
THUISZORG = Eenheid(
    "thuiszorg",
    (
        Alternatief(("thuiszorg",)),
        Alternatief(("wijkverpleg",), 0.85),
        Alternatief(("zorg", "thuis"), 0.7, "frase"),
        Alternatief(("thuis", "zorg"), 0.5, "delen"),
    ),
)
WIJK = Eenheid("zeekant", (Alternatief(("plek0zeekant",)),), 0.9, "mag")
KERN = Eenheid("huur betal", (Alternatief(("huurachterstand",)),), 1.0, "kern")
PLEK = Plek(52.4, 4.6, "W1", "Zeekant")
# The weights are tuned; here they stand still, so that a body tells of the question and not of the tuning.
VAST = {
    "BOOST": {
        "titel": 8.0, "synoniemen": 6.0, "trefwoorden": 5.0, "samenvatting": 3.0, "organisatie": 2.0, "tekst": 1.0,
        "delen": 4.5, "delen_tekst": 0.8, "plek": 6.0,
    },
    "OVERIG": 0.2, "VERWANT": 0.2, "NABIJ": 0.3, "NABIJ_M": 3_000.0, "ZONDER_PLEK": 0.5, "WIJK": 0.15,
    "VERS": ((183, 0.05), (365, 0.025)), "KORT": ((2, 0.06), (4, 0.03)),
}  # fmt: skip


def lichaam(vraag: Vraag, *eenheden: Eenheid, ruim: bool = False, leeg: bool = False) -> dict[str, Any]:
    return query.lichaam(vraag, Plan(eenheden, leeg=leeg), NU, ruim=ruim)


VRAGEN = {
    "een-woord": lambda: lichaam(Vraag("koffie"), KOFFIE),
    "woorden-frases-en-delen": lambda: lichaam(Vraag("thuiszorg", gemeente="GM1"), THUISZORG),
    "te-weinig-dus-ruimer": lambda: lichaam(
        Vraag("koffie thuiszorg zeekant"), KOFFIE, THUISZORG, WIJK, ruim=True
    ),
    "een-zin": lambda: lichaam(Vraag("ik kan de huur niet betalen"), KERN, KOFFIE, ruim=True),
    "met-keuzes-bij-mij": lambda: lichaam(
        Vraag(
            "koffie",
            plek=PLEK,
            gemeente="GM1",
            leefgebied=frozenset({"netwerk", "wonen"}),
            nu_open=frozenset({"ja"}),
            alleen_gemeente=True,
            pagina=3,
        ),
        KOFFIE,
    ),
    "op-afstand": lambda: lichaam(Vraag("koffie", plek=PLEK, gemeente="GM1", sorteer="afstand"), KOFFIE),
    "bladeren": lambda: lichaam(Vraag(gemeente="GM1"), leeg=True),
    "suggestie": lambda: suggesties.vraag("titel", ["hulp", "schul"], "GM1", 16, NU),
    "suggestie-van-een-woord": lambda: suggesties.staat_in(["schulden"], NU),
}


@pytest.fixture(autouse=True)
def _vaste_gewichten(monkeypatch: pytest.MonkeyPatch) -> None:
    for naam, waarde in VAST.items():
        monkeypatch.setattr(scoring, naam, waarde)


def leesbaar(waarde: Any, inspring: str = "") -> str:
    """JSON with what fits on a line on one line."""
    kort = json.dumps(waarde, ensure_ascii=False)
    if len(inspring) + len(kort) <= 118 or not isinstance(waarde, dict | list):
        return kort
    dieper = inspring + "  "
    if isinstance(waarde, dict):
        regels = [f"{dieper}{json.dumps(naam)}: {leesbaar(deel, dieper)}" for naam, deel in waarde.items()]
        return "{\n" + ",\n".join(regels) + f"\n{inspring}}}"
    return "[\n" + ",\n".join(dieper + leesbaar(deel, dieper) for deel in waarde) + f"\n{inspring}]"


@pytest.mark.parametrize("naam", VRAGEN)
def test_the_body_is_as_written(naam: str) -> None:
    bestand = MAP / f"{naam}.json"
    nu = leesbaar(VRAGEN[naam]()) + "\n"
    if os.environ.get("SCHRIJF_VRAGEN") == "1":
        MAP.mkdir(exist_ok=True)
        bestand.write_text(nu, encoding="utf-8")
    assert bestand.read_text(encoding="utf-8") == nu


def test_no_file_is_left_of_a_question_that_is_gone() -> None:
    assert {bestand.stem for bestand in MAP.glob("*.json")} == VRAGEN.keys()


@pytest.mark.django_db
@pytest.mark.elasticsearch
@pytest.mark.parametrize("naam", VRAGEN)
def test_a_real_server_takes_it(naam: str, elastic: Any) -> None:
    service.embedded.rebuild([])
    catchup.herbouw()
    antwoord = client().search(index=alias(), body=json.loads((MAP / f"{naam}.json").read_text("utf-8")))
    assert antwoord["hits"]["total"]["value"] == 0
    assert not antwoord["_shards"]["failed"]


def test_what_is_looked_for_costs_few_clauses_however_often_it_counts() -> None:
    """A server bears so many clauses; the sets of a relaxed search hold each unit many times."""
    veel = tuple(
        Eenheid(f"w{n}", tuple(Alternatief((f"t{n}-{m}",), 1 - m / 20) for m in range(18))) for n in range(6)
    )
    filters = lichaam(Vraag("x"), *veel, ruim=True)["query"]["bool"]["must"][0]["function_score"]["query"][
        "bool"
    ]["filter"]
    assert json.dumps(filters).count('"terms"') == 20 * 3
    assert json.dumps(filters).count('"term"') == 0
