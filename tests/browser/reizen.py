"""How a visitor goes through the portal in these tests, and the list of pages that every general check walks over.

A journey in a test reads as what a person does: choose these words, press this button. The walks at the end go through every
step of a wizard, whatever its language, for checks that hold everywhere (access, width, looks).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from playwright.sync_api import Locator, Page, expect

#: Name → path of every kind of page that has an address of its own; all exist in both municipalities.
PAGINAS = {
    "home": "/",
    "zoeken": "/zoeken/",
    "zoeken-woord-en-postcode": "/zoeken/?q=eenzaam&postcode=1987+DB",
    "zoeken-gefilterd": "/zoeken/?q=eenzaam&toegang=vrij&gratis=ja",
    "zoeken-bladzijde-2": "/zoeken/?pagina=2",
    "zoeken-gevaar": "/zoeken/?q=zelfmoord",
    "zoeken-niets": "/zoeken/?q=xqzwvk",
    "zoeken-past-niet": "/zoeken/?q=pizza+bestellen",
    "zoeken-postcode-onbekend": "/zoeken/?q=vervoer&postcode=9999+ZZ",
    "zoeken-postcode-fout": "/zoeken/?q=vervoer&postcode=%21%21",
    "onderwerp": "/onderwerp/netwerk/",
    "overzicht": "/aanbod/",
    "organisatie": "/aanbod/welzijn-duinrand/",
    "aanbod": "/aanbod/welzijn-duinrand/koffie-in-de-helm/",
    "aanbod-van-buren": "/aanbod/welzijn-polderwijk/formulierenhulp/",
    "locatie": "/aanbod/welzijn-duinrand/de-helm/",
    "over": "/over-dichtbij/",
    "bellen": "/bellen-en-langskomen/",
    "toegankelijkheid": "/toegankelijkheid/",
    "privacy": "/privacy/",
    "klopt-niet": "/klopt-er-iets-niet/",
    "zelfcheck": "/zelfcheck/",
    "melden": "/melden/",
    "signaal": "/melden/signaal/",
    "anoniem": "/melden/anoniem/",
    "uitleg": "/melden/uitleg/",
    "niet-gevonden": "/deze-pagina-is-er-niet/",
    "run-verlopen": "/melden/AAAAAAAAAAAAAAAA/",
}

#: What the pages answer that are there for when something is gone; all others 200.
ANDERE_STATUS = {"niet-gevonden": 404, "run-verlopen": 410}

#: Something in every field of a melding, by the short name of the field.
ANTWOORDEN: dict[str, Any] = {
    "gevaar": "nee",
    "naam": "Annie Zeepaard",
    "akkoord": "ja",
    "postcode": "1987 db",
    "leeftijd": "81",
    "relatie": "dochter",
    "adres": "Duinweg, het huis met de groene deur",
    "situatie": "Ik kom de trap niet meer op. Daardoor zit ik de hele dag boven.",
    "sinds": "de zomer",
    "leefgebieden": ["mobiliteit", "wonen"],
    "hulp_nu": "de buurvrouw doet boodschappen",
    "netwerk": "beetje",
    "besproken": "nee",
    "telefoon": "06 12 34 56 78",
    "email": "annie@voorbeeld.example",
    "bereikbaar": "’s ochtends",
    "toestemming": True,
}


# -- what a person does on a page


def kies(page: Page, woorden: str | re.Pattern[str]) -> None:
    """Choose the answer that reads like this."""
    page.get_by_label(woorden, exact=isinstance(woorden, str)).check()


def kruis_aan(page: Page, woorden: str) -> None:
    """Tick the box whose label begins like this (a label may hold a few words of explanation)."""
    page.get_by_role("checkbox", name=re.compile("^" + re.escape(woorden))).first.check()


def vul(page: Page, veld: str, tekst: str) -> None:
    """Type into the field with this label; it may say as well that the field can stay empty."""
    label = re.compile(rf"^\s*{re.escape(veld)}\s*(\([^)]*\))?\s*$")
    page.get_by_label(label).and_(page.locator("input, textarea")).fill(tekst)


def druk(page: Page, knop: str | re.Pattern[str]) -> None:
    """Press the button in the middle of the page that reads like this, and wait for what comes."""
    page.get_by_role("main").get_by_role("button", name=knop, exact=isinstance(knop, str)).click()


def volg(page: Page, link: str | re.Pattern[str]) -> None:
    """Follow the link in the middle of the page that reads like this."""
    page.get_by_role("main").get_by_role("link", name=link, exact=isinstance(link, str)).first.click()


def kop(page: Page) -> str:
    """The heading of the page."""
    return re.sub(r"\s+", " ", page.locator("h1").inner_text()).strip()


def zie_kop(page: Page, woorden: str | re.Pattern[str]) -> None:
    """Wait until this is the heading."""
    expect(page.locator("h1")).to_have_text(woorden)


def antwoord(page: Page, vraag: str, keuze: str, knop: str = "Volgende") -> None:
    """Under this heading, choose this answer and go on."""
    zie_kop(page, vraag)
    kies(page, keuze)
    druk(page, knop)


# -- the self-check in words


def begin_zelfcheck(page: Page, adres: str) -> None:
    """From the page about the self-check to its first question."""
    page.goto(adres + "/zelfcheck/")
    druk(page, "Begin")
    zie_kop(page, "Voor wie vult u dit in?")


# -- the melding in words


def meld(page: Page, **anders: Any) -> None:
    """Fill in what is open on every page until the check page, with ordinary answers; `anders` overrules by field."""
    for _ in loop_melding(page, **anders):
        pass


# -- walks over every step, in any language


def veld(page: Page, kort: str) -> Locator:
    """The inputs of one question of a wizard by its short name; none when the page does not ask it."""
    return page.locator(f'main form [name$="-{kort}"]:not([type=hidden])')


def vul_in(page: Page, antwoorden: dict[str, Any]) -> None:
    """Answer whatever of these the page asks."""
    for kort, waarde in antwoorden.items():
        velden = veld(page, kort)
        if not velden.count():
            continue
        soort = velden.first.get_attribute("type")
        if soort in ("radio", "checkbox"):
            for een in waarde if isinstance(waarde, list) else [waarde]:
                (
                    velden if een is True else page.locator(f'main form [name$="-{kort}"][value="{een}"]')
                ).check()
        else:
            velden.fill(str(waarde))


def verder(page: Page) -> None:
    """Press the button of the step that is open."""
    page.locator(
        ".vraag__knoppen button[type=submit]:not(.knop-als-link), .vraag__knoppen a.nl-button"
    ).first.click()


def loop_melding(page: Page, **anders: Any) -> Iterator[str]:
    """From the first step to the check page; gives the short name of every step while it is open, and "controle" last."""
    antwoorden = ANTWOORDEN | anders
    for nummer in range(1, 14):
        expect(page.locator("h1")).to_be_visible()
        if page.locator("input[name=kopie]").count():
            yield "controle"
            return
        eerste = page.locator("main form [name*='-']:not([type=hidden])")
        naam = str(eerste.first.get_attribute("name")).rpartition("-")[2] if eerste.count() else "crisis"
        yield f"{nummer}-{naam}"
        vul_in(page, antwoorden)
        hier = kop(page)
        verder(page)
        expect(page.locator("h1")).not_to_have_text(hier)
    raise AssertionError("nooit bij de controle")


def loop_zelfcheck(page: Page, keuzes: list[str], postcode: str = "1987 DB") -> Iterator[str]:
    """From the page about the self-check to its result; gives a name for every page while it is open.

    `keuzes` are the values of the options in the order of the questions; at an unsafe answer the page with help comes
    between ("nu"), and the walk goes on from there.
    """
    yield "begin"
    page.locator("main form[method=post] button").first.click()
    for nummer, keuze in enumerate(keuzes, 1):
        optie = page.locator(f'main input[type=radio][value="{keuze}"]')
        expect(optie, f"vraag {nummer}: {keuze}").to_be_visible()
        yield f"vraag-{nummer}"
        optie.check()
        vorige = kop(page)
        verder(page)
        expect(page.locator("h1")).not_to_have_text(vorige)
        if page.locator("h1.crisiskaart__titel").count():
            yield "nu"
            verder(page)
    expect(veld(page, "postcode")).to_be_visible()
    yield "waar"
    veld(page, "postcode").fill(postcode)
    verder(page)
    expect(page.locator(".ladder")).to_be_visible()
    yield "uitkomst"


#: Someone with worries in several places of life; walks over most questions of the demo flow.
ZWAAR = [
    "mij",
    "soms_bang",
    "last",
    "mis",
    "somber",
    "niemand",
    "achterstand",
    "afsluiten",
    "deel",
    "zelden",
    "leeg",
    "andere",
    "vast",
]
#: The same as a young person, unsafe: the page with help comes at once.
JONG_ONVEILIG = ["jongere", "onveilig", "goed", "vol", "alleen", "krap", "leeg", "ja"]

Controle = Callable[[str], None]

#: Every kind of journey: the answers of a self-check, or the kind of a melding with the choice about one's name.
REIZEN: dict[str, list[str] | tuple[str, str]] = {
    "zelfcheck": ZWAAR,
    "zelfcheck-jong": JONG_ONVEILIG,
    "melding": ("melding", ""),
    "namens": ("namens", ""),
    "signaal": ("signaal", "niet_delen"),
    "anoniem": ("signaal", "anoniem"),
}


def loop_reis(bezoek: Any, naam: str, taal: str, gemeente: str, controle: Controle) -> None:
    """Walk every step of one of `REIZEN` to its end; call `controle` with a name at each."""
    page: Page = bezoek.page
    reis = REIZEN[naam]
    if isinstance(reis, list):
        bezoek.ga(f"{taal}/zelfcheck/", gemeente)
        for stap in loop_zelfcheck(page, reis):
            controle(f"{naam}-{stap}")
        return
    begin_melding(bezoek, *reis, taal, gemeente)
    for stap in loop_melding(page, gevaar="nee" if naam == "namens" else "weet_niet"):
        controle(f"{naam}-{stap}")
    verder(page)
    expect(page.locator(".bevestiging")).to_be_visible()
    controle(f"{naam}-klaar")


def begin_melding(
    bezoek: Any, soort: str, naam_keuze: str = "", taal: str = "", gemeente: str = "duinrand"
) -> None:
    """From the page about reporting to the first step."""
    page: Page = bezoek.ga(f"{taal}/melden/", gemeente)
    page.locator(f'main input[name=soort][value="{soort}"]').check()
    page.locator("main form[novalidate] .vraag__knoppen button").click()
    if naam_keuze:
        page.locator(f'main input[name=naam_keuze][value="{naam_keuze}"]').check()
        verder(page)
    expect(veld(page, "gevaar").first).to_be_visible()
