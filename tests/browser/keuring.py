"""What must hold of every page and of every step, looked at in one go while it is open."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import BREEDTES, VENSTER, Bezoek

#: A phone, a tablet and a desk, in CSS pixels; the widths of `BREEDTES` are photographed. `VERGROOT` is the smallest.
SCHERMEN = (1440, 768, 360)
#: A desk screen of 1280 by 1024 enlarged to 400 % (WCAG 1.4.10), in CSS pixels.
VERGROOT = {"width": 320, "height": 256}


def keur(bezoek: Bezoek, naam: str) -> None:
    """Everybody can use the page that is open, on every screen, and nothing of it comes from elsewhere.

    `naam` is what the screenshots are called: those of a phone and of a desk are kept, for people to look at.
    """
    page = bezoek.page
    van_hier(bezoek)
    bezoek.axe()
    for breedte in SCHERMEN:
        page.set_viewport_size({"width": breedte, "height": 900})
        bezoek.past()
        if breedte in BREEDTES:
            bezoek.foto(f"{naam}-{breedte}")
    page.set_viewport_size(VERGROOT)
    _leesbaar(bezoek)
    page.set_viewport_size(VENSTER)
    bezoek.niets_mis()


def keur_kort(bezoek: Bezoek) -> None:
    """The same for a second language and theme, where only texts and colours differ: axe, and the smallest screen."""
    bezoek.axe()
    bezoek.page.set_viewport_size({"width": 320, "height": 900})
    bezoek.past()
    bezoek.page.set_viewport_size(VENSTER)
    bezoek.niets_mis()


def van_hier(bezoek: Bezoek) -> None:
    """No request elsewhere, no script error, nothing that the policy forbids, and nothing inline that it would have to allow."""
    bezoek.niets_mis()
    binnenin = bezoek.page.locator("[style], main script:not([src]), [onclick], [onload], [onsubmit]")
    assert [stuk.evaluate("e => e.outerHTML.slice(0, 120)") for stuk in binnenin.all()] == []


def _leesbaar(bezoek: Bezoek) -> None:
    """Enlarged, nothing sticks to the window and takes the place of what one wants to read; the heading can be brought in
    sight."""
    bezoek.past()
    vast = bezoek.page.evaluate(
        """() => [...document.querySelectorAll("body *")]
            .filter((e) => ["fixed", "sticky"].includes(getComputedStyle(e).position))
            .filter((e) => e.getBoundingClientRect().height > innerHeight / 3 && e.checkVisibility())
            .map((e) => e.className)"""
    )
    assert vast == [], f"{bezoek.page.url}: {vast} blijft in beeld"
    bezoek.page.locator("h1").scroll_into_view_if_needed()
    expect(bezoek.page.locator("h1")).to_be_in_viewport()
