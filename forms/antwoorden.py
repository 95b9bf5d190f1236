"""From answered steps to what people read back, and to what is filed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from forms.actions import Inzending
from forms.models import Soort
from forms.stappen import SPOED, ZelfcheckForm
from forms.velden import PostcodeField, StapForm
from portal.gemeente.models import Gemeente, Wijk
from portal.gemeente.selectors import leesbare_postcode, zoek_postcode

Forms = Mapping[str, forms.Form]


@dataclass(frozen=True)
class Rij:
    """One question with its answer, as shown on the check page."""

    vraag: str
    antwoord: str


@dataclass(frozen=True)
class Blok:
    """The rows of one step, under its heading."""

    sleutel: str
    titel: str
    rijen: tuple[Rij, ...]

    @property
    def kop(self) -> str:
        """The heading, or nothing where it would only repeat the one question."""
        return "" if [rij.vraag for rij in self.rijen] == [self.titel] else self.titel


def _antwoord(veld: forms.Field, waarde: Any) -> str:
    if isinstance(veld, forms.BooleanField):
        return _("Ja") if waarde else _("Nee")
    if isinstance(veld, forms.MultipleChoiceField):
        namen = dict(veld.choices)  # type: ignore[arg-type]
        return "\n".join(str(namen[code]) for code in waarde)
    if isinstance(veld, forms.ChoiceField):
        return str(dict(veld.choices).get(waarde, ""))  # type: ignore[arg-type]
    if isinstance(veld, PostcodeField):
        return leesbare_postcode(waarde)
    return "" if waarde is None else str(waarde)


def samenvatting(beantwoord: Forms) -> list[Blok]:
    """Everything that was asked, with what was answered; an open question says so."""
    blokken = []
    for sleutel, form in beantwoord.items():
        assert isinstance(form, StapForm)
        rijen = tuple(
            Rij(str(veld.label or ""), _antwoord(veld, form.cleaned_data.get(naam)) or _("Niet ingevuld"))
            for naam, veld in form.fields.items()
        )
        if isinstance(form, ZelfcheckForm) and (gekozen := form.gekozen()):
            rijen = tuple(Rij(item["vraag"], item["antwoord"]) for item in gekozen)
        if rijen:
            blokken.append(Blok(sleutel, str(form.titel), rijen))
    return blokken


def als_tekst(blokken: Iterable[Blok]) -> str:
    """The same as plain text, to give back when sending fails."""
    return "\n\n".join(f"{rij.vraag}\n{rij.antwoord}" for blok in blokken for rij in blok.rijen)


@dataclass(frozen=True)
class Plaats:
    """Where a melding belongs. `onbekend` is True when a postcode was given that the table does not have."""

    gemeente: Gemeente
    wijk: Wijk | None = None
    onbekend: bool = False


def plaats(postcode: str, eigen: Gemeente) -> Plaats:
    """The municipality and wijk of a postcode; without one, or with an unknown one, that of the visited site."""
    if not postcode:
        return Plaats(eigen)
    plek = zoek_postcode(postcode)
    if plek is None:
        return Plaats(eigen, onbekend=True)
    return Plaats(
        Gemeente.objects.get(code=plek.gemeente_code),
        Wijk.objects.filter(code=plek.wijk_code).first() if plek.wijk_code else None,
    )


def postcode_van(beantwoord: Forms) -> str:
    """The postcode of whom it is about."""
    for sleutel in ("wie", "bereikbaar"):
        if sleutel in beantwoord and "postcode" in beantwoord[sleutel].fields:
            return str(beantwoord[sleutel].cleaned_data.get("postcode", ""))
    return ""


def naar_inzending(
    beantwoord: Forms,
    *,
    token: str,
    soort: Soort,
    eigen: Gemeente,
    basis_url: str,
    taal: str,
    anoniem: bool = False,
    naam_niet_delen: bool = False,
) -> Inzending:
    """Answered, valid steps as one Inzending: reporter and subject apart, for an anonymous signal no reporter at all."""

    def veld(sleutel: str, naam: str, leeg: Any = "") -> Any:
        form = beantwoord.get(sleutel)
        waarde = form.cleaned_data.get(naam) if form is not None else None
        return leeg if waarde is None else waarde

    contact = {naam: veld("bereikbaar", naam) for naam in ("naam", "telefoon", "email", "bereikbaar", "tolk")}
    if soort == Soort.MELDING:
        betrokkene = contact | {
            "postcode": veld("bereikbaar", "postcode"),
            "leeftijd": veld("bereikbaar", "leeftijd", None),
        }
        melder = None
    else:
        betrokkene = {naam: veld("wie", naam) for naam in ("naam", "postcode", "adres")}
        betrokkene["leeftijd"] = veld("wie", "leeftijd", None)
        # How the reporter knows the subject says something about the reporter, so it goes with the reporter's row.
        melder = (
            None
            if anoniem
            else contact | {"relatie": veld("wie", "relatie"), "naam_niet_delen": naam_niet_delen}
        )
    plek = plaats(postcode_van(beantwoord), eigen)
    zelfcheck = beantwoord.get("zelfcheck")
    return Inzending(
        inzending=token,
        soort=soort,
        gemeente=plek.gemeente,
        wijk=plek.wijk,
        spoed=veld("gevaar", "gevaar") in SPOED,
        anoniem=anoniem,
        taal=taal,
        basis_url=basis_url,
        onderwerpen=tuple(veld("onderwerpen", "leefgebieden", [])),
        betrokkene=betrokkene,
        melder=melder,
        inhoud={
            "situatie": veld("situatie", "situatie"),
            "sinds": veld("situatie", "sinds"),
            "gevaar": veld("gevaar", "gevaar"),
            "hulp_nu": veld("hulp", "hulp_nu"),
            "netwerk": veld("hulp", "netwerk"),
            "besproken": veld("hulp", "besproken"),
            "zelfcheck": [
                {"vraag": item["vraag_team"], "antwoord": item["antwoord_team"]}
                for item in zelfcheck.gekozen()
            ]
            if isinstance(zelfcheck, ZelfcheckForm)
            else [],
        },
    )


#: Text fields whose words we give back when a page cannot be sent: last part of the field's name → label.
_TERUG = {
    "situatie": gettext_noop("Wat is er aan de hand?"),
    "sinds": gettext_noop("Sinds wanneer?"),
    "hulp_nu": gettext_noop("Wie helpt er nu al?"),
    "naam": gettext_noop("Naam"),
    "adres": gettext_noop("Adres of plek"),
    "relatie": gettext_noop("Relatie"),
    "telefoon": gettext_noop("Telefoonnummer"),
    "email": gettext_noop("E-mailadres"),
    "bereikbaar": gettext_noop("Wanneer kunnen we het best bellen?"),
    "tolk": gettext_noop("Taal of tolk"),
    "postcode": gettext_noop("Postcode"),
    "leeftijd": gettext_noop("Leeftijd"),
}


def teruggeven(post: Mapping[str, str]) -> str:
    """The typed text of a posted page, in plain words, so that nobody loses it. Only known fields, nothing else."""
    delen = []
    if kopie := post.get("kopie", "").strip():
        delen.append(kopie[:50_000])
    for naam, waarde in post.items():
        sleutel = naam.rpartition("-")[2]
        if sleutel in _TERUG and waarde.strip():
            delen.append(f"{_(_TERUG[sleutel])}\n{waarde.strip()[:10_000]}")
    return "\n\n".join(delen)
