"""A form without a token is taken only from a page of our own."""

from __future__ import annotations

import pytest

from socialekaart.gemist.herkomst import van_eigen_site

HOST = "duinrand.localhost:8000"


@pytest.mark.parametrize(
    "koppen, goed",
    [
        ({"Sec-Fetch-Site": "same-origin"}, True),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "null"}, True),
        ({"Sec-Fetch-Site": "same-site", "Origin": f"http://{HOST}"}, False),
        ({"Sec-Fetch-Site": "cross-site", "Origin": f"http://{HOST}"}, False),
        ({"Sec-Fetch-Site": "none"}, False),
        ({"Origin": f"http://{HOST}"}, True),
        ({"Origin": f"https://{HOST.upper()}"}, True),
        ({"Origin": "null", "Referer": f"http://{HOST}/zoeken/"}, False),
        ({"Origin": "http://polderwijk.localhost:8000"}, False),
        ({"Origin": "http://duinrand.localhost:8001"}, False),
        ({"Referer": f"http://{HOST}/zoeken/?q=x"}, True),
        ({"Referer": f"http://boos.example/{HOST}"}, False),
        ({"Referer": f"http://{HOST}@boos.example/"}, False),
        ({"Referer": "http://[kapot"}, False),
        ({"Referer": f"ftp://{HOST}/"}, False),
        ({}, False),
    ],
)
def test_where_a_form_comes_from(koppen: dict[str, str], goed: bool) -> None:
    assert van_eigen_site(koppen, HOST) is goed
