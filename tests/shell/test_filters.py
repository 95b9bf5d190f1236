"""Template filters: numbers and texts as people write them."""

from __future__ import annotations

import pytest
from django.http import QueryDict
from django.template import Context, Template
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from portal.shell.templatetags import dichtbij


@pytest.mark.parametrize(
    ("meters", "tekst"),
    [
        (None, ""), (0, "50 meter"), (12.4, "50 meter"), (651, "650 meter"), (949, "950 meter"), (974, "950 meter"),
        (975, "1,0 km"),        (1234, "1,2 km"), (9949, "9,9 km"), (9960, "10 km"), (14_000, "14 km"), (123_456, "123 km"),
    ],
)  # fmt: skip
def test_a_distance_as_people_say_it(meters: float | None, tekst: str) -> None:
    assert dichtbij.afstand(meters) == tekst


def test_the_english_have_a_point() -> None:
    with translation.override("en"):
        assert dichtbij.afstand(1234) in {"1.2 km", "1,2 km"}  # the catalogue decides about the sign
        assert "km" in dichtbij.afstand(1234)


@given(st.floats(0, 1e6))
def test_a_distance_never_shows_more_than_it_knows(meters: float) -> None:
    getal, eenheid = dichtbij.afstand(meters).split(" ")
    assert eenheid in {"meter", "km"}
    assert len(getal.replace(",", "")) <= 4 or meters > 9e5
    assert getal != "0"


@pytest.mark.parametrize(
    ("nummer", "link"),
    [("0123 45 67 00", "tel:0123456700"), ("+31 (0)6-12", "tel:+310612"), ("", "tel:"), ("14 0123", "tel:140123")],
)  # fmt: skip
def test_a_number_can_be_called(nummer: str, link: str) -> None:
    assert dichtbij.tel(nummer) == link


def test_paragraphs_are_escaped() -> None:
    html = Template("{{ tekst|alineas }}").render(Context({"tekst": "Eén <b>\n\nTwee\nregels"}))
    assert html == "<p>Eén &lt;b&gt;</p>\n\n<p>Twee<br>regels</p>"
    assert dichtbij.alineas(None) == ""  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("url", "naam"),
    [
        ("https://www.welzijn.example/", "welzijn.example"),
        ("http://a.example/pad/", "a.example/pad"),
        ("", ""),
    ],
)
def test_a_web_address_as_people_say_it(url: str, naam: str) -> None:
    assert dichtbij.netnaam(url) == naam


def test_a_value_by_its_key() -> None:
    assert dichtbij.haal({"a": 1}, "a") == 1
    assert dichtbij.haal({"a": 1}, "b") is None
    assert dichtbij.haal({}, "b") is None


def test_an_address_with_something_changed_keeps_the_rest() -> None:
    vraag = QueryDict("q=geld+zorg&leefgebied=wonen&leefgebied=taal&pagina=2")
    assert dichtbij.adres_met(vraag, pagina=3) == "?q=geld+zorg&leefgebied=wonen&leefgebied=taal&pagina=3"
    assert dichtbij.adres_met(vraag, leefgebied=None, pagina=None) == "?q=geld+zorg"
    assert vraag["pagina"] == "2"
