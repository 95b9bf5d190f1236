"""The forms of the wizard: a question, and the postcode at the end."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.gemeente.selectors import OngeldigePostcode, normaliseer_postcode
from selfcheck.engine.texts import option_text, text
from selfcheck.engine.types import Stroom, Vraag
from selfcheck.selectors import VELD


class VraagForm(forms.Form):
    """One question with its options in the visitor's language and way of addressing."""

    def __init__(
        self, *args: Any, stroom: Stroom, vraag: Vraag, taal: str, variant: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields[VELD] = forms.ChoiceField(
            label=text(stroom, taal, f"vraag.{vraag.sleutel}.tekst", variant),
            help_text=text(stroom, taal, f"vraag.{vraag.sleutel}.hulp", variant),
            choices=[
                (optie.sleutel, option_text(stroom, taal, vraag.sleutel, optie.sleutel, variant))
                for optie in vraag.alle_opties
            ],
            widget=forms.RadioSelect,
            error_messages={
                "required": _("Kies een van de antwoorden.")
                if vraag.verplicht
                else _("Kies een antwoord. ‘Weet ik niet’ mag ook."),
                "invalid_choice": _("Kies een antwoord uit de lijst."),
            },
        )


class WaarForm(forms.Form):
    """Where to look for help. Not required, and of a postcode only the four digits are kept."""

    postcode = forms.CharField(
        required=False,
        max_length=10,
        label=_("Postcode"),
        help_text=_("Bijvoorbeeld 1234 AB. Van uw postcode bewaren we alleen de vier cijfers of de wijk."),
        widget=forms.TextInput(attrs={"autocomplete": "postal-code", "spellcheck": "false"}),
        error_messages=dict.fromkeys(
            ("max_length", "null_characters_not_allowed"),
            _("Vul vier cijfers in, of vier cijfers en twee letters. Leeg laten mag ook."),
        ),
    )

    def clean_postcode(self) -> str:
        """The postcode as four digits and perhaps two letters, or nothing."""
        tekst = self.cleaned_data["postcode"]
        if not tekst:
            return ""
        try:
            return normaliseer_postcode(tekst)
        except OngeldigePostcode as error:
            raise forms.ValidationError(
                _("Vul vier cijfers in, of vier cijfers en twee letters. Leeg laten mag ook.")
            ) from error
