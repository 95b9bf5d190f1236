"""Admin forms of the catalogue: what must be true before an offer is published."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm


class KeuzeLijstFormField(forms.MultipleChoiceField):
    """Checkboxes for a list of codes; the value is the list."""

    widget = forms.CheckboxSelectMultiple

    def has_changed(self, initial: Any, data: Any) -> bool:
        return set(initial or []) != set(data or [])


class VoorzieningForm(WagtailAdminPageForm):
    """A draft may be incomplete; what is published says which area it serves."""

    def clean(self) -> dict[str, Any]:
        gegevens: dict[str, Any] = super().clean() or {}
        if self.is_deferred_validation:
            return gegevens
        bereik = gegevens.get("bereik")
        if not gegevens.get("samenvatting"):
            self.add_error("samenvatting", _("Vertel in een of twee zinnen wat dit is."))
        if bereik in ("gemeente", "regio") and not gegevens.get("gemeenten"):
            self.add_error("gemeenten", _("Kies voor welke gemeente dit aanbod is."))
        if bereik == "wijk" and not gegevens.get("wijken"):
            self.add_error("wijken", _("Kies voor welke wijk dit aanbod is."))
        return gegevens
