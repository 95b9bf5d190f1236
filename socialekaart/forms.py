"""Admin forms of the catalogue: what must be true before an offer is published."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

_VELD_PLEK = "locatie"


class KeuzeLijstFormField(forms.MultipleChoiceField):
    """Checkboxes for a list of codes; the value is the list."""

    widget = forms.CheckboxSelectMultiple

    def has_changed(self, initial: Any, data: Any) -> bool:
        return set(initial or []) != set(data or [])


class VoorzieningForm(WagtailAdminPageForm):
    """A draft may be incomplete; what is published has a summary, and an area that is whole or not known at all."""

    def clean(self) -> dict[str, Any]:
        gegevens: dict[str, Any] = super().clean() or {}
        self._weiger_verborgen_plekken()
        if self.is_deferred_validation:
            return gegevens
        bereik = gegevens.get("bereik")
        if not gegevens.get("samenvatting"):
            self.add_error("samenvatting", _("Vertel in een of twee zinnen wat dit is."))
        if bereik in ("gemeente", "regio") and not gegevens.get("gemeenten"):
            self.add_error("gemeenten", _("Kies voor welke gemeente dit aanbod is."))
        if bereik == "wijk" and not gegevens.get("wijken"):
            self.add_error("wijken", _("Kies voor welke wijk dit aanbod is."))
        if not bereik and (gegevens.get("gemeenten") or gegevens.get("wijken")):
            self.add_error("bereik", _("Kies of dit voor een wijk, een gemeente of de regio is."))
        return gegevens

    def _weiger_verborgen_plekken(self) -> None:
        """Only places that the chooser offers: another partner's draft is not to be named by its number either."""
        from socialekaart.partners.rechten import (
            te_kiezen,  # rights need the models, and these need this form
        )

        if self.for_user is None or "plekken" not in self.formsets:
            return
        rijen = [rij for rij in self.formsets["plekken"].forms if _VELD_PLEK in rij.changed_data]
        gekozen = {rij: rij[_VELD_PLEK].value() for rij in rijen}
        nummers = [int(waarde) for waarde in gekozen.values() if str(waarde).isdecimal()]
        mag = (
            set(te_kiezen(self.for_user).filter(pk__in=nummers).values_list("pk", flat=True))
            if nummers
            else set()
        )
        for rij, waarde in gekozen.items():
            if str(waarde).isdecimal() and int(waarde) not in mag:
                # Taken out of what was sent as well, or the form that comes back would show its title.
                rij.data = rij.data.copy()
                rij.data.pop(rij.add_prefix(_VELD_PLEK))
                rij.add_error(_VELD_PLEK, _("Kies een plek uit de lijst."))
