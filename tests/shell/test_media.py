"""`/media/`: pictures that editors uploaded show, and nothing that was uploaded can act as a page of the site."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.core.files.storage import default_storage
from django.test import Client
from PIL import Image as Plaatje
from pytest_django.fixtures import Settings
from wagtail.images.models import Image

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def map_(settings: Settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def bewaar(naam: str, inhoud: bytes = b"<script>alert(1)</script>") -> str:
    return f"/media/{default_storage.save(naam, ContentFile(inhoud))}"


@pytest.fixture
def foto() -> Image:
    uit = io.BytesIO()
    Plaatje.new("RGB", (60, 40), "navy").save(uit, "JPEG")
    return Image.objects.create(title="Logo", file=ImageFile(io.BytesIO(uit.getvalue()), name="logo.jpg"))


@pytest.mark.parametrize("maat", ["fill-20x20", "original", "width-30|format-webp"])
def test_a_picture_in_any_size_shows(client: Client, foto: Image, maat: str) -> None:
    antwoord = client.get(foto.get_rendition(maat).url)
    assert antwoord.status_code == 200
    assert antwoord["Content-Type"] in ("image/jpeg", "image/webp")
    assert antwoord["X-Content-Type-Options"] == "nosniff"
    assert antwoord["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert not antwoord.cookies
    Plaatje.open(io.BytesIO(b"".join(antwoord))).verify()
    terug = {"If-Modified-Since": antwoord["Last-Modified"]}
    assert client.get(foto.get_rendition(maat).url, headers=terug).status_code == 304
    assert client.get(foto.file.url).status_code == 200, "de redactie bekijkt ook het origineel"


@pytest.mark.parametrize(
    "naam", ["images/x.svg", "images/x.html", "images/x.xhtml", "images/x.js", "images/x.pdf", "images/png",
             "images/x.svgz", "avatar_images/x.xml", "x.png", "documents/brief.pdf", "documents/x.png"],
)  # fmt: skip
def test_what_is_no_picture_is_not_served(client: Client, naam: str) -> None:
    assert client.get(bewaar(naam)).status_code == 404


def test_a_page_with_the_name_of_a_picture_stays_a_picture(client: Client) -> None:
    antwoord = client.get(bewaar("images/vermomd.PNG"))
    assert antwoord["Content-Type"] == "image/png"
    assert antwoord["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "pad", ["images/../original_images/logo.jpg", "images/%2e%2e/secret_key", "images/", "images/..%2f..%2fetc/x.png",
            "images/%2fetc%2fx.png", "images/weg.png", "images/a%00.png", "images\\..\\x.png", "images/" + "x" * 5000 + ".png"],
)  # fmt: skip
def test_no_way_leads_out_of_the_folder(client: Client, foto: Image, map_: Path, pad: str) -> None:
    (map_ / "secret_key").write_text("geheim")
    assert client.get(f"/media/{pad}").status_code == 404
