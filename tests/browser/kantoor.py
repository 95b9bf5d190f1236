"""What colleagues do at the office: log in, and look for a melding in the inbox of their team."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import Portaal

KENMERK = re.compile(r"\b[2-9A-Z]{4}-[2-9A-Z]{4}\b")
WACHTWOORD = "dichtbij-demo"


def log_in(page: Page, portaal: Portaal, naam: str) -> None:
    page.context.clear_cookies()
    page.goto(portaal.adres() + "/beheer/")
    page.locator("[name=username]").fill(naam)
    page.locator("[name=password]").fill(WACHTWOORD)
    page.locator("form button[type=submit]").first.click()
    expect(page.locator(".sidebar, #wagtail-sidebar").first).to_be_attached()


def kenmerk_van(page: Page) -> str:
    """The reference that the confirmation gives."""
    gevonden = KENMERK.search(page.locator(".bevestiging").inner_text())
    assert gevonden, page.locator(".bevestiging").inner_text()
    return gevonden[0]


def staat_in_inbox(page: Page, portaal: Portaal, kenmerk: str) -> bool:
    """Whether who is logged in finds this melding; the inbox stays open at it."""
    page.goto(f"{portaal.adres()}/beheer/meldingen/?kenmerk={kenmerk}&status=alle")
    return page.locator("table.listing", has_text=kenmerk).count() > 0
