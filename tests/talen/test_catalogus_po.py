"""The English of the interface is complete: every text of the source stands in the catalogue, with good English."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation.template import templatize

from socialekaart import taxonomy

ROOT = Path(settings.ROOT)
MAPPEN = ("portal", "socialekaart", "selfcheck", "forms")
WOORDEN = {
    "gettext": None, "gettext_lazy": None, "gettext_noop": None, "_": None, "gettext_text": None,
    "ngettext": (1, 2), "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3),
}  # fmt: skip
PLAATS = re.compile(r"%(?:\(\w+\))?[-+ #0]*[\d.]*[a-zA-Z]|%%")
TAGS = re.compile(r"</?\w+[^>]*>|&\w+;")
LITERAAL = re.compile(r"""u?(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')""")
AANROEP = re.compile(
    rf"""\b(?P<functie>_|n?p?gettext)\((?P<argumenten>\s*{LITERAAL.pattern}(?:\s*,\s*{LITERAAL.pattern})*)"""
)
# Words that are the same in both languages, or are Dutch on purpose.
GELIJK = {
    "Basis", "Contact", "E-mail", "Farsi", "Filters", "Home", "Online", "Open", "Postcode", "Print", "Privacy", "Start", "Status",
    "Teams", "Tigrinya", "Website", "Weekend", "Wmo 2015 art. 2.3.3", "code", "e-mail", "hash", "open", "postcode", "postcodes",
    "status", "team", "teams", "website", "%(aantal)s km",
    "cliëntondersteuning",  # what the search page is asked for: a Dutch word in a Dutch index
}  # fmt: skip


@cache
def catalogus() -> Catalog:
    with (ROOT / "locale/en/LC_MESSAGES/django.po").open("rb") as bestand:
        return read_po(bestand, locale="en")


def berichten() -> list[Message]:
    return [bericht for bericht in catalogus() if bericht.id]


def vormen(bericht: Message) -> list[tuple[str, str]]:
    """Dutch with its English: one pair, or one for singular and one for plural."""
    if isinstance(bericht.id, str):
        return [(bericht.id, bericht.string)]
    return list(zip(bericht.id, bericht.string, strict=True))


def uit_broncode() -> Iterator[tuple[str, str]]:
    """Every text that the code and the templates mark for translation, with the file it stands in."""
    for map_ in MAPPEN:
        for pad in sorted((ROOT / map_).rglob("*.py")):
            yield from _python(pad.read_text("utf-8"), pad)
    for wortel in (ROOT / "templates", *(ROOT / map_ for map_ in MAPPEN)):
        for pad in sorted([*wortel.rglob("*.html"), *wortel.rglob("*.txt"), *wortel.rglob("*.xml")]):
            if "templates" in pad.parts:
                for tekst in _sjabloon(templatize(pad.read_text("utf-8"), origin=str(pad))):
                    yield tekst, str(pad.relative_to(ROOT))


def _python(tekst: str, pad: Path) -> Iterator[tuple[str, str]]:
    for _regel, functie, tekst_of_teksten, _opmerkingen in extract_python(
        BytesIO(tekst.encode()), [*WOORDEN], [], {"encoding": "utf-8"}
    ):
        teksten = tekst_of_teksten if isinstance(tekst_of_teksten, tuple) else (tekst_of_teksten,)
        eerste = 1 if functie and "pgettext" in functie else 0
        if len(teksten) > eerste and isinstance(teksten[eerste], str) and teksten[eerste]:
            yield teksten[eerste], str(pad.relative_to(ROOT))


def _sjabloon(tekst: str) -> Iterator[str]:
    """The texts in what Django makes of a template for GNU gettext: calls with literals, the rest crossed out."""
    for aanroep in AANROEP.finditer(tekst):
        literalen = [ast.literal_eval(een) for een in LITERAAL.findall(aanroep["argumenten"])]
        yield literalen["pgettext" in aanroep["functie"]]


def test_no_text_lacks_english_or_is_a_guess() -> None:
    leeg = [nl for bericht in berichten() for nl, en in vormen(bericht) if not en.strip()]
    gok = [bericht.id for bericht in berichten() if bericht.fuzzy]
    assert leeg == []
    assert gok == []


def test_every_text_in_code_and_templates_is_in_the_catalogue() -> None:
    bekend = {nl for bericht in berichten() for nl, _en in vormen(bericht)}
    bron = list(uit_broncode())
    assert len(bron) > 500
    assert {(tekst, waar) for tekst, waar in bron if tekst not in bekend} == set()


def test_the_catalogue_keeps_nothing_that_is_no_longer_said() -> None:
    bron = {tekst for tekst, _waar in uit_broncode()}
    over = [bericht.id for bericht in berichten() if vormen(bericht)[0][0] not in bron]
    assert over == []
    assert not catalogus().obsolete


def test_english_fills_in_the_same_values_and_keeps_the_same_tags() -> None:
    for bericht in berichten():
        for nl, en in vormen(bericht):
            if bericht.pluralizable:  # "one thing" may leave the number out
                assert set(PLAATS.findall(en)) <= {
                    een for vorm in bericht.id for een in PLAATS.findall(vorm)
                }, nl
            else:
                assert sorted(PLAATS.findall(nl)) == sorted(PLAATS.findall(en)), nl
            assert sorted(TAGS.findall(nl)) == sorted(TAGS.findall(en)), nl


def test_english_is_not_dutch_left_standing() -> None:
    zelfde = {nl for bericht in berichten() for nl, en in vormen(bericht) if nl == en}
    assert {tekst for tekst in zelfde if re.search(r"[A-Za-z]{3}", PLAATS.sub("", tekst))} <= GELIJK


@pytest.mark.parametrize(
    "tekst",
    [
        *(een for gebied in taxonomy.LEEFGEBIEDEN for een in (gebied.naam, gebied.woorden)),
        *(naam for _code, naam in taxonomy.DOELGROEPEN),
        *taxonomy.TALEN.values(),
    ],
)
def test_names_of_subjects_groups_and_languages_have_english(tekst: str) -> None:
    bericht = catalogus().get(tekst)
    assert bericht is not None
    assert bericht.string


def test_the_catalogue_compiles() -> None:
    doel = BytesIO()
    write_mo(doel, catalogus())
    assert len(doel.getvalue()) > 10_000
