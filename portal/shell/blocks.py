"""The few blocks that content pages are made of. Names are chosen once: each change makes a migration."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class VraagAntwoordBlok(blocks.StructBlock):
    """A question that opens: for what most readers can skip."""

    vraag = blocks.CharBlock(label=_("vraag"), max_length=120)
    antwoord = blocks.RichTextBlock(label=_("antwoord"), features=["bold", "link", "ul", "ol"])

    class Meta:
        icon = "help"
        label = _("vraag en antwoord")
        template = "components/blocks/vraag_antwoord.html"


class InhoudBlok(blocks.StreamBlock):
    tekst = blocks.RichTextBlock(
        label=_("tekst"),
        features=["h2", "h3", "bold", "link", "ul", "ol"],
        template="components/blocks/tekst.html",
    )
    let_op = blocks.RichTextBlock(
        label=_("let op"), features=["bold", "link"], icon="warning", template="components/blocks/let_op.html"
    )
    vraag_antwoord = VraagAntwoordBlok()
    crisis = blocks.StaticBlock(
        label=_("nummers bij gevaar"), admin_text=_("Toont de nummers bij gevaar."), icon="warning",
        template="components/blocks/crisis.html",
    )  # fmt: skip
