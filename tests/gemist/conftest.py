"""An offer in the index, and no memory of another test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from portal.gemeente.models import Gemeente
from socialekaart.models import OrganisatiePage, VoorzieningPage
from socialekaart.search import woordenboek
from socialekaart.search.embedded import stand
from tests import factories

HOST = "duinrand.localhost"


@pytest.fixture(autouse=True)
def _schoon() -> Iterator[None]:
    for onderdeel in (stand, woordenboek):
        onderdeel.vergeet()
    yield
    for onderdeel in (stand, woordenboek):
        onderdeel.vergeet()


@pytest.fixture
def breicafe(organisatie: OrganisatiePage, duinrand: Gemeente) -> VoorzieningPage:
    return factories.VoorzieningPageFactory(
        parent=organisatie, title="Breicafé", gemeenten=[duinrand], leefgebieden=["netwerk"]
    )


@pytest.fixture
def zoek(client: Client, breicafe: VoorzieningPage) -> Callable[..., HttpResponse]:
    """The search page, asked as a browser does."""

    def vraag(
        q: str, koppen: dict[str, str] | None = None, host: str = HOST, **parameters: Any
    ) -> HttpResponse:
        headers = {"User-Agent": "Mozilla/5.0", "Sec-Fetch-Dest": "document"} | (koppen or {})
        return client.get("/zoeken/", {"q": q} | parameters, headers=headers, HTTP_HOST=host)

    return vraag
