"""The questions before the questions: who it is for, and for a signal whether we may know who sends it."""

from __future__ import annotations

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from forms.models import Soort

NAAM_KEUZE = (
    ("met_naam", _("Ja, met mijn naam")),
    ("niet_delen", _("Ja, maar deel mijn naam niet met de persoon om wie het gaat")),
    ("anoniem", _("Nee, ik blijf anoniem")),
)


class BeginForm(forms.Form):
    """Who it is for."""

    soort = forms.ChoiceField(
        label=_("Voor wie is het?"),
        choices=(
            (Soort.MELDING.value, _("Voor mijzelf, of voor ons gezin")),
            (Soort.NAMENS.value, _("Voor iemand anders, die dat weet en wil")),
            (Soort.SIGNAAL.value, _("Ik maak me zorgen over iemand")),
        ),
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies voor wie het is."), "invalid_choice": _("Kies een van de drie.")},
    )


class NaamForm(forms.Form):
    """Only for a signal: with a name, with a name that is not passed on, or without."""

    #: What each choice means, under it.
    optie_uitleg: ClassVar = {
        "met_naam": _("Het team kan u bellen met een vraag. Dat helpt het meest."),
        "niet_delen": _(
            "Het team noemt uw naam niet aan de persoon. We kunnen niet beloven dat die het nooit te weten komt, "
            "bijvoorbeeld als een rechter het vraagt of als de persoon u herkent in wat u schrijft."
        ),
        "anoniem": _(
            "We bewaren niets over u: geen naam, geen adres van uw computer. We kunnen u dan niets vragen en niets "
            "laten weten. Stopt u halverwege, dan is alles meteen weg."
        ),
    }
    naam_keuze = forms.ChoiceField(
        label=_("Mogen we weten wie u bent?"),
        choices=NAAM_KEUZE,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Kies of we mogen weten wie u bent."),
            "invalid_choice": _("Kies een van de drie."),
        },
    )
