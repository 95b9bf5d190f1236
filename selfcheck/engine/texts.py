"""The texts of a stroom: which keys there must be, and the text for a language and a way of addressing."""

from __future__ import annotations

from collections.abc import Iterator

from selfcheck.engine.types import AUTOMATISCH, Stroom, Uitkomst

VARIANTEN = ("je", "derde")
"""``je``: for the young. ``derde``: about somebody else. Without a variant: "u"."""


def required_keys(stroom: Stroom) -> Iterator[str]:
    """The text keys that a complete language has."""
    yield from ("titel", "inleiding")
    for sleutel in AUTOMATISCH:
        yield f"optie.{sleutel}"
    for vraag in stroom.vragen:
        yield f"vraag.{vraag.sleutel}.tekst"
        yield f"vraag.{vraag.sleutel}.kort"
        yield f"vraag.{vraag.sleutel}.waarom"
        for optie in vraag.opties:
            yield f"vraag.{vraag.sleutel}.optie.{optie.sleutel}"
    for uitkomst in (*stroom.uitkomsten, *([stroom.anders] if stroom.anders else [])):
        yield from _outcome_keys(uitkomst)


def _outcome_keys(uitkomst: Uitkomst) -> Iterator[str]:
    yield f"uitkomst.{uitkomst.sleutel}.titel"
    yield f"uitkomst.{uitkomst.sleutel}.advies"
    if needs_fallback(uitkomst):
        yield f"uitkomst.{uitkomst.sleutel}.terugval"


def needs_fallback(uitkomst: Uitkomst) -> bool:
    """Whether words must stand where the directory has nothing.

    On the first two steps the advice stands by itself, and on the last one the team is there already.
    """
    return uitkomst.zoek is not None and uitkomst.trede == 3


def incomplete(stroom: Stroom, taal: str) -> list[str]:
    """The keys that this language lacks, sorted; variants and help texts that Dutch has count too."""
    texts = stroom.teksten.get(taal, {})
    needed = {*required_keys(stroom), *stroom.teksten.get("nl", {})}
    return sorted(key for key in needed if not texts.get(key, "").strip())


def unused(stroom: Stroom, taal: str) -> list[str]:
    """Keys that belong to nothing in the stroom: leftovers, or typing mistakes."""
    known = set(required_keys(stroom)) | {f"vraag.{vraag.sleutel}.hulp" for vraag in stroom.vragen}
    texts = stroom.teksten.get(taal, {})
    return sorted(
        key
        for key in texts
        if key.partition("@")[0] not in known or ("@" in key and key.partition("@")[2] not in VARIANTEN)
    )


def text(stroom: Stroom, taal: str, key: str, variant: str = "") -> str:
    """The text in this language and way of addressing, else the plain one, else in Dutch; "" when there is
    none.
    """
    for language in (taal, "nl"):
        texts = stroom.teksten.get(language, {})
        for name in (f"{key}@{variant}", key):
            if texts.get(name):
                return texts[name]
    return ""


def option_text(stroom: Stroom, taal: str, vraag: str, optie: str, variant: str = "") -> str:
    """The text of an option, the automatic ones included."""
    key = f"optie.{optie}" if optie in AUTOMATISCH else f"vraag.{vraag}.optie.{optie}"
    return text(stroom, taal, key, variant)
