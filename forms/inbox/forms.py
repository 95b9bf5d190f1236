"""Forms of the inbox."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from forms.models.melding import STATUS_NAMEN


class FilterForm(forms.Form):
    """What to show in the list. Nothing chosen shows what still asks for work."""

    status = forms.ChoiceField(
        label=_("Status"),
        required=False,
        choices=[("", _("Open")), ("alle", _("Alle")), *((s.value, naam) for s, naam in STATUS_NAMEN.items())],
    )
    spoed = forms.BooleanField(label=_("Alleen spoed"), required=False)
    mijn = forms.BooleanField(label=_("Alleen van mij"), required=False)


class NotitieForm(forms.Form):
    """A note for the team."""

    tekst = forms.CharField(
        label=_("Notitie voor het team"), max_length=5000, widget=forms.Textarea(attrs={"rows": 4})
    )
