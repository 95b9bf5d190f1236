"""The questions of a melding, one form per step. Wording and fields differ per kind; keys are the same."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from forms.leefgebieden import LEEFGEBIED_WOORDEN, LEEFGEBIEDEN
from forms.models import Soort
from forms.overdracht import Item
from forms.velden import LeeftijdField, PostcodeField, StapForm, TekstvakField, TelefoonField

GEVAAR = (
    ("ja", _("Ja, er is nu gevaar")),
    ("snel", _("Geen gevaar, maar het kan geen paar dagen wachten")),
    ("nee", _("Nee")),
    ("weet_niet", _("Dat weet ik niet")),
)
#: Wmo 2015 art. 2.3.3. Who does not know whether there is danger gets the same speed: safety wins from doubt.
SPOED = frozenset({"ja", "snel", "weet_niet"})
TOON_CRISIS = frozenset({"ja", "weet_niet"})

NETWERK = (
    ("ja", _("Ja, er zijn mensen die kunnen helpen")),
    ("beetje", _("Een beetje")),
    ("nee", _("Nee, of liever niet")),
    ("weet_niet", _("Dat weet ik niet")),
)
BESPROKEN = (
    ("ja", _("Ja")),
    ("nee", _("Nee")),
    ("kan_niet", _("Nee, dat kan niet of durf ik niet")),
)


class GevaarForm(StapForm):
    titels = {"": _("Is er nu gevaar?")}
    uitleg = {
        Soort.MELDING: _("Voor u, of voor iemand bij u thuis. Dan zeggen we eerst wie u nu kunt bellen."),
        Soort.NAMENS: _(
            "Voor de ander, voor uzelf, of voor een kind. Dan zeggen we eerst wie u nu kunt bellen."
        ),
        Soort.SIGNAAL: _(
            "Voor de ander, voor uzelf, of voor een kind. Dan zeggen we eerst wie u nu kunt bellen."
        ),
    }
    optie_uitleg = {"snel": _("Bijvoorbeeld: geen slaapplek, geen eten, of niemand die zorgt.")}
    gevaar = forms.ChoiceField(
        label=_("Is er nu gevaar?"),
        choices=GEVAAR,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies of er nu gevaar is. Weet u het niet? Dat kunt u ook kiezen.")},
    )


class CrisisForm(StapForm):
    """No question: the page shows whom to call now, and lets who wants go on."""

    titels = {"": _("Bel nu eerst")}


class WieForm(StapForm):
    titels = {Soort.NAMENS: _("Voor wie is de melding?"), Soort.SIGNAAL: _("Over wie maakt u zich zorgen?")}
    uitleg = {
        Soort.SIGNAAL: _(
            "Vul in wat u weet. Alles mag leeg blijven, maar zonder naam of plek vinden we de persoon niet."
        )
    }
    alleen = {
        "akkoord": frozenset({Soort.NAMENS}),
        "adres": frozenset({Soort.SIGNAAL}),
    }
    labels = {
        "naam": {Soort.NAMENS: _("Naam"), Soort.SIGNAAL: _("Naam")},
        "relatie": {
            Soort.NAMENS: _("Wie bent u voor deze persoon?"),
            Soort.SIGNAAL: _("Hoe kent u deze persoon?"),
        },
    }
    hulpteksten = {"relatie": {Soort.NAMENS: _("Bijvoorbeeld: dochter, buurman, begeleider.")}}

    naam = forms.CharField(
        label=_("Naam"), max_length=200, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    leeftijd = LeeftijdField(
        label=_("Leeftijd"),
        help_text=_("Ongeveer mag ook. Voor kinderen en jongeren is er een eigen team."),
        required=False,
    )
    postcode = PostcodeField(
        label=_("Postcode"),
        help_text=_("Dan komt uw bericht meteen bij het team van die buurt."),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    adres = forms.CharField(
        label=_("Adres of plek"),
        help_text=_("Bijvoorbeeld: Duinweg, het huis met de groene deur."),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    relatie = forms.CharField(
        max_length=200, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    akkoord = forms.ChoiceField(
        label=_("Weet deze persoon van de melding, en is die het ermee eens?"),
        choices=(("ja", _("Ja")), ("nee", _("Nee, of dat weet ik niet"))),
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies of de persoon het weet en ermee instemt.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.anoniem:
            del self.fields["relatie"]  # "I am her neighbour" would say who is writing
        if self.soort == Soort.NAMENS:
            self.fields["naam"].required = True
            self.fields["naam"].error_messages["required"] = _(
                "Vul de naam in van de persoon voor wie u meldt."
            )

    def clean_akkoord(self) -> str:
        if self.cleaned_data["akkoord"] != "ja":
            raise ValidationError(
                _(
                    "Een melding doen we alleen als de persoon het weet en wil. Bespreek het eerst, "
                    "of kies op de beginpagina ‘Ik maak me zorgen over iemand’."
                ),
                code="niet_akkoord",
            )
        return "ja"


class SituatieForm(StapForm):
    titels = {
        Soort.MELDING: _("Wat is er aan de hand?"),
        Soort.NAMENS: _("Wat is er aan de hand?"),
        Soort.SIGNAAL: _("Wat ziet of hoort u?"),
    }
    uitleg = {
        Soort.MELDING: _("Vertel het in uw eigen woorden. Een paar zinnen is genoeg."),
        Soort.NAMENS: _("Vertel het zoals de ander het zou zeggen. Een paar zinnen is genoeg."),
        Soort.SIGNAAL: _("Schrijf op wat u zelf zag of hoorde. U hoeft niet te weten wat er aan de hand is."),
    }
    labels = {
        "situatie": {
            Soort.MELDING: _("Wat lukt er niet, en wat zou u helpen?"),
            Soort.NAMENS: _("Wat lukt er niet, en wat zou helpen?"),
            Soort.SIGNAAL: _("Uw eigen woorden"),
        }
    }
    hulpteksten = {
        "situatie": {
            Soort.SIGNAAL: _("Bijvoorbeeld: de gordijnen zijn al een week dicht, de post blijft liggen.")
        }
    }
    situatie = TekstvakField(
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Bijvoorbeeld: traplopen gaat niet meer, daarom kom ik bijna niet buiten."),
        error_messages={
            "required": _("Schrijf in een paar woorden wat er aan de hand is."),
            "max_length": _(
                "Uw tekst is te lang: gebruik niet meer dan %(limit_value)d tekens. U heeft er nu %(show_value)d."
            ),
        },
    )
    sinds = forms.CharField(
        label=_("Sinds wanneer?"),
        help_text=_("Bijvoorbeeld: sinds de zomer."),
        max_length=200,
        required=False,
    )


class OnderwerpenForm(StapForm):
    titels = {"": _("Waar gaat het over?")}
    uitleg = {"": _("Kies alles wat past. Weet u het niet? Ga dan gewoon verder.")}
    optie_uitleg = LEEFGEBIED_WOORDEN
    leefgebieden = forms.MultipleChoiceField(
        label=_("Waar gaat het over?"),
        choices=list(LEEFGEBIEDEN.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


class HulpForm(StapForm):
    titels = {"": _("Welke hulp is er al?")}
    uitleg = {
        Soort.MELDING: _("Zo hoeft u straks niet alles opnieuw te vertellen."),
        Soort.NAMENS: _("Zo hoeft straks niemand alles opnieuw te vertellen."),
        Soort.SIGNAAL: _("Vul alleen in wat u weet."),
    }
    alleen = {"besproken": frozenset({Soort.SIGNAAL}), "netwerk": frozenset({Soort.MELDING, Soort.NAMENS})}
    labels = {
        "netwerk": {
            Soort.MELDING: _("Zijn er mensen om u heen die kunnen helpen?"),
            Soort.NAMENS: _("Zijn er mensen om de ander heen die kunnen helpen?"),
        },
    }
    hulp_nu = TekstvakField(
        label=_("Wie helpt er nu al?"),
        help_text=_("Bijvoorbeeld: een buurvrouw, de thuiszorg, iemand van school."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
    )
    netwerk = forms.ChoiceField(
        choices=NETWERK,
        widget=forms.RadioSelect,
        required=False,
        help_text=_("Zijn die er niet? Dat is niet erg: dan kijken we samen verder."),
    )
    besproken = forms.ChoiceField(
        label=_("Heeft u het er met de persoon over gehad?"),
        choices=BESPROKEN,
        widget=forms.RadioSelect,
        required=False,
    )


class ZelfcheckForm(StapForm):
    """What was answered in the zelfcheck, each with an empty checkbox of its own."""

    titels = {"": _("Wilt u antwoorden uit de zelfcheck meesturen?")}
    uitleg = {"": _("Dan hoeft u het niet twee keer te vertellen. Alleen wat u hier aankruist, gaat mee.")}
    meenemen = forms.MultipleChoiceField(
        label=_("Deze antwoorden gaan mee"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["meenemen"].choices = [  # type: ignore[attr-defined]
            (str(nummer), item["vraag"]) for nummer, item in enumerate(self.aanbod)
        ]
        self.antwoorden = {str(nummer): item["antwoord"] for nummer, item in enumerate(self.aanbod)}

    def gekozen(self) -> list[Item]:
        """The items that were ticked, in the order in which they were answered."""
        return [self.aanbod[int(nummer)] for nummer in self.cleaned_data["meenemen"]]


class BereikbaarForm(StapForm):
    titels = {"": _("Hoe bereiken we u?")}
    uitleg = {"": _("Een telefoonnummer óf een e-mailadres is genoeg.")}
    alleen = {"leeftijd": frozenset({Soort.MELDING}), "postcode": frozenset({Soort.MELDING})}
    naam = forms.CharField(
        label=_("Uw naam"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Vul uw naam in, dan weten we naar wie we vragen.")},
    )
    telefoon = TelefoonField(label=_("Telefoonnummer"), required=False)
    email = forms.EmailField(
        label=_("E-mailadres"),
        max_length=200,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("U krijgt dan een korte bevestiging. Daar staat niet in wat u schreef."),
        error_messages={"invalid": _("Vul een e-mailadres in, bijvoorbeeld naam@voorbeeld.nl.")},
    )
    bereikbaar = forms.CharField(
        label=_("Wanneer kunnen we het best bellen?"),
        help_text=_("Bijvoorbeeld: ’s ochtends. Of: laat geen bericht achter."),
        max_length=200,
        required=False,
    )
    tolk = forms.CharField(
        label=_("Liever een andere taal, of een tolk?"),
        help_text=_("Bijvoorbeeld: Arabisch, of gebarentaal."),
        max_length=100,
        required=False,
    )
    postcode = PostcodeField(
        label=_("Uw postcode"),
        help_text=_("Dan komt uw melding meteen bij het team van uw buurt."),
        required=False,
    )
    leeftijd = LeeftijdField(
        label=_("Uw leeftijd"),
        help_text=_("Voor kinderen en jongeren is er een eigen team."),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        schoon = super().clean()
        if (
            not schoon.get("telefoon")
            and not schoon.get("email")
            and not {"telefoon", "email"} & set(self.errors)
        ):
            self.add_error(
                "telefoon", _("Vul een telefoonnummer of een e-mailadres in. Een van de twee is genoeg.")
            )
        return schoon


class ToestemmingForm(StapForm):
    titels = {"": _("Mag het team dit gebruiken?")}
    labels = {
        "toestemming": {
            Soort.MELDING: _("Ja, het sociaal team mag mijn gegevens gebruiken om mij te helpen."),
            Soort.NAMENS: _(
                "Ja, het sociaal team mag deze gegevens gebruiken. "
                "De persoon voor wie ik meld, weet dat en is het ermee eens."
            ),
            Soort.SIGNAAL: _("Ja, het sociaal team mag mij bellen of mailen over dit signaal."),
        }
    }
    toestemming = forms.BooleanField(
        error_messages={
            "required": _(
                "Zonder uw toestemming kunnen we niets versturen. Wilt u dit liever niet? Bel ons dan."
            )
        }
    )


class ControleForm(StapForm):
    """The send page: nothing to fill in, everything to read back."""

    titels = {"": _("Klopt dit?")}
    uitleg = {"": _("Lees het nog eens rustig door. Er is nog niets verstuurd.")}


#: Every step in order. Which of them are on the path depends on the kind and on earlier answers.
STAPPEN: dict[str, type[StapForm]] = {
    "gevaar": GevaarForm,
    "crisis": CrisisForm,
    "wie": WieForm,
    "situatie": SituatieForm,
    "onderwerpen": OnderwerpenForm,
    "hulp": HulpForm,
    "zelfcheck": ZelfcheckForm,
    "bereikbaar": BereikbaarForm,
    "toestemming": ToestemmingForm,
    "controle": ControleForm,
}


def pad(soort: str, *, anoniem: bool, gevaar: str | None, aanbod: bool) -> list[str]:
    """The steps that this melding walks, in order; the last one sends."""
    weg = set(STAPPEN)
    if gevaar not in TOON_CRISIS:
        weg.discard("crisis")
    if soort == Soort.MELDING:
        weg.discard("wie")
    if not aanbod or soort == Soort.SIGNAAL:
        weg.discard("zelfcheck")
    if anoniem:
        weg -= {"bereikbaar", "toestemming"}
    return [sleutel for sleutel in STAPPEN if sleutel in weg]
