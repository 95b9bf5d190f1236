"""What must hold for the sources of the front end: themes, colours, icons, and a page that a strict policy allows."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles.finders import find

from portal.gemeente.models.instelling import Thema
from socialekaart.taxonomy import LEEFGEBIEDEN

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "static"
TEMPLATES = ROOT / "templates"
SHEETS = sorted((STATIC / "src").glob("*.css"))
PUBLIC = sorted(
    path
    for path in TEMPLATES.rglob("*.html")
    if not {"inbox", "mail"} & set(path.relative_to(TEMPLATES).parts)
)
TOKEN = re.compile(r"--db-([a-z0-9-]+):\s*(#[0-9a-f]{3,6})\b")


def tokens(theme: str) -> dict[str, str]:
    shared = dict(TOKEN.findall((STATIC / "src/tokens.css").read_text()))
    return shared | dict(TOKEN.findall((STATIC / f"themes/{theme}.css").read_text()))


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast ratio of two hex colours, 1 to 21."""

    def luminance(colour: str) -> float:
        digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
        parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
        red, green, blue = (
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


TEXT_ON = [
    ("inkt", "wit"), ("inkt", "zand"), ("inkt", "tint"), ("inkt", "zon"), ("inkt", "markering"), ("inkt", "crisis-vlak"),
    ("zacht", "wit"), ("zacht", "zand"), ("zacht", "tint"), ("link", "wit"), ("link", "zand"), ("link", "tint"),
    ("link-hover", "wit"), ("wit", "diep"), ("wit", "diep-hover"), ("diep", "wit"), ("diep", "tint"), ("diep", "tint-hover"),
    ("crisis", "wit"), ("crisis", "crisis-vlak"), ("wit", "crisis"), ("open", "wit"), ("open", "zand"),
]  # fmt: skip


@pytest.mark.parametrize("theme", Thema.values)
@pytest.mark.parametrize(("text", "ground"), TEXT_ON)
def test_text_is_readable_in_every_theme(theme: str, text: str, ground: str) -> None:
    colours = tokens(theme)
    assert contrast(colours[text], colours[ground]) >= 4.5


@pytest.mark.parametrize("theme", Thema.values)
def test_borders_of_fields_are_seen(theme: str) -> None:
    colours = tokens(theme)
    assert contrast(colours["veld-rand"], colours["wit"]) >= 3


@pytest.mark.parametrize("theme", Thema.values)
def test_every_theme_has_colours_and_a_landscape_drawn_from_them(theme: str) -> None:
    drawing = (STATIC / f"themes/{theme}-landschap.svg").read_text()
    used = set(re.findall(r"var\(--db-([a-z-]+)\)", drawing))
    assert used <= set(tokens(theme))
    assert not re.search(r"(?:fill|stroke)=\"#", drawing)


def test_every_subject_has_an_icon() -> None:
    assert {subject.code for subject in LEEFGEBIEDEN} <= set(json.loads((STATIC / "icons.json").read_text()))


def test_every_icon_that_a_template_names_is_in_the_sprite() -> None:
    known = set(json.loads((STATIC / "icons.json").read_text()))
    pattern = re.compile(r'(?:\{% icoon |\bicon(?:_na)?=)"([^"]+)"')
    named = {(path.name, icon) for path in PUBLIC for icon in pattern.findall(path.read_text())}
    assert named
    assert not {pair for pair in named if pair[1] not in known}


@pytest.mark.parametrize("path", PUBLIC, ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_public_templates_hold_nothing_inline(path: Path) -> None:
    source = re.sub(r"{% comment %}.*?{% endcomment %}|{%.*?%}", "", path.read_text(), flags=re.S)
    assert not re.search(r"<style\b|\sstyle=|\son[a-z]+=|javascript:", source)
    assert all("src=" in tag for tag in re.findall(r"<script\b[^>]*>", source))


@pytest.mark.parametrize("path", PUBLIC, ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_public_templates_load_nothing_from_elsewhere(path: Path) -> None:
    assert not re.search(r"<(?:script|link|img|iframe)\b[^>]*(?:src|href)=\"(?:https?:)?//", path.read_text())


def test_every_file_that_a_template_names_is_served() -> None:
    """Hashed names come from a manifest: a file that is not in it is a 500 in production only."""
    namen = {
        naam
        for path in TEMPLATES.rglob("*.html")
        for naam in re.findall(r"""{% static ['"]([^'"]+)['"]""", path.read_text())
    }
    assert len(namen) > 5
    gebouwd = {naam for naam in namen if naam.startswith("build/")}
    assert {naam for naam in namen - gebouwd if not find(naam)} == set()


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_boxes_turn_round_with_the_language(sheet: Path) -> None:
    physical = re.compile(
        r"^\s*(?:(?:(?:margin|padding|border)-)?(?:left|right)\s*:|text-align:\s*(?:left|right)\b)", re.M
    )
    assert not physical.search(sheet.read_text())


def test_the_lock_file_names_no_registry() -> None:
    assert '"resolved"' not in (ROOT / "package-lock.json").read_text()
