"""Translating a page through wagtail-localize: the same rows that its editor writes."""

from __future__ import annotations

import json
from collections.abc import Mapping

from django.conf import settings
from wagtail.models import Locale, Page
from wagtail_localize.models import (
    OverridableSegment,
    SegmentOverride,
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)
from wagtail_localize.strings import StringValue

Engels = dict[str, str]
"""Strings as wagtail-localize keeps them (HTML), with their English."""


def plat(tekst: str) -> str:
    """Plain text as wagtail-localize keeps it."""
    return StringValue.from_plaintext(tekst).data


def vertaal(pagina: Page, taal: Locale, teksten: Mapping[str, str]) -> Page:
    """Submits a page for translation, fills in what `teksten` has, and publishes only when nothing is missing.

    What is missing leaves the copy a draft, for an editor to finish. Returns the page in that language.
    """
    bron, _ = TranslationSource.update_or_create_from_instance(pagina.specific)
    Translation.objects.get_or_create(source=bron, target_locale=taal)
    volledig = True
    for segment in StringSegment.objects.filter(source=bron).select_related("string"):
        tekst = teksten.get(segment.string.data)
        if tekst is None:
            volledig = False
            continue
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            context=segment.context,
            locale=taal,
            defaults={"data": tekst, "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL},
        )
    _links_in_taal(bron, taal)
    bron.create_or_update_translation(taal, publish=False, fallback=not volledig, copy_parent_pages=True)
    if volledig:
        # Not save_target(publish=True): that publishes after the commit, and a stop in between would leave a draft.
        bron.get_translated_instance(taal).get_latest_revision().publish()
    doel: Page = bron.get_translated_instance(taal)
    return doel


def _links_in_taal(bron: TranslationSource, taal: Locale) -> None:
    """Links to our own pages get the language in front, as an editor would fill them in."""
    for segment in OverridableSegment.objects.filter(source=bron).select_related("context"):
        adres = json.loads(segment.data_json)
        if isinstance(adres, str) and adres.startswith("/") and taal.language_code != settings.LANGUAGE_CODE:
            SegmentOverride.objects.update_or_create(
                locale=taal,
                context=segment.context,
                defaults={"data_json": json.dumps(f"/{taal.language_code}{adres}")},
            )
