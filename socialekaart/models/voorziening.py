"""An offer: what somebody can come to, call or read."""

from __future__ import annotations

from functools import cached_property

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.models import Orderable, Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from portal.gemeente.models import Gemeente, Wijk
from portal.openingstijden import Rooster
from socialekaart.forms import KeuzeLijstFormField, VoorzieningForm
from socialekaart.models.adres import CataloguePagina
from socialekaart.models.keuzes import Bereik, Toegang, Trede
from socialekaart.models.locatie import LocatiePage
from socialekaart.models.vocabulaire import Doelgroep, Leefgebied
from socialekaart.taxonomy import TALEN


class KeuzeLijst(models.JSONField):
    """A list of codes from a fixed set, edited as checkboxes."""

    def __init__(self, *args: object, keuzes: dict[str, str] | None = None, **kwargs: object) -> None:
        self.keuzes = keuzes or {}
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]

    def formfield(self, **kwargs: object) -> KeuzeLijstFormField:
        return KeuzeLijstFormField(
            choices=[(code, _(naam)) for code, naam in self.keuzes.items()],
            label=self.verbose_name,
            required=False,
            help_text=self.help_text,
        )


def trefwoorden_in(tekst: str) -> list[str]:
    """The words of a field in which a semicolon stands between them."""
    return [woord.strip() for woord in tekst.split(";") if woord.strip()]


def vormen_van(heeft_plek: bool, aan_huis: bool, op_afstand: bool, bereik: str) -> list[str]:
    """Where it happens: `plek`, `thuis`, `online` (also by phone)."""
    return ["plek"] * heeft_plek + ["thuis"] * aan_huis + ["online"] * (op_afstand or bereik == Bereik.ONLINE)


class VoorzieningPage(CataloguePagina, Page):
    """HSDS `service`. Only a name and the organisation above it are required: blank is normal in real data."""

    samenvatting = models.CharField(
        _("samenvatting"), max_length=300, blank=True, help_text=_("Een of twee zinnen.")
    )
    tekst = models.TextField(_("tekst"), blank=True, help_text=_("Een lege regel begint een nieuwe alinea."))
    trefwoorden = models.CharField(
        _("trefwoorden"),
        max_length=500,
        blank=True,
        help_text=_("Woorden die mensen gebruiken, met een puntkomma ertussen."),
    )
    leefgebieden = ParentalManyToManyField(Leefgebied, blank=True, verbose_name=_("leefgebieden"))
    doelgroepen = ParentalManyToManyField(
        Doelgroep, blank=True, verbose_name=_("voor wie"), help_text=_("Niets gekozen: voor iedereen.")
    )
    leeftijd_van = models.PositiveSmallIntegerField(_("vanaf leeftijd"), null=True, blank=True)
    leeftijd_tot = models.PositiveSmallIntegerField(_("tot en met leeftijd"), null=True, blank=True)
    trede = models.PositiveSmallIntegerField(_("trede"), choices=Trede, default=Trede.VOORLIGGEND)
    toegang = models.CharField(_("toegang"), max_length=12, choices=Toegang, blank=True)
    gratis = models.BooleanField(_("gratis"), null=True, blank=True)
    kosten = models.CharField(
        _("kosten"), max_length=200, blank=True, help_text=_("Bijvoorbeeld: € 4,50 per maaltijd.")
    )
    aanmelden = models.TextField(_("zo begint u"), blank=True)
    aan_huis = models.BooleanField(_("bij mensen thuis"), default=False)
    op_afstand = models.BooleanField(_("online of per telefoon"), default=False)
    talen = KeuzeLijst(_("talen"), keuzes=TALEN, default=list, blank=True)
    bereik = models.CharField(
        _("bereik"),
        max_length=10,
        choices=Bereik,
        blank=True,
        help_text=_("Niet bekend? Laat dit leeg. Het aanbod is dan in elke gemeente te vinden."),
    )
    gemeenten = ParentalManyToManyField(Gemeente, blank=True, verbose_name=_("gemeenten"))
    wijken = ParentalManyToManyField(Wijk, blank=True, verbose_name=_("wijken"))
    telefoon = models.CharField(_("telefoon"), max_length=20, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    website = models.URLField(_("website"), blank=True)
    op_afspraak = models.BooleanField(_("op afspraak"), default=False)
    feestdagen_open = models.BooleanField(_("open op feestdagen"), default=False)
    gecontroleerd_op = models.DateField(_("gecontroleerd op"), null=True, blank=True)
    geldig_tot = models.DateField(
        _("geldig tot en met"),
        null=True,
        blank=True,
        help_text=_("Na deze dag is het aanbod niet meer te vinden."),
    )
    extern_id = models.CharField(_("kenmerk van de bron"), max_length=100, blank=True, db_index=True)

    base_form_class = VoorzieningForm
    search_fields = [
        *Page.search_fields,
        index.SearchField("samenvatting"),
        index.SearchField("tekst"),
        index.SearchField("trefwoorden"),
    ]
    content_panels = [
        *Page.content_panels,
        FieldPanel("samenvatting"),
        FieldPanel("tekst"),
        FieldPanel("aanmelden"),
        MultiFieldPanel(
            [
                FieldPanel("leefgebieden"),
                FieldPanel("doelgroepen"),
                FieldRowPanel([FieldPanel("leeftijd_van"), FieldPanel("leeftijd_tot")]),
            ],
            _("Waarover en voor wie"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("trede"), FieldPanel("toegang")]),
                FieldRowPanel([FieldPanel("gratis"), FieldPanel("kosten")]),
            ],
            _("Toegang en kosten"),
        ),
        MultiFieldPanel(
            [
                InlinePanel("plekken", label=_("plek")),
                FieldRowPanel([FieldPanel("aan_huis"), FieldPanel("op_afstand")]),
                FieldPanel("bereik"),
                FieldPanel("gemeenten"),
                FieldPanel("wijken"),
            ],
            _("Waar"),
        ),
        MultiFieldPanel(
            [
                InlinePanel("openingstijden", label=_("openingstijd")),
                InlinePanel("uitzonderingen", label=_("uitzondering")),
                FieldRowPanel([FieldPanel("op_afspraak"), FieldPanel("feestdagen_open")]),
            ],
            _("Wanneer"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("telefoon"), FieldPanel("email")]),
                FieldPanel("website"),
                FieldPanel("talen"),
            ],
            _("Contact en talen"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("trefwoorden"),
                FieldRowPanel([FieldPanel("gecontroleerd_op"), FieldPanel("geldig_tot")]),
                FieldPanel("extern_id"),
            ],
            _("Beheer"),
        ),
    ]
    VERTAALD = ("samenvatting", "tekst", "aanmelden", "kosten")
    BRON = (
        "trefwoorden", "leefgebieden", "doelgroepen", "leeftijd_van", "leeftijd_tot", "trede", "toegang", "gratis",
        "aan_huis", "op_afstand", "talen", "bereik", "gemeenten", "wijken", "telefoon", "email", "website", "op_afspraak",
        "feestdagen_open", "gecontroleerd_op", "geldig_tot", "extern_id", "plekken", "openingstijden", "uitzonderingen",
    )  # fmt: skip
    override_translatable_fields = [
        SynchronizedField("slug"),
        *(TranslatableField(naam) for naam in VERTAALD),
        *(SynchronizedField(naam, overridable=False) for naam in BRON),
    ]
    parent_page_types = ["socialekaart.OrganisatiePage"]
    subpage_types: list[str] = []
    template = "socialekaart/voorziening_page.html"

    class Meta:
        verbose_name = _("aanbod")
        verbose_name_plural = _("aanbod")
        constraints = [
            models.CheckConstraint(condition=Q(trede__gte=1, trede__lte=4), name="voorziening_trede_bestaat"),
            models.CheckConstraint(
                condition=Q(leeftijd_van__isnull=True)
                | Q(leeftijd_tot__isnull=True)
                | Q(leeftijd_tot__gte=models.F("leeftijd_van")),
                name="voorziening_leeftijd_loopt_op",
            ),
        ]

    def clean(self) -> None:
        super().clean()
        if (
            self.leeftijd_van is not None
            and self.leeftijd_tot is not None
            and self.leeftijd_tot < self.leeftijd_van
        ):
            raise ValidationError({"leeftijd_tot": _("Deze leeftijd is lager dan de leeftijd vanaf.")})

    # Set by `selectors.met_plekken`: the places that may be shown.
    zichtbare_plekken: list[LocatiePage]

    @cached_property
    def rooster(self) -> Rooster:
        """The opening hours as the pure core understands them."""
        return Rooster(
            blokken=tuple(rij.als_blok() for rij in self.openingstijden.all()),
            uitzonderingen=tuple(rij.als_uitzondering() for rij in self.uitzonderingen.all()),
            feestdagen_open=self.feestdagen_open,
            op_afspraak=self.op_afspraak,
        )

    @property
    def trefwoordenlijst(self) -> list[str]:
        return trefwoorden_in(self.trefwoorden)

    @property
    def vormen(self) -> list[str]:
        return vormen_van(bool(self.plekken.all()), self.aan_huis, self.op_afstand, self.bereik)

    @property
    def taalnamen(self) -> list[str]:
        """The languages spoken, in words."""
        return [gettext(TALEN[code]) for code in self.talen or () if code in TALEN]

    def bedient(self, gemeente: Gemeente | None) -> bool:
        """Whether people of this municipality can use the offer. Yes where it is not known whom it serves, or who asks."""
        return gemeente is None or not self.gemeente_pks or gemeente.pk in self.gemeente_pks

    @cached_property
    def gebied(self) -> list[Wijk] | list[Gemeente]:
        """The wijken or municipalities that count for its `bereik`; none when it is for everywhere or not known."""
        match self.bereik:
            case Bereik.WIJK:
                return list(self.wijken.all())
            case Bereik.GEMEENTE | Bereik.REGIO:
                return list(self.gemeenten.all())
            case _:
                return []

    @property
    def gemeente_pks(self) -> list[int]:
        """The municipalities served, in order; none when it is for everywhere or not known."""
        return [een.gemeente_id if isinstance(een, Wijk) else een.pk for een in self.gebied]


class VoorzieningPlek(Orderable):
    """Where an offer happens; the place may be another organisation's."""

    voorziening = ParentalKey(VoorzieningPage, on_delete=models.CASCADE, related_name="plekken")
    locatie = models.ForeignKey(
        "socialekaart.LocatiePage",
        # Not PROTECT: that would also keep an organisation from going with its own places and offers.
        on_delete=models.RESTRICT,
        related_name="aanbod_hier",
        verbose_name=_("locatie"),
    )

    panels = [PageChooserPanel("locatie", "socialekaart.LocatiePage")]

    class Meta(Orderable.Meta):
        constraints = [
            models.UniqueConstraint(fields=["voorziening", "locatie"], name="plek_een_keer_per_voorziening")
        ]
