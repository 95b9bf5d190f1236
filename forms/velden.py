"""What the steps of a melding are made of: fields with kind words when something is wrong, and the base of every step.

Free text is refused when it holds a BSN, before it is kept anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from forms.bsn import bevat_bsn
from forms.models import Soort
from forms.overdracht import Item
from portal.gemeente.selectors import OngeldigePostcode, normaliseer_postcode

Tekst = str | Promise

#: What Django says in its own, stiffer words; a field's own words come first.
FOUTEN = {
    "max_length": _(
        "Dit is te lang: gebruik niet meer dan %(limit_value)d tekens. Het zijn er nu %(show_value)d."
    ),
    "null_characters_not_allowed": _(
        "Er staat een teken in dat wij niet kunnen lezen. Typ het nog eens over."
    ),
}

_TELEFOON = re.compile(r"\+?[\d\s().\-]{9,20}")


def valideer_telefoon(waarde: str) -> None:
    """Nine to fifteen digits, written as people do."""
    if not _TELEFOON.fullmatch(waarde) or not 9 <= len(re.sub(r"\D", "", waarde)) <= 15:
        raise ValidationError(_("Vul een telefoonnummer in, bijvoorbeeld 06 12 34 56 78."))


class TekstvakField(forms.CharField):
    """Text of some lines. What is too long gets words; a browser that cuts it off would lose the end in silence."""

    widget = forms.Textarea

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return super().widget_attrs(widget) | {"maxlength": False}


class LeeftijdField(forms.IntegerField):
    """An age in years, also as "ongeveer 80" or "80 jaar". As text: a number field swallows what is no number."""

    maat = "kort"

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}))
        woorden = _("Vul een leeftijd in als getal, van 0 tot en met 120.")
        kwargs.setdefault("error_messages", dict.fromkeys(("invalid", "min_value", "max_value"), woorden))
        super().__init__(min_value=0, max_value=120, **kwargs)

    def to_python(self, value: Any) -> int | None:
        getallen = re.findall(r"-?\d+", value) if isinstance(value, str) else []
        return super().to_python(getallen[0] if len(getallen) == 1 else value)


class TelefoonField(forms.CharField):
    """A phone number; shown with a numeric keyboard on a phone."""

    maat = "middel"

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 20)
        kwargs.setdefault("widget", forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}))
        super().__init__(validators=[valideer_telefoon], **kwargs)


class PostcodeField(forms.CharField):
    """`1987 db` becomes `1987DB`; four digits are enough. Whether the postcode exists is not judged here."""

    maat = "kort"

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 10)
        kwargs.setdefault("widget", forms.TextInput(attrs={"autocomplete": "postal-code"}))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        tekst = super().clean(value)
        if not tekst:
            return ""
        try:
            return normaliseer_postcode(tekst)
        except OngeldigePostcode as fout:
            raise ValidationError(
                _("Een postcode is vier cijfers en twee letters, bijvoorbeeld 1987 DB. Vier cijfers mag ook.")
            ) from fout


class StapForm(forms.Form):
    """Base of every step: knows the kind, keeps only the fields of that kind, and refuses a BSN in any text."""

    #: Heading of the page, and a sentence below it; per kind, or under "" for all.
    titels: ClassVar[dict[str, Tekst]] = {}
    uitleg: ClassVar[dict[str, Tekst]] = {}
    #: Fields that exist only for some kinds.
    alleen: ClassVar[dict[str, frozenset[str]]] = {}
    #: Labels and helps that differ per kind: {field: {kind: text}}.
    labels: ClassVar[dict[str, dict[str, Tekst]]] = {}
    hulpteksten: ClassVar[dict[str, dict[str, Tekst]]] = {}
    #: A few words under each option: value → words.
    optie_uitleg: ClassVar[dict[str, Tekst]] = {}

    def __init__(
        self, *args: Any, soort: str, anoniem: bool = False, aanbod: Sequence[Item] = (), **kwargs: Any
    ) -> None:
        self.soort, self.anoniem, self.aanbod = Soort(soort), anoniem, list(aanbod)
        kwargs.setdefault("use_required_attribute", False)
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for naam, soorten in self.alleen.items():
            if self.soort not in soorten:
                del self.fields[naam]
        for naam, veld in self.fields.items():
            veld.label = self.labels.get(naam, {}).get(self.soort, veld.label)
            for code, woorden in FOUTEN.items():
                veld.error_messages.setdefault(code, woorden)
            veld.help_text = self.hulpteksten.get(naam, {}).get(self.soort, veld.help_text)

    @property
    def titel(self) -> Tekst:
        return self.titels.get(self.soort) or self.titels.get("", "")

    @property
    def toelichting(self) -> Tekst:
        return self.uitleg.get(self.soort) or self.uitleg.get("", "")

    @property
    def een_vraag(self) -> bool:
        """True when the page asks one thing, and its words are the heading."""
        return [str(veld.label) for veld in self.fields.values()] == [str(self.titel)]

    @property
    def alle_hulp(self) -> str:
        """Explanation of the page and of its one question, when the two stand together under the heading."""
        delen = [self.toelichting, *(veld.help_text for veld in self.fields.values())]
        return " ".join(str(deel) for deel in delen if deel)

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or self.cleaned_data
        for naam, veld in self.fields.items():
            waarde = schoon.get(naam)
            vrij = isinstance(veld, forms.CharField) and not isinstance(veld, TelefoonField | PostcodeField)
            if vrij and isinstance(waarde, str) and bevat_bsn(waarde):
                self.add_error(
                    naam,
                    _(
                        "Er staat een burgerservicenummer (BSN) in uw tekst. Dat hebben we niet nodig. "
                        "Haal het weg, dan kunt u verder."
                    ),
                )
        return schoon
