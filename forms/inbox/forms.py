"""Forms of the inbox."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from forms.models.melding import STATUS_NAMEN
from forms.reference import OngeldigKenmerk, lees_kenmerk
from forms.velden import FOUTEN, TekstvakField


class FilterForm(forms.Form):
    """What to show in the list. Nothing chosen shows what still asks for work."""

    kenmerk = forms.CharField(label=_("Kenmerk"), required=False, max_length=20)
    status = forms.ChoiceField(
        label=_("Status"),
        required=False,
        choices=[
            ("", _("Open")),
            ("alle", _("Alle")),
            *((s.value, naam) for s, naam in STATUS_NAMEN.items()),
        ],
    )
    spoed = forms.BooleanField(label=_("Alleen spoed"), required=False)
    mijn = forms.BooleanField(label=_("Alleen van mij"), required=False)

    def clean_kenmerk(self) -> str:
        """However it was heard over the phone: spaces and capitals do not matter."""
        tekst = self.cleaned_data["kenmerk"]
        try:
            return lees_kenmerk(tekst) if tekst else ""
        except OngeldigKenmerk as fout:
            raise forms.ValidationError(
                _("Dit kenmerk bestaat niet. Luister of lees het nog eens na.")
            ) from fout


class NotitieForm(forms.Form):
    """A note for the team."""

    tekst = TekstvakField(
        label=_("Notitie voor het team"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages=FOUTEN | {"required": _("Schrijf eerst iets op.")},
    )
